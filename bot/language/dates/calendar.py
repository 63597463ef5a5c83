"""What a phrase is read against, and what can come of it."""

import datetime as dt
from dataclasses import dataclass

from store.deadlines import reports_due


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting as far as dates go: whose it is, when it sits and when its papers are due."""

    group: str
    date: dt.date
    report_deadline: dt.date | None
    main: bool
    """Whether it is the Board's, which is meant when people just say "the meeting"."""

    @property
    def papers_due(self) -> dt.date:
        """The report deadline, its own or the one by the rule for the Board."""
        return self.report_deadline or reports_due(self.date)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, in the partnership's own zone, and the meetings the books know, past ones too."""

    today: dt.date
    meetings: tuple[MeetingDay, ...] = ()


@dataclass(frozen=True, slots=True)
class DateReading:
    """A phrase that was understood; `words` are kept as they stand, without a date ("soon", "autumn")."""

    date: dt.date | None
    phrase: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class DateProblem:
    """A phrase that is meant as a date but must be asked back; the sentence is safe to show."""

    sentence: str
    past: bool = False
    """Whether it is a good date, only gone by."""
