"""Who sat when, who followed whom, and which organisation was which before."""

from dataclasses import replace
from datetime import date

import pytest

from store.seats import Seat, company, followed_by, in_role, lapsed, lineage, of_bodies
from store.tables import Capacity
from store.twins import twins
from store.vocabulary import GroupEntry, OrganisationEntry, PersonEntry, Sitting, Vocabulary

TODAY = date(2026, 5, 26)
BOARD, PANEL = 1, 2
OLD = OrganisationEntry(1, "Harbour Commissioning Group", "HCG", (), True, date(2022, 6, 30), 2)
NEW = OrganisationEntry(2, "Harbour Care System", "HCS", (), True)
FIRE = OrganisationEntry(3, "Harbour Fire Service", None, (), True)


def sat(
    body: OrganisationEntry,
    since: date | None,
    until: date | None,
    *,
    role: str | None = None,
    group: int | None = None,
    seen: tuple[date | None, date | None] = (None, None),
    replaces: int | None = None,
    capacity: Capacity = Capacity.BOARD,
) -> Sitting:
    return Sitting(body.id, body.name, capacity, role, since, until, group, *seen, replaces)


def person(number: int, name: str, *sittings: Sitting, **more: object) -> PersonEntry:
    plain = PersonEntry(number, name, None, None, None, None, sittings)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields by name


ADA = person(1, "Ada Okafor", sat(OLD, None, date(2022, 6, 30), seen=(date(2021, 2, 1), None)))
BEN = person(2, "Ben Idowu", sat(NEW, date(2022, 7, 1), None, role="Chair"))
CLEO = person(
    3,
    "Cleo Trott",
    sat(FIRE, None, date(2022, 7, 19), role="Chair", seen=(date(2021, 2, 1), date(2022, 7, 19))),
)
DEV = person(4, "Dev Anand", sat(FIRE, date(2024, 2, 13), None, replaces=3))
ESME = person(
    5, "Esme Hollis", sat(FIRE, date(2023, 1, 1), None, group=PANEL, role="Chair", capacity=Capacity.MEMBER)
)
WORDS = Vocabulary(
    1, 1, "Harbour CSP", "HCSP", "Europe/London",
    (ADA, BEN, CLEO, DEV, ESME), (OLD, NEW, FIRE),
    (GroupEntry(BOARD, "Board", "Board", True, None), GroupEntry(PANEL, "Panel", "Panel", False, None)),
    (), (),
)  # fmt: skip


def names(seats: list[Seat]) -> list[str]:
    return [seat.person.name for seat in seats]


def test_an_organisation_has_those_that_it_followed_and_that_followed_it() -> None:
    assert lineage(OLD, WORDS) == lineage(NEW, WORDS) == [OLD, NEW]
    assert lineage(FIRE, WORDS) == [FIRE]
    assert names(of_bodies([OLD, NEW], WORDS)) == ["Ada Okafor", "Ben Idowu"]


def test_a_ring_of_successors_ends() -> None:
    ring = replace(WORDS, organisations=(replace(OLD, succeeded_by_id=2), replace(NEW, succeeded_by_id=1)))
    assert {body.id for body in lineage(ring.organisations[0], ring)} == {1, 2}


def test_a_chair_of_another_group_is_not_the_chair() -> None:
    assert names(in_role("chair", WORDS)) == ["Cleo Trott", "Ben Idowu"]
    assert names(in_role("the Chair", WORDS)) == ["Cleo Trott", "Ben Idowu"]
    assert in_role("treasurer", WORDS) == []


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2020, 1, 1), False),
        (date(2021, 2, 1), True),
        (date(2022, 7, 19), True),
        (date(2022, 7, 20), False),
    ],
)
def test_a_seat_that_papers_show_holds_from_the_first_of_them(on: date, holds: bool) -> None:
    assert CLEO.sittings[0].current(on) is holds
    assert lapsed(CLEO.sittings[0])
    assert not lapsed(ADA.sittings[0])


def test_who_followed_is_said_or_is_next_in_the_role_or_the_place() -> None:
    def after(one: PersonEntry) -> str | None:
        found = followed_by(Seat(one, one.sittings[0]), WORDS)
        return found.person.name if found else None

    assert after(CLEO) == "Dev Anand"
    unsaid = replace(WORDS, people=(ADA, CLEO, person(6, "Fay Quill", sat(FIRE, date(2023, 1, 1), None))))
    found = followed_by(Seat(CLEO, replace(CLEO.sittings[0], role=None)), unsaid)
    assert found is not None
    assert found.person.name == "Fay Quill"
    assert after(ADA) is None
    assert after(BEN) is None


def test_the_company_of_a_speaker_is_who_sits_in_the_same_group() -> None:
    assert company(WORDS, [None], TODAY) == {2, 4}
    assert company(WORDS, [PANEL], TODAY) == {5}
    assert company(WORDS, [], TODAY) == frozenset()


def paired(*people: PersonEntry) -> list[tuple[str, str, str]]:
    words = replace(WORDS, people=people, organisations=())
    return [(pair.gone.name, pair.kept.name, pair.why) for pair in twins(words)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (person(1, "Joanna Prout"), person(2, "Jo Prout"), "nearly the same name"),
        (person(1, "Ada Okafor"), person(2, "Ada Okafur"), "one letter apart"),
        (person(1, "Ada Okafor", email="A@h.example"), person(2, "Ada Bello", email="a@h.example"), "the same e-mail address"),
        (person(1, "Ada Okafor", phone="+44 1632 960001"), person(2, "Abi Obasi", phone="01632 960001"), "the same number"),
        (person(1, "Ada Okafor"), person(2, "Ben Okafor"), ""),
        (person(1, "Ada Okafor", phone="101"), person(2, "Ben Idowu", phone="101"), ""),
        (person(1, "Jean Prout"), person(2, "Jane Prout"), ""),
    ],
)  # fmt: skip
def test_what_looks_like_one_person(one: PersonEntry, other: PersonEntry, why: str) -> None:
    assert [reason for *_names, reason in paired(one, other)] == ([why] if why else [])


def test_the_entry_that_says_more_is_kept() -> None:
    bare, full = person(1, "Jo Prout"), person(2, "Joanna Prout", sat(FIRE, None, None), slack_user="U1")

    assert paired(bare, full) == paired(full, bare) == [("Jo Prout", "Joanna Prout", "nearly the same name")]


def test_what_looks_like_one_organisation() -> None:
    bodies = (
        OrganisationEntry(1, "Harbour Fire Service", None, (), True),
        OrganisationEntry(2, "Harbour Fire Services", None, (), False),
        OrganisationEntry(3, "Harbour Fire Service Cadets", None, (), False),
        OrganisationEntry(4, "Quay Homes", None, (), False),
        OrganisationEntry(5, "Harbour Fire Servise", None, (), False, date(2020, 1, 1)),
    )
    found = [(p.gone.name, p.kept.name) for p in twins(replace(WORDS, people=(), organisations=bodies))]

    assert found == [
        ("Harbour Fire Service", "Harbour Fire Services"),
        ("Harbour Fire Service", "Harbour Fire Service Cadets"),
    ]
