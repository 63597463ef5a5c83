"""The day on which an action point was closed is taken from its paper where the paper gives one, and made up nowhere."""

from dataclasses import replace
from datetime import date

import pytest

from store.reference import Reference
from store.tables import Status
from tests.importing.papers import AUTUMN, LAMPS
from tests.importing.world import World


@pytest.mark.parametrize(
    ("note", "closed_on"),
    [
        ("Circulated on 14 August 2031.", date(2031, 8, 14)),
        ("Circulated on 14 August.", date(2031, 8, 14)),
        ("Sent 03/09/2031", date(2031, 9, 3)),
        ("Chased on 2 August, received on the 9th of September.", date(2031, 9, 9)),
        ("Discussed at the meeting", None),
        ("", None),
        ("To be presented on 3 May 2033.", None),
        ("The plan of 4 March 2029 was withdrawn.", None),
    ],
)
def test_it_is_the_last_day_that_its_note_gives(world: World, note: str, closed_on: date | None) -> None:
    world.bring(replace(AUTUMN, actions=(replace(LAMPS, status=Status.CLOSED, note=note),)))

    with world.open() as books:
        point = books.printed_register.get(Reference(7, 1))
        assert point.status is Status.CLOSED
        assert (point.closed_at and point.closed_at.astimezone(books.zone).date()) == closed_on
