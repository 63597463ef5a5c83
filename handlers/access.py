"""Who may do what: one table of roles by operations, and the one question asked of it."""

from enum import StrEnum
from types import MappingProxyType

from store.errors import NotAllowed
from store.phrases import listed


class Role(StrEnum):
    """What somebody is to the partnership. Anyone else in the workspace is a stranger."""

    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    VICE_CHAIR = "vice chair"
    BOARD_MEMBER = "board member"
    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"


class Operation(StrEnum):
    """What can be done, as the sentence of a refusal says it."""

    READ_PUBLIC = "look up meetings and services"
    READ = "read the register and the directory"
    READ_CONFIDENTIAL = "read confidential action points"
    LOG = "log action points"
    CLOSE = "close action points"
    UPDATE = "update action points"
    CARRY = "carry action points over"
    MERGE = "merge or link action points"
    REOPEN = "reopen action points"
    SEND_BACK = "accept closings or send them back"
    ASSIGN = "give action points to other owners"
    SET_DUE = "change due dates"
    SET_CONFIDENTIAL = "decide what is confidential"
    EXPORT = "export the register"
    EXPORT_INTERNAL = "export what is confidential"
    REVIEW = "review the register"
    DIRECTORY = "change the directory"
    OWN_DETAILS = "correct contact details of your own"
    CALENDAR = "change the calendar"
    ABSENCE = "say that somebody else is away"
    SUBSCRIBE = "subscribe to the calendar"
    READ_TITLES = "read titles of confidential agenda items"
    AGENDA = "change agendas"
    ATTEND = "say whether they come to a meeting"
    ATTENDANCE = "say whether others come to a meeting"


class May(StrEnum):
    """A cell of the table: yes, no, or only for action points of one's own."""

    YES = "yes"
    OWN = "own"
    NO = "no"


_R, _O = Role, Operation
_EVERYBODY = tuple(Role)
_KNOWN = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR, _R.BOARD_MEMBER, _R.MEMBER, _R.GUEST)
_MEMBERS = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR, _R.BOARD_MEMBER, _R.MEMBER)
_LEADERS = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR)
_SECRETARIAT = (_R.SECRETARIAT,)

# For each operation: who may always, and who may where they are an owner.
_RULES: dict[Operation, tuple[tuple[Role, ...], tuple[Role, ...]]] = {
    _O.READ_PUBLIC: (_EVERYBODY, ()),
    _O.READ: (_KNOWN, ()),
    _O.READ_CONFIDENTIAL: (_LEADERS, _KNOWN),
    _O.LOG: (_MEMBERS, ()),
    _O.CLOSE: (_LEADERS, _KNOWN),
    _O.UPDATE: (_LEADERS, _KNOWN),
    _O.CARRY: (_LEADERS, ()),
    _O.MERGE: (_LEADERS, ()),
    _O.REOPEN: (_LEADERS, _KNOWN),
    # Whoever reviews the register asks; an owner reopens their own, and nobody questions a colleague through the bot.
    _O.SEND_BACK: (_LEADERS, ()),
    _O.ASSIGN: (_LEADERS, _MEMBERS),
    _O.SET_DUE: (_LEADERS, _MEMBERS),
    _O.SET_CONFIDENTIAL: (_SECRETARIAT, ()),
    _O.EXPORT: (_MEMBERS, ()),
    _O.EXPORT_INTERNAL: (_LEADERS, ()),
    _O.REVIEW: (_LEADERS, ()),
    _O.DIRECTORY: (_SECRETARIAT, ()),
    _O.OWN_DETAILS: (_KNOWN, ()),
    _O.CALENDAR: (_SECRETARIAT, ()),
    _O.ABSENCE: (_SECRETARIAT, ()),
    _O.SUBSCRIBE: (_MEMBERS, ()),
    _O.READ_TITLES: (_MEMBERS, ()),
    _O.AGENDA: (_SECRETARIAT, ()),
    _O.ATTEND: (_MEMBERS, ()),
    _O.ATTENDANCE: (_SECRETARIAT, ()),
}

TABLE: MappingProxyType[tuple[Role, Operation], May] = MappingProxyType(
    {
        (role, operation): May.YES if role in always else May.OWN if role in own else May.NO
        for operation, (always, own) in _RULES.items()
        for role in Role
    }
)


def may(role: Role, operation: Operation, *, own: bool = False) -> bool:
    """Whether that role may do it; `own`: to an action point that the person owns."""
    cell = TABLE[role, operation]
    return cell is May.YES or (cell is May.OWN and own)


def require(role: Role, operation: Operation, *, own: bool = False) -> None:
    """Raise NotAllowed, with a sentence that says who may, unless the table allows it."""
    if may(role, operation, own=own):
        return
    if role is Role.STRANGER:
        raise NotAllowed(
            f"I do not know you as a member yet, so you may not {operation.value}. Nothing was changed. If you are one,"
            " the secretariat can tell me who you are (`/contacts link`). Meetings and services are for everybody:"
            " `/meetings`, `/contacts`."
        )
    always = [_PLURAL.get(one, f"the {one.value}") for one in Role if TABLE[one, operation] is May.YES]
    owners = ["its owners"] if any(TABLE[one, operation] is May.OWN for one in Role) else []
    raise NotAllowed(f"Only {listed(owners + always)} may {operation.value}. Nothing was changed.")


_PLURAL = {Role.BOARD_MEMBER: "Board members", Role.MEMBER: "members", Role.GUEST: "guests"}
