"""The real packs, imported in any order, give the register that people read off them."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from store.papers.importing.plan import ImportPlan, Kind
from store.papers.paper import Paper
from store.papers.reading.reader import read_paper
from store.papers.writing.register_data import to_json
from store.papers.writing.registers import whole_register
from store.tables import Attendance, Capacity, Meeting, Membership
from tests.databases import migrated
from tests.importing.world import World, altering
from tests.scenes import copy_books

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


class Brought:
    """Worlds into which papers were brought: once for all tests, each of which works on a copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept: dict[tuple[int, ...], tuple[Path, list[ImportPlan]]] = {}

    def plans(self, *papers: Paper) -> list[ImportPlan]:
        """What was planned of each, when it was its turn."""
        return self._made(papers)[1]

    def world(self, engine: Engine, *papers: Paper) -> World:
        """Founded from the first of them, with all of them in its books."""
        copy_books(self._made(papers)[0], Path(engine.url.database or ""))
        return World(engine, there=1)

    def _made(self, papers: Sequence[Paper]) -> tuple[Path, list[ImportPlan]]:
        key = tuple(map(id, papers))  # those of the session, which stay
        if key not in self.kept:
            folder = self.folder / str(len(self.kept))
            folder.mkdir()
            with migrated("sqlite", folder) as engine:
                world = World(engine, papers[0])
                assert world.partnership_id == 1
                plans = [world.bring(paper) for paper in papers]
            self.kept[key] = folder / "books.db", plans
        return self.kept[key]


@pytest.fixture(scope="session")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return Brought(tmp_path_factory.mktemp("brought"))


def register_of(world: World) -> list[dict[str, Any]]:
    """The register as it is exported, without the Board's name, which is that of the paper that founded it."""
    with world.open() as books:
        exported = json.loads(to_json(whole_register(books, confidential=True)))
    return [{key: value for key, value in row.items() if key != "group"} for row in exported["actions"]]


def test_each_pack_gives_its_action_points_at_the_meeting_that_minuted_them(
    engine: Engine, brought: Brought, packs: list[Paper], expected: Callable[[str], dict[str, Any]]
) -> None:
    world = brought.world(engine, *packs)

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


def test_importing_them_all_again_changes_nothing(
    engine: Engine, brought: Brought, packs: list[Paper]
) -> None:
    world = brought.world(engine, *packs)

    again = [world.bring(paper) for paper in packs]

    assert [altering(plan) for plan in again] == [[], [], []]


def test_in_reverse_order_they_give_the_same_register(
    engine: Engine, brought: Brought, packs: list[Paper]
) -> None:
    one, other = brought.world(engine, *packs), World(engine, packs[-1])

    other.bring(*reversed(packs))

    assert len(register_of(one)) == 20
    assert register_of(other) == register_of(one)
    assert [altering(other.plan(paper)) for paper in packs] == [[], [], []]


@pytest.mark.usefixtures("engine")
def test_nothing_in_them_is_in_doubt(brought: Brought, packs: list[Paper]) -> None:
    assert [plan.count(Kind.UNSURE) for plan in brought.plans(*packs)] == [0, 0, 0]


@pytest.fixture(scope="session")
def papers(folder: Path, packs: list[Paper]) -> list[Paper]:
    """The plan of 2021-22 and the three packs, in order of date."""
    [path] = folder.glob("*plan-2021-22.md")
    return [read_paper(path.read_text(encoding="utf-8"), path.name), *packs]


# Read off by eye: at each date so many seats on the Board, and so many organisations that they are for.
ON_THE_BOARD = {
    date(2021, 2, 1): (10, 8),
    date(2022, 7, 19): (8, 7),
    date(2024, 2, 13): (9, 8),
    date(2025, 7, 1): (11, 8),
}
# How many began with which meeting.
SUCCESSIONS = {date(2024, 2, 13): 1, date(2025, 7, 1): 3}
REPRESENTED = {date(2022, 7, 19): 2, date(2024, 2, 13): 1, date(2025, 7, 1): 3}


def test_who_sat_on_the_board_at_each_date(engine: Engine, brought: Brought, papers: list[Paper]) -> None:
    world = brought.world(engine, *papers)

    words = world.books.vocabulary(world.partnership_id)
    for day, counts in ON_THE_BOARD.items():
        seats = [
            s for p in words.people for s in p.sittings if s.capacity is Capacity.BOARD and s.current(day)
        ]
        assert (len(seats), len({s.organisation_id for s in seats})) == counts, day
        assert all(s.organisation_id for s in seats)


def test_four_successions_and_six_representations(
    engine: Engine, brought: Brought, papers: list[Paper]
) -> None:
    world = brought.world(engine, *papers)

    with world.open() as books:
        rows = books.session.scalars(select(Membership).where(Membership.replaces_id.is_not(None))).all()
        successions = Counter(row.from_date for row in rows)
        replaced = select(Membership.until_date).where(Membership.person_id.in_(r.replaces_id for r in rows))
        ends = set(books.session.scalars(replaced))
        represented = Attendance.represented_by_id.is_not(None)
        stood_in = books.session.execute(
            select(Meeting.day, func.count()).join(Attendance).where(represented).group_by(Meeting.day)
        )
        assert successions == SUCCESSIONS
        assert {day - timedelta(days=1) for day in SUCCESSIONS} <= ends
        assert sorted(map(tuple, stood_in)) == sorted(REPRESENTED.items())


def test_the_chairs_the_statutory_ones_and_the_one_that_ceased(
    engine: Engine, brought: Brought, papers: list[Paper]
) -> None:
    world = brought.world(engine, *papers)

    words = world.books.vocabulary(world.partnership_id)
    chairs = [s for p in words.people for s in p.sittings if s.role == "Chair"]
    ended = [body for body in words.organisations if body.until_date]
    assert sorted((s.since, s.until_date) for s in chairs if s.since) == [
        (date(2021, 2, 1), date(2022, 7, 19)),
        (date(2024, 2, 13), None),
    ]
    assert sum(body.statutory for body in words.organisations) == 6
    assert [body.until_date for body in ended] == [date(2022, 6, 30)]
    assert words.organisation(ended[0].succeeded_by_id) is not None
    october = date(2022, 10, 11)
    probation = {body.id for body in words.organisations if any("Probation" in name for name in body.names)}
    assert len(probation) == 1
    sat = [
        s for p in words.people for s in p.sittings if s.organisation_id in probation and s.current(october)
    ]
    assert [s.capacity for s in sat] == [Capacity.BOARD]


def test_the_plan_and_the_packs_again_change_nothing(
    engine: Engine, brought: Brought, papers: list[Paper]
) -> None:
    world = brought.world(engine, *papers)

    assert [altering(world.plan(paper)) for paper in papers] == [[], [], [], []]
    assert [world.plan(paper).count(Kind.UNSURE) for paper in papers] == [0, 0, 0, 0]
