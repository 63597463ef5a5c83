"""Knowing organisations again however they are printed."""

import pytest

from store.group_names import initials
from store.papers.importing.names import (
    KnownBody,
    abbreviates,
    employer,
    formerly,
    known_as,
    taken_apart,
)

KNOWN = (
    KnownBody("Quarrybridge Town Council"),
    KnownBody("Mereshire County Council"),
    KnownBody("Mereshire Fire and Rescue Service", ("Fire Service",)),
    KnownBody("Mereshire Care Board", ("MCB",)),
    KnownBody("Quarrybridge Council for Voluntary Service", ("QCVS",)),
)


@pytest.mark.parametrize(
    ("short", "full", "does"),
    [
        ("QCSP", "Quarrybridge Community Safety Partnership", True),
        ("Quarrybridge CSP", "Quarrybridge Community Safety Partnership", True),
        ("Quarrybridge CSP", "Quarrybridge City Community Safety Partnership", True),
        ("CSP", "Quarrybridge Community Safety Partnership", True),
        ("MASG", "Multi-Agency Steering Group", True),
        ("MASG", "Quarrybridge Community Safety Partnership", False),
        ("Quarrybridge", "Quarrybridge Community Safety Partnership", False),
        ("Mereshire CSP", "Quarrybridge Community Safety Partnership", False),
        ("QC", "Quarrybridge Community Safety Partnership", False),
    ],
)
def test_what_stands_for_what(short: str, full: str, does: bool) -> None:
    assert abbreviates(short, full) is does


def test_initials_leave_out_the_small_words() -> None:
    assert initials("Office of the Police and Crime Commissioner") == "OPCC"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Quarrybridge Town Council (Safer Streets Team)", "Quarrybridge Town Council"),
        ("Quarrybridge Town Council (Cabinet Member for Parks, Play and Paths)", "Quarrybridge Town Council"),
        ("Chair of the Partnership / Quarrybridge Town Council", "Quarrybridge Town Council"),
        ("Town Council", "Quarrybridge Town Council"),
        ("Research Team Mereshire County Council", "Mereshire County Council"),
        ("Mereshire County Council Public Health Commissioning", "Mereshire County Council"),
        ("Mereshire Fire & Rescue Service", "Mereshire Fire and Rescue Service"),
        ("the Fire Service", "Mereshire Fire and Rescue Service"),
        ("Care Board (MCB) - Safeguarding", "Mereshire Care Board"),
        ("Lead Nurse (Mereshire Care Board (MCB))", "Mereshire Care Board"),
        ("MCB", "Mereshire Care Board"),
        ("Mereshire County Council Research Group", "Mereshire County Council"),
        ("Mereshire County Council Early Help", "Mereshire County Council"),
        ("Mereshire Care Boards", "Mereshire Care Board"),
        ("Fire Service Delivery Unit", "Mereshire Fire and Rescue Service"),
    ],
)
def test_the_organisation_behind_the_words(printed: str, name: str) -> None:
    body = taken_apart(printed)
    assert body is not None
    found = known_as(body, KNOWN)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "printed",
    [
        "Quarrybridge Town Council Tenants Federation",
        "Council",
        "Mereshire Constabulary",
        "Quarrybridge Harbour Trust",
    ],
)
def test_another_organisation_stays_another(printed: str) -> None:
    body = taken_apart(printed)
    assert body is not None
    assert known_as(body, KNOWN) is None


@pytest.mark.parametrize("printed", ["Independent Chair", "", "Lead Officer"])
def test_a_post_is_no_organisation(printed: str) -> None:
    assert taken_apart(printed) is None


def test_behind_a_post_stands_who_employs_it() -> None:
    found = employer("Quarrybridge Town Council Housing Worker (Nights)", KNOWN)
    assert found is not None
    assert found.name == "Quarrybridge Town Council"
    assert employer("Independent Chair", KNOWN) is None


@pytest.mark.parametrize(
    ("held", "printed", "known", "same"),
    [
        ("Mereshire Probation Trust", "The Probation Service", (), True),
        ("Mereshire Probation Trust", "The Probation Service", ("Probation Board",), False),
        ("Quarrybridge Town Council", "Quarrybridge Harbour Trust", (), False),
        ("Mereshire College", "Southshire College", (), False),
    ],
)
def test_a_body_of_which_there_is_one_has_been_renamed(
    held: str, printed: str, known: tuple[str, ...], same: bool
) -> None:
    body, before = taken_apart(printed), KnownBody(held)
    assert body is not None
    assert (formerly(body, [before], [before, *map(KnownBody, known)]) == before) is same
