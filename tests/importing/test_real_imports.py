"""The real packs, imported in any order, give the register that people read off them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from store.papers.importing.plan import Kind
from store.papers.paper import Paper
from store.papers.reading.reader import read_paper
from store.papers.writing.register_data import to_json
from store.papers.writing.registers import whole_register
from tests.importing.world import World, altering

pytestmark = [
    pytest.mark.papers,
    pytest.mark.parametrize("engine", ["sqlite"], indirect=True),  # nothing here depends on the database
]

MEETINGS = {"2022-10-11": "2022-07-19", "2024-07-16": "2024-02-13", "2025-10-21": "2025-07-01"}


@pytest.fixture(scope="session")
def packs(folder: Path) -> list[Paper]:
    """The three packs in order of date."""
    paths = sorted(path for path in folder.glob("*-agenda-pack.md"))
    return [read_paper(path.read_text(encoding="utf-8"), path.name) for path in paths]


def register_of(world: World) -> list[dict[str, Any]]:
    """The register as it is exported, without the Board's name, which is that of the paper that founded it."""
    with world.open() as books:
        exported = json.loads(to_json(whole_register(books, confidential=True)))
    return [{key: value for key, value in row.items() if key != "group"} for row in exported["actions"]]


def test_each_pack_gives_its_action_points_at_the_meeting_that_minuted_them(
    engine: Engine, packs: list[Paper], expected: Callable[[str], dict[str, Any]]
) -> None:
    world = World(engine, packs[0])
    world.bring(*packs)

    wanted = {
        f"{minuted[:7]}{point['ref'][2:]}": (minuted, point["status"], point["text"], point["owners"])
        for pack, minuted in MEETINGS.items()
        for point in expected(pack)["action_points"]
    }
    found = {
        ref: (point.raised.isoformat(), point.status.value, point.text, list(point.owners))
        for ref, point in world.register().items()
    }
    assert len(wanted) == 7 + 5 + 8
    assert found == wanted


def test_importing_them_all_again_changes_nothing(engine: Engine, packs: list[Paper]) -> None:
    world = World(engine, packs[0])
    world.bring(*packs)

    again = [world.bring(paper) for paper in packs]

    assert [altering(plan) for plan in again] == [[], [], []]


def test_in_reverse_order_they_give_the_same_register(engine: Engine, packs: list[Paper]) -> None:
    one, other = World(engine, packs[0]), World(engine, packs[-1])

    one.bring(*packs)
    other.bring(*reversed(packs))

    assert len(register_of(one)) == 20
    assert register_of(other) == register_of(one)
    assert [altering(other.plan(paper)) for paper in packs] == [[], [], []]


def test_nothing_in_them_is_in_doubt(engine: Engine, packs: list[Paper]) -> None:
    world = World(engine, packs[0])

    assert [world.bring(paper).count(Kind.UNSURE) for paper in packs] == [0, 0, 0]
