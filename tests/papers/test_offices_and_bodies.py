"""Who left, who is called Chair in passing, and what papers say of organisations themselves."""

from datetime import date

import pytest

from store.papers.paper import Departure, Office
from store.papers.reading.absences import apologies
from store.papers.reading.blocks import read_text
from store.papers.reading.bodies import agencies, endings, partnership_named, valid_from
from store.papers.reading.minutes import Paragraph
from store.papers.reading.offices import departures, offices


def said(text: str, section: str = "1") -> list[Paragraph]:
    return [Paragraph("1.1", section, text, 7)]


def left(text: str) -> list[tuple[str, str]]:
    return [(found.left, found.organisation) for found in departures(said(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thanks went to Ada Okafor of Mere Hospital Trust, who had stepped down.", [("Ada Okafor", "Mere Hospital Trust")]),
        ("Inspector Dev Marlowe (Northmere Constabulary) has now retired.", [("Dev Marlowe", "Northmere Constabulary")]),
        ("It was noted that Cara Iversen had left her post.", [("Cara Iversen", "")]),
        ("Ben Holt resigned in March.", [("Ben Holt", "")]),
        ("Ben Holt then left the meeting.", []),
        ("Ada Okafor has stepped down as Chair.", []),
        ("Ada Okafor had stepped down from the role of Vice Chair.", []),
        ("The Trust has stepped down its patrols.", []),
    ],
)  # fmt: skip
def test_who_has_left(text: str, found: list[tuple[str, str]]) -> None:
    assert left(text) == found


def test_a_departure_says_where_it_stands() -> None:
    [found] = departures(said("Ben Holt resigned."))
    assert found == Departure("Ben Holt", "", "Ben Holt resigned", "1.1", 7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vice Chair, Ben Holt, welcomed everyone.", [Office("Vice Chair", "Ben Holt", 7)]),
        ("Chair, Ada Okafor, welcomed everyone.", [Office("Chair", "Ada Okafor", 7)]),
        ("Ben Holt, Northmere Community Safety Partnership (NCSP) Vice Chair, chaired for Ada.", [Office("Vice Chair", "Ben Holt", 7)]),
        ("Ben Holt, the Deputy Chair, took the chair.", [Office("Vice Chair", "Ben Holt", 7)]),
        ("Independent Chair, Lena Wirth, gave an overview.", [Office("Chair", "Lena Wirth", 7)]),
        ("The Chair thanked Ada Okafor, who left.", []),
    ],
)  # fmt: skip
def test_who_is_called_chair_in_passing(text: str, found: list[Office]) -> None:
    if text.startswith("Independent"):
        assert list(offices(said(text, "4"))) == []
    else:
        assert list(offices(said(text))) == found


def test_a_councillor_sits_for_the_council_in_the_title() -> None:
    text = "Apologies were received from Northmere County Councillor Jo Blake, and Councillor Omar Vance."
    assert [(a.name, a.title, a.organisation) for a in apologies(said(text))] == [
        ("Jo Blake", "County Councillor", "Northmere County Council"),
        ("Omar Vance", "Councillor", ""),
    ]


LIST = """\
The partnership is made up of statutory members and others:

- Northmere Council (statutory member)
- Northmere Fire and Rescue Service – statutory
- Mere University
- the statutory duties
"""


def test_a_list_tells_who_has_a_duty_to_sit() -> None:
    assert [(a.name, a.line) for a in agencies(read_text(LIST))] == [
        ("Northmere Council", 3),
        ("Northmere Fire and Rescue Service", 4),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("¹ CCG ceased to exist on 1st July 2022. Mereshire Integrated Care System has taken over its duties.",
         ("CCG", date(2022, 6, 30), "Mereshire Integrated Care System")),
        ("Mereshire Probation Trust was abolished on 26 June 2021 and the Probation Service has taken over.",
         ("Mereshire Probation Trust", date(2021, 6, 25), "Probation Service")),
        ("The Harbour Forum (HF) was wound up on 1 April 2020.", ("Harbour Forum (HF)", date(2020, 3, 31), "")),
        ("The Harbour Forum ceased to exist on 31 April 2020.", None),
        ("The forum was closed on 1 April 2020.", None),
    ],
)  # fmt: skip
def test_an_organisation_that_is_no_more(text: str, found: tuple[str, date, str] | None) -> None:
    ended = [(e.organisation, e.last_day, e.successor) for e in endings(read_text(text))]
    assert ended == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("# PLAN\n\nFebruary 2021 – February 2022\n", date(2021, 2, 1)),
        ("# PLAN\n\nApr 2024 to March 2026\n", date(2024, 4, 1)),
        ("# PLAN\n\nIn February 2021 – February 2022 we met.\n", None),
        ("# PLAN 2021-22\n", date(2021, 4, 1)),
    ],
)
def test_a_plan_says_from_when(text: str, day: date | None) -> None:
    assert valid_from(read_text(text)) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# NORTHFORD SAFETY PLAN\n\n## Northford Community Safety Partnership",
            "Northford Community Safety Partnership",
        ),
        (
            "Northford and Dale Safety Partnership (NDSP) Current Action Plan 2031",
            "Northford and Dale Safety Partnership",
        ),
        ("The Northford Partnership – Plan 2031–34", "Northford Partnership"),
        ("The Northford Partnership brings together a number of agencies.", ""),
        ("# Terms of the Partnership", ""),
        ("Partnership", ""),
    ],
)
def test_a_plan_names_its_partnership_in_a_heading(text: str, name: str) -> None:
    assert partnership_named(read_text(text)) == name
