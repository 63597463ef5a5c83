"""Words: under what the bot has posted, in a direct message, after a mention. Whoever is not meant is left alone."""

from collections.abc import Callable

import pytest

from bot.sandbox import Message
from store.tables import Status
from tests.end_to_end.office import BOARD, GURPREET, HELEN, MARCUS, MENTION, NADIA, TOM, Office

pytestmark = pytest.mark.slack


DONE = "done, sent it round on Friday"
CLOSED = "Closed 02/10: sent it round on Friday.\n02/10 Tom Adisa to draft"


def card(office: Office) -> Message:
    return office.command(NADIA, "/actions 02/10")


def nudge(office: Office) -> Message:
    office.at("2026-05-26T09:00")
    (message,) = office.by_bot(office.control.direct_message(TOM))
    return message


@pytest.mark.parametrize("posted", [card, nudge])
def test_the_owner_closes_by_replying_and_takes_it_back(
    office: Office, posted: Callable[[Office], Message]
) -> None:
    root = posted(office)

    receipt = office.after(office.says(TOM, DONE, under=root))

    assert receipt.text.startswith(CLOSED)
    assert receipt.thread_ts == root.ts
    assert (office.point("02/10").status, office.point("02/10").note) == (
        Status.CLOSED,
        "sent it round on Friday",
    )
    office.presses(TOM, "Undo", receipt)
    assert office.redrawn(receipt).text == "Undone: closing 02/10."
    assert office.point("02/10").status is Status.IN_PROGRESS


def test_the_owner_of_one_action_closes_it_under_a_report_deadline(office: Office) -> None:
    office.at("2026-05-26T09:00")
    (deadline,) = office.by_bot(BOARD)

    office.says(TOM, DONE, under=deadline)
    office.after(office.says(TOM, f"{MENTION} hello", under=deadline))

    assert office.point("02/10").status is Status.CLOSED


def test_chatter_and_strangers_to_the_action_are_left_alone(office: Office) -> None:
    root = card(office)
    with office.nothing_changes():
        office.says(MARCUS, "Nice one everybody, see you on Thursday", under=root)
        office.says(HELEN, "done, sent mine as well", under=root)
        office.says(GURPREET, "is this done yet?", under=root)
        office.says(TOM, "Thanks, Marcus", under=root)

    # The bot hears one after the other, so by now it would have said something to those before.
    receipt = office.after(office.says(TOM, DONE, under=root))

    assert office.by_bot(BOARD) == [root, receipt]
    assert office.changes() == [("Tom Adisa", "closing 02/10")]


def test_people_who_talk_among_themselves_are_left_alone(office: Office) -> None:
    with office.nothing_changes():
        root = office.says(MARCUS, "02/10 is done, I hear, or is it?")
        office.says(TOM, DONE, under=root)
        office.says(TOM, "02/10 done, sent it round")

    answer = office.after(office.says(TOM, f"{MENTION} hello"))

    assert office.by_bot(BOARD) == [answer]
    assert answer.text.startswith("Hello, Tom.")


@pytest.mark.parametrize(
    ("label", "said", "status"),
    [
        ("Confirm", "Closed 02/10: sent it to the Chair.", Status.CLOSED),
        ("Cancel", "Left as it was. Nothing was changed.", Status.IN_PROGRESS),
    ],
)
def test_a_guess_is_shown_with_two_buttons(office: Office, label: str, said: str, status: Status) -> None:
    with office.nothing_changes():
        question = office.after(office.says(TOM, "sent it to the Chair", under=card(office)))
        assert question.text.startswith(
            "I understood: close 02/10 with the note “sent it to the Chair”. Shall I?"
        )

    office.presses(TOM, label, question)

    assert office.redrawn(question).text.startswith(said)
    assert office.point("02/10").status is status


def test_somebody_else_cannot_confirm(office: Office) -> None:
    question = office.after(office.says(TOM, "sent it to the Chair", under=card(office)))

    with office.nothing_changes():
        office.presses(HELEN, "Confirm", question)
        refusal = office.control.wait_for(BOARD, lambda message: message.ephemeral_to == HELEN)

    assert refusal.text.startswith("Tom Adisa was asked that, and only they can answer. Nothing was changed")
    assert question in office.control.messages(BOARD)


def test_a_direct_message_in_plain_words(office: Office) -> None:
    owed = office.writes(TOM, "what do I owe?")
    noise = office.writes(TOM, "who do I ring about noise?")
    papers = office.writes(TOM, "when do papers have to be in?")

    assert owed.text.startswith("Your open action points: 1\n02/10 Tom Adisa")
    assert noise.text.startswith("Contacts for “noise”\nNoise complaints\n  01632 960201")
    assert papers.text.startswith("Tuesday 2 June 2026 (in 7 days): papers are due for the Board meeting")
    assert {owed.thread_ts, noise.thread_ts, papers.thread_ts} == {""}


def test_a_direct_message_that_would_change_something_asks_first(office: Office) -> None:
    with office.nothing_changes():
        question = office.writes(TOM, "please note that 02/10 is done, the Chair has signed it")
    answer = office.writes(TOM, "yes")

    assert question.text.startswith("I understood: close 02/10 (“Tom Adisa to draft ")
    assert "with the note “the Chair has signed it”. Shall I?" in question.text
    assert answer.text.startswith("Closed 02/10: the Chair has signed it.")
    assert office.changes() == [("Tom Adisa", "closing 02/10")]


def test_a_mention_is_answered_once_in_its_thread(office: Office) -> None:
    asked = office.says(TOM, f"{MENTION} when is the next meeting?")
    answer = office.after(asked)
    thanks = office.after(office.says(TOM, f"{MENTION} thanks", under=asked))

    assert answer.text.startswith("Board meeting: Tuesday 16 June 2026, 10:00 to 13:00")
    assert (answer.thread_ts, thanks.thread_ts) == (asked.ts, asked.ts)
    assert office.by_bot(BOARD) == [answer, thanks]
