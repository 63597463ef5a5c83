"""One partnership with much to say, or with a Slack that asks for silence, keeps no other waiting."""

import logging
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from scheduler.errands import Undelivered
from scheduler.outbox import insert_new
from scheduler.troubles import Trouble
from scheduler.turns import SHARE, Turns
from store.tables import Outbox, OutboxState, Partnership
from store.workspaces import left, returned
from tests.scheduler.world import World, local

START = local("2026-05-01 09:00")


class Street:
    """Two partnerships in one database, with one sweep over both; the first has many reminders due before the other's."""

    def __init__(self, engine: Engine) -> None:
        self.noisy = World(engine, START)
        self.quiet = World(engine, START, name="Westmere Community Safety Partnership")
        self.quiet.clock, self.quiet.outlet = self.noisy.clock, self.noisy.outlet
        self.quiet.books = self.noisy.books
        self.order: list[int] = []
        post = self.noisy.outlet.post
        refused = self.refused = dict[int, Undelivered]()

        def noted(place: str, notice: object, errand: object) -> str:
            partnership: int = errand.partnership_id  # type: ignore[attr-defined]
            if partnership in refused:
                raise refused[partnership]
            self.order.append(partnership)
            return post(place, notice, errand)  # type: ignore[arg-type]

        self.noisy.outlet.post = noted  # type: ignore[method-assign]

    def fill(self, many: int) -> None:
        """So many meetings of the one have their reminder due, and one of the other."""
        for number in range(many):
            self.noisy.meets("2026-05-12", kind=f"session {number}")
        self.quiet.meets("2026-05-12")


@pytest.fixture
def street(engine: Engine) -> Street:
    return Street(engine)


def test_whoever_has_had_their_share_waits_for_the_others(street: Street) -> None:
    street.fill(2 * SHARE + 5)
    street.noisy.clock.at = local("2026-05-05 09:00")

    street.noisy.sweep().run()

    assert street.order.count(street.noisy.id) == 2 * SHARE + 5
    assert street.order.index(street.quiet.id) == SHARE


def test_a_backlog_of_500_keeps_nobody_waiting_for_more_than_a_share(street: Street) -> None:
    """However much of it there is, and whenever the other's come: after a share at most, and together in their order."""
    with street.noisy.changing() as books:
        body = books.directory.group_named("CSP")
        assert body is not None
        day = local("2026-05-12 09:00").date()
        for number in range(500):
            books.calendar.add(body, day, day, f"session {number}")
    for number in range(3):
        street.quiet.meets("2026-05-12", kind=f"session {number}")
    street.noisy.clock.at = local("2026-05-05 09:00")
    sweep = street.noisy.sweep()

    def passes() -> None:
        street.noisy.elapsed += 2  # so that no pace holds anything up

    street.noisy.outlet.before = passes
    sweep.run()

    assert street.order.count(street.noisy.id) == 500
    where = [place for place, whose in enumerate(street.order) if whose == street.quiet.id]
    assert where == [SHARE, SHARE + 1, SHARE + 2]


def test_a_workspace_that_asks_for_silence_silences_no_other(street: Street) -> None:
    street.fill(5)
    street.refused[street.noisy.id] = Undelivered(
        "ratelimited", trouble=Trouble.TOO_FAST, wait=timedelta(minutes=1), certain=True
    )
    street.noisy.clock.at = local("2026-05-05 09:00")
    sweep = street.noisy.sweep()

    sweep.run()

    assert street.order == [street.quiet.id], (
        "though both are posted in a channel of one name, and the noisy one first"
    )
    street.refused.clear()
    street.noisy.elapsed += 120
    street.noisy.clock.step(timedelta(minutes=2))
    sweep.run()
    street.noisy.elapsed += 10
    street.noisy.clock.step(timedelta(seconds=10))
    sweep.run()
    assert street.order.count(street.noisy.id) == 5


def test_a_workspace_that_accepts_nothing_is_passed_over(
    street: Street, caplog: pytest.LogCaptureFixture
) -> None:
    street.fill(5)
    street.refused[street.noisy.id] = Undelivered("account_inactive", trouble=Trouble.NO_ACCESS, certain=True)
    street.noisy.clock.at = local("2026-05-05 09:00")

    with caplog.at_level(logging.INFO):
        street.noisy.sweep().run()

    assert street.order == [street.quiet.id]
    assert f"No reminder of partnership {street.noisy.id} can be posted (account_inactive)" in caplog.text
    assert f"partnership {street.quiet.id} " not in caplog.text


def test_where_the_bot_was_removed_reminders_wait_and_lapse_with_a_reason(street: Street) -> None:
    street.fill(1)
    world = street.noisy
    with world.books.session(writes=True) as session:
        session.get_one(Partnership, world.id).slack_team = "TAAA"
        session.commit()
        assert [left(session, "TAAA", START), left(session, "TAAA", START), left(session, "TBBB", START)] == [
            1,
            0,
            0,
        ]
        session.commit()
    world.clock.at = local("2026-05-05 09:00")
    sweep = world.sweep()
    sweep.run()
    assert street.order == [street.quiet.id]
    assert world.rows(state=OutboxState.PENDING, kind="session")[0].attempts == 0

    world.clock.at = local("2026-05-11 09:00")
    sweep.run()
    assert {(row.state, row.last_error) for row in world.rows(kind="session", days_before=7)} == {
        (OutboxState.SKIPPED, "It had lost its use before it could be posted.")
    }

    with world.books.session(writes=True) as session:
        returned(session, "TAAA")
        session.commit()
    world.clock.at = local("2026-05-11 10:00")
    sweep.run()
    assert street.order.count(world.id) == 1, "what is of use today comes"


def test_a_claim_passes_over_whom_it_is_told_to(street: Street) -> None:
    from scheduler.outbox import claim  # noqa: PLC0415

    due = local("2026-05-05 09:00")
    with street.noisy.books.session(writes=True) as session:
        for world in (street.noisy, street.quiet):
            insert_new(
                session,
                [
                    {
                        "partnership_id": world.id,
                        "key": "k",
                        "kind": "session",
                        "days_before": 0,
                        "due_at": due,
                        "stale_at": due + timedelta(days=1),
                    }
                ],
            )
        taken = claim(session, due, "t1", but={street.noisy.id})
        assert taken is not None
        assert taken.partnership_id == street.quiet.id
        assert claim(session, due, "t2", but={street.noisy.id, street.quiet.id}) is None
        assert session.scalars(select(Outbox.claimed_by).order_by(Outbox.id)).all() == [None, "t1"]


def test_turns_go_round() -> None:
    turns = Turns([7])
    for _ in range(SHARE):
        turns.had(1)
    turns.barred[2] = "why"

    assert turns.passed_over == {1, 2, 7}
    assert turns.anew()
    assert turns.passed_over == {2, 7}
    assert not turns.anew()


def test_nothing_of_those_away_counts_as_behind(street: Street) -> None:
    from scheduler.backlog import backlog  # noqa: PLC0415

    street.fill(2)
    street.noisy.clock.at = local("2026-05-04 09:00")
    street.noisy.sweep().run()
    now: datetime = local("2026-05-05 09:10")
    with street.noisy.books.session(writes=True) as session:
        session.get_one(Partnership, street.noisy.id).away_since = now
        session.flush()
        found = backlog(session, now)
    assert (found.ready, found.away) == (1, 2)
