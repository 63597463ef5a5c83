"""What is confidential, thing by thing: closed items of an agenda, telephone numbers, and what would mix with others."""

import pytest

from handlers.access import May, Operation, Role
from handlers.desk import Audience, Caller
from handlers.meeting_requests import ShowAgenda
from handlers.register_requests import LinkActions, MergeActions, ShowAction, StartReview
from handlers.replies import Bullets, Outcome, Reply, Row
from handlers.requests import FindContact, Request
from handlers.table import DOOR
from store.tables import AgendaItem
from tests.handlers.test_access import CELLS, ROLES, WHO
from tests.store.small_books import MEETINGS, SmallBooks, meeting_of

PHONE = "01632 960555"


def ask(
    small: SmallBooks, request: Request, name: str = "Carys Pugh", audience: Audience = Audience.PRIVATE
) -> Reply:
    return DOOR.handle(request, small.books, Caller(small.id, small.people.get(name), name, audience))


def text_of(reply: Reply) -> str:
    return " ".join(str(getattr(part, "text", "")) for part in reply.parts)


def agenda_item(small: SmallBooks, lead: str) -> None:
    with small.changing() as books:
        books.session.add(
            AgendaItem(
                partnership_id=small.id,
                meeting_id=meeting_of(books, MEETINGS["Board"][3]).id,
                position=1,
                number="4",
                title="The death of a child",
                leads=[lead],
                minutes=20,
                closed_session=True,
            )
        )


def agenda_lines(reply: Reply) -> tuple[str, ...]:
    return next((part.lines for part in reply.parts if isinstance(part, Bullets)), ())


@pytest.mark.parametrize("role", ROLES[:-1])
def test_a_closed_item_is_told_as_the_table_says_and_in_private(small: SmallBooks, role: Role) -> None:
    own = role is Role.GUEST
    agenda_item(small, WHO[role] if own else "Nobody Here")

    seen = agenda_lines(ask(small, ShowAgenda(), WHO[role]))
    public = agenda_lines(ask(small, ShowAgenda(), WHO[role], Audience.CHANNEL))

    cell = CELLS[role, Operation.READ_CLOSED]
    assert cell is (May.OWN if own else May.YES)
    assert seen == (
        f"4. Closed session: The death of a child ({WHO[role] if own else 'Nobody Here'}), 20 min",
    )
    assert public == ("4. Closed session, 20 min",)


def test_a_guest_is_not_told_of_the_closed_items_of_others(small: SmallBooks) -> None:
    agenda_item(small, "Ada Okafor")

    assert agenda_lines(ask(small, ShowAgenda(), "Femi Balogun")) == ("4. Closed session, 20 min",)


def with_phone(small: SmallBooks, name: str) -> None:
    with small.changing() as books:
        person = books.directory.person(small.people[name])
        assert person is not None
        person.phone, person.email = PHONE, "someone@harbour.example"


def reach(reply: Reply) -> str:
    return " ".join(line for part in reply.parts if isinstance(part, Row) for line in part.lines)


@pytest.mark.parametrize("role", ROLES[:-1])
def test_a_telephone_number_is_told_as_the_table_says_and_in_private(small: SmallBooks, role: Role) -> None:
    with_phone(small, "Dev Anand")
    with_phone(small, "Femi Balogun")

    of_another = reach(ask(small, FindContact("Dev Anand"), WHO[role]))
    own = reach(ask(small, FindContact(WHO[role]), WHO[role]))
    public = reach(ask(small, FindContact("Dev Anand"), WHO[role], Audience.CHANNEL))

    assert (PHONE in of_another) is (CELLS[role, Operation.READ_PHONES] is May.YES)
    assert (PHONE in own) is (role in (Role.BOARD_MEMBER, Role.GUEST))
    assert PHONE not in public
    assert "someone@harbour.example" in public


def test_nobody_is_found_by_a_number_that_is_not_told(small: SmallBooks) -> None:
    with_phone(small, "Dev Anand")

    assert "Northcliff" in reach(ask(small, FindContact(PHONE), "Esme Trott"))
    assert reach(ask(small, FindContact(PHONE), "Femi Balogun")) == ""
    assert reach(ask(small, FindContact(PHONE), "Carys Pugh", Audience.CHANNEL)) == ""


def test_what_is_confidential_becomes_one_with_its_like_only(small: SmallBooks) -> None:
    secret, public = small.add("Ring the family"), small.add("Count the lamps")
    earlier = small.add("Ring the school", at=MEETINGS["Board"][1])
    small.make_confidential(secret)

    merged = ask(small, MergeActions(secret, public))
    linked = ask(small, LinkActions(secret, earlier))

    assert text_of(merged) == (
        "05/01 is confidential and 05/02 is not, so whoever may read the one would learn of the other."
        " Nothing was changed; `/actions confidential 05/02` comes first."
    )
    assert linked.outcome is Outcome.REFUSED
    assert "Ring the family" not in str(ask(small, ShowAction(public)))


def test_a_review_in_a_channel_does_not_count_what_it_hides(small: SmallBooks) -> None:
    small.add("Count the lamps")
    before = ask(small, StartReview(), audience=Audience.CHANNEL)
    small.make_confidential(small.add("Ring the family"))

    assert ask(small, StartReview(), audience=Audience.CHANNEL).parts == before.parts
    assert "0 of 2 decided" in text_of(ask(small, StartReview()))
