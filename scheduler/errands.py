"""The way to people as the sweep needs it: where somebody is written to, what stands there already, and posting."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from scheduler.content import Addressee, Channel, Notice
from scheduler.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Errand:
    """What whoever delivers has to know beside the notice.

    `mark` is put on the message and found again on it; it is the same over all attempts, tells nobody anything, and
    belongs to no other reminder of any partnership. A correction has the mark of what it corrects. `late`: when it should have come (local), for one that comes
    noticeably later. `age`: so long ago at most was it posted, if it was.
    """

    partnership_id: int
    mark: str
    zone: ZoneInfo
    age: timedelta
    late: datetime | None = None


class Undelivered(Exception):
    """It could not be posted. The text is kept and logged, so it names no people.

    `final`: do not try again. `trouble`: what somebody has to put right. `wait`: how long that place wants to be left
    alone. `certain`: it has been refused, so it stands nowhere; of anything else that happens while posting that
    cannot be said.
    """

    def __init__(
        self,
        why: str,
        *,
        final: bool = False,
        trouble: Trouble | None = None,
        wait: timedelta | None = None,
        certain: bool = False,
    ) -> None:
        super().__init__(why)
        self.final, self.trouble, self.wait, self.certain = final, trouble, wait, certain


class Outlet(Protocol):
    """Whoever carries out errands. Each of these may raise Undelivered; none of them tries twice.

    Together the calls of an attempt take less than half a lease.
    """

    def place(self, recipient: Channel | Addressee, errand: Errand) -> str:
        """The id of the channel or conversation in which the recipient is written to."""
        ...

    def find(self, place: str, errand: Errand) -> str | None:
        """The time stamp of the message that an earlier attempt has left there, if it has."""
        ...

    def post(self, place: str, notice: Notice, errand: Errand) -> str:
        """Post it, or edit what it corrects; the time stamp of the message."""
        ...

    def attach(self, place: str, ts: str, notice: Notice, errand: Errand) -> None:
        """Put the file that belongs to the message into its thread, unless it is there already."""
        ...

    def draws(self, place: str, notice: Notice) -> str | None:
        """The request that draws it anew, in a form that only whoever delivers can read; None for one that stays."""
        ...
