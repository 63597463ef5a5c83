"""What will be posted, told in advance: from the books as they stand, without the outbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scheduler import plan_targets
from scheduler.closings import upcoming
from scheduler.content import has_something_to_say
from scheduler.destinations import people_of
from scheduler.foreseen import Foreseen
from scheduler.naming import title
from scheduler.nudges import addressed
from scheduler.plan import Planned, planned
from scheduler.policy import OF_THE_PLAN, Kind, Policy
from scheduler.regular import group_of, regular
from store.books import OpenBooks
from store.views import MeetingView


@dataclass(frozen=True, slots=True)
class Forecast:
    """A reminder to come. `at` is local; `what` says it in plain words.

    `channel` is where it is posted: None for direct messages, and for a group that has no channel yet, whose
    reminders are not posted anywhere. `to` are the names of those who get a direct message as things stand.
    """

    at: datetime
    kind: Kind
    what: str
    group: str
    channel: str | None
    to: tuple[str, ...] = ()


def forecast(books: OpenBooks, policy: Policy, until: date) -> list[Forecast]:
    """What would be posted from now to the end of the day `until` (local), in order."""
    meetings: dict[int | None, MeetingView] = {m.id: m for m in books.calendar.every()}
    end = datetime.combine(until + timedelta(days=1), time(), books.zone)
    since = max(books.now, books.partnership.created_at)
    coming = planned(meetings.values(), books.zone, policy, since, end)
    told = (_told(reminder, meetings[reminder.meeting_id], books, policy) for reminder in coming)
    lines = [line for line in told if line]
    lines += [*_digests(books, policy, since, end), *_of_closings(books, policy, end)]
    return sorted(lines, key=lambda line: line.at)


def _digests(books: OpenBooks, policy: Policy, since: datetime, end: datetime) -> Iterator[Forecast]:
    """Those that have something to say, as things stand."""
    groups = {group.id: group for group in books.directory.groups()}
    posting = [g.id for g in groups.values() if g.channel is not None and policy.has_weekly(g.short_name)]
    foreseen = Foreseen(books, policy, groups.values())
    of_the_plan = plan_targets.planned(
        plan_targets.active(books.session, books.partnership.id), books.zone, policy, since, end
    )
    for reminder in (*regular(posting, books.zone, policy, since, end), *of_the_plan):
        foretold = plan_targets.foretold if reminder.kind in OF_THE_PLAN else None
        found = foretold(reminder, books, policy) if foretold else foreseen.told(reminder)
        if found is None:
            continue
        group = groups[group_of(reminder.key)] if reminder.kind is Kind.WEEKLY else None
        yield Forecast(
            at=reminder.due_at.astimezone(books.zone),
            kind=reminder.kind,
            what=found[0],
            group=group.name if group else "",
            channel=group.channel if group else None,
            to=found[1],
        )


def _of_closings(books: OpenBooks, policy: Policy, end: datetime) -> Iterator[Forecast]:
    """What is being gathered for the secretariat, and what waits to be asked."""
    for one in upcoming(books, policy):
        if one.names and one.at < end:
            what = "What was closed" if one.kind is Kind.CLOSINGS else "A question about what was closed"
            yield Forecast(one.at, one.kind, f"{what}: {', '.join(one.refs)}", "", None, one.names)


def _told(reminder: Planned, meeting: MeetingView, books: OpenBooks, policy: Policy) -> Forecast | None:
    """None for what nobody would be told, as things stand."""
    rule = policy.rule(reminder.kind, meeting.group)
    names = _names(people_of(rule, meeting, books), books) if rule.to_people else ()
    if rule.to_people and not (names and has_something_to_say(reminder.kind, meeting, books)):
        return None
    return Forecast(
        at=reminder.due_at.astimezone(books.zone),
        kind=reminder.kind,
        what=title(reminder.kind, reminder.days_before, meeting),
        group=meeting.group_name,
        channel=None if rule.to_people else rule.channel(meeting.channel),
        to=names,
    )


def _names(people: list[int], books: OpenBooks) -> tuple[str, ...]:
    found = (addressed(person, books) for person in people)
    return tuple(person.name for person in found if person)
