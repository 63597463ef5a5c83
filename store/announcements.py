"""What the channels of groups are told when their meetings change: a row of the outbox, in the same transaction.

The row only names the change. What it says is worked out when it is delivered, from the history: what was undone
meanwhile is not told, and what is undone later is told again, as the change that it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.calendar import view
from store.dates import month_end
from store.deadlines import deadline
from store.past import Past
from store.tables import Change, Group, Meeting, Outbox, OutboxState
from store.views import Deadline, MeetingView

KIND = "changed"
USEFUL = timedelta(days=7)  # after that people have heard of it in other ways


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """What a change did to one meeting; `before` is None for a new one, `after` for one that was taken back."""

    before: MeetingView | None
    after: MeetingView | None

    @property
    def known(self) -> MeetingView:
        """The meeting as it is now, or was last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("A change is of something.")
        return found


class Announcements:
    """The announcements of one partnership over one transaction at one instant."""

    def __init__(self, past: Past, now: datetime, zone: ZoneInfo) -> None:
        self.past = past
        self.session: Session = past.session
        self.partnership_id = past.partnership_id
        self.now = now
        self.zone = zone

    def put(self, change: Change) -> list[Group]:
        """Have the channels told of a change, once; the groups whose meetings it changed in a way worth telling."""
        groups = [
            group for group in self._groups(change) if self.of(change, group) and self._known(change, group)
        ]
        for group in groups:
            if group.channel and self._row(change.id, group.id) is None:
                self.session.add(self._announcement(change, group))
        return groups

    def _known(self, change: Change, group: Group) -> bool:
        """Whether the channel has heard, or may have heard, of what a change takes back; of any other, always."""
        if change.undoes_id is None:
            return True
        former = self._row(change.undoes_id, group.id)
        if former is None:
            return False
        return former.state in (OutboxState.SENT, OutboxState.CLAIMED) or former.channel is not None

    def _announcement(self, change: Change, group: Group) -> Outbox:
        return Outbox(
            partnership_id=self.partnership_id,
            key=key_of(change.id, group.id),
            kind=KIND,
            due_at=self.now,
            stale_at=self.now + USEFUL,
        )

    def told(self, key: str) -> tuple[Change, Group, list[MeetingChange]] | None:
        """What the row with that key has to say now; None when it was undone, or takes back what was never told."""
        change_id, group_id = map(int, key.split(":")[1:])
        change, group = self.past.change(change_id), self.session.get(Group, group_id)
        if group is None or change.undone_by_id is not None or not self._known(change, group):
            return None
        changes = self.of(change, group)
        return (change, group, changes) if changes else None

    def of(self, change: Change, group: Group) -> list[MeetingChange]:
        """What a change did to the meetings of a group that anybody there has to know, in order of date."""
        found = [
            MeetingChange(self._seen(before, group), self._seen(after, group))
            for before, after in self._meetings(change)
            if (after or before or {})["group_id"] == group.id
        ]
        today = self.now.astimezone(self.zone).date()
        worth = [one for one in found if _differs(one) and _last_day(one) >= today]
        return sorted(worth, key=lambda one: (one.known.month, one.known.day or date.max))

    def _groups(self, change: Change) -> list[Group]:
        """Whose meetings a change touched. A group that it took back with them has nobody left to tell."""
        ids = dict.fromkeys((after or before or {})["group_id"] for before, after in self._meetings(change))
        return list(filter(None, (self.session.get(Group, identity) for identity in ids)))

    def _meetings(self, change: Change) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
        """The columns of each meeting that a change touched, before its first and after its last entry."""
        spans: dict[int, list[tuple[dict[str, Any] | None, dict[str, Any] | None]]] = {}
        for entry in self.past.entries(change):
            if entry.row_kind == Meeting.__tablename__:
                spans.setdefault(entry.row_id, []).append(self.past.around(entry))
        return ((steps[0][0], steps[-1][1]) for steps in spans.values() if steps[0][0] or steps[-1][1])

    def _seen(self, columns: dict[str, Any] | None, group: Group) -> MeetingView | None:
        return view(Meeting(**columns, group=group), self.zone) if columns else None

    def _row(self, change_id: int, group_id: int) -> Outbox | None:
        mine = (Outbox.partnership_id == self.partnership_id, Outbox.key == key_of(change_id, group_id))
        return self.session.scalar(select(Outbox).where(*mine))


def key_of(change_id: int, group_id: int) -> str:
    """The key of the row that tells a group's channel of a change."""
    return f"{KIND}:{change_id}:{group_id}"


def _differs(change: MeetingChange) -> bool:
    """Whether anything changed that concerns those who come."""
    return change.before is None or change.after is None or _told_of(change.before) != _told_of(change.after)


def _told_of(meeting: MeetingView) -> tuple[Any, ...]:
    dates = (meeting.day, meeting.month, meeting.start, meeting.end, meeting.report_deadline)
    return (
        *dates,
        *(meeting.venue, meeting.mode, meeting.join_link, meeting.cancelled),
        deadline(Deadline.QUESTIONS, meeting),
    )


def _last_day(change: MeetingChange) -> date:
    """The last day on which anybody could have come, before or after."""
    both = (seen for seen in (change.before, change.after) if seen)
    return max(seen.day or month_end(seen.month) for seen in both)
