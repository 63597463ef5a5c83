"""What somebody must be allowed before a change of agenda, directory or handbook is even offered to be confirmed."""

from types import MappingProxyType

from handlers import contact_requests as directory
from handlers import meeting_requests as meetings
from handlers import register_requests as register
from handlers import requests
from handlers.access import Operation
from handlers.request import Request

NEEDED: MappingProxyType[type[Request], Operation] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                meetings.StartAgenda,
                meetings.AddItem,
                meetings.RemoveItem,
                meetings.MoveItem,
                meetings.MarkPaper,
            ),
            Operation.AGENDA,
        ),
        **dict.fromkeys(
            (
                directory.AddPerson,
                directory.EditPerson,
                directory.MovePerson,
                directory.MergePeople,
                directory.AddOrganisation,
                directory.AlterOrganisation,
                directory.RenameOrganisation,
                directory.MergeOrganisations,
                directory.EndOrganisation,
                directory.RemoveOrganisation,
                directory.PutService,
                directory.RemoveService,
                directory.UnlinkPerson,
                requests.LeavePerson,
                requests.LinkPerson,
            ),
            Operation.DIRECTORY,
        ),
        **dict.fromkeys((requests.AddEntry, requests.EditEntry, requests.RemoveEntry), Operation.HANDBOOK),
        requests.Delegate: Operation.DELEGATE,
        register.AcceptClosings: Operation.SEND_BACK,
    }
)
"""What each of these asks of whoever presses Confirm; the handler asks it again when it is pressed."""
