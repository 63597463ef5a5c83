"""Which function answers which request, in one list."""

from handlers import actions, contacts, exports, general, lists, meetings, requests
from handlers.door import Door, Handler
from handlers.requests import Request

HANDLERS: dict[type[Request], Handler] = {
    requests.ListActions: lists.listing,
    requests.MyActions: lists.mine,
    requests.ShowAction: actions.show,
    requests.AddAction: actions.add,
    requests.CloseAction: actions.close,
    requests.UpdateAction: actions.update,
    requests.CarryAction: actions.carry,
    requests.ReopenAction: actions.reopen,
    requests.AssignAction: actions.assign,
    requests.SetDue: actions.set_due,
    requests.SetConfidential: actions.set_confidential,
    requests.Undo: actions.undo,
    requests.ExportRegister: exports.export,
    requests.NextMeeting: meetings.upcoming,
    requests.Timetable: meetings.timetable,
    requests.ShowAgenda: meetings.agenda,
    requests.FindContact: contacts.search,
    requests.LinkPerson: contacts.link,
    requests.LookUp: general.looked_up,
    requests.Help: general.helped,
    requests.Greeting: general.greeted,
    requests.Home: general.home,
    requests.Confirm: general.confirm,
    requests.Dismiss: general.dismissed,
    requests.AskBack: general.asked_back,
    requests.NotUnderstood: general.not_understood,
}

DOOR = Door(HANDLERS)
