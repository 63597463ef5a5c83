"""The timetable in Slack, by quarters, and as the paper of a year."""

from datetime import date

import pytest
from sqlalchemy import select

from store.books import commit
from store.history import Author
from store.papers.importing.importer import plan_import
from store.papers.importing.plan import Kind
from store.papers.reading.reader import read_paper
from store.tables import Meeting, MeetingStatus, Mode
from tests.conversation import BOARD, Conversation
from tests.papers_out.word_text import text_of

SECRETARIAT, STRANGER = "Nadia Rahimi", "A Visitor"
BY = Author(SECRETARIAT)


@pytest.fixture
def bot(bot: Conversation) -> Conversation:
    """The bot, with a cancelled meeting and one whose day is not known."""
    with bot.house.books.open(bot.partnership, BY, writes=True) as books:
        riverside = (
            books.session.scalars(select(Meeting).where(Meeting.day == date(2026, 6, 3))).unique().one()
        )
        riverside.status = MeetingStatus.CANCELLED
        steering = books.directory.group_named("MASG")
        assert steering is not None
        books.calendar.add(steering, date(2026, 9, 1)).mode = Mode.ONLINE
        commit(books)
    return bot


def test_all_that_is_to_come_by_quarters(bot: Conversation) -> None:
    heard = bot.command(STRANGER, "/meetings timetable")

    assert heard.private
    assert heard.text.splitlines() == [
        "Pellingford CSP timetable",
        "Quarter 1, 2026/27: April to June 2026",
        "Thu 28 May: MASG, 14:00 to 15:30, Online",
        "Wed 3 June: Riverside, 13:30 to 14:30, Boathouse Community Room, Quay Lane, Pellingford, cancelled",
        "Tue 16 June: Board, 10:00 to 13:00, The Corn Hall, Market Place, Pellingford",
        "  Report deadline Tue 2 June",
        "  Hybrid",
        "Quarter 2, 2026/27: July to September 2026",
        "September 2026, date TBC: MASG, online",
        "Quarter 3, 2026/27: October to December 2026",
        "October 2026, date TBC: Board, hybrid",
        "  Venue to be confirmed",
        "Tue 1 Dec: Board development session, 10:00 to 13:00, Boathouse Community Room, Quay Lane, Pellingford",
        "  Report deadline Tue 17 Nov",
        "  In person",
    ]
    assert heard.labels == ["2026/27", "Word document", "PDF", "Calendar file"]


def test_a_cancelled_meeting_is_crossed_out_for_the_eye(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings timetable")

    drawn = [block["text"]["text"] for block in heard.blocks if block["type"] == "section"]
    assert [text for text in drawn if text.startswith("~")] == [
        "~*Wed 3 June: Riverside, 13:30 to 14:30, Boathouse Community Room, Quay Lane, Pellingford, cancelled*~"
    ]


@pytest.mark.parametrize(
    ("line", "title", "first"),
    [
        ("/meetings timetable 2025/26", "Pellingford CSP timetable 2025/26", "Tue 8 July: Board"),
        ("/meetings timetable 2026", "Pellingford CSP timetable 2026", "Tue 10 Feb: Board"),
        ("/meetings timetable last year", "Pellingford CSP timetable 2025/26", "Tue 8 July: Board"),
        ("/meetings timetable this year", "Pellingford CSP timetable 2026/27", "Thu 28 May: MASG"),
        ("show me the timetable for 2026/27", "Pellingford CSP timetable 2026/27", "Thu 28 May: MASG"),
        ("/meetings dates 2026-27", "Pellingford CSP timetable 2026/27", "Thu 28 May: MASG"),
    ],
)
def test_a_year_is_a_financial_one_or_a_calendar_one(
    bot: Conversation, line: str, title: str, first: str
) -> None:
    heard = bot.command(SECRETARIAT, line) if line.startswith("/") else bot.writes(SECRETARIAT, line)

    lines = heard.text.splitlines()
    assert lines[0] == title
    assert lines[2].startswith(first)


def test_a_calendar_year_begins_with_the_last_quarter_of_the_financial_one(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings timetable 2026")

    assert heard.text.splitlines()[1] == "Quarter 4, 2025/26: January to March 2026"


def test_the_years_are_turned_in_place(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings timetable 2026/27")
    assert heard.labels == ["2025/26", "Word document", "PDF", "Calendar file"]

    bot.press(SECRETARIAT, heard, "2025/26")

    _, redrawn = bot.responses[-1]
    assert redrawn["replace_original"]
    assert redrawn["text"].startswith("Pellingford CSP timetable 2025/26\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/meetings timetable 2031/32", "The calendar holds no meeting in 2031/32."),
        (
            "/meetings timetable soon",
            "“soon” is no year that I know. Write 2026 for January to December, or 2026/27 for April to March.",
        ),
        ("/meetings timetable 2026/29", "“2026/29” is no year that I know."),
        ("/meetings timetable csv", "I cannot write “csv” of a timetable; I can write docx, pdf."),
    ],
)
def test_what_there_is_not_gets_a_sentence(bot: Conversation, line: str, said: str) -> None:
    heard = bot.command(SECRETARIAT, line)

    assert heard.text.startswith(said)
    assert heard.private
    assert bot.slack.files == []


def test_more_than_a_message_holds_is_counted(bot: Conversation) -> None:
    with bot.house.books.open(bot.partnership, BY, writes=True) as books:
        board = books.directory.board()
        assert board is not None
        for month in range(1, 13):
            for day in (1, 8, 15, 22):
                books.calendar.add(board, date(2027, month, day), date(2027, month, day))
        commit(books)

    heard = bot.command(SECRETARIAT, "/meetings timetable")

    assert "24 later meetings are not shown; ask for a year, such as 2026/27." in heard.text
    assert len(heard.blocks) <= 50
    assert heard.labels == ["2026/27", "2027/28", "Word document", "PDF", "Calendar file"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("/meetings timetable docx", "Timetable 2026-27.docx"),
        ("/meetings timetable 2025/26 word", "Timetable 2025-26.docx"),
        ("/meetings timetable docx 2026", "Timetable 2026.docx"),
    ],
)
def test_the_paper_is_handed_over_where_it_was_asked_for(bot: Conversation, line: str, name: str) -> None:
    heard = bot.command(SECRETARIAT, line)

    [file] = bot.slack.files
    assert (file["channel"], file["filename"]) == (BOARD, name)
    assert heard.text.startswith("The Pellingford CSP Timetable 202")


def test_the_button_hands_over_the_paper_and_leaves_the_list(bot: Conversation) -> None:
    heard = bot.command(SECRETARIAT, "/meetings timetable 2026/27")

    bot.press(SECRETARIAT, heard, "Word document")

    assert bot.slack.files[-1]["filename"] == "Timetable 2026-27.docx"
    _, said = bot.responses[-1]
    assert not said["replace_original"]
    assert said["text"] == "The Pellingford CSP Timetable 2026/27: 6 meetings."


def test_importing_the_paper_again_changes_nothing(bot: Conversation) -> None:
    bot.command(SECRETARIAT, "/meetings timetable docx")
    paper = read_paper(text_of(bot.slack.files[-1]["content"]), "timetable.docx")

    with bot.house.books.open(bot.partnership, BY, writes=False) as books:
        plan = plan_import(paper, books)

    assert [entry.sentence for entry in plan.entries if entry.kind is not Kind.SAME] == []
    assert len(paper.timetable) == 5
