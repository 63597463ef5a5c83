"""Every paper that the bot writes, in every format it has, of every way to name a meeting, in plain words and behind a slash."""

import re

import pytest

from bot.language.understanding import understand
from bot.main import House
from handlers.contact_requests import ExportContacts
from handlers.meeting_requests import ExportAnnualReview, ExportMeetingPaper, ExportTimetable
from handlers.plan_requests import ExportPlan
from handlers.register_requests import AddAction, ExportRegister
from handlers.requests import AnyRequest
from store.exchange.export import FORMATS as OF_CONTACTS
from store.papers.writing.meeting_writers import FORMATS as OF_MEETINGS
from store.papers.writing.register_paper import Edition
from store.papers.writing.timetables import FORMATS as OF_TIMETABLES
from store.papers.writing.writers import FORMATS as OF_REGISTERS
from tests.conversation import Conversation
from tests.language.test_free_words import context_of

SECRETARIAT = "Nadia Rahimi"
SAID = {
    "docx": ("docx", "word"),
    "pdf": ("pdf", "PDF"),
    "xlsx": ("xlsx", "excel"),
    "csv": ("csv",),
    "html": ("html",),
    "json": ("json",),
    "vcf": ("vcf", "vcard"),
}
WAYS = (
    "{paper} {format}",
    "{paper} of {which} {format}",
    "{paper} for {which} as {format} please",
    "{which} {paper} {format}",
    "the {which} {paper} as a {format} document",
    "can i have the {paper} of {which} as a {format} file",
    "{format} of the {paper} for {which}",
    "export the {paper} for {which} in {format}",
)
AHEAD = {
    "june": "2026-06-16",
    "the june board": "2026-06-16",
    "16 june": "2026-06-16",
    "MASG": "2026-05-28",
    "october": "October 2026",
}
HELD = {
    "february": "2026-02-10",
    "february board": "2026-02-10",
    "10 february": "2026-02-10",
    "february meeting": "2026-02-10",
}
YEARS = {
    "2025/26": "2025/26",
    "2026": "2026",
    "last year": "2025/26",
    "this year": "2026/27",
    "next calendar year": "2027",
}
NAMES = {
    "agenda": ("agenda",),
    "pack": ("pack", "meeting pack"),
    "minutes": ("minutes", "draft minutes"),
    "annual": ("annual review", "annual report"),
    "timetable": ("timetable",),
    "plan": ("plan", "community safety plan"),
    "register": ("register", "action points"),
    "contacts": ("directory", "contacts"),
}
FORMATS = {
    "register": OF_REGISTERS,
    "timetable": OF_TIMETABLES,
    "contacts": OF_CONTACTS,
    **dict.fromkeys(("agenda", "pack", "minutes", "annual", "plan"), OF_MEETINGS),
}
BOOKS = {
    **dict.fromkeys(("agenda", "pack", "minutes", "annual", "timetable"), "/meetings"),
    **dict.fromkeys(("plan", "register"), "/actions"),
    "contacts": "/contacts",
}


def wanted(paper: str, made: str, which: str) -> AnyRequest:
    if paper in ("agenda", "pack", "minutes"):
        return ExportMeetingPaper(paper, made, which)  # type: ignore[arg-type]
    if paper == "register":
        return ExportRegister(made, which)
    if paper == "contacts":
        return ExportContacts(made)
    of_year = {"annual": ExportAnnualReview, "timetable": ExportTimetable, "plan": ExportPlan}[paper]
    return of_year(made, which)  # type: ignore[no-any-return]


def named(paper: str) -> dict[str, str]:
    if paper == "minutes":
        return HELD
    if paper in ("annual", "timetable", "plan"):
        return YEARS
    return {} if paper == "contacts" else AHEAD


def lines(paper: str) -> list[tuple[str, AnyRequest]]:
    """All that may be said of a paper, with what it asks for."""
    found = []
    for made in FORMATS[paper]:
        for said in SAID[made]:
            for name in NAMES[paper]:
                for way in WAYS:
                    for which, meant in (named(paper) or {"": ""}).items():
                        if "{which}" not in way or which:
                            line = way.format(paper=name, format=said, which=which)
                            found.append(
                                (
                                    line.replace("the the", "the"),
                                    wanted(paper, made, meant if "{which}" in way else ""),
                                )
                            )
    return list({line: (line, request) for line, request in found}.values())


@pytest.mark.parametrize("paper", NAMES)
def test_every_paper_is_reached_in_every_format_and_of_every_meeting(home: House, paper: str) -> None:
    context = context_of(home, SECRETARIAT)
    said = lines(paper)
    assert len(said) >= 4

    for line, request in said:
        for door in (line, f"{BOOKS[paper]} {line}"):
            assert understand(door, context) == request, door


@pytest.mark.parametrize("paper", NAMES)
def test_a_format_that_a_paper_does_not_have_is_answered_with_those_it_has(
    bot: Conversation, paper: str
) -> None:
    for said in ("odt", "vcf" if paper != "contacts" else "pdf"):
        heard = bot.command(SECRETARIAT, f"{BOOKS[paper]} {NAMES[paper][0]} as {said}")

        assert said in heard.text
        for made in FORMATS[paper]:
            assert made in heard.text.casefold(), heard.text


@pytest.mark.parametrize("paper", NAMES)
def test_every_format_there_is_can_be_written(bot: Conversation, paper: str) -> None:
    for made in FORMATS[paper]:
        heard = bot.command(SECRETARIAT, f"{BOOKS[paper]} {NAMES[paper][0]} {made}")

        assert "cannot" not in heard.text, heard.text
        assert not re.search(r"[Nn]othing was", heard.text), heard.text


@pytest.mark.parametrize(
    ("said", "request_"),
    [
        (
            "draft the minutes of the february meeting in word",
            ExportMeetingPaper("minutes", "docx", "2026-02-10"),
        ),
        ("pack", ExportMeetingPaper("pack")),
        ("pack pdf", ExportMeetingPaper("pack", "pdf")),
        ("minutes of the last meeting", ExportMeetingPaper("minutes")),
        ("can i have june's agenda as a pdf", ExportMeetingPaper("agenda", "pdf", "2026-06-16")),
        ("the register as excel please", ExportRegister("xlsx")),
        ("/actions export june pdf", ExportRegister("pdf", "2026-06-16")),
        ("/contacts export vcf", ExportContacts("vcf")),
        ("internal pack for june as pdf", ExportMeetingPaper("pack", "pdf", "2026-06-16", Edition.INTERNAL)),
    ],
)
def test_a_paper_by_its_name(home: House, said: str, request_: AnyRequest) -> None:
    assert understand(said, context_of(home, SECRETARIAT)) == request_


@pytest.mark.parametrize(
    "said",
    [
        "agenda",
        "agenda for june",
        "timetable 2026/27",
        "the plan",
        "register",
        "who writes the minutes",
        "action: tom to send the minutes as pdf",
        "put 15 minutes on the june agenda for the word of the day",
        "when does the pack go out",
        "plan overdue",
        "contacts fire",
    ],
)
def test_what_only_names_a_paper_writes_no_file(home: House, said: str) -> None:
    files = (
        ExportMeetingPaper,
        ExportRegister,
        ExportContacts,
        ExportPlan,
        ExportTimetable,
        ExportAnnualReview,
    )

    assert not isinstance(understand(said, context_of(home, SECRETARIAT)), files)


def test_an_action_point_about_a_paper_is_logged(home: House) -> None:
    assert isinstance(
        understand("action: tom to send the minutes as pdf", context_of(home, SECRETARIAT)), AddAction
    )
