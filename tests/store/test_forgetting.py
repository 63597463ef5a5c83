"""What is held about a person is found in every table there is, and is gone from all of them when they are forgotten."""

from datetime import date

import pytest
from sqlalchemy import select

from store.forgetting import Forgetting, forget, forgetting
from store.held import held, is_text, readable, tables
from store.names import Party
from store.tables import Capacity, Change, Membership, Outbox, Person
from tests.store.full_books import everything, filled, name_everywhere
from tests.store.small_books import SmallBooks, recorded_rows

DEV, PHONE, EMAIL, SLACK = "Dev Anand", "01632 960555", "dev.anand@harbour.example", "U0DEVANAND"
OFFICE = "the Northcliff Constabulary’s Board member"


def reachable(small: SmallBooks, name: str = DEV) -> None:
    with small.changing(what="the details of somebody") as books:
        person = books.directory.person(small.people[name])
        assert person is not None
        person.phone, person.email, person.slack_user = PHONE, EMAIL, SLACK


def forgotten(small: SmallBooks, name: str = DEV) -> Forgetting:
    with small.changing("the terminal") as books:
        person = books.session.get_one(Person, small.people[name])
        return forget(person, books)


def planned(small: SmallBooks, name: str = DEV) -> Forgetting:
    with small.reading() as books:
        return forgetting(books.session.get_one(Person, small.people[name]), books)


def test_nothing_of_somebody_forgotten_is_left_in_any_table(small: SmallBooks) -> None:
    reachable(small)
    filled(small)
    said = f"{DEV} of {EMAIL} and {PHONE.replace(' ', '  ')} wrote to <@{SLACK}>"
    assert name_everywhere(small, said) >= len(tables()) - 1

    done = forgotten(small)

    left = everything(small)
    for way in (DEV, EMAIL, PHONE, PHONE.replace(" ", "  "), SLACK):
        assert way not in left, way
    assert set(done.reworded) | set(done.removed) | {"membership"} >= {table.name for table in tables()} - {
        "person",
        *without_texts(),
    }


def without_texts() -> set[str]:
    return {table.name for table in tables() if not any(map(is_text, table.columns))}


def test_everything_about_somebody_is_found_in_every_table(small: SmallBooks) -> None:
    reachable(small)
    filled(small)
    name_everywhere(small, f"seen with {DEV}")

    with small.reading() as books:
        found = held(books.session, books.session.get_one(Person, small.people[DEV]))

    assert set(found) >= {table.name for table in tables()} - without_texts()
    assert [row["name"] for row in found["person"]] == [DEV]
    text = readable(found)
    assert f"name: {DEV}; email: {EMAIL}; phone: {PHONE}; slack user: {SLACK}" in text


def test_what_is_about_others_is_not_given_away(small: SmallBooks) -> None:
    small.add("Ada Okafor to ring the school", small.party("Ada Okafor"))

    with small.reading() as books:
        found = held(books.session, books.session.get_one(Person, small.people[DEV]))

    assert "Ada" not in readable(found)


def test_who_was_in_the_books_under_two_names_is_found_and_forgotten_under_both(small: SmallBooks) -> None:
    reachable(small)
    ref = small.add("Devi Annand to ring back")
    with small.changing() as books:
        twin = books.directory.add_person("Devi Annand")
        twin.phone, twin.remark = "01632 960777", "I have moved"
        kept = books.directory.person(small.people[DEV])
        assert kept is not None
        books.upkeep.merge_people(twin, kept)
    with small.reading() as books:
        found = held(books.session, books.session.get_one(Person, small.people[DEV]))
    assert [row["name"] for row in found["person"]] == [DEV, "Devi Annand"]

    forgotten(small)

    left = everything(small)
    assert [way for way in (DEV, PHONE, "Annand", "01632 960777", "moved") if way in left] == []
    with small.reading() as books:
        view = books.register.view(books.register.get(ref))
    assert view.text == f"The {OFFICE[4:]} to ring back"


def test_the_register_keeps_its_wording_under_the_office(small: SmallBooks) -> None:
    first = small.add(f"{DEV} to share the profile, and Inspector {DEV} to ring back", small.party(DEV))
    small.close(first, f"Agreed with {DEV}'s deputy", by=DEV)
    other = small.add("Ada Okafor to count the lamps", small.party("Ada Okafor"))
    before = small_rows(small)

    done = forgotten(small)

    with small.reading() as books:
        view = books.register.view(books.register.get(first))
        untouched = books.register.view(books.register.get(other))
    assert view.text == f"The {OFFICE[4:]} to share the profile, and {OFFICE} to ring back"
    assert view.owners == (f"The {OFFICE[4:]}",)
    assert view.note == f"Agreed with {OFFICE}'s deputy"
    assert untouched.text == "Ada Okafor to count the lamps"
    assert done.office == OFFICE
    assert small_rows(small).keys() == before.keys()


def small_rows(small: SmallBooks) -> dict[tuple[str, int], dict[str, object]]:
    with small.reading() as books:
        return recorded_rows(books)


def test_a_plan_says_the_same_and_changes_nothing(small: SmallBooks) -> None:
    reachable(small)
    ref = small.add(f"{DEV} to ring the Anands", small.party(DEV))
    small.add("Mr Anand to write")
    before = everything(small)

    plan = planned(small)

    assert everything(small) == before
    assert plan.sitting
    assert plan.owing == (ref.full,)
    assert "2026-05/02" in plan.left
    assert forgotten(small) == plan


def test_the_seat_ends_and_what_was_done_stands_in_the_history(small: SmallBooks) -> None:
    forgotten(small)

    with small.reading() as books:
        (sitting,) = books.session.scalars(
            select(Membership).where(Membership.person_id == small.people[DEV])
        )
        assert sitting.until_date == books.today
        last = books.session.scalars(
            select(Change).where(Change.partnership_id == small.id).order_by(Change.id.desc()).limit(1)
        ).one()
        assert (last.by, last.what) == (
            "the terminal",
            f"forgetting somebody, from now on {OFFICE}: 1 texts reworded",
        )
    entry = small.words.person(small.people[DEV])
    assert entry is not None
    assert (entry.name, entry.email, entry.phone, entry.slack_user) == (f"The {OFFICE[4:]}", None, None, None)


def test_undoing_an_older_change_brings_nothing_back(small: SmallBooks) -> None:
    reachable(small)
    with small.changing("Ada Okafor", "another number") as books:
        person = books.directory.person(small.people[DEV])
        assert person is not None
        person.phone = "01632 960999"
    forgotten(small)

    small.undo_last("Ada Okafor")

    assert small.words.person(small.people[DEV]).phone is None  # type: ignore[union-attr]
    assert "960555" not in everything(small)


def test_a_name_that_somebody_else_bears_is_left_in_texts(small: SmallBooks) -> None:
    ref = small.add(f"{DEV} to ring the school", small.party(DEV))
    reachable(small)
    with small.changing() as books:
        books.directory.add_person(DEV)

    done = forgotten(small)

    assert done.namesake
    with small.reading() as books:
        assert books.register.get(ref).text == f"{DEV} to ring the school"
    assert EMAIL not in everything(small)


def test_reminders_of_theirs_and_their_own_talk_go(small: SmallBooks) -> None:
    with small.changing() as books:
        for person, channel in ((small.people[DEV], "D0DEV"), (small.people["Ada Okafor"], "D0ADA")):
            books.session.add(
                Outbox(
                    partnership_id=small.id,
                    key=f"nudge:{person}",
                    kind="nudge",
                    person_id=person,
                    channel=channel,
                    due_at=books.now,
                    stale_at=books.now,
                )
            )
        for key in ("D0DEV", "D0DEV:1.0", "D0ADA", "C0BOARD:1.0"):
            books.conversations.remember(key, ["2026-05/01"], None)

    done = forgotten(small)

    assert done.removed == {"outbox": 1, "conversation": 2}
    left = everything(small)
    assert "D0DEV" not in left
    assert "D0ADA" in left


@pytest.mark.parametrize(
    ("capacity", "role", "body", "office"),
    [
        (Capacity.BOARD, None, "Harbour Fire Service", "the Harbour Fire Service’s Board member"),
        (Capacity.MEMBER, None, "The Quays", "the Quays’ member"),
        (Capacity.OFFICER, "Support Officer", "Harbour Council", "the Harbour Council’s Support Officer"),
        (Capacity.GUEST, None, None, "the guest"),
        (None, None, None, "somebody who has left"),
    ],
)
def test_the_office_is_the_last_one_held(
    small: SmallBooks, capacity: Capacity | None, role: str | None, body: str | None, office: str
) -> None:
    with small.changing() as books:
        gwen = books.directory.add_person("Gwen Hollis")
        if capacity:
            books.directory.add_membership(
                gwen, None, Capacity.GUEST, date(2020, 1, 1), until=date(2021, 1, 1)
            )
            seat = body and (
                books.directory.organisation_named(body) or books.directory.add_organisation(body)
            )
            books.directory.add_membership(gwen, seat or None, capacity, None, role=role)
        small.people["Gwen Hollis"] = gwen.id

    assert planned(small, "Gwen Hollis").office == office


def test_another_partnership_is_not_touched(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    other.add(f"{DEV} to ring the school", Party("person", other.people[DEV], DEV))
    before = everything(other)

    forgotten(small)

    assert everything(other) == before
