"""A plan and how its targets are doing, as a paper for the Board."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from store.dates import day
from store.papers.writing.blocks import Block, bullets, heading, picture, text
from store.papers.writing.pictures import Picture
from store.papers.writing.register_paper import Edition, printable
from store.papers.writing.register_words import Words
from store.papers.writing.reports import Report, figures, named
from store.rag import HAND, ORDER, PAPER, RULES
from store.tables.plan import Rag
from store.timescales import said_by


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as the paper prints it. `rag` is None for one that was dropped or carried into a newer plan."""

    ref: str
    priority: str
    section: str
    text: str
    lead: str
    timescale: str
    due: date | None
    rag: Rag | None
    state: str
    why: str
    progress: str
    now: bool = False
    origin: str = ""

    @property
    def by(self) -> str:
        """The timescale, with the date that it means where its words do not say it."""
        if self.due is None or said_by(self.due, self.timescale):
            return self.timescale or "none"
        return f"{self.timescale} (by {day(self.due)})"

    @property
    def status(self) -> str:
        """The colour in a word, with where it comes from when it is not by the rules, or how it ended."""
        if self.rag is None:
            return self.state.capitalize()
        return f"{self.rag.value.capitalize()}{f' ({self.origin})' if self.origin else ''}"


@dataclass(frozen=True, slots=True)
class PlanPaper(Report):
    """A plan on the day `as_at`; `quarter` is the last day of the financial quarter of that day."""

    partnership: str
    name: str
    label: str
    as_at: date
    quarter: date
    rows: tuple[TargetRow, ...]
    edition: Edition = Edition.PUBLIC

    @property
    def kind(self) -> str:
        """The name of its template."""
        return "plan"

    @property
    def title(self) -> str:
        """What the paper is."""
        return f"{self.name}: how its targets are doing"

    @property
    def counted(self) -> Counter[Rag]:
        """How many there are of each colour."""
        return Counter(row.rag for row in self.rows if row.rag)

    @property
    def by_priority(self) -> list[tuple[str, dict[Rag, int]]]:
        """The colours of each priority, those without one last."""
        found: dict[str, Counter[Rag]] = {}
        for row in self.rows:
            if row.rag:
                found.setdefault(row.priority or NONE, Counter())[row.rag] += 1
        names = sorted(found, key=lambda name: (name == NONE, name))
        return [(name, {colour: found[name][colour] for colour in ORDER}) for name in names]

    @property
    def summary(self) -> list[str]:
        """The plan in a few lines."""
        total = sum(self.counted.values())
        due = sum(row.now for row in self.rows)
        ended = len(self.rows) - total
        return [
            f"As at {day(self.as_at)} the plan has {total} target{'' if total == 1 else 's'}: {told(self.counted)}",
            f"{due} {'is' if due == 1 else 'are'} due or overdue by the end of the quarter, {day(self.quarter)}",
            *self._origins(),
            *(
                [f"{ended} more {'was' if ended == 1 else 'were'} dropped or carried into another plan"]
                if ended
                else []
            ),
        ]

    def _origins(self) -> list[str]:
        """Where the colours come from that are not by the rules."""
        found = Counter(row.origin for row in self.rows if row.rag and row.origin)
        said = [
            f"{found[origin]} {'is' if found[origin] == 1 else 'are'} {how}"
            for origin, how in ((PAPER, "stated in a paper"), (HAND, "set by the secretariat"))
            if found[origin]
        ]
        told = f"Of the colours, {' and '.join(said)}; the others follow from the rules below"
        return [told] if said else []

    @property
    def troubled(self) -> list[TargetRow]:
        """The red ones, then the amber ones."""
        return [row for colour in (Rag.RED, Rag.AMBER) for row in self.rows if row.rag is colour]

    @property
    def chart(self) -> Picture | None:
        """The colours of each priority; drawing is loaded when there is something to draw."""
        if not self.by_priority:
            return None
        from store.papers.writing.plan_charts import rag  # noqa: PLC0415

        return rag(self.by_priority, list(self._said()))

    def _said(self) -> Iterator[str]:
        for name, counts in self.by_priority:
            yield f"{name}: {told(counts)}"

    @property
    def words(self) -> Words:
        """Its words by the names under which templates know them."""
        return {
            **self.opening,
            "plan": self.label,
            "by_priority": named(_COUNTS, self._counts()),
            "troubled": named(_TROUBLE, _troubles(self.troubled)),
            "targets": named(_TARGET, map(_target, self.rows)),
            "rules": list(RULES),
            "chart": self.chart or "",
        }

    @property
    def document(self) -> Words:
        """Its words as blocks."""
        chart = self.chart
        blocks: list[Block] = [
            *([picture(chart.png, chart.alternative)] if chart else []),
            *figures("Targets by priority and colour", COUNT_HEADS, (6, 2, 2, 2, 2, 3), self._counts()),
            heading("Red and amber targets", 2),
            *figures("Red and amber targets", TROUBLE_HEADS, TROUBLE_WIDTHS, _troubles(self.troubled)),
            heading("All targets", 2),
            *self._by_priority_blocks(),
            heading("How the colours are found", 2),
            bullets(RULES),
        ]
        return self.as_document(blocks)

    def _by_priority_blocks(self) -> Iterator[Block]:
        names = sorted({row.priority or NONE for row in self.rows}, key=lambda name: (name == NONE, name))
        for name in names:
            rows = [_target(row) for row in self.rows if (row.priority or NONE) == name]
            yield heading(name, 3)
            yield from figures(f"Targets: {name}", TARGET_HEADS, TARGET_WIDTHS, rows)
        if not names:
            yield text("The plan has no targets yet.")

    def _counts(self) -> list[list[str]]:
        return [
            [printable(name), *(str(counts[colour]) for colour in ORDER)] for name, counts in self.by_priority
        ]


NONE = "No priority"
COUNT_HEADS = ("Priority", *(colour.value.capitalize() for colour in ORDER))
TROUBLE_HEADS, TROUBLE_WIDTHS = ("No.", "Target", "Lead", "Colour", "Why"), (1.3, 6.5, 3.2, 1.8, 4.2)
TARGET_HEADS = ("No.", "Target", "Lead", "Timescale", "Status", "Progress")
TARGET_WIDTHS = (1.3, 4.7, 2.9, 2.4, 2.2, 3.5)
_COUNTS = ("name", *(colour.value for colour in ORDER))
_TROUBLE = ("ref", "text", "lead", "colour", "why")
_TARGET = ("ref", "text", "lead", "timescale", "status", "progress")


def told(counts: "Counter[Rag] | dict[Rag, int]") -> str:
    """Such as "2 red, 1 amber and 5 green" without those of which there are none."""
    said = [f"{counts[colour]} {colour}" for colour in ORDER if counts.get(colour)]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said) or "none"


def _troubles(rows: Sequence[TargetRow]) -> list[list[str]]:
    return [
        [row.ref, printable(row.text), printable(row.lead), row.status, _opened(printable(row.why))]
        for row in rows
    ]


def _opened(said: str) -> str:
    """With a capital, as it stands alone."""
    return said[:1].upper() + said[1:]


def _target(row: TargetRow) -> list[str]:
    return [
        row.ref,
        printable(row.text),
        printable(row.lead),
        printable(row.by),
        row.status,
        printable(row.progress),
    ]
