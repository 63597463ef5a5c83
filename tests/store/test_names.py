"""Who is meant by a name, however it is written: the rules, ties that are returned as ties, and typos."""

import random
import string
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from bot.sample.loading import CLOCK, load, sample
from store.books import Books
from store.clock import StoppedClock
from store.errors import Ambiguous, NotFound
from store.names import candidates, names_in, nearest_names, one, owners_in, plain
from store.search import find
from store.tables import Capacity
from store.vocabulary import (
    GroupEntry,
    OrganisationEntry,
    PersonEntry,
    ServiceEntry,
    Sitting,
    Vocabulary,
)
from tests.databases import migrated

TODAY = date(2026, 5, 26)


def person(number: int, name: str, role: str | None = None, until: date | None = None) -> PersonEntry:
    sitting = Sitting(1, "Harbour Council", Capacity.BOARD, role, None, until)
    return PersonEntry(number, name, None, None, None, None, (sitting,))


WORDS = Vocabulary(
    partnership_id=1,
    edition=1,
    name="Harbour Community Safety Partnership",
    short_name="Harbour CSP",
    timezone="Europe/London",
    people=(
        person(1, "Ada Okafor", "Chair"),
        person(2, "Sam Lindqvist", "Support Officer"),
        person(3, "Sam Trott", "Vice Chair"),
        person(4, "Gwen Hollis", "Chair", until=date(2025, 4, 30)),
        person(5, "Gwen Marsh-Bell"),
        person(6, "Siobhán O'Dowd"),
        person(7, "Theo Grant"),
    ),
    organisations=(
        OrganisationEntry(1, "Harbour Fire and Rescue Service", "Fire Service", ("HFRS", "brigade"), True),
        OrganisationEntry(2, "Quay Homes", None, (), False),
    ),
    groups=(
        GroupEntry(1, "Harbour Board", "Board", True, None),
        GroupEntry(2, "Harbour Steering Group", "HSG", False, None),
    ),
    services=(ServiceEntry(1, "Noise at night", (), (), (), ()),),
    meetings=(),
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Ada Okafor", ["Ada Okafor"]),
        ("ada  OKAFOR", ["Ada Okafor"]),
        ("Cllr Ada Okafor", ["Ada Okafor"]),
        ("Detective Chief Inspector Ada Okafor", ["Ada Okafor"]),
        ("Dr. Okafor", ["Ada Okafor"]),
        ("@Ada", ["Ada Okafor"]),
        ("Sam", ["Sam Lindqvist", "Sam Trott"]),
        ("Sam T", ["Sam Trott"]),
        ("Trott", ["Sam Trott"]),
        ("AO", ["Ada Okafor"]),
        ("G.M.B.", ["Gwen Marsh-Bell"]),
        ("the chair", ["Ada Okafor"]),
        ("vice chair", ["Sam Trott"]),
        ("the secretariat", ["Sam Lindqvist"]),
        ("Gwen", ["Gwen Marsh-Bell"]),
        ("Gwen Hollis", ["Gwen Hollis"]),
        ("Siobhán O’Dowd", ["Siobhán O'Dowd"]),
        ("Siobhan", ["Siobhán O'Dowd"]),
        ("Theo", ["Theo Grant"]),
        ("TG", ["Theo Grant"]),
        ("HFRS", ["Harbour Fire and Rescue Service"]),
        ("the Fire Service", ["Harbour Fire and Rescue Service"]),
        ("Brigade", ["Harbour Fire and Rescue Service"]),
        ("HSG", ["Harbour Steering Group"]),
        ("the Board", ["Harbour Board"]),
        ("the Harbour Community Safety Partnership", ["Harbour Board"]),
        ("Quay Holmes", ["Quay Homes"]),
        ("Zebedee", []),
        ("", []),
        ("…", []),
    ],
)
def test_who_is_meant(said: str, meant: list[str]) -> None:
    assert [party.name for party in candidates(said, WORDS, TODAY)] == meant


def test_a_tie_asks_with_every_choice() -> None:
    with pytest.raises(Ambiguous) as doubt:
        one(" Sam ", WORDS, TODAY)

    assert str(doubt.value) == "“Sam” may be Sam Lindqvist or Sam Trott."
    assert (doubt.value.said, doubt.value.choices) == ("Sam", ["Sam Lindqvist", "Sam Trott"])


def test_who_is_nobody_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(NotFound) as error:
        one("Adam Okonkwo", WORDS, TODAY)

    assert str(error.value) == (
        "Nobody in the directory is called “Adam Okonkwo”. The nearest name is Ada Okafor. Nothing was changed."
    )
    assert str(error.value).endswith(" Nothing was changed.")
    assert nearest_names("Adam Okonkwo", WORDS)[0] == "Ada Okafor"


def test_a_former_member_is_meant_only_by_the_whole_name_or_when_nobody_else_fits() -> None:
    assert [party.name for party in candidates("Hollis", WORDS, TODAY)] == ["Gwen Hollis"]
    assert [party.name for party in candidates("Gwen", WORDS, date(2025, 1, 1))] == [
        "Gwen Hollis",
        "Gwen Marsh-Bell",
    ]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Ada Okafor to share the profile", ["Ada Okafor"]),
        ("Ada and the Fire Service to meet", ["Ada Okafor", "Harbour Fire and Rescue Service"]),
        ("Harbour Fire and Rescue Service to visit", ["Harbour Fire and Rescue Service"]),
        ("Ada, Sam T & HSG to agree the plan", ["Ada Okafor", "Sam Trott", "Harbour Steering Group"]),
        ("Ada and Ada Okafor to meet herself", ["Ada Okafor"]),
        ("Lamps to be counted by Ada", []),
        ("Count the lamps", []),
    ],
)
def test_owners_stand_before_what_they_are_to_do(text: str, owners: list[str]) -> None:
    assert [party.name for party in owners_in(text, WORDS, TODAY)] == owners


def test_an_owner_who_may_be_several_is_asked_about() -> None:
    with pytest.raises(Ambiguous) as doubt:
        owners_in("Ada and Sam to share the profile", WORDS, TODAY)

    assert doubt.value.said == "Sam"


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ada Okafor; the Fire Service / Sam", ["Ada Okafor", "the Fire Service", "Sam"]),
        ("Harbour Fire and Rescue Service", ["Harbour Fire and Rescue Service"]),
        ("the Harbour Fire and Rescue Service and Sam", ["the Harbour Fire and Rescue Service", "Sam"]),
        ("Ada, harbour fire and rescue service & Sam", ["Ada", "harbour fire and rescue service", "Sam"]),
        (" , ,Ada and ", ["Ada"]),
        ("", []),
    ],
)
def test_names_are_taken_from_a_list_as_written(said: str, names: list[str]) -> None:
    assert names_in(said, WORDS) == names


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("  Cllr  Ada  OKAFOR ", "ada okafor"),
        ("T/Supt Ada", "t supt ada"),
        ("Sgt. Marsh-Bell", "marsh-bell"),
        ("O’Dowd", "o'dowd"),
    ],
)
def test_titles_case_and_stray_marks_do_not_count(written: str, compared: str) -> None:
    assert plain(written) == compared


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vocabulary]:
    """The names of the sample partnership."""
    with migrated("sqlite", tmp_path_factory.mktemp("sample")) as engine:
        books = Books(engine, StoppedClock(CLOCK))
        yield books.vocabulary(load(books, sample()))


def typos(name: str, chance: random.Random) -> str:
    """The name with one letter wrong or missing."""
    place = chance.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    wrong = "" if chance.random() < 0.5 else chance.choice(string.ascii_lowercase.replace(name[place], ""))
    return name[:place] + wrong + name[place + 1 :]


def names_of(*entries: Iterable[PersonEntry | OrganisationEntry | GroupEntry | ServiceEntry]) -> list[str]:
    return [entry.name for some in entries for entry in some]


def test_with_a_letter_wrong_or_missing_98_of_100_names_are_still_understood(sampled: Vocabulary) -> None:
    chance, tried, understood = random.Random(2026), 0, 0
    for name in names_of(sampled.people, sampled.organisations, sampled.groups):
        for _ in range(20):
            tried += 1
            understood += [p.name for p in candidates(typos(name, chance), sampled, TODAY)] == [name]

    assert understood >= 0.98 * tried


def test_with_a_letter_wrong_or_missing_98_of_100_contacts_are_still_found_first(sampled: Vocabulary) -> None:
    chance, tried, first = random.Random(2026), 0, 0
    for name in names_of(sampled.people, sampled.organisations, sampled.services):
        for _ in range(12):
            tried += 1
            hits = find(typos(name, chance), sampled, TODAY)
            first += bool(hits) and hits[0].entry.name == name

    assert first >= 0.98 * tried
