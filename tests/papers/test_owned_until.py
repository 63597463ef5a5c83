"""Logs whose owner and due date share a cell, in the ways in which people share it."""

from datetime import date

import pytest

from store.papers.reading.owned_until import parted
from store.papers.reading.reader import read_paper

HEAD = "Pellingford Community Safety Partnership\n\n12 May 2026\n\nACTION LOG\n\n"


@pytest.mark.parametrize(
    ("cell", "owner", "due"),
    [
        ("K. Jones, by 3 June", "K. Jones", "by 3 June"),
        ("K. Jones by 3 June 2026", "K. Jones", "by 3 June 2026"),
        ("Dev Anand 03/06/2026", "Dev Anand", "03/06/2026"),
        ("Dev Anand  3 June", "Dev Anand", "3 June"),
        ("Dev Anand (end of June)", "Dev Anand", "end of June"),
        ("Quay Homes – next meeting", "Quay Homes", "next meeting"),
        ("Quay Homes / June 2026", "Quay Homes", "June 2026"),
        ("Harbour Council: ASAP", "Harbour Council", "ASAP"),
        ("3 June – Dev Anand", "Dev Anand", "3 June"),
        ("by 3 June", "", "by 3 June"),
        ("Ada Okafor and Dev Anand, 3 June", "Ada Okafor and Dev Anand", "3 June"),
        ("Dev Anand", "Dev Anand", ""),
        ("April Jones", "April Jones", ""),
        ("Ada May", "Ada May", ""),
        ("May Thompson, 3 June", "May Thompson", "3 June"),
        ("", "", ""),
    ],
)
def test_what_is_the_owner_and_what_the_date(cell: str, owner: str, due: str) -> None:
    assert parted(cell) == (owner, due)


@pytest.mark.parametrize(
    "heading",
    ["Owner and date", "Owner / due date", "Lead & deadline", "Who/When", "Responsible officer, timescale"],
)
def test_a_log_with_both_under_one_heading(heading: str) -> None:
    table = (
        f"| Action | {heading} |\n|---|---|\n"
        "| Share the map of the lamps. | Dev Anand, by 3 June |\n"
        "| Write to the operators of the night buses. | Quay Homes (end of June) |\n"
    )

    actions = read_paper(HEAD + table, "log.md").actions

    assert [(a.text, a.owners, a.due_date) for a in actions] == [
        ("Share the map of the lamps.", ("Dev Anand",), date(2026, 6, 3)),
        ("Write to the operators of the night buses.", ("Quay Homes",), date(2026, 6, 30)),
    ]


def test_a_heading_of_the_owner_alone_may_have_dates_below_it() -> None:
    table = "| Ref | Action | Owner | Status |\n|---|---|---|---|\n| 05/01 | Oil the lock. | Dev Anand, by 3 June | Open |\n"

    (action,) = read_paper(HEAD + table, "log.md").actions

    assert (action.owners, action.due_date) == (("Dev Anand",), date(2026, 6, 3))


def test_where_dates_have_a_column_owners_are_left_as_they_are() -> None:
    table = (
        "| Ref | Action | Owner | Due |\n|---|---|---|---|\n| 05/01 | Oil the lock. | Dev Anand | 3 June |\n"
    )

    (action,) = read_paper(HEAD + table, "log.md").actions

    assert (action.owners, action.due_date) == (("Dev Anand",), date(2026, 6, 3))
