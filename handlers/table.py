"""Which function answers which request, in one list."""

from importlib import import_module

from handlers import (
    absences,
    actions,
    agendas,
    attendance,
    calendar_changes,
    calendar_details,
    calendars,
    closings,
    confirming,
    contacts,
    delegating,
    digests,
    exports,
    facts,
    general,
    groups,
    handbook,
    helping,
    holders,
    home,
    leaving,
    lineage,
    lists,
    meeting_papers,
    meeting_requests,
    meetings,
    organisations,
    papers,
    people,
    profile,
    questions,
    register_requests,
    requests,
    reviews,
    timetables,
    unanswered,
    undoing,
)
from handlers import contact_requests as asked
from handlers import paper_requests as sent
from handlers import plan_requests as planned
from handlers.access import Operation
from handlers.desk import Desk
from handlers.door import Door, Handler
from handlers.replies import Button, Outcome, Reply, refused
from handlers.requests import Request
from store.errors import BookError


def logged(request: register_requests.AddAction, desk: Desk) -> Reply:
    """A new action point, unless it seems to be one that is open already: then the question."""
    desk.require(Operation.LOG)
    return lineage.said_before(request, desk) or actions.add(request, desk)


def _rarely(module: str, name: str) -> Handler:
    """A handler whose module is loaded when somebody first asks: half a megabyte for what few ever do."""

    def handle(given: Request, desk: Desk) -> Reply:
        handler: Handler = getattr(import_module(f"handlers.{module}"), name)
        return handler(given, desk)

    return handle


HANDLERS: dict[type[Request], Handler] = {
    register_requests.ListActions: lists.listing,
    register_requests.MyActions: lists.mine,
    register_requests.CountActions: lists.count,
    register_requests.ShowAction: actions.show,
    register_requests.AddAction: logged,
    register_requests.CloseAction: actions.close,
    register_requests.UpdateAction: actions.update,
    register_requests.CarryAction: actions.carry,
    register_requests.ReopenAction: actions.reopen,
    register_requests.SendBack: closings.send_back,
    register_requests.AcceptClosing: closings.accept,
    register_requests.AcceptClosings: closings.accept_told,
    register_requests.ShowClosings: closings.shown,
    register_requests.ShowQuestion: questions.shown,
    register_requests.AnswerQuestion: questions.answered,
    register_requests.Ask: questions.asked,
    register_requests.AssignAction: actions.assign,
    register_requests.SetDue: actions.set_due,
    register_requests.SetConfidential: actions.set_confidential,
    register_requests.MergeActions: lineage.merge,
    register_requests.LinkActions: lineage.link,
    register_requests.ProposeLinks: lineage.propose,
    register_requests.SetAway: absences.away,
    requests.Delegate: delegating.delegate,
    requests.EndDelegation: delegating.end,
    requests.ShowAccess: delegating.shown,
    register_requests.Back: absences.back,
    register_requests.Snooze: absences.snooze,
    register_requests.Mute: absences.mute,
    register_requests.ShowDigest: digests.shown,
    register_requests.ShowWeek: digests.week,
    requests.Undo: undoing.undo,
    register_requests.ExportRegister: exports.export,
    register_requests.StartReview: reviews.start,
    register_requests.ReviewStep: reviews.step,
    register_requests.AcceptClosed: reviews.accept_closed,
    register_requests.ShowReview: reviews.show,
    meeting_requests.NextMeeting: meetings.upcoming,
    meeting_requests.Timetable: timetables.timetable,
    meeting_requests.ExportTimetable: timetables.export,
    meeting_requests.CalendarFile: calendars.calendar_file,
    meeting_requests.Subscribe: calendars.subscribe,
    meeting_requests.RenewSubscriptions: calendars.renew,
    meeting_requests.AddMeeting: calendar_changes.add,
    meeting_requests.MoveMeeting: calendar_changes.move,
    meeting_requests.ConfirmMeeting: calendar_changes.confirm,
    meeting_requests.PostponeMeeting: calendar_changes.postpone,
    meeting_requests.CancelMeeting: calendar_changes.cancel,
    meeting_requests.ReinstateMeeting: calendar_changes.reinstate,
    meeting_requests.SetVenue: calendar_details.set_venue,
    meeting_requests.SetLink: calendar_details.set_link,
    meeting_requests.SetDeadline: calendar_details.set_deadline,
    meeting_requests.EditMeeting: calendar_details.edit,
    meeting_requests.PutGroup: groups.put,
    meeting_requests.ExportMeetingPaper: meeting_papers.export,
    meeting_requests.ExportAnnualReview: _rarely("annual", "export"),
    meeting_requests.ShowAgenda: agendas.show,
    meeting_requests.StartAgenda: agendas.start,
    meeting_requests.EditAgenda: agendas.edit,
    meeting_requests.AddItem: agendas.add,
    meeting_requests.ChangeItem: agendas.change,
    meeting_requests.RemoveItem: agendas.remove,
    meeting_requests.MoveItem: agendas.move,
    meeting_requests.MarkPaper: agendas.mark,
    meeting_requests.Attend: attendance.answer,
    meeting_requests.ShowAttendance: attendance.show,
    meeting_requests.ShowSession: attendance.session,
    meeting_requests.ReportDeadline: facts.deadline,
    meeting_requests.Presenters: facts.presenters,
    meeting_requests.PublicQuestions: facts.questions,
    requests.FindContact: contacts.search,
    requests.LinkPerson: contacts.link,
    requests.LeavePerson: leaving.leave,
    asked.UnlinkPerson: contacts.unlink,
    asked.WhoSat: holders.sat,
    asked.AddPerson: people.add,
    asked.EditPerson: people.edit,
    asked.MovePerson: people.move,
    asked.MergePeople: people.merge,
    asked.ProposeDuplicates: people.duplicates,
    asked.AddOrganisation: organisations.add,
    asked.AlterOrganisation: organisations.alter,
    asked.RenameOrganisation: organisations.rename,
    asked.MergeOrganisations: organisations.merge,
    asked.EndOrganisation: organisations.end,
    asked.RemoveOrganisation: organisations.remove,
    asked.PutService: organisations.put_service,
    asked.RemoveService: organisations.remove_service,
    asked.ShowStale: profile.show_stale,
    asked.ConfirmDetails: profile.confirm,
    asked.CorrectDetails: profile.correct,
    asked.ReadContacts: _rarely("contact_files", "read"),
    asked.ApplyFile: _rarely("contact_files", "apply_file"),
    asked.ImportContacts: _rarely("contact_files", "bring_in"),
    asked.ExportContacts: _rarely("contact_files", "export"),
    sent.HowToImport: papers.how,
    sent.MayImport: papers.may,
    sent.TakePaper: papers.take,
    sent.ShowPaper: papers.show,
    sent.ChooseRow: papers.choose,
    sent.ApplyPaper: papers.apply,
    sent.LeavePaper: papers.leave,
    planned.FindTarget: _rarely("targets", "listing"),
    planned.ShowTarget: _rarely("targets", "show"),
    planned.NoteProgress: _rarely("target_changes", "progress"),
    planned.ReopenTarget: _rarely("target_changes", "reopen"),
    planned.DropTarget: _rarely("target_changes", "drop"),
    planned.CarryTargets: _rarely("target_changes", "carry"),
    planned.ChangeTarget: _rarely("target_changes", "change"),
    planned.SetColour: _rarely("target_changes", "colour"),
    planned.HideTarget: _rarely("target_changes", "hide"),
    planned.AddTarget: _rarely("target_changes", "add"),
    planned.StartPlan: _rarely("target_changes", "start"),
    planned.ShowRag: _rarely("plan_summary", "rag"),
    planned.ShowDueTargets: _rarely("plan_reminders", "due"),
    planned.ShowPlanDigest: _rarely("plan_reminders", "digest"),
    planned.ExportPlan: _rarely("plan_summary", "export"),
    sent.AskPapers: _rarely("passages", "quoted"),
    requests.LookUp: handbook.looked_up,
    requests.AddEntry: handbook.add,
    requests.EditEntry: handbook.edit,
    requests.RemoveEntry: handbook.remove,
    requests.Help: helping.helped,
    requests.Greeting: general.greeted,
    requests.Home: home.home,
    requests.Choice: general.chosen,
    requests.Confirm: confirming.confirm,
    requests.Confirmed: confirming.confirmed,
    requests.Amend: confirming.amend,
    requests.Dismiss: general.dismissed,
    requests.AskBack: general.asked_back,
    requests.NotUnderstood: general.not_understood,
    requests.ShowUnanswered: unanswered.show,
}


def several(request: requests.Several, desk: Desk) -> Reply:
    """Several changes in one transaction; the receipt names each, and one Undo takes all of them back."""
    replies = [HANDLERS[type(one)](one, desk) for one in request.requests]
    parts = tuple(part for reply in replies for part in reply.parts[:1])
    about = tuple(dict.fromkeys(ref for reply in replies for ref in reply.about))
    undo = Button("Undo", requests.Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, parts, (undo,), about, private=any(reply.private for reply in replies))


HANDLERS[requests.Several] = several


def answers(request: requests.Answers, desk: Desk) -> Reply:
    """Several questions one after the other; what one of them cannot be told does not keep back the rest."""
    replies = [_answered(one, desk) for one in request.requests]
    parts = tuple(part for reply in replies for part in reply.parts)
    asking = next((reply for reply in replies if reply.outcome in (Outcome.CONFIRM, Outcome.CHOOSE)), None)
    about = tuple(dict.fromkeys(ref for reply in replies for ref in reply.about))
    outcome = asking.outcome if asking else Outcome.ANSWERED
    return Reply(
        outcome, parts, asking.buttons if asking else (), about, private=any(r.private for r in replies)
    )


def _answered(request: Request, desk: Desk) -> Reply:
    try:
        return HANDLERS[type(request)](request, desk)
    except BookError as error:
        return refused(str(error))


HANDLERS[requests.Answers] = answers

DOOR = Door(HANDLERS)
