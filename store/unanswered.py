"""The lines that were not understood, so that the secretariat sees what is missing: in the handbook, or in the bot."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from store.tables import UnansweredLine
from store.tables.unanswered import LONGEST
from store.texts import one_line

KEPT = timedelta(days=30)
MOST = 2_000  # lines of one partnership; whoever says more within a month says it in vain


class Unanswered:
    """The lines of one partnership over one transaction at one instant."""

    def __init__(self, session: Session, partnership_id: int, now: datetime) -> None:
        self.session = session
        self.partnership_id = partnership_id
        self.now = now

    def keep(self, text: str) -> None:
        """Keep a line, without who said it; the caller commits."""
        mine = UnansweredLine.partnership_id == self.partnership_id
        known = self.session.scalar(select(func.count()).select_from(UnansweredLine).where(mine)) or 0
        if known < MOST and (said := one_line(text)[:LONGEST]):
            self.session.add(UnansweredLine(partnership_id=self.partnership_id, at=self.now, text=said))

    def most_frequent(self) -> list[tuple[str, int]]:
        """Each line with how often it was said, the most frequent first, of those the latest; case does not matter."""
        mine = UnansweredLine.partnership_id == self.partnership_id
        lines = self.session.scalars(
            select(UnansweredLine.text)
            .where(mine, UnansweredLine.at > self.now - KEPT)
            .order_by(UnansweredLine.at.desc(), UnansweredLine.id.desc())
        ).all()
        as_said: dict[str, str] = {}
        for line in lines:
            as_said.setdefault(_same(line), line)
        counts = Counter(map(_same, lines))  # equal counts stay in the order in which they were first met
        return [(as_said[key], count) for key, count in counts.most_common()]

    def forget_old(self, kept: timedelta = KEPT) -> None:
        """Drop what has been kept for long enough."""
        mine = UnansweredLine.partnership_id == self.partnership_id
        self.session.execute(delete(UnansweredLine).where(mine, UnansweredLine.at < self.now - kept))


def _same(line: str) -> str:
    return line.casefold().strip(" .,;:!?")
