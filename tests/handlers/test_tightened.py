"""The table of who may do what, tightened by the configuration: less than it was, never more, and whole or not at all."""

import pytest

from handlers.access import STANDARD, Access, May, Operation, Role
from handlers.desk import Caller
from handlers.door import Door
from handlers.register_requests import CloseAction, ExportRegister, ListActions, ShowAction
from handlers.replies import Reply
from handlers.requests import Request
from handlers.table import HANDLERS
from store.errors import Invalid
from tests.store.small_books import SmallBooks


def ask(small: SmallBooks, request: Request, name: str, access: Access) -> Reply:
    door = Door(HANDLERS, access)
    return door.handle(request, small.books, Caller(small.id, small.people.get(name), name))


def test_an_operation_is_left_to_the_roles_that_are_named() -> None:
    access = STANDARD.tightened({"export": ["secretariat", "chair"]})

    may = {role for role in Role if access.may(role, Operation.EXPORT)}
    assert may == {Role.SECRETARIAT, Role.CHAIR}
    others = {cell: may for cell, may in access.cells.items() if cell[1] is not Operation.EXPORT}
    assert others == {cell: may for cell, may in STANDARD.cells.items() if cell[1] is not Operation.EXPORT}
    assert STANDARD.may(Role.MEMBER, Operation.EXPORT)


def test_whoever_may_with_what_is_their_own_may_no_more_than_that() -> None:
    access = STANDARD.tightened({"close": ["secretariat", "board member"]})

    assert access.cells[Role.BOARD_MEMBER, Operation.CLOSE] is May.OWN
    assert access.cells[Role.CHAIR, Operation.CLOSE] is May.NO
    assert access.cells[Role.MEMBER, Operation.CLOSE] is May.NO


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"exprot": ["chair"]}, "[access] has “exprot”, which is no operation. There are read_public, read,"),
        (
            {"export": ["chairman"]},
            "[access] export has “chairman”, which is no role. There are secretariat,",
        ),
        (
            {"calendar": ["secretariat", "chair"]},
            (
                "[access] calendar names the chair, who may not change the calendar."
                " The configuration can only take permissions away; remove the name."
            ),
        ),
    ],
)
def test_what_would_loosen_it_or_names_nothing_is_refused(said: dict[str, list[str]], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        STANDARD.tightened(said)

    assert str(refused.value).startswith(sentence)


def test_every_request_is_held_against_the_table_of_its_house(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    access = STANDARD.tightened(
        {"export": ["secretariat"], "close": ["secretariat"], "read": ["secretariat", "chair"]}
    )

    assert ask(small, ExportRegister("json"), "Dev Anand", access).forbidden
    assert ask(small, CloseAction(ref), "Dev Anand", access).forbidden
    assert ask(small, ListActions(), "Dev Anand", access).forbidden
    assert not ask(small, ListActions(), "Ada Okafor", access).forbidden
    assert ask(small, CloseAction(ref), "Ada Okafor", access).forbidden


def test_no_button_is_offered_that_the_house_does_not_allow(small: SmallBooks) -> None:
    ref = small.add("Count the lamps")
    access = STANDARD.tightened({"close": ["secretariat"]})

    offered = [button.label for button in ask(small, ShowAction(ref), "Ada Okafor", access).buttons]
    assert "Close 05/01" not in offered
    assert "Update" in offered


def test_where_nobody_may_the_refusal_says_so(small: SmallBooks) -> None:
    reply = ask(small, ExportRegister(), "Carys Pugh", STANDARD.tightened({"export": []}))

    assert [getattr(part, "text", "") for part in reply.parts] == [
        "By the configuration nobody may export the register. Nothing was changed."
    ]
