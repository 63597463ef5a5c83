"""A meeting before it is held, in the local Slack server: who comes, and what is on its agenda."""

import pytest

from bot.sandbox import Message
from store.tables import AgendaItem, Presence
from tests.end_to_end.office import BOARD, GURPREET, HELEN, MARCUS, NADIA, TOM, VISITOR, Office

pytestmark = pytest.mark.slack

NOTED = "the Board meeting of Tuesday 16 June 2026."


def reminder(office: Office) -> Message:
    """The reminder of the Board's meeting a week before it."""
    office.at("2026-06-09T09:00")
    return next(m for m in office.by_bot(BOARD) if m.text.startswith("Board meeting in 7 days"))


def answers(office: Office) -> dict[str, tuple[Presence, str | None]]:
    with office.books() as books:
        june = next(m for m in books.calendar.every() if m.is_board and str(m.day) == "2026-06-16")
        names = {person.id: person.name for person in books.directory.everybody()}
        return {
            names[who]: (row.how, row.representative) for who, row in books.attendances.of(june.id).items()
        }


def october(office: Office) -> list[AgendaItem]:
    with office.books() as books:
        meeting = next(m for m in books.calendar.every() if m.is_board and str(m.month) == "2026-10-01")
        return books.agendas.items(meeting.id)


def test_the_three_buttons_under_a_reminder(office: Office) -> None:
    post = reminder(office)
    assert post.text.endswith("Nobody has answered yet.\nQuorum: 0 of 6 so far, 9 have not answered.")
    said_before = len([m for m in office.by_bot(BOARD) if not m.ephemeral_to])

    office.presses(MARCUS, "Attending", post)
    receipt = office.after(post)
    assert (receipt.ephemeral_to, receipt.thread_ts) == (MARCUS, "")
    assert receipt.text == f"Noted: you attend {NOTED}\nQuorum: 1 of 6 so far, 8 have not answered."
    post = office.redrawn(post)
    assert "So far: 1 attending." in post.text

    office.presses(GURPREET, "Apologies", post)
    post = office.redrawn(post)
    assert "So far: 1 attending, 1 apology." in post.text

    form = office.opens(HELEN, "Send a representative", post)
    assert form["title"]["text"] == "Send a representative"
    assert office.submits(HELEN, by="Ben").errors == {
        "by": "Nobody in the directory is called “Ben”. Nothing was noted; say the full name of who comes."
    }
    assert office.submits(HELEN, by="Ben Idowu").still_open == []
    post = office.redrawn(post)

    assert post.text.endswith(
        "So far: 1 attending, 1 represented, 1 apology.\nQuorum: 2 of 6 so far, 6 have not answered."
    )
    assert len([m for m in office.by_bot(BOARD) if not m.ephemeral_to]) == said_before
    assert answers(office) == {
        "Marcus Ellery": (Presence.ATTENDING, None),
        "Gurpreet Sandhu": (Presence.APOLOGIES, None),
        "Helen Bartosz": (Presence.REPRESENTED, "Ben Idowu"),
    }
    attendance = office.command(NADIA, "/meetings attendance")
    assert attendance.ephemeral_to == NADIA
    assert "• Represented: Helen Bartosz (Avershire County Council) by Ben Idowu" in attendance.text
    assert "• Apologies: Chief Inspector Gurpreet Sandhu (Avershire Constabulary)" in attendance.text


def test_an_answer_is_taken_back_from_its_receipt(office: Office) -> None:
    post = reminder(office)
    office.presses(TOM, "Apologies", post)
    receipt, post = office.after(post), office.redrawn(post)

    office.presses(TOM, "Undo", receipt)

    assert office.redrawn(receipt).text == "Undone: apologies."
    assert "Nobody has answered yet." in office.redrawn(post).text
    assert answers(office) == {}


def test_a_stranger_is_kindly_refused(office: Office) -> None:
    post = reminder(office)

    with office.nothing_changes():
        office.presses(VISITOR.id, "Attending", post)
        refused = office.after(post)

    assert refused.ephemeral_to == VISITOR.id
    assert refused.text.startswith("Thank you, but I cannot note that.")
    assert answers(office) == {}


def test_an_agenda_from_the_template_is_edited_by_its_form(office: Office) -> None:
    offered = office.command(NADIA, "/meetings agenda October")
    office.presses(NADIA, "Start with the standing items", offered)
    screen = office.redrawn(offered)
    assert screen.text.startswith("Editing the agenda of the Board meeting of October 2026")

    office.presses(NADIA, "Change 3", screen)
    screen = office.redrawn(screen)
    form = office.opens(NADIA, "Edit", screen)
    assert [block["block_id"] for block in form["blocks"]] == [
        *("title", "leads", "minutes", "kind", "session", "paper", "confidential")
    ]
    assert office.submits(NADIA, title="Review of the action points", leads="All", minutes="abc").errors == {
        "minutes": "Minutes are a whole number, such as 25."
    }
    assert (
        office.submits(
            NADIA, title="The register, item by item", leads="Tom, Helen Bartosz", minutes="20"
        ).still_open
        == []
    )
    screen = office.redrawn(screen)

    assert "3. The register, item by item\n  Tom Adisa, Helen Bartosz · 20 min" in screen.text
    office.presses(NADIA, "Move up", screen)
    screen = office.redrawn(screen)
    office.presses(NADIA, "Back to the agenda", screen)
    screen = office.redrawn(screen)
    form = office.opens(NADIA, "Add an item", screen)
    assert office.submits(NADIA, title="Lamps", leads="", minutes="").still_open == []

    assert "5. Lamps" in office.redrawn(screen).text
    assert [(item.number, item.title) for item in october(office)] == [
        ("1", "Welcome, introductions and apologies for absence"),
        ("2", "The register, item by item"),
        ("3", "Minutes of the meeting of 16 June 2026"),
        ("4", "Questions from the public"),
        (None, "Comfort break"),
        ("5", "Lamps"),
        ("6", "Any other business"),
        ("7", "Date of the next meeting: to be confirmed"),
    ]
    assert [what for _, what in office.changes()] == [
        *("starting an agenda", "changing an agenda item", "moving an agenda item", "adding an agenda item")
    ]
    assert not [m for m in office.by_bot(BOARD) if not m.ephemeral_to]
