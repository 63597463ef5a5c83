"""The default Word template of the draft of an annual review: figures in tables, each under its chart."""

from docx.shared import Cm

from store.papers.writing.figure_tables import Figures, chart, table_of
from store.papers.writing.register_template import each
from store.papers.writing.word import a4, saved, write_footer

_RESULTS = (
    ("Raised", 2, "raised"),
    ("Closed", 2, "closed"),
    ("Open", 2, "open"),
    ("Time to close", 4, "took"),
)
_MEETINGS = Figures(
    "Meetings held",
    "meetings",
    (("Day", 3.5, "day"), ("Meeting", 5.5, "name"), ("Venue", 6, "venue"), ("Present", 2, "present")),
)
_ATTENDANCE = Figures(
    "Attendance by organisation",
    "attendance",
    (
        ("Organisation", 9, "organisation"),
        ("Attended", 3, "attended"),
        ("Of", 2, "of"),
        ("Share", 3, "share"),
    ),
)
_BY_MEETING = Figures("Action points by meeting", "by_meeting", (("Meeting", 7, "name"), *_RESULTS))
_BY_PRIORITY = Figures("Action points by priority", "by_priority", (("Priority", 7, "name"), *_RESULTS))


def template() -> bytes:
    """The template as the bytes of a .docx file."""
    document = a4(Cm(2))
    document.add_paragraph("{{ partnership }}", style="Title")
    document.add_heading("{{ title }}", level=1)
    each(document, "line", "summary", "{{ line }}", style="List Bullet")
    document.add_heading("Meetings held", level=1)
    table_of(document, _MEETINGS)
    document.add_heading("Attendance by organisation", level=1)
    document.add_paragraph("{{ attendance_note }}")
    chart(document, "attendance", _ATTENDANCE)
    document.add_heading("Action points", level=1)
    document.add_paragraph("{{ closing_note }}")
    chart(document, "actions", _BY_MEETING)
    document.add_heading("Action points by priority", level=1)
    chart(document, "priorities", _BY_PRIORITY)
    write_footer(document, "{{ document_title }}")
    return saved(document)
