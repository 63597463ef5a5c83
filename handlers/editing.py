"""What of a question can be edited before it is confirmed: there is a form for it, or there is nothing to edit."""

from types import MappingProxyType

from handlers import contact_requests as directory
from handlers import meeting_requests as meetings
from handlers import plan_requests as plan
from handlers import register_requests as register
from handlers import requests
from handlers.request import Request

EDITED: tuple[type[Request], ...] = (
    register.AddAction,
    register.CloseAction,
    register.UpdateAction,
    register.SetDue,
    register.AssignAction,
    register.SendBack,
    register.MergeActions,
    register.LinkActions,
    register.SetAway,
    register.Snooze,
    requests.Delegate,
    requests.AddEntry,
    requests.EditEntry,
    meetings.AddMeeting,
    meetings.MoveMeeting,
    meetings.PostponeMeeting,
    meetings.ConfirmMeeting,
    meetings.CancelMeeting,
    meetings.SetVenue,
    meetings.SetLink,
    meetings.SetDeadline,
    meetings.EditMeeting,
    meetings.PutGroup,
    meetings.AddItem,
    meetings.MoveItem,
    meetings.MarkPaper,
    meetings.Attend,
    requests.LeavePerson,
    requests.LinkPerson,
    directory.AddPerson,
    directory.EditPerson,
    directory.MovePerson,
    directory.MergePeople,
    directory.CorrectDetails,
    directory.AddOrganisation,
    directory.AlterOrganisation,
    directory.RenameOrganisation,
    directory.MergeOrganisations,
    directory.EndOrganisation,
    directory.PutService,
    plan.NoteProgress,
    plan.ChangeTarget,
    plan.AddTarget,
    plan.DropTarget,
    plan.SetColour,
)
"""What a form shows whole, filled in with what was understood; sending it is the request itself."""

_NAMES_ONE = "It says nothing but which one is meant: Cancel, and say the other."
_ONE_S_OWN = "It is about whoever says it, and has nothing beside."

NOTHING_TO_EDIT: MappingProxyType[type[Request], str] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                register.CarryAction,
                register.ReopenAction,
                register.SetConfidential,
                register.AcceptClosing,
                requests.EndDelegation,
                requests.RemoveEntry,
                meetings.ReinstateMeeting,
                meetings.StartAgenda,
                meetings.RemoveItem,
                directory.UnlinkPerson,
                directory.RemoveOrganisation,
                directory.RemoveService,
                plan.ReopenTarget,
                plan.HideTarget,
            ),
            _NAMES_ONE,
        ),
        **dict.fromkeys((register.Back, register.Mute, directory.ConfirmDetails), _ONE_S_OWN),
        requests.Undo: "It is the last change, whatever that was.",
        requests.Several: "Each part would want a form of its own: Cancel, and say fewer, or one by one.",
        register.AcceptClosings: "It takes note of those that are listed; to take note of fewer, accept them one by one.",
        register.StartReview: "It is the register of the last meeting; `/actions review October` names another one.",
        meetings.RenewSubscriptions: "There is one secret, which is made anew or not.",
        plan.CarryTargets: "It carries those that are listed; one alone is carried by its number.",
    }
)
"""What has Confirm and Cancel only, each with the reason."""


def has_a_form(request: Request) -> bool:
    """Whether there is a form that shows all of it; that of a new meeting shows one sitting."""
    several = isinstance(request, meetings.AddMeeting) and len(request.sittings) > 1
    return isinstance(request, EDITED) and not several
