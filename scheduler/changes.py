"""What a group's channel is told when its meetings have changed. Its row was written with the change itself."""

from dataclasses import dataclass
from datetime import date

from scheduler.addresses import Channel
from scheduler.policy import Kind
from store.announcements import MeetingChange
from store.books import OpenBooks
from store.history import reason_of
from store.tables import Outbox
from store.views import PointView


@dataclass(frozen=True, slots=True)
class Announcement:
    """A change of a group's meetings, for its channel. `undoes` tells of one that was told before and taken back."""

    group: str
    today: date
    recipient: Channel
    changes: tuple[MeetingChange, ...]
    by: str
    reason: str = ""
    undoes: bool = False
    kind: Kind = Kind.CHANGED
    named: tuple[PointView, ...] = ()


def announcement(row: Outbox, books: OpenBooks) -> Announcement | None:
    """What the row of an announcement says now; None when there is nothing to tell any more, or nowhere."""
    told = books.announcements.told(row.key)
    if told is None:
        return None
    change, group, changes = told
    if group.channel is None:
        return None
    return Announcement(
        group=group.name,
        today=books.today,
        recipient=Channel(group.channel),
        changes=tuple(changes),
        by=change.by,
        reason=reason_of(change) if any(one.known.cancelled for one in changes) else "",
        undoes=change.undoes_id is not None,
    )
