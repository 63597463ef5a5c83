"""Who may do what: one table of roles by operations, which a configuration may tighten, and the questions asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from store.errors import Invalid, NotAllowed
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
    """What can be done, as the sentence of a refusal says it. The names in small letters are those of the configuration."""

    READ_PUBLIC = "look up meetings and services"
    READ = "read the register and the directory"
    READ_CONFIDENTIAL = "read confidential action points"
    READ_CLOSED = "read closed and confidential agenda items"
    READ_PHONES = "read people's telephone numbers"
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
    IMPORT = "bring papers in"
    EXPORT = "export the register"
    EXPORT_INTERNAL = "export what is confidential"
    REVIEW = "review the register"
    DIRECTORY = "change the directory"
    OWN_DETAILS = "correct contact details of your own"
    CALENDAR = "change the calendar"
    HANDBOOK = "change the handbook"
    ABSENCE = "say that somebody else is away"
    DELEGATE = "let somebody act as secretariat"
    SUBSCRIBE = "subscribe to the calendar"
    AGENDA = "change agendas"
    ATTEND = "say whether they come to a meeting"
    ATTENDANCE = "say whether others come to a meeting"
    PLAN_PROGRESS = "note progress on plan targets"
    PLAN = "change the community safety plan"
    UNANSWERED = "see what the bot has not understood"


class May(StrEnum):
    """A cell of the table: yes, no, or only with what is one's own: to own an action point, to lead an item."""

    YES = "yes"
    OWN = "own"
    NO = "no"


_R, _O = Role, Operation
_EVERYBODY = tuple(Role)
_KNOWN = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR, _R.BOARD_MEMBER, _R.MEMBER, _R.GUEST)
_MEMBERS = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR, _R.BOARD_MEMBER, _R.MEMBER)
_LEADERS = (_R.SECRETARIAT, _R.CHAIR, _R.VICE_CHAIR)
_SECRETARIAT = (_R.SECRETARIAT,)

# For each operation: who may always, and who may where it is their own.
_RULES: dict[Operation, tuple[tuple[Role, ...], tuple[Role, ...]]] = {
    _O.READ_PUBLIC: (_EVERYBODY, ()),
    _O.READ: (_KNOWN, ()),
    _O.READ_CONFIDENTIAL: (_LEADERS, _KNOWN),
    _O.READ_CLOSED: (_MEMBERS, _KNOWN),  # the agendas call it "for Board and members"
    _O.READ_PHONES: (_MEMBERS, _KNOWN),
    _O.LOG: (_MEMBERS, ()),
    _O.CLOSE: (_LEADERS, _KNOWN),
    _O.UPDATE: (_LEADERS, _KNOWN),
    _O.CARRY: (_LEADERS, ()),
    _O.MERGE: (_SECRETARIAT, ()),  # numbering is the secretariat's
    _O.REOPEN: (_LEADERS, _KNOWN),
    # Whoever reviews the register asks; an owner reopens their own, and nobody questions a colleague through the bot.
    _O.SEND_BACK: (_LEADERS, ()),
    _O.ASSIGN: (_LEADERS, _MEMBERS),
    _O.SET_DUE: (_LEADERS, _MEMBERS),
    _O.SET_CONFIDENTIAL: (_SECRETARIAT, ()),
    _O.IMPORT: (_SECRETARIAT, ()),
    _O.EXPORT: (_MEMBERS, ()),
    _O.EXPORT_INTERNAL: (_LEADERS, ()),
    _O.REVIEW: (_LEADERS, ()),
    _O.DIRECTORY: (_SECRETARIAT, ()),
    _O.OWN_DETAILS: (_KNOWN, ()),
    _O.CALENDAR: (_SECRETARIAT, ()),
    _O.HANDBOOK: (_SECRETARIAT, ()),
    _O.ABSENCE: (_SECRETARIAT, ()),
    _O.DELEGATE: (_SECRETARIAT, ()),
    _O.SUBSCRIBE: (_MEMBERS, ()),
    _O.AGENDA: (_SECRETARIAT, ()),
    _O.ATTEND: (_MEMBERS, ()),
    _O.ATTENDANCE: (_SECRETARIAT, ()),
    _O.PLAN_PROGRESS: (_LEADERS, _KNOWN),
    _O.PLAN: (_SECRETARIAT, ()),
    _O.UNANSWERED: (_SECRETARIAT, ()),
}

Cells = Mapping[tuple[Role, Operation], May]

TABLE: Cells = MappingProxyType(
    {
        (role, operation): May.YES if role in always else May.OWN if role in own else May.NO
        for operation, (always, own) in _RULES.items()
        for role in Role
    }
)


@dataclass(frozen=True, slots=True)
class Access:
    """The table as it holds in one house: the one above, or less than that."""

    cells: Cells

    def may(self, role: Role, operation: Operation, *, own: bool = False) -> bool:
        """Whether that role may do it; `own`: to what is the person's own."""
        cell = self.cells[role, operation]
        return cell is May.YES or (cell is May.OWN and own)

    def require(self, role: Role, operation: Operation, *, own: bool = False) -> None:
        """Raise NotAllowed, with a sentence that says who may, unless the table allows it."""
        if self.may(role, operation, own=own):
            return
        if role is Role.STRANGER:
            raise NotAllowed(
                f"I do not know you as a member yet, so you may not {operation.value}. Nothing was changed. If you are"
                " one, the secretariat can tell me who you are (`/contacts link`). Meetings and services are for"
                " everybody: `/meetings`, `/contacts`."
            )
        raise NotAllowed(f"{self._who(operation)} may {operation.value}. Nothing was changed.")

    def _who(self, operation: Operation) -> str:
        always = [
            _PLURAL.get(one, f"the {one.value}") for one in Role if self.cells[one, operation] is May.YES
        ]
        whose = "its leads" if operation is Operation.PLAN_PROGRESS else "its owners"
        owners = [whose] if any(self.cells[one, operation] is May.OWN for one in Role) else []
        return f"Only {listed(owners + always)}" if owners + always else "By the configuration nobody"

    def tightened(self, allowed: Mapping[str, Sequence[str]]) -> "Access":
        """The table in which each operation named is left to the roles listed; what they may is as it was.

        Raises Invalid, with a sentence for whoever keeps the configuration, for a word that names nothing and for a
        role that the table does not allow it: a file can take away, never give.
        """
        cells = dict(self.cells)
        for name, roles in allowed.items():
            operation, kept = _operation(name), [_role(role, name) for role in roles]
            for role in kept:
                if cells[role, operation] is May.NO:
                    raise Invalid(
                        f"[access] {name} names the {role.value}, who may not {operation.value}."
                        " The configuration can only take permissions away; remove the name."
                    )
            cells |= {(role, operation): May.NO for role in Role if role not in kept}
        return Access(MappingProxyType(cells))


STANDARD = Access(TABLE)

_PLURAL = {Role.BOARD_MEMBER: "Board members", Role.MEMBER: "members", Role.GUEST: "guests"}


def _operation(name: str) -> Operation:
    named = {operation.name.casefold(): operation for operation in Operation}
    if name not in named:
        raise Invalid(f"[access] has “{name[:40]}”, which is no operation. There are {', '.join(named)}.")
    return named[name]


def _role(name: str, operation: str) -> Role:
    named = {role.value: role for role in Role}
    if name not in named:
        raise Invalid(
            f"[access] {operation} has “{name[:40]}”, which is no role. There are {', '.join(named)}."
        )
    return named[name]
