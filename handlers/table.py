"""Which function answers which request, in one list."""

from handlers import (
    absences,
    actions,
    contacts,
    delegating,
    digests,
    exports,
    general,
    handbook,
    home,
    leaving,
    lineage,
    lists,
    meetings,
    requests,
    reviews,
)
from handlers.access import Operation
from handlers.desk import Desk
from handlers.door import Door, Handler
from handlers.replies import Button, Outcome, Reply
from handlers.requests import Request


def logged(request: requests.AddAction, desk: Desk) -> Reply:
    """A new action point, unless it seems to be one that is open already: then the question."""
    desk.require(Operation.LOG)
    return lineage.said_before(request, desk) or actions.add(request, desk)


HANDLERS: dict[type[Request], Handler] = {
    requests.ListActions: lists.listing,
    requests.MyActions: lists.mine,
    requests.ShowAction: actions.show,
    requests.AddAction: logged,
    requests.CloseAction: actions.close,
    requests.UpdateAction: actions.update,
    requests.CarryAction: actions.carry,
    requests.ReopenAction: actions.reopen,
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
    requests.Undo: actions.undo,
    requests.ExportRegister: exports.export,
    requests.StartReview: reviews.start,
    requests.ReviewStep: reviews.step,
    requests.AcceptClosed: reviews.accept_closed,
    requests.ShowReview: reviews.show,
    requests.NextMeeting: meetings.upcoming,
    requests.Timetable: meetings.timetable,
    requests.ShowAgenda: meetings.agenda,
    requests.FindContact: contacts.search,
    requests.LinkPerson: contacts.link,
    requests.LeavePerson: leaving.leave,
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
}


def several(request: requests.Several, desk: Desk) -> Reply:
    """Several changes in one transaction; the receipt names each, and one Undo takes all of them back."""
    replies = [HANDLERS[type(one)](one, desk) for one in request.requests]
    parts = tuple(part for reply in replies for part in reply.parts[:1])
    about = tuple(dict.fromkeys(ref for reply in replies for ref in reply.about))
    undo = Button("Undo", requests.Undo(desk.books.recorder.change_id))
    return Reply(Outcome.CHANGED, parts, (undo,), about, private=any(reply.private for reply in replies))


HANDLERS[requests.Several] = several

DOOR = Door(HANDLERS)
