"""A paper dropped into the workspace: read by a process of its own, shown, brought in, asked, and taken back."""

from collections.abc import Callable

import pytest

from bot.sandbox import Message
from tests.end_to_end.office import BOARD, MENTION, NADIA, TOM, Office
from tests.papers.test_bad_files import locked_pdf, scan, unpacks_large, with_macros
from tests.papers.test_layouts import Word

pytestmark = pytest.mark.slack

NAME, LAMPS, BOATS = (
    "minutes of 10 February.docx",
    "Share the map of the lamps.",
    "Count the boats in the harbour.",
)
FERRY = "It was agreed that the ferry calls at the boathouse from the first of June."


def paper() -> bytes:
    word = Word("Pellingford Community Safety Partnership", "16 June 2026", "ACTION POINTS")
    word.table(
        ("Ref", "Action", "Owner", "Due", "Status"),
        ("02/21", LAMPS, "Tom Adisa", "12 June 2026", "Open"),
        ("", BOATS, "Rosalind Kemp", "", "Open"),
    )
    word.lines("", FERRY)
    return word.content


def dropped(
    office: Office, channel: str, content: bytes, name: str = NAME, *, text: str = "", thread: str = ""
) -> Message:
    """What the bot says of a file in the end, in the place of saying that it reads it."""
    sent = office.control.upload(channel, NADIA, name, content, text=text, thread_ts=thread)
    return office.control.wait_for(
        channel,
        lambda m: bool(m.bot_id) and m.ts > sent.ts and not m.text.startswith("I am reading"),
        seconds=20,
    )


def refs(office: Office) -> set[str]:
    return {point.ref for point in office.register()} & {"02/21", "02/22"}


def test_a_paper_in_a_direct_message_is_shown_brought_in_asked_and_taken_back(office: Office) -> None:
    channel = office.control.direct_message(NADIA)
    with office.nothing_changes():
        shown = dropped(office, channel, paper())

        assert shown.text.splitlines()[:3] == [
            NAME,
            "Adds 1 action point; changes nothing; leaves 2; is unsure of 1, which stay as they are.",
            "Action points: 1",
        ]
        assert "Its paragraphs will be kept to be quoted." in shown.text
        office.presses(NADIA, "Take 02/22", shown)
        chosen = office.redrawn(shown)
        assert "1 row to decide: 1 will be taken" in chosen.text

    office.presses(NADIA, "Apply", chosen)
    done = office.redrawn(chosen)
    assert done.text.startswith(f"Imported {NAME}. Adds 1 action point;")
    assert LAMPS in office.command(TOM, "/actions").text
    assert f"“{FERRY}”" in office.writes(TOM, "what was agreed about the ferry?").text

    office.presses(NADIA, "Undo", done)

    assert office.redrawn(done)
    assert not refs(office)
    assert LAMPS not in office.command(TOM, "/actions").text
    assert "say nothing about" in office.writes(TOM, "what was agreed about the ferry?").text


def test_a_paper_with_a_mention_in_a_thread_of_a_channel(office: Office) -> None:
    above = office.says(NADIA, "The minutes are out")

    shown = dropped(office, BOARD, paper(), text=f"{MENTION} please bring this in", thread=above.ts)

    assert "Adds 1 action point" in shown.text
    assert shown.thread_ts == above.ts
    office.presses(NADIA, "Apply", shown)
    office.control.wait_for(BOARD, lambda m: bool(m.bot_id) and m.text.startswith(f"Imported {NAME}"))
    assert office.point("02/21").owners == ("Tom Adisa",)


def test_a_paper_under_what_the_bot_posted_needs_no_word(office: Office) -> None:
    office.command(NADIA, "/actions close 02/09 Done in May")
    [above] = [m for m in office.by_bot(BOARD) if "02/09" in m.text][:1]

    shown = dropped(office, BOARD, paper(), thread=above.ts)

    assert "Adds 1 action point" in shown.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("minutes.docm", with_macros, "macros"),
        ("minutes.pdf", locked_pdf, "locked with a password"),
        ("minutes.pdf", scan, "is a scan"),
        ("minutes.docx", unpacks_large, "80 MB unpacked"),
        ("minutes.exe", lambda: b"MZ\x90\x00\x03", "minutes.exe"),
    ],
    ids=["macros", "locked", "scan", "bomb", "program"],
)
def test_what_cannot_be_read_is_one_sentence_and_changes_nothing(
    office: Office, name: str, content: Callable[[], bytes], said: str
) -> None:
    with office.nothing_changes():
        told = dropped(office, office.control.direct_message(NADIA), content(), name)

    assert said in told.text
    assert "Nothing was" in told.text
    assert "\n" not in told.text


def test_a_wrong_ending_keeps_no_paper_out(office: Office) -> None:
    shown = dropped(office, office.control.direct_message(NADIA), paper(), "minutes.pdf")

    assert "Adds 1 action point" in shown.text
