"""The typed tables of the books. Everything below a partnership carries its `partnership_id`."""

from store.tables.base import Base, Instant, Recorded
from store.tables.chasing import Absence, Chase, Quiet
from store.tables.closings import Closing, Finding
from store.tables.delegation import Delegation
from store.tables.machinery import (
    WHAT,
    Change,
    Conversation,
    Delivery,
    History,
    Outbox,
    OutboxState,
    ShownPoint,
)
from store.tables.meetings import AgendaItem, Attendance, Meeting, MeetingStatus, Mode, Paper, Presence
from store.tables.papers import PaperInHand, Passage
from store.tables.people import (
    Capacity,
    Group,
    HandbookEntry,
    Membership,
    Organisation,
    Partnership,
    Person,
    ServiceContact,
)
from store.tables.plan import Plan, PlanTarget, Rag, TargetLead, TargetProgress, TargetState
from store.tables.register import UNFINISHED, ActionPoint, Owner, Status, Update
from store.tables.retention import Clearing
from store.tables.reviews import Review, ReviewDecision, Verdict
from store.tables.unanswered import UnansweredLine
from store.tables.workspaces import ChosenBooks

__all__ = [
    "UNFINISHED",
    "WHAT",
    "Absence",
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Base",
    "Capacity",
    "Change",
    "Chase",
    "ChosenBooks",
    "Clearing",
    "Closing",
    "Conversation",
    "Delegation",
    "Delivery",
    "Finding",
    "Group",
    "HandbookEntry",
    "History",
    "Instant",
    "Meeting",
    "MeetingStatus",
    "Membership",
    "Mode",
    "Organisation",
    "Outbox",
    "OutboxState",
    "Owner",
    "Paper",
    "PaperInHand",
    "Partnership",
    "Passage",
    "Person",
    "Plan",
    "PlanTarget",
    "Presence",
    "Quiet",
    "Rag",
    "Recorded",
    "Review",
    "ReviewDecision",
    "ServiceContact",
    "ShownPoint",
    "Status",
    "TargetLead",
    "TargetProgress",
    "TargetState",
    "UnansweredLine",
    "Update",
    "Verdict",
]
