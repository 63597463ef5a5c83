"""A closing and the question about it, in the local Slack server, from the owner's reply to the new note."""

import pytest

from bot.sandbox import Message
from store.tables import Status
from tests.end_to_end.office import BOARD, HELEN, MARCUS, NADIA, TOM, Office

pytestmark = pytest.mark.slack

SEND_BACK = "Send back with a question"


def told(office: Office, user: str, beginning: str, besides: Message | None = None) -> Message:
    """The direct message to somebody that begins so, other than one that was heard before."""
    before = besides.ts if besides else ""
    return office.control.wait_for(
        office.control.direct_message(user), lambda m: m.text.startswith(beginning) and m.ts > before
    )


def as_it_stands(office: Office, message: Message, beginning: str) -> Message:
    """The same message once it begins so."""
    return office.control.wait_for(
        message.channel, lambda m: m.ts == message.ts and m.text.startswith(beginning)
    )


def closed_by_reply(office: Office, user: str = TOM) -> Message:
    """Under the nudge of the morning; an hour later the secretariat is told."""
    office.at("2026-05-26T09:00")
    (nudge,) = office.by_bot(office.control.direct_message(user))
    receipt = office.after(office.says(user, "done, sent it round on Friday", under=nudge))
    assert receipt.text.startswith("Closed 02/10: sent it round on Friday.")
    office.turn_clock("2026-05-26T10:00")
    return told(office, NADIA, "An action point was closed")


def asked(office: Office, news: Message, question: str = "Who got it?") -> Message:
    """The secretariat sends it back through the form; the question as the owner gets it."""
    assert office.opens(NADIA, SEND_BACK, news)["title"]["text"] == "Send back 02/10"
    assert office.submits(NADIA, note=question).still_open == []
    return told(office, TOM, "A question about 02/10")


def test_the_whole_conversation(office: Office) -> None:
    news = closed_by_reply(office)
    assert (
        "Closed: Sent it round on Friday\nTom Adisa closed it on Tuesday 26 May 2026 at 09:00." in news.text
    )

    question = asked(office, news)
    assert "Nadia Rahimi asks: “Who got it?”" in question.text
    assert "Tom Adisa had closed it: “sent it round on Friday”." in question.text
    assert (office.point("02/10").status, office.point("02/10").note) == (
        Status.IN_PROGRESS,
        "Question: Who got it?",
    )
    as_it_stands(
        office, news, "Nothing here waits for you\n02/10 was sent back by Nadia Rahimi: “Who got it?”"
    )

    receipt = office.after(office.says(TOM, "done, my colleagues got it on Friday", under=question))
    assert receipt.text.startswith("Closed 02/10: my colleagues got it on Friday.")
    as_it_stands(
        office, question, "This question is settled\n02/10 is closed: my colleagues got it on Friday"
    )
    office.turn_clock("2026-05-26T11:00")
    again = told(office, NADIA, "An action point was closed", besides=news)
    assert "Closed: My colleagues got it on Friday" in again.text
    assert "Nadia Rahimi had asked: “Who got it?”" in again.text

    office.presses(NADIA, "Accept 02/10", again)
    as_it_stands(office, again, "Nothing here waits for you\n02/10 was accepted by Nadia Rahimi.")
    assert office.changes() == [
        ("Tom Adisa", "closing 02/10"),
        ("Nadia Rahimi", "sending back 02/10"),
        ("Tom Adisa", "closing 02/10"),
        ("Nadia Rahimi", "accepting the closing of 02/10"),
    ]
    assert [m.text for m in office.by_bot(BOARD) if "Who got it?" in m.text] == []


def test_undoing_takes_the_question_out_of_the_owners_sight(office: Office) -> None:
    news = closed_by_reply(office)
    question = asked(office, news)
    receipt = told(office, NADIA, "Sent 02/10 back with a question: Who got it?")
    assert "Tom Adisa gets it as a direct message." in receipt.text

    office.presses(NADIA, "Undo", receipt)

    as_it_stands(office, question, "This question is settled\nThe question about 02/10 was taken back.")
    as_it_stands(office, news, "An action point was closed")
    assert (office.point("02/10").status, office.point("02/10").note) == (
        Status.CLOSED,
        "sent it round on Friday",
    )


def test_whoever_is_second_learns_who_was_first(office: Office) -> None:
    news = closed_by_reply(office)
    office.opens(NADIA, SEND_BACK, news)
    office.writes(MARCUS, "question 02/10 Has the Chair signed?")

    answer = office.submits(NADIA, note="Who got it?")

    assert answer.errors == {
        "note": "02/10 is not closed any more: Marcus Ellery has sent it back with a question,"
        " “Has the Chair signed?” Nothing was changed."
    }
    assert [what for _, what in office.changes()] == ["closing 02/10", "sending back 02/10"]


def test_another_member_can_press_nothing(office: Office) -> None:
    news = closed_by_reply(office)

    with office.nothing_changes():
        office.presses(HELEN, "Accept 02/10", news)
        refused = office.control.wait_for(
            news.channel,
            lambda m: m.text.startswith("Only the secretariat, the chair and the vice chair may"),
        )
    assert refused.text.endswith("Nothing was changed.")
