"""The community safety plan: the rules of the book. Changes here; reading in `store.plan_reading`.

Every change raises a `BookError` with a sentence when it cannot be made. History is written by the session.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.dates import day
from store.errors import Conflict, Invalid
from store.names import Party
from store.plan_reading import PlanReading
from store.register import checked
from store.tables.plan import Plan, PlanTarget, Rag, TargetLead, TargetProgress, TargetState
from store.texts import short_line
from store.timescales import Recurrence, read_timescale
from store.years import Year

DONE = "Done."  # a report without words
MAX_LEAD, MAX_TIMESCALE, MAX_PRIORITY, MAX_SECTION = 400, 200, 100, 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target as it is to stand. `leads` are those whom the words of `lead` mean."""

    text: str
    lead: str = ""
    leads: tuple[Party, ...] = ()
    timescale: str = ""
    priority: str = ""
    section: str = ""


class Plans(PlanReading):
    """The plans of one partnership over one transaction, by whoever acts; days are local."""

    def __init__(self, session: Session, partnership_id: int, now: datetime, zone: ZoneInfo, by: str) -> None:
        super().__init__(session, partnership_id, now, zone)
        self.by = by

    def start(
        self, label: str, name: str, period: tuple[date, date] | None, source: str | None = None
    ) -> Plan:
        """Begin a plan. Raises Conflict when there is one of that label, Invalid without any."""
        called = short_line(label, 40, "What a plan is called for short")
        if not called:
            raise Invalid("A plan needs a year or a name: `/actions plan new 2026/27`. Nothing was changed.")
        if any(plan.label.casefold() == called.casefold() for plan in self.every()):
            raise Conflict(f"There is a plan {called} already. Nothing was changed.")
        first, last = period or (None, None)
        plan = Plan(
            partnership_id=self.partnership_id,
            label=called,
            name=short_line(name, 200, "The name of a plan") or f"Community safety plan {called}",
            first=first,
            last=last,
            source=source,
            created_at=self.now,
        )
        self.session.add(plan)
        self.session.flush()
        return plan

    def add(self, plan: Plan, wanted: Wanted, source: str | None = None) -> PlanTarget:
        """A new target under the next number of its chapter. Raises Invalid without a text."""
        priority = short_line(wanted.priority, MAX_PRIORITY, "A priority")
        chapter = chapter_of(priority)
        target = PlanTarget(
            partnership_id=self.partnership_id,
            plan_id=plan.id,
            chapter=chapter,
            number=self._next_number(plan, chapter),
            text=checked(wanted.text, "A target needs a text"),
            section=short_line(wanted.section, MAX_SECTION, "A section"),
            priority=priority or None,
            state=TargetState.ACTIVE,
            note="",
            rag_reason="",
            rag_by="",
            confidential=False,
            source=source,
            created_at=self.now,
            leads=[],
            progress=[],
        )
        self._lead(target, wanted.lead, wanted.leads)
        self._schedule(target, plan, wanted.timescale)
        self.session.add(target)
        self.session.flush()
        return target

    def _next_number(self, plan: Plan, chapter: int) -> int:
        """Numbers given out are never reused, so withdrawn ones count; writers of a partnership take turns anyway."""
        mine = (PlanTarget.plan_id == plan.id, PlanTarget.chapter == chapter)
        return (self.session.scalar(select(func.max(PlanTarget.number)).where(*mine)) or 0) + 1

    def note(self, target: PlanTarget, text: str, *, done: bool = False) -> TargetProgress:
        """Note progress. `done`: a recurring target is reported on for now, any other is complete.

        Raises Conflict for a target that is no more to be worked on, Invalid without words that are no report.
        """
        self._refuse_ended(target)
        said = checked(text, None if done else "Progress needs a word about it")
        row = TargetProgress(
            partnership_id=self.partnership_id,
            target_id=target.id,
            at=self.now,
            by=self.by,
            text=said or DONE,
        )
        recurs = Recurrence.parse(target.recurs)
        if done and recurs and target.due:
            row.covers = target.due
            target.due = _following(recurs, target.due, self.today)
        elif done:
            target.state, target.note, target.ended_on = TargetState.COMPLETE, said, self.today
        self.session.add(row)
        self.session.flush()
        return row

    def complete(self, target: PlanTarget, text: str) -> None:
        """The target is reached; a recurring one recurs no more."""
        self._refuse_ended(target)
        said = checked(text, None)
        if said:
            self.note(target, said)
        target.state, target.note, target.ended_on = TargetState.COMPLETE, said, self.today
        self.session.flush()

    def reopen(self, target: PlanTarget) -> None:
        """Take up again what was complete or dropped. Raises Conflict for what is not, or stands in a newer plan."""
        if target.state is TargetState.CARRIED:
            raise Conflict(
                f"{self._name(target)} was carried into a newer plan and stands there. Nothing was changed."
            )
        if target.state is TargetState.ACTIVE:
            raise Conflict(
                f"{self._name(target)} is not ended, so there is nothing to reopen. Nothing was changed."
            )
        target.state, target.note, target.ended_on = TargetState.ACTIVE, "", None
        if target.rag is None:  # no paper's word for its being complete counts any more
            target.rag_by, target.rag_on = "", None
        self.session.flush()

    def drop(self, target: PlanTarget, reason: str) -> None:
        """Give a target up, for a reason that stays with it. Raises Invalid without one."""
        self._refuse_ended(target)
        target.note = checked(reason, "Dropping a target needs a reason, which stays with it")
        target.state, target.ended_on = TargetState.DROPPED, self.today
        self.session.flush()

    def carry(self, target: PlanTarget, plan: Plan) -> PlanTarget:
        """Carry an unfinished target into a newer plan, under a new number there; the two are linked.

        A date that is over goes along and is red until somebody gives it another timescale.
        """
        self._refuse_ended(target)
        if plan.id == target.plan_id:
            raise Conflict(
                f"{self._name(target)} is in the plan {plan.label} already. Nothing was changed; a newer one is begun"
                " with `/actions plan new 2026/27`."
            )
        leads = tuple(party_of(lead) for lead in target.leads)
        wanted = Wanted(target.text, target.lead, leads, "", target.priority or "", target.section)
        carried = self.add(plan, wanted, target.source)
        carried.timescale, carried.due = target.timescale, target.due
        carried.recurs, carried.starts = target.recurs, target.starts
        carried.confidential, carried.carried_from_id = target.confidential, target.id
        target.state, target.ended_on = TargetState.CARRIED, self.today
        self.session.flush()
        return carried

    def reword(self, target: PlanTarget, text: str) -> None:
        """Another wording."""
        target.text = checked(text, "A target needs a text")

    def give(self, target: PlanTarget, lead: str, leads: tuple[Party, ...]) -> None:
        """Another lead, as it is to be printed, and whom that means."""
        self._lead(target, lead, leads)
        self.session.flush()

    def schedule(self, target: PlanTarget, timescale: str) -> None:
        """Another timescale; from today on its words count as they are said today."""
        self._schedule(target, None, timescale)
        self.session.flush()

    def prioritise(self, target: PlanTarget, priority: str) -> None:
        """Another priority. Its number stays, since minutes refer to it."""
        target.priority = short_line(priority, MAX_PRIORITY, "A priority") or None

    def move(self, target: PlanTarget, section: str) -> None:
        """Under another heading of its plan."""
        target.section = short_line(section, MAX_SECTION, "A section")

    def colour(self, target: PlanTarget, rag: Rag | None, reason: str) -> None:
        """Set a colour for a reason, or with None let the rules judge again. Raises Invalid without a reason."""
        self._refuse_ended(target)
        if rag is Rag.COMPLETE:
            raise Invalid(
                f"Complete is no colour to be set: `/actions plan complete {self._name(target)}` does that. Nothing was changed."
            )
        if rag is None:
            target.rag, target.rag_reason, target.rag_by, target.rag_on = None, "", "", None
            return
        target.rag_reason = checked(reason, "A colour that differs from the rules needs a reason")
        target.rag, target.rag_by, target.rag_on = rag, self.by, self.today

    def _lead(self, target: PlanTarget, lead: str, leads: tuple[Party, ...]) -> None:
        target.lead = short_line(lead, MAX_LEAD, "A lead")
        target.leads = [_lead(target, party, position) for position, party in enumerate(leads, 1)]

    def _schedule(self, target: PlanTarget, plan: Plan | None, timescale: str) -> None:
        words = short_line(timescale, MAX_TIMESCALE, "A timescale")
        since = plan.first if plan and plan.first else self.today
        read = read_timescale(words, since)
        target.timescale, target.due, target.starts = words, read.due, read.starts
        target.recurs = str(read.recurs) if read.recurs else None

    def _refuse_ended(self, target: PlanTarget) -> None:
        if target.state is TargetState.ACTIVE:
            return
        when = f" since {day(target.ended_on)}" if target.ended_on else ""
        again = (
            ""
            if target.state is TargetState.CARRIED
            else f" `/actions plan reopen {self._name(target)}` takes it up again."
        )
        raise Conflict(f"{self._name(target)} is {target.state}{when}. Nothing was changed.{again}")

    def _name(self, target: PlanTarget) -> str:
        plan = self.session.get_one(Plan, target.plan_id)
        return target.ref if self.view_of(plan).newest else f"{plan.label} {target.ref}"


def is_report(note: TargetProgress, target: PlanTarget) -> bool:
    """Whether it is a report without words, as a check mark makes one, that the target still stands by."""
    return note.text == DONE and (note.covers is not None or target.state is TargetState.COMPLETE)


def chapter_of(priority: str) -> int:
    """The first number in the words of a priority; 0 where there is none."""
    number = re.search(r"\d{1,2}", priority)
    return int(number[0]) if number else 0


def party_of(lead: TargetLead) -> Party:
    """A lead as whoever it means."""
    for kind, identity in (
        ("person", lead.person_id),
        ("organisation", lead.organisation_id),
        ("group", lead.group_id),
    ):
        if identity:
            return Party(kind, identity, lead.name)
    return Party("name", None, lead.name)


def _lead(target: PlanTarget, party: Party, position: int) -> TargetLead:
    return TargetLead(
        partnership_id=target.partnership_id,
        position=position,
        name=party.name[:200],
        person_id=party.id if party.kind == "person" else None,
        organisation_id=party.id if party.kind == "organisation" else None,
        group_id=party.id if party.kind == "group" else None,
    )


def _following(recurs: Recurrence, due: date, today: date) -> date:
    """When it is due next after a report for `due`: what was missed meanwhile is covered by that report."""
    return recurs.after(due) if due >= today else recurs.on_or_after(today)


def period_of(label: str) -> tuple[date, date] | None:
    """First and last day of the year that a label names; None where it names none."""
    year = Year.parse(label)
    if year is None:
        return None
    return year.first, date.fromordinal(year.moved(1).first.toordinal() - 1)
