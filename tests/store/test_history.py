"""The history: every change explains itself, and can be taken back unless somebody has changed the same since."""

from datetime import timedelta
from typing import Any

import pytest

from store.agenda_items import ItemDetails
from store.books import OpenBooks
from store.errors import Conflict, NotFound
from store.history import Author
from store.names import Party
from store.reference import Reference
from store.tables import ActionPoint, Capacity, Change, Presence, Status
from tests.store.small_books import MEETINGS, NOW, SmallBooks, columns, recorded_rows


def told(
    small: SmallBooks, ref: Reference
) -> list[tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]]:
    """The history of an action point: by whom, what, before and after."""
    with small.reading() as books:
        past = books.past.of("action_point", books.register.get(ref).id)
        return [(change.by, change.what, entry.before, entry.after) for change, entry in past]


def changes(small: SmallBooks) -> int:
    with small.reading() as books:
        return books.session.query(Change).filter_by(partnership_id=small.id).count()


def state(small: SmallBooks, ref: Reference) -> dict[str, object]:
    """All columns of an action point and its owners."""
    with small.reading() as books:
        point = books.register.get(ref)
        return {**columns(point), "owners": [columns(owner) for owner in point.owners]}


def test_a_change_tells_who_when_and_every_column_before_and_after(small: SmallBooks) -> None:
    ref = small.add()
    small.clock.step(timedelta(hours=2))
    small.close(ref, "Circulated", by="Dev Anand")

    _, (by, what, before, after) = told(small, ref)

    assert (by, what) == ("Dev Anand", f"close {ref.full}")
    assert before == {"status": "open", "note": "", "closed_at": None, "closed_by": None}
    assert after == {
        "status": "closed",
        "note": "Circulated",
        "closed_at": "2026-05-26T10:00:00+00:00",
        "closed_by": "Dev Anand",
    }
    with small.reading() as books:
        change = books.past.last_of(small.people["Dev Anand"])
        assert (change.at, change.person_id) == (NOW + timedelta(hours=2), small.people["Dev Anand"])


def test_a_creation_tells_all_columns_and_nothing_before(small: SmallBooks) -> None:
    ref = small.add("Count the lamps")

    ((_, _, before, after),) = told(small, ref)

    assert before is None
    assert after is not None
    assert set(after) == set(columns(ActionPoint()))
    assert (after["number"], after["text"], after["status"]) == (1, "Count the lamps", "open")


def test_one_act_stands_under_one_change(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    before = changes(small)
    small.carry(ref)

    assert changes(small) == before + 1


def test_what_changes_nothing_leaves_no_trace(small: SmallBooks) -> None:
    ref = small.add()
    before = changes(small)
    with small.changing() as books:
        books.register.set_due(books.register.get(ref), None)
        books.register.set_confidential(books.register.get(ref), confidential=False)

    assert changes(small) == before


def test_what_is_only_read_leaves_no_trace(small: SmallBooks) -> None:
    ref = small.add()
    before = changes(small)
    with small.reading() as books:
        point = books.register.get(ref)
        books.register.view(point)
        books.register.chain(point)
        books.calendar.every()

    assert changes(small) == before


def test_what_was_not_committed_leaves_no_trace(small: SmallBooks) -> None:
    ref = small.add()
    before, stood = changes(small), state(small, ref)
    with small.books.open(small.id, Author("Carys Pugh"), writes=True) as books:
        books.register.close(books.register.get(ref), "Done")
        books.session.flush()
        assert books.recorder.change_id is not None

    assert (changes(small), state(small, ref)) == (before, stood)


def test_undo_restores_exactly_the_former_columns(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"), due=MEETINGS["Board"][3])
    stood = state(small, ref)
    small.close(ref, "Done")
    small.undo_last()

    assert state(small, ref) == stood


def test_undo_gives_an_action_back_to_its_former_owners(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"), small.organisation("Quay Homes"))
    stood = state(small, ref)
    with small.changing() as books:
        books.register.assign(books.register.get(ref), [small.party("Esme Trott")])
    small.undo_last()

    assert state(small, ref) == stood


def test_undoing_an_update_takes_its_words_away(small: SmallBooks) -> None:
    ref = small.add()
    with small.changing() as books:
        books.register.update(books.register.get(ref), "Asked the supplier")
    small.undo_last()

    with small.reading() as books:
        point = books.register.get(ref)
        assert (point.status, point.note, list(point.updates)) == (Status.OPEN, "", [])


def test_undoing_a_carry_over_restores_the_old_one_and_withdraws_the_new(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    stood = state(small, ref)
    successor = small.carry(ref)
    small.undo_last()

    assert state(small, ref) == stood
    with small.reading() as books:
        with pytest.raises(NotFound):
            books.register.get(successor)
        assert [view.full_ref for view in books.register.chain(books.register.get(ref))] == [ref.full]


def test_a_change_that_somebody_has_built_upon_is_not_undone(small: SmallBooks) -> None:
    ref = small.add(by="Dev Anand")
    small.close(ref, by="Ada Okafor")

    with pytest.raises(Conflict) as error:
        small.undo_last("Dev Anand")

    assert str(error.value) == (
        "“add” cannot be undone: Ada Okafor has changed the same thing since (“close 2026-05/01”)."
        " Nothing was changed."
    )


def test_it_can_be_undone_once_they_have_undone_theirs(small: SmallBooks) -> None:
    ref = small.add(by="Dev Anand")
    small.close(ref, by="Ada Okafor")
    small.undo_last("Ada Okafor")
    small.undo_last("Dev Anand")

    with small.reading() as books, pytest.raises(NotFound):
        books.register.get(ref)


def test_a_change_is_undone_once(small: SmallBooks) -> None:
    small.add()
    with small.reading() as books:
        last = books.past.last_of(small.people["Carys Pugh"]).id
    small.undo_last()

    with pytest.raises(Conflict) as error, small.changing() as books:
        books.undoing.undo(books.past.change(last))

    assert str(error.value) == "“add” has been undone already. Nothing was changed."


def test_an_undo_is_no_change_to_be_undone(small: SmallBooks) -> None:
    first = small.add()
    second = small.add()
    small.undo_last()
    small.undo_last()

    with small.reading() as books, pytest.raises(NotFound) as error:
        books.past.last_of(small.people["Carys Pugh"])

    assert str(error.value) == "There is no change of yours to undo."
    with small.reading() as books:
        for ref in (first, second):
            with pytest.raises(NotFound):
                books.register.get(ref)


def test_the_change_of_another_partnership_is_not_to_be_had(small: SmallBooks) -> None:
    other = SmallBooks(small.engine)
    other.add()
    with other.reading() as books:
        theirs = books.past.last_of(other.people["Carys Pugh"]).id

    with small.reading() as books, pytest.raises(NotFound) as error:
        books.past.change(theirs)

    assert str(error.value) == "That change is not in the history."


def test_a_whole_paper_is_undone_at_once_but_for_what_gave_out_a_number(small: SmallBooks) -> None:
    with small.reading() as books:
        stood = recorded_rows(books)
    with small.changing() as books:
        _import_a_paper(books)
    small.undo_last()

    with small.reading() as books:
        rows = recorded_rows(books)
    assert {key: rows[key] for key in stood} == stood
    left = [(table, row.get("status")) for (table, key), row in rows.items() if (table, key) not in stood]
    assert sorted(left) == [("action_point", Status.WITHDRAWN), ("body", None), ("meeting", "planned")]


def _import_a_paper(books: OpenBooks) -> None:
    """A group with its meetings, people, seats, and an action point with its owner, in one change."""
    panel = books.directory.add_group("Harbour Lighting Panel", "Lighting")
    held, coming = (books.calendar.add(panel, day, day) for day in MEETINGS["Board"][2:])
    lamps = ItemDetails("1", "Lamps", ("Gwen Hollis",), 10, False, "item")
    books.agendas.put(coming.id, 1, lamps, None)
    person = books.directory.add_person("Gwen Hollis")
    seat = books.directory.add_organisation("Harbour Lights")
    books.directory.add_membership(person, seat, Capacity.MEMBER, None, group=panel)
    books.attendances.note(held, person, Presence.PRESENT, None, None)
    owner = Party("person", person.id, person.name)
    books.register.close(books.register.add("Count the lamps", [owner], held), "Counted")


def test_what_others_have_built_upon_is_not_undone(small: SmallBooks) -> None:
    with small.changing("Dev Anand", "import") as books:
        person = books.directory.add_person("Gwen Hollis")
    small.add("Count the lamps", Party("person", person.id, person.name), by="Ada Okafor")

    with pytest.raises(Conflict) as error:
        small.undo_last("Dev Anand")

    assert str(error.value) == (
        "“import” cannot be undone: what it added is in use by now. Nothing was changed."
    )


def test_deleting_a_row_is_recorded_whoever_has_it_deleted(small: SmallBooks) -> None:
    """Former owners go as orphans of their action point: nobody deletes them by name."""
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    with small.reading() as books:
        former = books.register.get(ref).owners[0].id
    with small.changing() as books:
        books.register.assign(books.register.get(ref), [small.party("Esme Trott")])

    with small.reading() as books:
        (_, made), (_, gone) = books.past.of("owner", former)
    assert (made.before, gone.after) == (None, None)
    assert made.after == gone.before


def test_a_change_to_very_many_is_called_by_the_first_of_them(small: SmallBooks) -> None:
    """Somebody who leaves may hand over more than its name has room for."""
    ref = small.add("Count the lamps")
    long = ", ".join(f"the new owners of 02/{number:02}" for number in range(1, 26))
    with small.changing(what=long) as books:
        books.register.set_due(books.register.get(ref), None)
        books.register.close(books.register.get(ref), "Counted")

    _, (_, what, _, _) = told(small, ref)
    assert what.startswith("the new owners of 02/01, ")
    assert what.endswith("…")


def test_what_others_have_changed_since_is_found_by_the_action_point(small: SmallBooks) -> None:
    ref, other = small.add("Count the lamps"), small.add("Oil the gate")
    with small.reading() as books:
        before = books.past.latest()
    small.close(other, by="Dev Anand")
    for by in ("Carys Pugh", "Dev Anand"):
        with small.changing(by, what=f"news by {by}") as books:
            books.register.update(books.register.get(ref), "Asked the supplier")

    with small.changing("Carys Pugh") as books:
        point = books.register.get(ref)
        since = books.past.since(before, {point.id})
        assert [(change.by, change.what) for change in since] == [("Dev Anand", "news by Dev Anand")]
        assert books.past.since(books.past.latest(), {point.id}) == []
