"""The targets of a paper's action plan: the plan they belong to, and what becomes of each."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from store.books import OpenBooks
from store.dates import day
from store.likeness import likeness
from store.names import Party, plain
from store.papers.importing.age import Ages
from store.papers.importing.plan import Entry, Kind, Section
from store.papers.importing.scene import Scene
from store.papers.importing.standings import Standings
from store.papers.paper import Target
from store.plan_leads import leads_in
from store.plan_standings import Stated, state
from store.plans import MAX_LEAD, MAX_PRIORITY, MAX_SECTION, MAX_TIMESCALE, Wanted, period_of
from store.register import MAX_TEXT
from store.tables import Plan, PlanTarget, TargetState
from store.texts import one_line
from store.timescales import read_timescale
from store.vocabulary import Vocabulary, build
from store.years import Year

SAME, PERHAPS = 92, 78  # of 100: a slip of the pen, and another wording that may be the same target
_MOST = 0.8  # of a paper's targets that a plan has already, when it is that plan's paper
# What working on a target changes, which no paper speaks of.
_WORK = frozenset(
    {"due", "state", "note", "ended_on", "rag", "rag_reason", "rag_by", "rag_on", "confidential"}
)
_FIELDS = ("text", "lead", "timescale", "priority", "section")


@dataclass
class _Names:
    """The names of the books after the paper's people and bodies have come into them."""

    words: Vocabulary | None = field(default=None)

    def leads(self, said: str, books: OpenBooks) -> tuple[Party, ...]:
        if self.words is None:
            self.words = build(books.session, books.partnership, books.today)
        return leads_in(said, self.words, books.today)


def plan_targets(scene: Scene) -> Iterator[Entry]:
    """The plan, where it is a new one, and what becomes of each target; what the paper lacks stays as it is."""
    if not scene.paper.targets:
        return
    printed = [_printed(target) for target in scene.paper.targets]
    label = _label(scene, printed)
    plan = _known(scene, label, printed)
    if plan is None:
        sentence = f"{label}: begins, with {len(printed)} targets"
        step = partial(_begin, label, scene.source(scene.paper.targets[0].line))
        yield Entry(Section.PLAN, Kind.ADD, sentence, 0, step)
    rows = scene.books.plans.rows(plan) if plan else []
    ages = Ages.of(scene.books, PlanTarget.__tablename__, [row.id for row in rows], _WORK)
    standings = Standings.of(scene, rows)
    beside = _Beside(plan.label if plan else label, scene, ages, standings, _Names())
    taken, texts = set[int](), {plain(wanted.text) for wanted in printed}
    for target, wanted in zip(scene.paper.targets, printed, strict=True):
        near, how = _nearest(wanted, [row for row in rows if row.id not in taken], texts)
        taken |= {near.id} if near else set()
        if near is None:
            yield beside.added(target, wanted)
            continue
        changed = beside.changed(target, wanted, near, how)
        sure = Kind.CHANGE if how >= SAME else Kind.UNSURE
        standing = standings.beside(target, near, sure)
        yield from filter(None, (changed, standing))


def _printed(target: Target) -> Wanted:
    """A printed target as the book takes it."""
    return Wanted(
        text=one_line(target.text)[:MAX_TEXT],
        lead=one_line(target.lead or "")[:MAX_LEAD],
        timescale=one_line(target.timescale or "")[:MAX_TIMESCALE],
        priority=one_line(target.priority or "")[:MAX_PRIORITY].rstrip(". "),
        section=one_line(target.section)[:MAX_SECTION],
    )


def _label(scene: Scene, printed: Sequence[Wanted]) -> str:
    """The year of the plan: that of its first day, else the financial year in which most of its dates fall."""
    first = scene.paper.valid_from
    if first is not None:
        calendar = first.month == 1
        return Year(first.replace(month=1, day=1)).label if calendar else _over(first)
    dues = (read_timescale(one.timescale, date.min.replace(year=1900)) for one in printed)
    years = Counter(Year.financial(read.due).label for read in dues if read.due and read.due.year > 1990)
    most = max(years.values(), default=0)
    return min(
        (label for label, count in years.items() if count == most), default=Year.financial(scene.day).label
    )


def _over(first: date) -> str:
    """A year that begins within a calendar year: "2021/22"."""
    return f"{first.year}/{(first.year + 1) % 100:02}"


def _known(scene: Scene, label: str, printed: Sequence[Wanted]) -> Plan | None:
    """The plan of the books that the paper is about: of that year, or without a year one that has nearly all of it."""
    plans = scene.books.plans.every()
    named = next((plan for plan in plans if plan.label.casefold() == label.casefold()), None)
    if named or scene.paper.valid_from:
        return named
    for plan in plans:
        texts = {plain(row.text) for row in scene.books.plans.rows(plan)}
        if sum(plain(one.text) in texts for one in printed) >= _MOST * len(printed):
            return plan
    return None


def _nearest(
    wanted: Wanted, rows: Sequence[PlanTarget], texts: Collection[str]
) -> tuple[PlanTarget | None, float]:
    """The target of the books that it is, and how like; one that the paper has in the same words is another one."""
    same = [row for row in rows if plain(row.text) == plain(wanted.text)]
    if same:
        return next((row for row in same if row.section == wanted.section), same[0]), 100
    others = [row for row in rows if plain(row.text) not in texts]
    best = max(others, key=lambda row: likeness(row.text, wanted.text), default=None)
    how = likeness(best.text, wanted.text) if best else 0
    return (best, how) if how >= PERHAPS else (None, 0)


@dataclass(frozen=True, slots=True)
class _Beside:
    """The plan of that label, beside which the paper is laid."""

    label: str
    scene: Scene
    ages: Ages
    standings: Standings
    names: _Names

    def added(self, target: Target, wanted: Wanted) -> Entry:
        stated = self.standings.stated(target)
        facts = ", ".join(filter(None, (wanted.lead, wanted.timescale, _standing(stated))))
        shown = f"{wanted.text}{f' ({facts})' if facts else ''}"
        add = partial(_add, self.label, wanted, self.scene.source(target.line), self.names)
        step = partial(_stand, add, stated) if stated else add
        return Entry(Section.TARGET, Kind.ADD, shown, target.line, step)

    def changed(self, target: Target, wanted: Wanted, row: PlanTarget, how: float) -> Entry:
        differing = [name for name in _FIELDS if (getattr(row, name) or "") != getattr(wanted, name)]
        if left := self._left(row) if differing else row.text:
            said = f"{row.ref}, left: {left}" if differing else f"{row.ref} {left}"
            return Entry(Section.TARGET, Kind.SAME, said, target.line)
        pairs = ((name, getattr(row, name) or "none", getattr(wanted, name) or "none") for name in differing)
        changes = "; ".join(f"{name}: {before} -> {after}" for name, before, after in pairs)
        step = partial(_change, row.id, wanted, tuple(differing), self.names)
        kind = Kind.CHANGE if how >= SAME else Kind.UNSURE
        return Entry(Section.TARGET, kind, f"{row.ref} {changes}", target.line, step)

    def _left(self, row: PlanTarget) -> str:
        """Why a target stays as it is, whatever the paper says of it."""
        if row.state is not TargetState.ACTIVE:
            return f"it is {row.state}"
        return "it was changed by hand since" if self.ages.by_hand([row.id]) is not None else ""


def _begin(label: str, source: str, books: OpenBooks) -> None:
    books.plans.start(label, f"Community safety plan {label}", period_of(label), source)


def _standing(stated: Stated | None) -> str:
    """How a new target stands as the paper states it."""
    if stated is None:
        return ""
    noted = f"progress noted for {day(stated.on)}" if stated.progress else ""
    return ", ".join(filter(None, (f"stated as {stated.rag}" if stated.rag else "", noted)))


def _stand(add: Callable[[OpenBooks], PlanTarget], stated: Stated, books: OpenBooks) -> None:
    state(books.plans, add(books), stated)


def _add(label: str, wanted: Wanted, source: str, names: _Names, books: OpenBooks) -> PlanTarget:
    plan = books.plans.labelled(label)
    leads = names.leads(wanted.lead, books)
    filled = Wanted(wanted.text, wanted.lead, leads, wanted.timescale, wanted.priority, wanted.section)
    return books.plans.add(plan, filled, source)


def _change(
    target_id: int, wanted: Wanted, differing: Sequence[str], names: _Names, books: OpenBooks
) -> None:
    target = books.plans.by_id(target_id)
    if target is None:
        return
    plans = books.plans
    changing = {
        "text": lambda: plans.reword(target, wanted.text),
        "lead": lambda: plans.give(target, wanted.lead, names.leads(wanted.lead, books)),
        "timescale": lambda: plans.schedule(target, wanted.timescale),
        "priority": lambda: plans.prioritise(target, wanted.priority),
        "section": lambda: plans.move(target, wanted.section),
    }
    for name in differing:
        changing[name]()
