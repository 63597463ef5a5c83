"""Which function answers which request, in one list."""

from handlers import (
    absences,
    actions,
    agendas,
    annual,
    attendance,
    calendar_changes,
    calendar_details,
    calendars,
    closings,
    contact_files,
    contacts,
    delegating,
    digests,
    exports,
    facts,
    general,
    groups,
    handbook,
    holders,
    home,
    leaving,
    lineage,
    lists,
    meeting_papers,
    meetings,
    organisations,
    papers,
    people,
    profile,
    questions,
    requests,
    reviews,
    timetables,
    unanswered,
)
from handlers import contact_requests as asked
from handlers import paper_requests as sent
from handlers.access import Operation
from handlers.desk import Desk
from handlers.door import Door, Handler
from handlers.replies import Button, Outcome, Reply, refused
from handlers.requests import Request
from store.errors import BookError


def logged(request: requests.AddAction, desk: Desk) -> Reply:
    """A new action point, unless it seems to be one that is open already: then the question."""
    desk.require(Operation.LOG)
    return lineage.said_before(request, desk) or actions.add(request, desk)


HANDLERS: dict[type[Request], Handler] = {
    requests.ListActions: lists.listing,
    requests.MyActions: lists.mine,
    requests.CountActions: lists.count,
    requests.ShowAction: actions.show,
    requests.AddAction: logged,
    requests.CloseAction: actions.close,
    requests.UpdateAction: actions.update,
    requests.CarryAction: actions.carry,
    requests.ReopenAction: actions.reopen,
    requests.SendBack: closings.send_back,
    requests.AcceptClosing: closings.accept,
    requests.AcceptClosings: closings.accept_told,
    requests.ShowClosings: closings.shown,
    requests.ShowQuestion: questions.shown,
    requests.AnswerQuestion: questions.answered,
    requests.Ask: questions.asked,
    requests.AssignAction: actions.assign,
    requests.SetDue: actions.set_due,
    requests.SetConfidential: actions.set_confidential,
    requests.MergeActions: lineage.merge,
    requests.LinkActions: lineage.link,
    requests.ProposeLinks: lineage.propose,
    requests.SetAway: absences.away,
    requests.Delegate: delegating.delegate,
    requests.EndDelegation: delegating.end,
    requests.ShowAccess: delegating.shown,
    requests.Back: absences.back,
    requests.Snooze: absences.snooze,
    requests.Mute: absences.mute,
    requests.ShowDigest: digests.shown,
    requests.ShowWeek: digests.week,
    requests.Undo: actions.undo,
    requests.ExportRegister: exports.export,
    requests.StartReview: reviews.start,
    requests.ReviewStep: reviews.step,
    requests.AcceptClosed: reviews.accept_closed,
    requests.ShowReview: reviews.show,
    requests.NextMeeting: meetings.upcoming,
    requests.Timetable: timetables.timetable,
    requests.ExportTimetable: timetables.export,
    requests.CalendarFile: calendars.calendar_file,
    requests.Subscribe: calendars.subscribe,
    requests.RenewSubscriptions: calendars.renew,
    requests.AddMeeting: calendar_changes.add,
    requests.MoveMeeting: calendar_changes.move,
    requests.ConfirmMeeting: calendar_changes.confirm,
    requests.PostponeMeeting: calendar_changes.postpone,
    requests.CancelMeeting: calendar_changes.cancel,
    requests.ReinstateMeeting: calendar_changes.reinstate,
    requests.SetVenue: calendar_details.set_venue,
    requests.SetLink: calendar_details.set_link,
    requests.SetDeadline: calendar_details.set_deadline,
    requests.EditMeeting: calendar_details.edit,
    requests.PutGroup: groups.put,
    requests.ExportMeetingPaper: meeting_papers.export,
    requests.ExportAnnualReview: annual.export,
    requests.ShowAgenda: agendas.show,
    requests.StartAgenda: agendas.start,
    requests.EditAgenda: agendas.edit,
    requests.AddItem: agendas.add,
    requests.ChangeItem: agendas.change,
    requests.RemoveItem: agendas.remove,
    requests.MoveItem: agendas.move,
    requests.MarkPaper: agendas.mark,
    requests.Attend: attendance.answer,
    requests.ShowAttendance: attendance.show,
    requests.ShowSession: attendance.session,
    requests.ReportDeadline: facts.deadline,
    requests.Presenters: facts.presenters,
    requests.PublicQuestions: facts.questions,
    requests.FindTarget: general.targets,
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
    asked.ReadContacts: contact_files.read,
    asked.ApplyFile: contact_files.apply_file,
    asked.ImportContacts: contact_files.bring_in,
    asked.ExportContacts: contact_files.export,
    sent.HowToImport: papers.how,
    sent.MayImport: papers.may,
    sent.TakePaper: papers.take,
    sent.ShowPaper: papers.show,
    sent.ChooseRow: papers.choose,
    sent.ApplyPaper: papers.apply,
    sent.LeavePaper: papers.leave,
    requests.LookUp: handbook.looked_up,
    requests.AddEntry: handbook.add,
    requests.EditEntry: handbook.edit,
    requests.RemoveEntry: handbook.remove,
    requests.Help: general.helped,
    requests.Greeting: general.greeted,
    requests.Home: home.home,
    requests.Choice: general.chosen,
    requests.Confirm: general.confirm,
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
