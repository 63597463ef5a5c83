"""Papers by direct message and mention: read, shown by sections, chosen row by row, applied as one change."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest

from store.papers.apart import read_apart
from store.papers.files import read_content
from store.papers.limits import Limits
from store.papers.paper import Paper
from tests.bot.shelf import Shelf, shelf
from tests.conversation import BOARD, Conversation, Heard
from tests.papers.test_layouts import Word

SECRETARIAT, OWNER = "Nadia Rahimi", "Tom Adisa"
ROWS = (
    ("Ref", "Action", "Owner", "Due", "Status"),
    ("02/21", "Share the map of the lamps.", "Tom Adisa", "12 June 2026", "Open"),
    (
        "02/22",
        "Write to the operators of the night buses.",
        "Helen Bartosz",
        "",
        "Closed: written on 3 March 2026.",
    ),
    ("", "Count the boats in the harbour.", "Rosalind Kemp", "", "Open"),
)


def register(*rows: Sequence[str], of: str = "Pellingford Community Safety Partnership") -> bytes:
    paper = Word(of, "16 June 2026", "ACTION POINTS")
    paper.table(*rows)
    return paper.content


@pytest.fixture
def kept(bot: Conversation) -> Iterator[Shelf]:
    with shelf() as files:
        bot.services.client.base_url = files.address
        bot.slack.described = files.described
        bot.services.read_paper = read_content
        yield files


def sends(
    bot: Conversation, kept: Shelf, content: bytes, name: str = "register.docx", who: str = SECRETARIAT
) -> Heard:
    return bot.writes(who, "", subtype="file_share", files=[kept.put(name, content)])


def now(bot: Conversation, heard: Heard) -> Heard:
    """The same message as it stands by now."""
    found = next(p for p in bot.slack.posted if p.ts == heard.ts)
    return Heard(found.text, found.blocks, bool(found.only_for), found.ts, found.channel)


def refs(bot: Conversation) -> set[str]:
    return set(bot.command(SECRETARIAT, "/actions all lamps").text.split()) & {"02/21"}


def test_a_paper_is_shown_and_then_brought_in_and_can_be_taken_back(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(*ROWS[:3]))

    assert heard.text.splitlines()[:5] == [
        "register.docx",
        "Adds 2 action points; changes nothing; leaves 2.",
        "Action points: 2",
        "• 02/21 Share the map of the lamps. (open; owner: Tom Adisa; due: 12 June 2026), minuted in 02/2026 (table 1, row 2)",
        "• 02/22 Write to the operators of the night buses. (closed; owner: Helen Bartosz), minuted in 02/2026 (table 1, row 3)",
    ]
    assert heard.labels == ["Apply", "Details", "Cancel"]
    assert not refs(bot)

    bot.press(SECRETARIAT, heard, "Apply")

    done = now(bot, heard)
    assert done.text.startswith("Imported register.docx. Adds 2 action points")
    assert bot.point("02/21").owners == ("Tom Adisa",)
    assert bot.point("02/22").status == "closed"
    assert bot.changes("02/21")[0].what == "import of register.docx"
    bot.press(SECRETARIAT, done, "Undo")
    assert not refs(bot)


@pytest.mark.parametrize(
    ("of", "strange"),
    [
        ("Averdale Community Safety Partnership", True),
        ("Safer Pellingford Partnership", False),  # a former name
        ("Community Safety Partnership Board", False),  # nobody's in particular
        ("Riverside Task and Finish Group", False),
    ],
)
def test_a_paper_of_another_partnership_is_not_brought_in_unawares(
    bot: Conversation, kept: Shelf, of: str, strange: bool
) -> None:
    heard = sends(bot, kept, register(*ROWS[:3], of=of))

    warning = (
        f"This paper says that it is of another partnership, {of}. These are the books of Pellingford Community Safety"
        " Partnership: bring it in only if that is what you want."
    )
    assert (warning in heard.text) is strange
    assert "Apply" in heard.labels


def test_what_was_taken_back_and_brought_in_again_has_its_own_past(bot: Conversation, kept: Shelf) -> None:
    """The names of its owners went with the undoing, so that then nobody owned it."""
    heard = sends(bot, kept, register(*ROWS[:3]))
    bot.press(SECRETARIAT, heard, "Apply")
    bot.press(SECRETARIAT, now(bot, heard), "Undo")
    bot.press(SECRETARIAT, sends(bot, kept, register(*ROWS[:3])), "Apply")

    shown = bot.command(SECRETARIAT, "/actions 02/21")

    assert "Share the map of the lamps." in shown.text
    assert "nobody, until then Tom Adisa" in shown.text


def test_what_was_taken_back_is_not_found_by_what_it_was_about(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(*ROWS[:3]))
    bot.press(SECRETARIAT, heard, "Apply")
    assert "02/22" in bot.writes(SECRETARIAT, "who has the night bus operators?").text
    bot.press(SECRETARIAT, now(bot, heard), "Undo")

    assert "02/22" not in bot.writes(SECRETARIAT, "who has the night bus operators?").text


def test_unsure_rows_are_chosen_one_by_one(bot: Conversation, kept: Shelf) -> None:
    unsure = (("", "Ask the ferrymen about the night boat.", "Tom Adisa", "", "Open"),)
    heard = sends(bot, kept, register(*ROWS, *unsure))
    assert "2 rows to decide: none will be taken unless you choose it" in heard.text
    assert (
        "02/23 (proposed) Count the boats in the harbour. (open; owner: Rosalind Kemp; due: the next meeting)"
        in heard.text
    )

    bot.press(SECRETARIAT, heard, "Take 02/23")
    chosen = now(bot, heard)
    assert "2 rows to decide: 1 will be taken, 1 left" in chosen.text
    assert chosen.labels == ["Take 02/24", "Leave 02/23", "Apply", "Details", "Cancel"]
    bot.press(SECRETARIAT, chosen, "Apply")

    assert now(bot, heard).text.splitlines()[0].endswith("1 unsure row was taken as well.")
    assert bot.point("02/23").text == "Count the boats in the harbour."
    assert "ferrymen" not in bot.command(SECRETARIAT, "/actions all ferrymen").text.partition(":")[2]


def book(*rows: Sequence[str]) -> bytes:
    held = io.BytesIO()
    excel = openpyxl.Workbook()
    sheet = excel.worksheets[0]
    sheet.title = "Log"
    for row in rows:
        sheet.append(row)
    excel.save(held)
    return held.getvalue()


def test_a_log_in_excel_without_a_date_is_offered_row_by_row(bot: Conversation, kept: Shelf) -> None:
    rows = (
        ("Action", "Owner", "Due", "Status"),
        ("Ask the ferrymen.", "Tom Adisa", "", ""),
        ("Oil the lock.", "Helen Bartosz", "", ""),
    )

    heard = sends(bot, kept, book(*rows), "log.xlsx")
    assert heard.labels == ["Take 02/11", "Take 02/12", "Details", "Cancel"]
    bot.press(SECRETARIAT, heard, "Take 02/12")
    bot.press(SECRETARIAT, now(bot, heard), "Apply")

    assert bot.point("02/12").text == "Oil the lock."


def test_a_text_that_excel_took_for_a_formula_is_read_as_it_is_written(
    bot: Conversation, kept: Shelf
) -> None:
    """Rows below it are no continuation of one that lost its text."""
    rows = (("Ref", "Action", "Owner", "Due", "Status"), ("02/21", "=Count the boats", "Tom Adisa", "", ""))
    heard = sends(bot, kept, book(*rows, ("02/22", "-oil the lock", "", "", "")), "log.xlsx")

    assert "02/21 =Count the boats (open; owner: Tom Adisa" in heard.text
    assert "02/22 -oil the lock (open" in heard.text
    assert "log.xlsx, sheet Log, cell B2: Excel takes what begins with “=” for a formula" in heard.text
    assert "nothing is changed before you apply it" in heard.text


def test_a_formula_with_a_result_is_its_result(bot: Conversation, kept: Shelf) -> None:
    heard = sends(
        bot, kept, book(ROWS[0], ("02/21", "Oil the lock.", "Tom Adisa", "12 June 2026", "Open")), "log.xlsx"
    )

    assert "formula" not in heard.text


def test_undoing_says_in_a_sentence_what_the_import_had_brought(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(*ROWS[:3]))
    bot.press(SECRETARIAT, heard, "Apply")

    bot.press(SECRETARIAT, now(bot, heard), "Undo")

    said = now(bot, heard).text
    assert said.startswith(
        "Undone: the import of register.docx. It had brought 2 action points (02/21, 02/22)"
    )
    assert "which are out of the books again" in said


def test_a_group_that_an_import_brought_is_taken_back_with_its_meetings(
    bot: Conversation, kept: Shelf
) -> None:
    """Whoever hears of changes to the meetings of a group, there is nobody left to tell of these."""
    paper = Word("Pellingford Community Safety Partnership", "Meeting dates 2026/27")
    paper.table(("Date", "Meeting", "Venue"), ("Wednesday 1 July 2026", "Canal Basin Group", "Online"))
    heard = sends(bot, kept, paper.content, "dates.docx")
    bot.press(SECRETARIAT, heard, "Apply")
    assert "1 July" in bot.command(SECRETARIAT, "/meetings canal basin").text

    bot.press(SECRETARIAT, now(bot, heard), "Undo")

    assert now(bot, heard).text.startswith("Undone: the import of dates.docx. It had brought")
    assert "1 July" not in bot.command(SECRETARIAT, "/meetings canal basin").text


def test_a_row_that_was_chosen_can_be_left_again(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(ROWS[0], ROWS[3]))
    assert heard.labels == ["Take 06/01", "Details", "Cancel"]

    bot.press(SECRETARIAT, heard, "Take 06/01")
    bot.press(SECRETARIAT, now(bot, heard), "Leave 06/01")

    assert now(bot, heard).labels == ["Take 06/01", "Details", "Cancel"]


def test_the_details_are_shown_page_by_page(bot: Conversation, kept: Shelf) -> None:
    many = [
        (f"02/{n}", f"Tom Adisa to count lamp number {n}.", "Tom Adisa", "", "Open") for n in range(31, 61)
    ]
    heard = sends(bot, kept, register(ROWS[0], *many))
    assert "and 25 more" in heard.text

    bot.press(SECRETARIAT, heard, "Details")
    first = now(bot, heard)
    assert "Page 1 of 2" in first.text
    assert first.labels == ["Apply", "In short", "Next page", "Cancel"]
    bot.press(SECRETARIAT, first, "Next page")
    assert "lamp number 60" in now(bot, heard).text
    bot.press(SECRETARIAT, now(bot, heard), "In short")

    assert now(bot, heard).text == heard.text


def test_cancelling_leaves_everything_and_puts_the_paper_away(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, register(*ROWS))

    bot.press(SECRETARIAT, heard, "Cancel")

    assert now(bot, heard).text == "register.docx was put away. Nothing was changed."
    assert not refs(bot)
    bot.press(SECRETARIAT, heard, "Apply")
    assert bot.last().text.startswith("I do not have that paper any more. Nothing was changed")


def test_the_same_paper_again_changes_nothing(bot: Conversation, kept: Shelf) -> None:
    bot.press(SECRETARIAT, sends(bot, kept, register(*ROWS[:3])), "Apply")

    again = sends(bot, kept, register(*ROWS[:3]))

    assert "There is nothing to bring in." in again.text
    assert again.labels == []


def test_books_that_changed_meanwhile_are_shown_again_first(bot: Conversation, kept: Shelf) -> None:
    heard, other = sends(bot, kept, register(*ROWS[:3])), sends(bot, kept, register(*ROWS[:2]))
    bot.press(SECRETARIAT, other, "Apply")

    bot.press(SECRETARIAT, heard, "Apply")

    shown = now(bot, heard)
    assert shown.text.startswith("The books have changed since this was shown, and nothing was imported.")
    assert "Adds 1 action point;" in shown.text
    bot.press(SECRETARIAT, shown, "Apply")
    assert bot.point("02/22").status == "closed"


def test_nobody_else_brings_papers_in_and_theirs_is_not_even_fetched(bot: Conversation, kept: Shelf) -> None:
    kept_away = {
        **kept.put("register.docx", register(*ROWS)),
        "url_private_download": "http://elsewhere.example/x",
    }

    heard = bot.writes(OWNER, "", subtype="file_share", files=[kept_away])

    assert heard.text == "Only the secretariat may bring papers in. Nothing was changed."


def test_a_large_file_is_not_fetched(bot: Conversation, kept: Shelf) -> None:
    file = {**kept.put("pack.pdf", b"%PDF-1.7"), "size": 50_000_000}

    heard = bot.writes(SECRETARIAT, "", subtype="file_share", files=[file])

    assert heard.text.startswith("pack.pdf has 50 MB; I take on files of up to 25 MB.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 nonsense", "pack.pdf is damaged"),
        (b"MZ\x90\0", "pack.pdf is a program"),
        (b"Hello.", "is named as if it were PDF but is not: it holds plain text"),
    ],
)
def test_what_cannot_be_read_is_said_in_place(
    bot: Conversation, kept: Shelf, content: bytes, said: str
) -> None:
    before = len(bot.slack.posted)

    heard = sends(bot, kept, content, "pack.pdf")

    assert said in heard.text
    assert len(bot.slack.posted) == before + 1


def test_in_a_channel_only_whoever_sent_it_sees_it(bot: Conversation, kept: Shelf) -> None:
    file = kept.put("register.docx", register(*ROWS[:3]))

    heard = bot.mentions(SECRETARIAT, "please import", files=[file])

    assert heard.private
    assert "Adds 2 action points" in heard.text
    bot.press(SECRETARIAT, Heard(heard.text, heard.blocks, private=True, channel=BOARD), "Apply")
    assert bot.point("02/21").text == "Share the map of the lamps."


def test_a_mention_that_arrives_twice_is_read_once(bot: Conversation, kept: Shelf) -> None:
    file = kept.put("register.docx", register(*ROWS[:3]))
    bot.mentions(SECRETARIAT, "please import", files=[file], ts="1600000000.777777")
    before = len(bot.slack.posted)

    text = "<@U0BOT> please import"
    bot.event(
        "message",
        SECRETARIAT,
        text=text,
        channel=BOARD,
        files=[file],
        subtype="file_share",
        ts="1600000000.777777",
    )

    assert len(bot.slack.posted) == before


def test_a_csv_of_action_points_is_no_contact_file(bot: Conversation, kept: Shelf) -> None:
    rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS[:3])

    heard = sends(bot, kept, f"Board meeting 16 June 2026\n\n{rows}\n".encode(), "actions.csv")

    assert "Adds 2 action points" in heard.text


def test_how_it_is_done_is_said(bot: Conversation) -> None:
    assert bot.command(SECRETARIAT, "/actions import").text.startswith("Send me the paper as a file")


def test_long_reading_says_how_far_it_is(
    bot: Conversation, kept: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.papers._OFTEN", 0.0)
    seen: list[str] = []

    def slowly(content: bytes, name: str, limits: Limits, tell: Callable[[int, int], None]) -> Paper:
        tell(40, 90)
        seen.append(bot.last().text)
        return read_content(content, name, limits, tell)

    bot.services.read_paper = slowly
    heard = sends(bot, kept, register(*ROWS[:3]))

    assert seen == ["I am reading register.docx: page 40 of 90 …"]
    assert "Adds 2 action points" in heard.text


def test_reading_in_a_process_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = register(*ROWS)

    paper = read_apart(content, "register.docx", Limits(), lambda _page, _pages: None)

    assert paper == read_content(content, "register.docx")


@pytest.mark.parametrize(
    ("who", "name", "text", "is_read"),
    [
        (SECRETARIAT, "register.docx", "", True),
        (SECRETARIAT, "lamps.png", "", False),
        (SECRETARIAT, "register.docx", "see attached", False),
        (OWNER, "register.docx", "", False),
    ],
)
def test_a_paper_without_a_word_under_what_the_bot_posted(
    bot: Conversation, kept: Shelf, who: str, name: str, text: str, *, is_read: bool
) -> None:
    above = bot.mentions(SECRETARIAT, "close 02/10 Done")
    before = len(bot.slack.posted)

    bot.event(
        "message",
        who,
        text=text,
        channel=above.channel,
        channel_type="channel",
        thread_ts=above.ts,
        subtype="file_share",
        files=[kept.put(name, register(*ROWS[:3]))],
    )

    said = [posted.text for posted in bot.slack.posted[before:]]
    assert any("Adds 2 action points" in each for each in said) is is_read
    assert bool(said) is is_read


BRIEFING = Word(
    "Briefing on night buses",
    "3 June 2026",
    "The operators told the council that the night buses will run until two in the morning from the autumn on.",
    "Drivers want the depot gate to be lit before that, and the council has asked for a price for the lanterns.",
).content
LANTERNS = "what was said about a price for the lanterns?"


def test_a_paper_of_text_alone_can_be_asked_once_it_is_applied_and_undone(
    bot: Conversation, kept: Shelf
) -> None:
    heard = sends(bot, kept, BRIEFING, "briefing.docx")
    assert heard.text.splitlines() == [
        "briefing.docx",
        "Nothing for the register, but 2 paragraphs can be asked.",
        "Nothing has been changed yet. Its paragraphs will be kept to be quoted.",
        "Apply / Cancel",
    ]
    assert "lanterns.”" not in bot.writes(OWNER, LANTERNS).text

    bot.press(SECRETARIAT, heard, "Apply")
    said = bot.writes(OWNER, LANTERNS).text
    assert "a price for the lanterns.”\nbriefing.docx, 3 June 2026" in said

    again = sends(bot, kept, BRIEFING, "briefing.docx")
    assert "Nothing for the register, and its 2 paragraphs can be asked already." in again.text
    assert "Apply" not in again.labels

    bot.press(SECRETARIAT, now(bot, heard), "Undo")
    assert "lanterns.”" not in bot.writes(OWNER, LANTERNS).text


def test_a_confidential_paper_of_text_alone_obeys_access(bot: Conversation, kept: Shelf) -> None:
    secret = Word(
        "Confidential",
        "The operators told the council in private that the owner of the yard on the quay wants to sell it by Christmas.",
        "The council will be asked whether it wants to buy the yard, for which it has no money at the moment.",
    ).content
    bot.press(SECRETARIAT, sends(bot, kept, secret, "yard.docx"), "Apply")

    assert (
        "wants to sell"
        not in bot.writes("A Visitor", "what was said about selling the yard on the quay?").text
    )
    assert "wants to sell" not in bot.mentions(SECRETARIAT, "what was said about selling the yard?").text
    assert (
        "wants to sell" in bot.writes(SECRETARIAT, "what was said about selling the yard on the quay?").text
    )


def test_an_empty_file_is_named(bot: Conversation, kept: Shelf) -> None:
    heard = sends(bot, kept, b"", "minutes.docx")
    assert heard.text == (
        "minutes.docx is empty, so there is nothing to read. Nothing was stored."
        " Look whether it was saved, and send it again."
    )
