"""Dates as members of a British partnership say them: "next Tuesday", "mid Feb", "before the October Board".

`read_date` reads a phrase that is a date as a whole, `split_due` the due date at the end of a sentence.
The phrases stand in tables, one module per family; `reading` puts them in order.
"""

from bot.language.dates.calendar import Calendar, DateProblem, DateReading, MeetingDay
from bot.language.dates.due import split_due
from bot.language.dates.reading import read_date

__all__ = ["Calendar", "DateProblem", "DateReading", "MeetingDay", "read_date", "split_due"]
