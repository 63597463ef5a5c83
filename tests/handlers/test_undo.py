"""Taking back: by the button under the answer or by saying so, one's own, and never what others built upon."""

from collections.abc import Callable
from datetime import date

import pytest

from handlers.desk import Audience
from handlers.register_requests import (
    AddAction,
    AssignAction,
    CarryAction,
    CloseAction,
    ReopenAction,
    SetConfidential,
    SetDue,
    ShowAction,
    UpdateAction,
)
from handlers.replies import Outcome, Reply, Text
from handlers.requests import LinkPerson, Request, Several, Undo
from store.reference import Reference
from tests.handlers.test_door import ask, press
from tests.store.small_books import MEETINGS, SmallBooks, recorded_rows

CHANGES: dict[str, Callable[[Reference], Request]] = {
    "close": lambda ref: CloseAction(ref, "Circulated"),
    "update": lambda ref: UpdateAction(ref, "Asked the supplier"),
    "carry": CarryAction,
    "assign": lambda ref: AssignAction(ref, ("Quay Homes", "Dev Anand")),
    "due": lambda ref: SetDue(ref, date(2026, 7, 1)),
    "confidential": SetConfidential,
    "several": lambda ref: Several((UpdateAction(ref, "Asked"), CloseAction(ref), ReopenAction(ref))),
}


def rows(small: SmallBooks) -> dict[tuple[str, int], dict[str, object]]:
    """All rows but those that are withdrawn, which only keep a number."""
    with small.reading() as books:
        return {key: row for key, row in recorded_rows(books).items() if row.get("status") != "withdrawn"}


def sentence(reply: Reply) -> str:
    (part,) = reply.parts
    assert isinstance(part, Text)
    return part.text


@pytest.mark.parametrize("change", CHANGES)
def test_the_button_under_an_answer_restores_what_was_there(small: SmallBooks, change: str) -> None:
    first = small.add("Count the lamps", small.party("Esme Trott"), at=MEETINGS["Board"][1])
    ref = small.carry(first, to=MEETINGS["Board"][2])
    before = rows(small)

    done = ask(small, CHANGES[change](ref))
    assert rows(small) != before
    undone = press(small, done, "Undo")

    assert (undone.outcome, undone.buttons) == (Outcome.CHANGED, ())
    assert rows(small) == before


def test_what_was_logged_is_withdrawn_and_its_number_stays_taken(small: SmallBooks) -> None:
    before = rows(small)
    logged = ask(small, AddAction("Dev Anand to count the lamps"), "Esme Trott")
    press(small, logged, "Undo", "Esme Trott")

    assert rows(small) == before
    assert ask(small, ShowAction(Reference(5, 1))).outcome is Outcome.REFUSED
    assert ask(small, AddAction("Count the lamps")).about == ("2026-05/02",)


def test_without_a_button_the_last_change_of_one_s_own_is_meant(small: SmallBooks) -> None:
    mine, theirs = small.add("Mine", by="Esme Trott"), small.add("Theirs", by="Dev Anand")

    assert ask(small, Undo(), "Esme Trott").outcome is Outcome.CHANGED

    assert ask(small, ShowAction(mine)).outcome is Outcome.REFUSED
    assert ask(small, ShowAction(theirs)).outcome is Outcome.ANSWERED


def test_one_after_another_all_of_one_s_own_can_be_taken_back(small: SmallBooks) -> None:
    before = rows(small)
    ref = small.add(by="Ada Okafor")
    for request in (CloseAction(ref), ReopenAction(ref), UpdateAction(ref, "Asked")):
        ask(small, request, "Ada Okafor")

    outcomes = [ask(small, Undo(), "Ada Okafor").outcome for _ in range(4)]

    assert outcomes == [Outcome.CHANGED] * 4
    assert rows(small) == before
    assert sentence(ask(small, Undo(), "Ada Okafor")) == "There is no change of yours to undo."


def test_a_button_pressed_twice_undoes_once(small: SmallBooks) -> None:
    ref = small.add()
    closed = ask(small, CloseAction(ref))
    press(small, closed, "Undo")
    before = rows(small)

    again = press(small, closed, "Undo")

    assert again.outcome is Outcome.REFUSED
    assert sentence(again).endswith("has been undone already. Nothing was changed.")
    assert rows(small) == before


def test_a_redelivered_undo_takes_back_one_change(small: SmallBooks) -> None:
    first, second = small.add("One", by="Esme Trott"), small.add("Two", by="Esme Trott")

    replies = [ask(small, Undo(), "Esme Trott", delivery="Ev1") for _ in range(2)]

    assert replies[0] == replies[1]
    assert ask(small, ShowAction(first)).outcome is Outcome.ANSWERED
    assert ask(small, ShowAction(second)).outcome is Outcome.REFUSED


def test_a_change_of_somebody_else_is_theirs_or_the_secretariat_s_to_undo(small: SmallBooks) -> None:
    ref = small.add()
    closed = ask(small, CloseAction(ref), "Ada Okafor")

    refused = press(small, closed, "Undo", "Ben Lindqvist")
    assert (refused.outcome, refused.forbidden) == (Outcome.REFUSED, True)
    assert sentence(refused) == ("Only Ada Okafor or the secretariat may undo that. Nothing was changed.")

    assert press(small, closed, "Undo", "Carys Pugh").outcome is Outcome.CHANGED


def test_what_somebody_has_changed_since_stays_and_they_are_named(small: SmallBooks) -> None:
    ref = small.add()
    closed = ask(small, CloseAction(ref), "Ada Okafor")
    ask(small, ReopenAction(ref), "Ben Lindqvist")
    before = rows(small)

    refused = press(small, closed, "Undo", "Ada Okafor")

    assert refused.outcome is Outcome.REFUSED
    assert "cannot be undone: Ben Lindqvist has changed the same thing since" in sentence(refused)
    assert rows(small) == before


def test_linking_somebody_to_slack_can_be_undone(small: SmallBooks) -> None:
    ask(small, LinkPerson("U1", "Dev Anand"))
    assert [entry.name for entry in small.words.people if entry.slack_user == "U1"] == ["Dev Anand"]

    ask(small, Undo())

    assert [entry.name for entry in small.words.people if entry.slack_user] == []


def test_a_stranger_has_nothing_to_undo(small: SmallBooks) -> None:
    small.add()

    assert ask(small, Undo(), "Zoe Nobody").outcome is Outcome.REFUSED


def test_undoing_something_confidential_is_told_to_the_one_who_did_it_alone(small: SmallBooks) -> None:
    secret = small.add("Name the family", small.party("Dev Anand"))
    small.make_confidential(secret)
    ask(small, CloseAction(secret), "Dev Anand")

    undone = ask(small, Undo(), "Dev Anand", audience=Audience.CHANNEL)

    assert undone.private
    assert undone.outcome is Outcome.CHANGED
