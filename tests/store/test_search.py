"""Finding contacts: one ranked answer over people, organisations, roles and services."""

from datetime import date

import pytest

from store.search import Hit, find, nearest
from store.tables import Capacity
from store.vocabulary import OrganisationEntry, PersonEntry, ServiceEntry, Sitting, Vocabulary

TODAY = date(2026, 5, 26)
FIRE, QUAY = "Harbour Fire and Rescue Service", "Quay Homes"


def person(
    number: int, name: str, phone: str, *, role: str | None, seat: str, until: date | None = None
) -> PersonEntry:
    email = f"{name.partition(' ')[0].lower()}@harbour.example"
    sitting = Sitting(1, seat, Capacity.BOARD, role, None, until)
    return PersonEntry(number, name, "Cllr", email, phone, None, (sitting,))


WORDS = Vocabulary(
    partnership_id=1,
    edition=1,
    name="Harbour Community Safety Partnership",
    short_name="Harbour CSP",
    timezone="Europe/London",
    people=(
        person(1, "Ada Okafor", "01632 960201", role="Housing lead", seat=QUAY),
        person(2, "Ben Lindqvist", "07700 900202", role="Prevention manager", seat=FIRE),
        person(3, "Ben Trott", "07700 900203", role=None, seat=FIRE, until=date(2025, 4, 30)),
    ),
    organisations=(
        OrganisationEntry(1, FIRE, "Fire Service", ("HFRS",), True),
        OrganisationEntry(2, QUAY, None, ("housing association",), False),
        OrganisationEntry(3, "Harbour and Dale Clinical Commissioning Group", None, (), True),
        OrganisationEntry(4, "Dale Constabulary", None, (), True),
    ),
    groups=(),
    services=(
        ServiceEntry(1, "Noise at night", ("01632 960101",), (), (), ("loud music", "parties")),
        ServiceEntry(2, "Police, not urgent", ("101",), (), (), ("crime",)),
    ),
    meetings=(),
)


def found(query: str) -> list[tuple[str, str]]:
    """What is found, by which of its sides, in order."""
    return [(hit.entry.name, hit.why) for hit in find(query, WORDS, TODAY)]


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("Ada Okafor", [("Ada Okafor", "name")]),
        ("okafor ada", [("Ada Okafor", "name")]),
        ("Cllr Okafor", [("Ada Okafor", "name")]),
        ("HFRS", [(FIRE, "name")]),
        ("fire service", [(FIRE, "name"), ("Ben Lindqvist", "organisation"), ("Ben Trott", "organisation")]),
        ("ccg", [("Harbour and Dale Clinical Commissioning Group", "initials")]),
        ("HDCCG", [("Harbour and Dale Clinical Commissioning Group", "initials")]),
        ("the police", [("Dale Constabulary", "name"), ("Police, not urgent", "name")]),
        ("fire", [(FIRE, "name"), ("Ben Lindqvist", "organisation"), ("Ben Trott", "organisation")]),
        ("housing", [(QUAY, "name"), ("Ada Okafor", "role")]),
        ("prevention", [("Ben Lindqvist", "role")]),
        ("Ben", [("Ben Lindqvist", "name"), ("Ben Trott", "name")]),
        ("music", [("Noise at night", "topic")]),
        ("noize at night", [("Noise at night", "name")]),
        ("ada@harbour", [("Ada Okafor", "e-mail")]),
        ("960101", [("Noise at night", "phone")]),
        ("(01632) 960-201", [("Ada Okafor", "phone")]),
        ("0202", [("Ben Lindqvist", "phone")]),
        ("202", []),
        ("101", [("Police, not urgent", "phone")]),
        ("zeppelin", []),
        ("", []),
        (" … ", []),
    ],
)
def test_what_fits_comes_best_first_with_what_it_was_found_by(
    query: str, hits: list[tuple[str, str]]
) -> None:
    assert found(query) == hits


def test_a_near_spelling_never_comes_before_whole_words() -> None:
    def best(query: str) -> Hit:
        return find(query, WORDS, TODAY)[0]

    assert best("Ada Okafor").score == 100
    assert best("Okafor").score == 95
    assert 86 <= best("Okaf").score < 95
    assert 84 <= best("Ada Okator").score < 90
    assert 84 <= best("Rescue Harbor").score < 90


def test_what_has_to_admit_it_found_nothing_offers_the_nearest() -> None:
    assert nearest("ada okonkwo", WORDS, TODAY, services_only=False)[0] == "Ada Okafor"
    assert "Ben Trott" not in nearest("Ben Trot", WORDS, TODAY, services_only=False)
    assert nearest("noisy nights", WORDS, TODAY, services_only=True) == ["Noise at night"]
    assert nearest("qqqq", WORDS, TODAY, services_only=False) == []
