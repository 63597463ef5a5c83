"""What must always hold, over clocks, outages and calendars that nobody thought of."""

import os
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from scheduler.content import Notice
from scheduler.errands import Errand, Undelivered
from scheduler.outbox import PAUSES
from scheduler.policy import Policy
from scheduler.sweep import Sweep
from store.tables import Capacity, Meeting, MeetingStatus
from tests.databases import migrated
from tests.scheduler import model
from tests.scheduler.world import NOTHING, Outlet, World, local, owning, run_together, sits

CALENDARS = int(os.environ.get("CALENDARS", "6"))  # `make chaos` tries more
# Winter and summer time in both directions, Christmas and New Year, and a leap day.
# Whether a quorum is in danger is another matter.
ALL_BUT_DIGESTS = Policy(quorum=NOTHING, overdue=(), weekly=False, personal=False)
BEGINNINGS = st.sampled_from(["2026-02-16 07:30", "2026-09-14 07:30", "2026-12-07 07:30", "2028-01-31 07:30"])
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Pacific/Auckland"])
STARTS = st.sampled_from([None, time(8), time(10)])
SOON = st.timedeltas(timedelta(minutes=5), timedelta(hours=30))
FORWARDS = st.one_of(SOON, SOON, st.timedeltas(timedelta(days=1), timedelta(days=12)))
SET = st.timedeltas(timedelta(days=-40), timedelta(days=70))


@st.composite
def doings(draw: st.DrawFn) -> list[tuple[str, int, object]]:
    """What is done between one sweep and the next: to which meeting, and with what."""
    meeting = st.integers(0, 9)
    changes = st.one_of(
        st.tuples(st.just("add"), st.integers(5, 80), st.tuples(STARTS, st.booleans())),
        st.tuples(st.just("move"), meeting, st.integers(-20, 20)),
        st.tuples(st.just("start"), meeting, STARTS),
        st.tuples(st.sampled_from(["cancel", "reinstate"]), meeting, st.none()),
    )
    steps = st.one_of(
        *[st.tuples(st.just("nine"), st.just(0), st.none())] * 12,
        *[st.tuples(st.just("wait"), st.just(0), FORWARDS)] * 6,
        st.tuples(st.just("set"), st.just(0), SET),
    )
    return draw(st.lists(st.one_of(changes, *[steps] * 6), min_size=30, max_size=45))


@settings(max_examples=CALENDARS, deadline=None)
@given(beginning=BEGINNINGS, zone=ZONES, doings=doings())
def test_over_any_calendar_and_clock_what_is_called_for_is_posted_once(
    beginning: str, zone: str, doings: list[tuple[str, int, object]]
) -> None:
    with TemporaryDirectory() as folder, migrated("sqlite", Path(folder)) as engine:
        start = datetime.fromisoformat(beginning).replace(tzinfo=ZoneInfo(zone))
        world = World(engine, start, ALL_BUT_DIGESTS, timezone=zone)
        sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
        world.promised("Ada to map the lighting", world.person("Ada Okafor"), at=world.meets("2025-12-01"))
        expected = model.Calendar(ZoneInfo(zone), world.clock.now())
        first = [("add", days, (time(10), board)) for days, board in ((23, True), (9, False), (30, True))]
        for number, (what, which, how) in enumerate([*first, *doings]):
            done(what, which, how, world, expected)
            world.sweep(f"process {number}").run()
            assert said(world) == expected.hears(world.clock.now()), (number, what, world.clock.now())


def done(what: str, which: int, how: object, world: World, expected: model.Calendar) -> None:
    """Do it in the books and in the model."""
    if what in ("wait", "set"):
        assert isinstance(how, timedelta)
        world.clock.step(how)
    elif what == "nine":
        now = world.clock.now().astimezone(expected.zone)
        day = now.date() + (model.DAY if now.time() >= model.NINE else timedelta())
        world.clock.at = datetime.combine(day, model.NINE, expected.zone)
    elif what == "add":
        assert isinstance(how, tuple)
        start, board = how
        day = expected.free(expected.began.date() + which * model.DAY, board)
        number = world.meets(day.isoformat(), group="CSP" if board else "SG", start=start)
        expected.sittings.append(model.Sitting(number, day, board, start))
    elif expected.sittings:
        sitting = expected.sittings[which % len(expected.sittings)]
        changed(what, how, sitting, expected)
        with world.changing() as books:
            meeting = books.session.get_one(Meeting, sitting.number)
            meeting.day, meeting.month = sitting.day, sitting.day.replace(day=1)
            meeting.start = sitting.start
            meeting.status = MeetingStatus.CANCELLED if sitting.cancelled else MeetingStatus.PLANNED


def changed(what: str, how: object, sitting: model.Sitting, expected: model.Calendar) -> None:
    if isinstance(how, int):
        sitting.day = expected.free(sitting.day + how * model.DAY, sitting.board)
    elif what == "start":
        assert how is None or isinstance(how, time)
        sitting.start = how
    else:
        sitting.cancelled = what == "cancel"


def said(world: World) -> list[model.Said]:
    """What has been posted since it was last asked."""
    heard = sorted((r.kind.value, r.meeting.id) for _, r, _ in world.outlet.posted)
    world.outlet.posted.clear()
    return heard


@settings(max_examples=2 * CALENDARS, deadline=None)
@given(
    beginning=BEGINNINGS,
    dues=st.lists(st.integers(-3, 40), min_size=1, max_size=3),
    steps=st.lists(
        st.tuples(FORWARDS, st.sampled_from(["", "", "", "answer", "close"]), st.integers(0, 2)), max_size=25
    ),
)
def test_over_any_clock_what_is_overdue_is_asked_about_as_often_as_it_should(
    beginning: str, dues: list[int], steps: list[tuple[timedelta, str, int]]
) -> None:
    with TemporaryDirectory() as folder, migrated("sqlite", Path(folder)) as engine:
        world = World(engine, local(beginning), Policy(weekly=False))
        sits(world, "Nell Iversen", Capacity.OFFICER, role="Support Officer")
        ada = sits(world, "Ada Okafor", Capacity.BOARD)
        past = world.meets("2025-12-01")
        first = world.start.date()
        owner = model.Owner(world.start.tzinfo)  # type: ignore[arg-type]  # it is London's
        refs = []
        for number, days in enumerate(dues):
            day = first + days * model.DAY
            refs.append(world.promised(str(number), ada, at=past, due=day.isoformat()))
            owner.promises.append(model.Promise(number, day))
        for step, event, which in steps:
            world.clock.step(step)
            world.sweep().run()
            now = world.clock.now()
            assert asked(world) == (*owner.is_asked(now), owner.has_a_week(now)), local_time(now)
            if event:
                happens(event, world, refs, owner, which % len(refs))


def happens(event: str, world: World, refs: list, owner: model.Owner, which: int) -> None:  # type: ignore[type-arg]
    promise, today = owner.promises[which], world.clock.now().astimezone(owner.zone).date()
    with world.changing() as books:
        point = books.register.get(refs[which])
        if event == "answer":
            books.chases.answered(point.id)
            promise.times, promise.last = 0, today
        elif not promise.closed:
            books.register.close(point, "done")
            promise.closed = True


def asked(world: World) -> tuple[list[int], list[int], list[int]]:
    """What was named since it was last asked: as overdue, to the secretariat, and in the owner's week."""
    digests, world.outlet.digests = world.outlet.digests, []
    overdue = [d for d in digests if d.kind == "overdue"]
    return (
        [int(p.text) for d in overdue for p in d.points],
        [int(p.text) for d in overdue for p in d.unanswered],
        [int(p.text) for d in digests if d.kind == "personal" for p in d.points],
    )


def local_time(now: datetime) -> str:
    return f"{now.astimezone(ZoneInfo('Europe/London')):%a %Y-%m-%d %H:%M}"


class Flaky(Outlet):
    """Of the first attempts one in three posts nothing, and one in three posts and fails to say so."""

    def __init__(self, world: World) -> None:
        super().__init__(world.clock)
        self.tried: list[str] = []
        self.lock = Lock()

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        with self.lock:
            first = errand.mark not in self.tried
            self.tried.append(errand.mark)
            trouble = len(self.tried) % 3 if first else 0
            if trouble == 1:
                raise Undelivered("nothing was posted", certain=True)
            ts = super().post(place, notice, errand)
            if trouble == 2:
                raise TimeoutError
            return ts


def test_several_workers_and_a_line_that_drops_post_each_reminder_once(engine: Engine) -> None:
    world = World(engine, local("2026-02-16 07:30"))
    for day in range(10, 22):
        world.meets(f"2026-03-{day}", group="SG")
    outlet = Flaky(world)
    sweeps = [Sweep(world.books, world.policy, outlet, who, owning) for who in ("one", "two", "three")]
    world.clock.at = local("2026-03-14 09:00")
    run_together(sweeps)
    world.clock.step(PAUSES[0])
    run_together(sweeps)

    due = [row for row in world.rows() if row.due_at <= world.clock.now()]
    assert {row.state.value for row in due} == {"sent"}
    assert len(outlet.standing) == len(due)
    assert len(outlet.tried) > len(due) > 6
