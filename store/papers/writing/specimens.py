"""Invented papers with something in each place, against which templates are checked."""

from dataclasses import replace
from datetime import UTC, date, datetime

from store.papers.writing.agenda_paper import AgendaPaper, AgendaRow
from store.papers.writing.annual_paper import AnnualPaper, HeldMeeting, Seat, Work
from store.papers.writing.minutes_paper import MinutedItem, MinutesPaper, Paragraph, Present, Section
from store.papers.writing.plan_paper import PlanPaper, TargetRow
from store.papers.writing.register_paper import Edition, HappeningRow, RegisterPaper, RegisterRow, UpdateRow
from store.tables.plan import Rag

_SAID = UpdateRow(datetime(2031, 2, 1, 9, 30, tzinfo=UTC), "Ines Marlowe", "Half of them are counted.")
_ROW = RegisterRow(
    ref="11/01",
    full_ref="2030-11/01",
    raised=date(2030, 11, 5),
    group="Harbour Board",
    text="Ines Marlowe to count the bicycles on the quay.",
    owners=("Ines Marlowe",),
    due=date(2031, 3, 10),
    status="in progress",
    status_text="In progress: counting.",
    confidential=True,
    carried_from="2030-07/04",
    carried_to=None,
    updates=(_SAID,),
)
_NEWS = HappeningRow(_ROW.full_ref, _ROW.ref, _SAID.at, _SAID.by, "Update: Half of them are counted.")

REGISTER = RegisterPaper(
    partnership="Quayside Partnership",
    group="Harbour Board",
    meeting=date(2031, 3, 4),
    as_at=date(2031, 3, 3),
    rows=(_ROW,),
    edition=Edition.INTERNAL,
    previous=date(2030, 11, 5),
    changes=(_NEWS,),
    history=(_NEWS,),
)

AGENDA = AgendaPaper(
    partnership=REGISTER.partnership,
    group=REGISTER.group,
    meeting=date(2031, 3, 4),
    as_at=REGISTER.as_at,
    facts=("Tuesday 4 March 2031", "10:00 to 12:00", "Customs House, Old Quay"),
    rows=(
        AgendaRow("1", "Welcome and apologies", "Chair", "10:00", 10, closed=True),
        AgendaRow(
            "2", "Bicycles on the quay", "Ines Marlowe", "10:10", 20, closed=False, note="for agreement"
        ),
    ),
    length="30 minutes in all.",
    information=(("Public questions", "Questions are welcome.\nPlease be brief."),),
    edition=Edition.INTERNAL,
)
PACK = replace(AGENDA, register=REGISTER)

MINUTES = MinutesPaper(
    partnership=REGISTER.partnership,
    group=REGISTER.group,
    meeting=date(2031, 3, 4),
    as_at=date(2031, 3, 5),
    facts=("4 March 2031", "10:00-12:00", "Hybrid at Customs House, Old Quay"),
    sections=(
        Section(
            "Board", (Present("Ines Marlowe", "Quay Homes"), Present("Otis Bell", "Harbour Fire Service"))
        ),
        Section("Members", (Present("Ravi Anand", "Harbour Council"),)),
        Section("Guests", (Present("Dr Mei Lindgren", "Northcliff University"),)),
    ),
    items=(
        MinutedItem(
            "1",
            "Welcome and apologies",
            (Paragraph("[Who chaired.]"), Paragraph("No apologies were received.")),
        ),
        MinutedItem(
            "2",
            "Bicycles on the quay",
            (
                Paragraph("[What was said.]"),
                Paragraph("It was agreed: Ines Marlowe to count the bicycles on the quay.", ("03/01",)),
            ),
        ),
    ),
    edition=Edition.INTERNAL,
)

ANNUAL = AnnualPaper(
    partnership=REGISTER.partnership,
    year="2030/31",
    as_at=date(2031, 4, 7),
    meetings=(
        HeldMeeting(date(2030, 11, 5), "Board", "Customs House, Old Quay", 9),
        HeldMeeting(date(2031, 3, 4), "Board", "Customs House, Old Quay", None),
    ),
    seats=(Seat("Harbour Fire Service", 1, 1), Seat("Quay Homes", 0, 1)),
    known=1,
    boards=2,
    whole=Work("All", 6, 4, 2, 41, 3),
    closings=3,
    carried=1,
    by_meeting=(Work("5 November 2030", 4, 3, 1, 41, 3), Work("4 March 2031", 2, 1, 1, None)),
    by_priority=(Work("Priority 1: A quiet quay", 5, 3, 2, 50, 2), Work("No priority named", 1, 1, 0, 12, 1)),
)

_TARGET = TargetRow(
    ref="1.1",
    priority="Priority 1",
    section="Bicycles",
    text="Mark the bicycles on the quay.",
    lead="Harbour Council",
    timescale="Quarterly",
    due=date(2031, 3, 31),
    rag=Rag.AMBER,
    state="active",
    why="due on 31 March 2031, and nothing was noted yet",
    progress="",
    now=True,
)
PLAN = PlanPaper(
    partnership=REGISTER.partnership,
    name="Community safety plan 2030/31",
    label="2030/31",
    as_at=REGISTER.as_at,
    quarter=date(2031, 3, 31),
    rows=(
        _TARGET,
        replace(_TARGET, ref="1.2", rag=Rag.COMPLETE, due=None, progress="4 February 2031: All are marked."),
        replace(_TARGET, ref="0.1", priority="", rag=None, state="dropped", progress="No money", now=False),
    ),
)
