"""From the books to a paper: registers as Word, CSV and JSON, timetables as Word, meetings as iCalendar."""
