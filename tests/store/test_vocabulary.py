"""The vocabulary: read once, and again only when directory or calendar have changed."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine, event

from bot.sample.loading import load, sample
from store.books import Books, OpenBooks
from store.lookup import find as looked_up
from store.names import candidates
from store.register_reading import State
from store.search import find
from store.tables import Capacity
from store.vocabulary import Sitting
from tests.databases import BACKENDS, migrated
from tests.store.small_books import MEETINGS, NOW, PEOPLE, SmallBooks, group_of, meeting_of

TODAY = NOW.date()


def test_it_holds_everybody_with_what_they_sit_for(small: SmallBooks) -> None:
    words = small.words

    assert [entry.name for entry in words.people] == sorted(PEOPLE)
    ada = words.people[0].sittings
    assert ada == (Sitting(ada[0].organisation_id, "Harbour Council", Capacity.BOARD, "Chair", None, None),)
    assert [group.short_name for group in words.groups] == ["Board", "HSG"]
    assert words.board is not None
    assert words.board.name == "Harbour Board"
    assert words.group_names == {"HSG"}
    assert len(words.meetings) == len(MEETINGS["Board"]) + len(MEETINGS["HSG"])


def test_it_knows_who_followed_whom(small: SmallBooks) -> None:
    with small.changing() as books:
        dev = books.directory.person(small.people["Dev Anand"])
        assert dev is not None
        books.directory.end_membership(dev.memberships[0], date(2026, 4, 30))
        gwen = books.directory.add_person("Gwen Hollis")
        since = date(2026, 5, 1)
        books.directory.add_membership(gwen, None, Capacity.BOARD, since, replaces=dev)

    (entry,) = (entry for entry in small.words.people if entry.name == "Dev Anand")
    assert entry.followed_by == "Gwen Hollis"
    assert (entry.current(date(2026, 4, 30)), entry.current(TODAY)) == (True, False)


def _rename(books: OpenBooks) -> None:
    person = books.directory.person_named("Dev Anand")
    assert person is not None
    person.name = "Dev Anand-Hollis"


def _meet(books: OpenBooks) -> None:
    books.calendar.add(group_of(books), date(2026, 12, 1))


def _log(books: OpenBooks) -> None:
    books.register.add("Count the lamps", [], meeting_of(books, MEETINGS["Board"][2]))


@pytest.mark.parametrize(("change", "anew"), [(_rename, True), (_meet, True), (_log, False)])
def test_it_is_built_anew_only_when_what_it_is_made_of_has_changed(
    small: SmallBooks, change: Callable[[OpenBooks], None], anew: bool
) -> None:
    before = small.words
    assert small.words is before
    with small.changing() as books:
        change(books)

    assert (small.words is not before) is anew
    assert (small.words != before) is anew


def test_what_another_process_changed_is_seen(small: SmallBooks) -> None:
    before = small.words
    elsewhere = Books(small.engine, small.clock)
    small.books, here = elsewhere, small.books
    with small.changing() as books:
        _rename(books)
    small.books = here

    assert small.words != before


def test_what_was_not_committed_is_not_in_it(small: SmallBooks) -> None:
    before = small.words
    with small.trying() as books:
        _rename(books)
        books.session.flush()

    assert small.words == before


def test_it_takes_the_same_queries_however_many_people_there_are(small: SmallBooks) -> None:
    def queries() -> int:
        counted: list[str] = []

        def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            counted.append(statement)

        event.listen(small.engine, "before_cursor_execute", count)
        Books(small.engine, small.clock).vocabulary(small.id)
        event.remove(small.engine, "before_cursor_execute", count)
        return len(counted)

    few = queries()
    with small.changing() as books:
        for number in range(50):
            guest = books.directory.add_person(f"Guest {number}")
            books.directory.add_membership(guest, None, Capacity.GUEST, None)

    assert queries() == few


def answers(engine: Engine, clock: SmallBooks) -> dict[str, object]:
    """What the sample's books say to a handful of questions, without ids."""
    books = Books(engine, clock.clock)
    identity = load(books, sample())
    words = books.vocabulary(identity)
    clock.books, clock.id = books, identity
    with clock.reading() as opened:
        points = opened.register.points
        lists = {
            state: [view.full_ref for view in points.in_state(state).page(1, 50).views] for state in State
        }
        paper = [(view.full_ref, view.owners, view.due) for view in points.in_register_order()]
        handbook = [hit.entry.title for hit in looked_up("votes", opened.handbook.every())]
    said = ("Helen", "police", "fire brigade", "chair", "Sian", "housing")
    return {
        "lists": lists,
        "paper": paper,
        "handbook": handbook,
        "people": [entry.name for entry in words.people],
        "meetings": [(meeting.day, meeting.report_deadline) for meeting in words.meetings],
        "names": [[party.name for party in candidates(name, words, TODAY)] for name in said],
        "found": [[hit.entry.name for hit in find(query, words, TODAY)] for query in said],
    }


def test_both_databases_give_the_same_answers_for_the_same_books(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    given = []
    for backend in BACKENDS:
        with migrated(backend, tmp_path_factory.mktemp(backend)) as engine:
            given.append(answers(engine, SmallBooks(engine)))

    assert given[0] == given[1]
    assert all(given[0].values())
