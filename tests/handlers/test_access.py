"""Who may do what, cell by cell: the table itself, and then every request through the door."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from handlers.access import STANDARD, TABLE, May, Operation, Role
from handlers.contact_requests import (
    AddOrganisation,
    AddPerson,
    AlterOrganisation,
    ApplyFile,
    ConfirmDetails,
    CorrectDetails,
    EditPerson,
    EndOrganisation,
    ExportContacts,
    ImportContacts,
    MergeOrganisations,
    MergePeople,
    MovePerson,
    ProposeDuplicates,
    PutService,
    ReadContacts,
    RemoveOrganisation,
    RemoveService,
    RenameOrganisation,
    ShowStale,
    UnlinkPerson,
    WhoSat,
)
from handlers.desk import Caller, Desk
from handlers.meeting_requests import (
    AddItem,
    AddMeeting,
    Attend,
    CalendarFile,
    CancelMeeting,
    ChangeItem,
    ConfirmMeeting,
    EditAgenda,
    EditMeeting,
    ExportAnnualReview,
    ExportMeetingPaper,
    ExportTimetable,
    MarkPaper,
    MoveItem,
    MoveMeeting,
    NextMeeting,
    PostponeMeeting,
    Presenters,
    PublicQuestions,
    PutGroup,
    ReinstateMeeting,
    RemoveItem,
    RenewSubscriptions,
    ReportDeadline,
    SetDeadline,
    SetLink,
    SetVenue,
    ShowAgenda,
    ShowAttendance,
    ShowSession,
    StartAgenda,
    Subscribe,
    Timetable,
)
from handlers.paper_requests import (
    ApplyPaper,
    AskPapers,
    ChooseRow,
    HowToImport,
    LeavePaper,
    MayImport,
    ShowPaper,
    TakePaper,
)
from handlers.plan_requests import (
    AddTarget,
    CarryTargets,
    ChangeTarget,
    DropTarget,
    ExportPlan,
    FindTarget,
    HideTarget,
    NoteProgress,
    ReopenTarget,
    SetColour,
    ShowDueTargets,
    ShowPlanDigest,
    ShowRag,
    ShowTarget,
    StartPlan,
)
from handlers.register_requests import (
    AcceptClosed,
    AcceptClosing,
    AcceptClosings,
    AddAction,
    AnswerQuestion,
    Ask,
    AssignAction,
    Back,
    CarryAction,
    CloseAction,
    CountActions,
    ExportRegister,
    LinkActions,
    ListActions,
    MergeActions,
    Mute,
    MyActions,
    ProposeLinks,
    ReopenAction,
    ReviewStep,
    SendBack,
    SetAway,
    SetConfidential,
    SetDue,
    ShowAction,
    ShowClosings,
    ShowDigest,
    ShowQuestion,
    ShowReview,
    ShowWeek,
    Snooze,
    StartReview,
    UpdateAction,
)
from handlers.replies import Outcome, Reply
from handlers.requests import (
    AddEntry,
    Amend,
    Answers,
    AskBack,
    Choice,
    Confirm,
    Confirmed,
    Delegate,
    Dismiss,
    EditEntry,
    EndDelegation,
    FindContact,
    Greeting,
    Help,
    Home,
    LeavePerson,
    LinkPerson,
    LookUp,
    NotUnderstood,
    RemoveEntry,
    Request,
    Several,
    ShowAccess,
    ShowUnanswered,
    Undo,
)
from handlers.roles import role_of
from handlers.table import DOOR, HANDLERS
from store.agenda_items import Item
from store.history import Author
from store.papers.files import read_content
from store.papers.inbox import packed
from store.papers.writing.register_paper import Edition
from store.plans import Wanted
from store.reference import Reference
from store.tables import Capacity, Paper, PlanTarget
from store.views import Deadline
from tests.papers.invented import REGISTER
from tests.store.small_books import SmallBooks, group_of, points

# Written out by hand. "own": only action points that the person owns, or sits for the owner of.
EXPECTED = """
                                            secretariat  chair  vice chair  board member  member  guest  stranger
look up meetings and services               yes          yes    yes         yes           yes     yes    yes
read the register and the directory         yes          yes    yes         yes           yes     yes    no
read confidential action points             yes          yes    yes         own           own     own    no
read closed and confidential agenda items   yes          yes    yes         yes           yes     own    no
read people's telephone numbers             yes          yes    yes         yes           yes     own    no
log action points                           yes          yes    yes         yes           yes     no     no
close action points                         yes          yes    yes         own           own     own    no
update action points                        yes          yes    yes         own           own     own    no
carry action points over                    yes          yes    yes         no            no      no     no
merge or link action points                 yes          no     no          no            no      no     no
reopen action points                        yes          yes    yes         own           own     own    no
accept closings or send them back           yes          yes    yes         no            no      no     no
give action points to other owners          yes          yes    yes         own           own     no     no
change due dates                            yes          yes    yes         own           own     no     no
decide what is confidential                 yes          no     no          no            no      no     no
bring papers in                             yes          no     no          no            no      no     no
export the register                         yes          yes    yes         yes           yes     no     no
export what is confidential                 yes          yes    yes         no            no      no     no
review the register                         yes          yes    yes         no            no      no     no
change the directory                        yes          no     no          no            no      no     no
correct contact details of your own          yes          yes    yes         yes           yes     yes    no
change the calendar                         yes          no     no          no            no      no     no
change the handbook                         yes          no     no          no            no      no     no
say that somebody else is away              yes          no     no          no            no      no     no
let somebody act as secretariat             yes          no     no          no            no      no     no
subscribe to the calendar                   yes          yes    yes         yes           yes     no     no
change agendas                              yes          no     no          no            no      no     no
say whether they come to a meeting          yes          yes    yes         yes           yes     no     no
say whether others come to a meeting        yes          no     no          no            no      no     no
see what the bot has not understood         yes          no     no          no            no      no     no
note progress on plan targets               yes          yes    yes         own           own     own    no
change the community safety plan            yes          no     no          no            no      no     no
"""
ROLES = (
    *(Role.SECRETARIAT, Role.CHAIR, Role.VICE_CHAIR, Role.BOARD_MEMBER),
    *(Role.MEMBER, Role.GUEST, Role.STRANGER),
)
CELLS = {
    (role, Operation(line[:44].strip())): May(cell)
    for line in EXPECTED.strip("\n").splitlines()[1:]
    for role, cell in zip(ROLES, line[44:].split(), strict=True)
}


@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("role", Role)
def test_every_cell_is_as_written_out(role: Role, operation: Operation) -> None:
    cell = CELLS[role, operation]

    assert TABLE[role, operation] is cell
    assert STANDARD.may(role, operation) is (cell is May.YES)
    assert STANDARD.may(role, operation, own=True) is (cell is not May.NO)


def test_the_table_has_no_cell_more_and_none_less() -> None:
    assert set(TABLE) == set(CELLS) == {(role, operation) for role in Role for operation in Operation}


WHO = {
    Role.SECRETARIAT: "Carys Pugh",
    Role.CHAIR: "Ada Okafor",
    Role.VICE_CHAIR: "Ben Lindqvist",
    Role.BOARD_MEMBER: "Dev Anand",
    Role.MEMBER: "Esme Trott",
    Role.GUEST: "Femi Balogun",
    Role.STRANGER: "Zoe Nobody",
}
# For each operation on one action point, the request that tries it.
ON_ONE: list[tuple[Operation, Callable[[Reference], Request]]] = [
    (Operation.READ, ShowAction),
    (Operation.CLOSE, lambda ref: CloseAction(ref, "Done")),
    (Operation.UPDATE, lambda ref: UpdateAction(ref, "Asked")),
    (Operation.CARRY, CarryAction),
    (Operation.REOPEN, ReopenAction),
    (Operation.SEND_BACK, lambda ref: SendBack(ref, "Who got it?")),
    (Operation.ASSIGN, lambda ref: AssignAction(ref, ("Quay Homes",))),
    (Operation.SET_DUE, lambda ref: SetDue(ref, date(2026, 7, 1))),
    (Operation.SET_CONFIDENTIAL, SetConfidential),
]
IN_GENERAL: list[tuple[Operation, Request]] = [
    (Operation.READ_PUBLIC, NextMeeting()),
    (Operation.READ, ListActions()),
    (Operation.READ, MyActions()),
    (Operation.READ, ShowAgenda()),
    (Operation.READ, ShowAttendance()),
    (Operation.LOG, AddAction("Count the lamps")),
    (Operation.EXPORT, ExportRegister("json")),
    (Operation.READ, AskPapers("lamps")),
    (Operation.IMPORT, HowToImport()),
    (Operation.IMPORT, MayImport("pack.pdf")),
    (Operation.IMPORT, TakePaper(packed(read_content(REGISTER.encode(), "register.md")))),
    (Operation.IMPORT, ShowPaper(1)),
    (Operation.IMPORT, ChooseRow(1, "nothing")),
    (Operation.IMPORT, ApplyPaper(1, "another")),
    (Operation.IMPORT, LeavePaper(1)),
    (Operation.EXPORT_INTERNAL, ExportRegister("json", edition=Edition.INTERNAL)),
    (Operation.EXPORT, ExportMeetingPaper("agenda")),
    (Operation.EXPORT, ExportAnnualReview()),
    (Operation.EXPORT_INTERNAL, ExportAnnualReview(edition=Edition.INTERNAL)),
    (Operation.EXPORT_INTERNAL, ExportMeetingPaper("pack", edition=Edition.INTERNAL)),
    (Operation.MERGE, ProposeLinks()),
    (Operation.REVIEW, StartReview()),
    (Operation.SEND_BACK, ShowClosings(())),
    (Operation.DIRECTORY, LinkPerson("U1", "Dev Anand")),
    (Operation.DELEGATE, Delegate(date(2026, 6, 30), "Dev Anand")),
    (Operation.ABSENCE, SetAway(date(2026, 6, 30), "Ada Okafor", "Gwen Hollis")),
    (Operation.READ_PUBLIC, Timetable("2026")),
    (Operation.READ_PUBLIC, ExportTimetable()),
    (Operation.READ_PUBLIC, CalendarFile()),
    (Operation.SUBSCRIBE, Subscribe()),
    (Operation.CALENDAR, RenewSubscriptions()),
    (Operation.CALENDAR, RenewSubscriptions(sure=True)),
    (Operation.CALENDAR, AddMeeting("HSG", month=date(2026, 11, 1))),
    (Operation.CALENDAR, AddMeeting()),
    (Operation.CALENDAR, MoveMeeting("15 September", date(2026, 9, 22))),
    (Operation.CALENDAR, MoveMeeting()),
    (Operation.CALENDAR, PostponeMeeting("22 September", date(2026, 12, 1))),
    (Operation.CALENDAR, ConfirmMeeting("December", date(2026, 12, 15))),
    (Operation.CALENDAR, SetVenue("15 December", "Old Customs House")),
    (Operation.CALENDAR, SetLink("15 December", "https://meet.example/1")),
    (Operation.CALENDAR, SetDeadline("15 December", Deadline.REPORTS, date(2026, 12, 1))),
    (Operation.CALENDAR, EditMeeting("15 December")),
    (Operation.CALENDAR, CancelMeeting("15 December")),
    (Operation.CALENDAR, ReinstateMeeting("15 December")),
    (Operation.CALENDAR, PutGroup("Old Town Forum")),
    (Operation.CALENDAR, Confirm(CancelMeeting("15 December"), "cancel it")),
    (Operation.AGENDA, StartAgenda()),
    (Operation.AGENDA, EditAgenda()),
    (Operation.AGENDA, AddItem(Item("Count the lamps"))),
    (Operation.AGENDA, MarkPaper(Paper.RECEIVED, which="Count the lamps")),
    (Operation.AGENDA, MoveItem("up", which="Count the lamps")),
    (Operation.AGENDA, RemoveItem(which="Count the lamps")),
    (Operation.ATTEND, Attend("apologies")),
    (Operation.DIRECTORY, AddPerson("Gwen Hollis", "Quay Homes")),
    (Operation.DIRECTORY, EditPerson("Dev Anand", phone="01632 960001")),
    (Operation.DIRECTORY, MovePerson("Dev Anand", "Quay Homes")),
    (Operation.DIRECTORY, MergePeople("Esme Trott", "Femi Balogun")),
    (Operation.DIRECTORY, ProposeDuplicates()),
    (Operation.DIRECTORY, AddOrganisation("Harbour Watch")),
    (Operation.DIRECTORY, AlterOrganisation("Quay Homes", statutory=True)),
    (Operation.DIRECTORY, RenameOrganisation("Quay Homes", "Quayside Homes")),
    (Operation.DIRECTORY, MergeOrganisations("Harbour Traders", "Quay Homes")),
    (Operation.DIRECTORY, EndOrganisation("Quay Homes", date(2026, 6, 30))),
    (Operation.DIRECTORY, PutService("Noise", ("01632 960001",))),
    (Operation.DIRECTORY, ShowStale()),
    (Operation.UNANSWERED, ShowUnanswered()),
    (Operation.DIRECTORY, ConfirmDetails("Ada Okafor")),
    (Operation.DIRECTORY, ExportContacts()),
    (Operation.DIRECTORY, ReadContacts("contacts.csv", b"name\nGwen Hollis")),
    (Operation.DIRECTORY, ImportContacts("contacts.csv", b"name\nGwen Hollis")),
    (Operation.DIRECTORY, UnlinkPerson("Dev Anand")),
    (Operation.DIRECTORY, RemoveService("Noise")),
    (Operation.DIRECTORY, ApplyFile("F1", "0")),
    (Operation.READ, WhoSat("Quay Homes")),
    (Operation.READ, CountActions()),
    (Operation.READ, ShowDigest()),
    (Operation.READ, ShowWeek(())),
    (Operation.READ, ShowQuestion(1)),
    (Operation.READ, Presenters()),
    (Operation.PLAN, StartPlan("2026/27")),
    (Operation.PLAN, AddTarget("Count the lamps", "Quay Homes", "March 2027", "1")),
    (Operation.READ, FindTarget()),
    (Operation.READ, ShowTarget("1.1")),
    (Operation.READ, ShowRag()),
    (Operation.READ, ShowDueTargets((1,))),
    (Operation.PLAN, ShowPlanDigest()),
    (Operation.EXPORT, ExportPlan()),
    (Operation.EXPORT_INTERNAL, ExportPlan(edition=Edition.INTERNAL)),
    (Operation.PLAN, ChangeTarget("1.1", lead="Esme Trott")),
    (Operation.PLAN, SetColour("1.1", "amber", "The lamps are late")),
    (Operation.PLAN, HideTarget("1.1")),
    (Operation.PLAN, DropTarget("1.1", "No lamps")),
    (Operation.PLAN, ReopenTarget("1.1")),
    (Operation.PLAN, CarryTargets()),
    (Operation.PLAN, Confirm(DropTarget("1.1"), "drop it")),
    (Operation.READ, Back()),
    (Operation.READ, Mute()),
    (Operation.READ_PUBLIC, ReportDeadline()),
    (Operation.READ_PUBLIC, PublicQuestions()),
    (Operation.READ_PUBLIC, ShowSession(1, date(2026, 6, 1))),
    (Operation.READ_PUBLIC, FindContact("Noise")),
    (Operation.READ_PUBLIC, LookUp("quorum")),
    (Operation.SEND_BACK, AcceptClosings(())),
    (Operation.REVIEW, ShowReview(1)),
    (Operation.REVIEW, AcceptClosed(1)),
    (Operation.REVIEW, ReviewStep(1, Reference(5, 1), "skip")),
    (Operation.AGENDA, ChangeItem(1, Item("Count the lamps"))),
    (Operation.HANDBOOK, AddEntry("MARAC", "A conference about risk")),
    (Operation.HANDBOOK, EditEntry("MARAC", "A meeting about risk")),
    (Operation.HANDBOOK, RemoveEntry("MARAC")),
    (Operation.DELEGATE, EndDelegation("Gwen Hollis")),
    (Operation.OWN_DETAILS, ConfirmDetails()),
    (Operation.OWN_DETAILS, CorrectDetails(phone="01632 960001")),
    (Operation.DIRECTORY, RemoveOrganisation("Harbour Watch")),
    (Operation.DIRECTORY, LeavePerson("Esme Trott", "Dev Anand")),
]
# What tells nothing of the books by itself, and what holds other requests, each of which is asked for itself.
FOR_ALL = {Help, Greeting, Dismiss, AskBack, NotUnderstood, Home, ShowAccess, Choice, Several, Answers}
# What needs more than an action point, or a question before it, to be tried: by the tests of each.
ELSEWHERE = {
    NoteProgress,
    MergeActions,
    LinkActions,
    AcceptClosing,
    AnswerQuestion,
    Ask,
    Snooze,
    Undo,
    Confirmed,
    Amend,
}


def test_every_kind_of_request_is_tried_against_the_table() -> None:
    on_one = {type(attempt(Reference(5, 1))) for _, attempt in ON_ONE}
    general = {type(request) for _, request in IN_GENERAL}

    assert set(HANDLERS) == on_one | general | FOR_ALL | ELSEWHERE
    assert not (on_one | general) & (FOR_ALL | ELSEWHERE)


def ask(small: SmallBooks, request: Request, name: str) -> Reply:
    return DOOR.handle(request, small.books, Caller(small.id, small.people.get(name), name))


def rows(small: SmallBooks) -> list[tuple[object, ...]]:
    with small.reading() as books:
        return [
            *((point.id, point.status, point.note, point.due, point.confidential) for point in points(books)),
            *((m.id, m.day, m.venue, m.join_link, m.report_deadline) for m in books.calendar.every()),
            *((group.id, group.name) for group in books.directory.groups()),
        ]


@pytest.mark.parametrize("role", ROLES)
def test_what_concerns_one_action_point_is_allowed_as_the_table_says(small: SmallBooks, role: Role) -> None:
    for operation, attempt in ON_ONE:
        for own in (False, True) if role is not Role.STRANGER else (False,):
            ref = small.add("Count the lamps", *([small.party(WHO[role])] if own else []))
            if operation in (Operation.REOPEN, Operation.SEND_BACK):
                small.close(ref)
            before = rows(small)

            reply = ask(small, attempt(ref), WHO[role])

            allowed = CELLS[role, operation] is May.YES or (own and CELLS[role, operation] is May.OWN)
            assert reply.forbidden is not allowed, (operation, own, reply)
            assert (reply.outcome is Outcome.REFUSED) is not allowed
            assert allowed or rows(small) == before


@pytest.mark.parametrize("role", ROLES)
def test_what_concerns_no_single_one_is_allowed_as_the_table_says(small: SmallBooks, role: Role) -> None:
    with small.changing() as books:
        gwen = books.directory.add_person("Gwen Hollis")
        books.plans.add(books.plans.start("2025/26", "", None), Wanted("Count the lamps", priority="1"))
        books.directory.add_membership(gwen, None, Capacity.GUEST, None)
    for operation, request in IN_GENERAL:
        before = rows(small)

        reply = ask(small, request, WHO[role])

        allowed = CELLS[role, operation] is May.YES
        assert reply.forbidden is not allowed, (operation, reply)
        assert allowed or rows(small) == before


@pytest.mark.parametrize("role", ROLES)
def test_answers_for_others_are_allowed_as_the_table_says(small: SmallBooks, role: Role) -> None:
    other = WHO[Role.MEMBER if role is Role.BOARD_MEMBER else Role.BOARD_MEMBER]

    reply = ask(small, Attend("represented", by="Ivo Brandt", person=other), WHO[role])

    assert reply.forbidden is (CELLS[role, Operation.ATTENDANCE] is not May.YES)


@pytest.mark.parametrize("role", ROLES)
def test_a_confidential_one_is_shown_as_the_table_says(small: SmallBooks, role: Role) -> None:
    for own in (False, True) if role is not Role.STRANGER else (False,):
        ref = small.add("A family's name", *([small.party(WHO[role])] if own else []))
        small.make_confidential(ref)

        reply = ask(small, ShowAction(ref), WHO[role])

        cell = CELLS[role, Operation.READ_CONFIDENTIAL]
        assert (reply.outcome is Outcome.ANSWERED) is (cell is May.YES or (own and cell is May.OWN))


@pytest.mark.parametrize("role", ROLES)
def test_progress_of_the_plan_is_noted_and_read_as_the_table_says(small: SmallBooks, role: Role) -> None:
    for own in (False, True) if role is not Role.STRANGER else (False,):
        with small.changing() as books:
            plan = books.plans.start(f"2025/2{int(own)}", "", None)
            leads = (small.party(WHO[role]),) if own else ()
            target = books.plans.add(plan, Wanted("A family's name", "", leads))
            label = plan.label

        noted = ask(small, NoteProgress(f"{label} 0.1", "Asked"), WHO[role])
        with small.changing() as books:
            books.session.get_one(PlanTarget, target.id).confidential = True
        shown = ask(small, ShowTarget(f"{label} 0.1"), WHO[role])

        for reply, operation in ((noted, Operation.PLAN_PROGRESS), (shown, Operation.READ_CONFIDENTIAL)):
            cell = CELLS[role, operation]
            assert (reply.outcome is not Outcome.REFUSED) is (cell is May.YES or (own and cell is May.OWN))


def test_who_sits_for_the_owner_owns_it_too(small: SmallBooks) -> None:
    ref = small.add("Fit the locks", small.organisation("Quay Homes"))

    assert ask(small, CloseAction(ref), "Dev Anand").forbidden
    assert ask(small, CloseAction(ref), "Esme Trott").outcome is Outcome.CHANGED


def test_who_no_longer_sits_is_a_stranger(small: SmallBooks) -> None:
    ref = small.add("Count the lamps", small.party("Dev Anand"))
    with small.changing() as books:
        dev = books.directory.person(small.people["Dev Anand"])
        assert dev is not None
        books.directory.end_membership(dev.memberships[0], date(2026, 5, 25))

    for request in (ShowAction(ref), CloseAction(ref), MyActions(), AddAction("Count the lamps")):
        assert ask(small, request, "Dev Anand").forbidden, request


@pytest.mark.parametrize(
    ("capacity", "role", "group", "expected"),
    [
        (Capacity.OFFICER, "Support Officer", None, Role.SECRETARIAT),
        (Capacity.OFFICER, "secretariat", "HSG", Role.SECRETARIAT),
        (Capacity.GUEST, "Independent Chair", None, Role.CHAIR),
        (Capacity.BOARD, "CHAIR", "Board", Role.CHAIR),
        (Capacity.BOARD, "Vice Chair", None, Role.VICE_CHAIR),
        (Capacity.MEMBER, "Chair", "HSG", Role.MEMBER),
        (Capacity.MEMBER, "Vice Chair", "HSG", Role.MEMBER),
        (Capacity.MEMBER, "Chair of the Harbour Steering Group", None, Role.MEMBER),
        (Capacity.BOARD, None, None, Role.BOARD_MEMBER),
        (Capacity.OFFICER, None, None, Role.MEMBER),
        (Capacity.IN_ATTENDANCE, "Minute taker", None, Role.GUEST),
        (Capacity.GUEST, None, None, Role.GUEST),
    ],
)
def test_what_somebody_is_to_the_partnership(
    small: SmallBooks, capacity: Capacity, role: str | None, group: str | None, expected: Role
) -> None:
    with small.changing() as books:
        gwen = books.directory.add_person("Gwen Hollis")
        seat = group_of(books, group) if group else None
        books.directory.add_membership(gwen, None, capacity, None, role=role, group=seat)

    with small.books.open(small.id, Author("Gwen Hollis", gwen.id), writes=False) as opened:
        desk = Desk(opened, Caller(small.id, gwen.id, gwen.name), small.words, STANDARD)
        assert desk.role is expected


def test_whoever_acts_as_secretariat_is_it_until_the_day_is_over_and_as_long_as_they_sit(
    small: SmallBooks,
) -> None:
    def role() -> Role:
        words = small.words
        return role_of(words.person(small.people["Dev Anand"]), words, small.books.today(words.timezone))

    ask(small, Delegate(date(2026, 6, 30), "Dev Anand"), "Carys Pugh")
    assert role() is Role.SECRETARIAT
    small.clock.step(timedelta(days=35))
    assert role() is Role.SECRETARIAT
    small.clock.step(timedelta(days=1))
    assert role() is Role.BOARD_MEMBER

    ask(small, Delegate(date(2026, 12, 24), "Dev Anand"), "Carys Pugh")
    ask(small, LeavePerson("Dev Anand"), "Carys Pugh")
    small.clock.step(timedelta(days=1))
    assert role() is Role.STRANGER


def test_a_refusal_says_who_may(small: SmallBooks) -> None:
    ref = small.add()

    def said(request: Request, name: str) -> str:
        (part,) = ask(small, request, name).parts
        return getattr(part, "text", "")

    assert said(CloseAction(ref), "Dev Anand") == (
        "Only its owners, the secretariat, the chair and the vice chair may close action points."
        " Nothing was changed."
    )
    assert said(SetConfidential(ref), "Ada Okafor") == (
        "Only the secretariat may decide what is confidential. Nothing was changed."
    )
    assert said(MergeActions(ref, ref), "Dev Anand") == (
        "Only the secretariat may merge or link action points. Nothing was changed."
    )
    assert said(ListActions(), "Zoe Nobody") == (
        "I do not know you as a member yet, so you may not read the register and the directory. Nothing was changed."
        " If you are one, the secretariat can tell me who you are (`/contacts link`). Meetings and services are for"
        " everybody: `/meetings`, `/contacts`."
    )
