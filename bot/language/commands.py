"""The exact commands: a verb, a reference or a state, and what belongs to it. Exact commands act at once.

The verbs are data: a new one is a line in `VERBS` or `STATES`, and a function where it needs its own reading.
"""

import re
from collections.abc import Callable
from functools import partial
from types import MappingProxyType

from bot.language.context import Context
from bot.language.delegating import delegate
from bot.language.due import read_due, take_due
from bot.language.handbook import handbook
from bot.language.own_reminders import away, back, snooze
from handlers.requests import (
    AddAction,
    AnyRequest,
    AskBack,
    AssignAction,
    CarryAction,
    CloseAction,
    ExportRegister,
    FindContact,
    Help,
    LeavePerson,
    LinkActions,
    LinkPerson,
    ListActions,
    MergeActions,
    Mute,
    MyActions,
    NextMeeting,
    ProposeLinks,
    ReopenAction,
    SetConfidential,
    SetDue,
    ShowAccess,
    ShowAction,
    ShowAgenda,
    StartReview,
    Timetable,
    Undo,
    UpdateAction,
    Whose,
)
from store.names import owners_named
from store.reference import Reference
from store.register_reading import State

Build = Callable[[Reference, str, Context], AnyRequest]

STATES = MappingProxyType(
    {
        "open": State.OPEN,
        "outstanding": State.OPEN,
        "overdue": State.OVERDUE,
        "late": State.OVERDUE,
        "closed": State.CLOSED,
        "completed": State.CLOSED,
        "carried": State.CARRIED,
        "all": State.ALL,
        "everything": State.ALL,
    }
)


def _assign(ref: Reference, rest: str, _context: Context) -> AnyRequest:
    names = rest.removeprefix("to ").strip()
    return AssignAction(ref, tuple(owners_named(f"{names} to do")) if names else ())


def _due(ref: Reference, rest: str, context: Context) -> AnyRequest:
    return read_due(rest, context, lambda due: SetDue(ref, due))


def _confidential(ref: Reference, rest: str, _context: Context) -> AnyRequest:
    return SetConfidential(ref, rest.casefold() not in ("off", "no", "not", "false"))


# What stands before a reference ("close 07/02 sent it") or right after it ("07/02 done, sent it").
VERBS: MappingProxyType[str, Build] = MappingProxyType(
    {
        **dict.fromkeys(("close", "done", "complete", "finish"), lambda ref, rest, _: CloseAction(ref, rest)),
        **dict.fromkeys(("update", "progress"), lambda ref, rest, _: UpdateAction(ref, rest)),
        **dict.fromkeys(("carry", "defer"), lambda ref, _rest, _: CarryAction(ref)),
        **dict.fromkeys(("reopen", "re-open"), lambda ref, _rest, _: ReopenAction(ref)),
        **dict.fromkeys(("assign", "give"), _assign),
        **dict.fromkeys(("due",), _due),
        **dict.fromkeys(("confidential",), _confidential),
        **dict.fromkeys(("snooze",), snooze),
        **dict.fromkeys(("show", "history"), lambda ref, _rest, _: ShowAction(ref)),
    }
)


_WHOSE = {
    **dict.fromkeys(("my organisation", "our", "ours"), Whose.MY_ORGANISATION),
    **dict.fromkeys(("minuted by me", "logged by me"), Whose.LOGGED_BY_ME),
}


def _listed(state: State, about: str, _context: Context) -> AnyRequest:
    said = about.removeprefix("over").strip() if state is State.CARRIED else about
    if said.casefold() in ("mine", "my", "me") and state is State.OPEN:
        return MyActions()
    if whose := _WHOSE.get(said.casefold()):
        return ListActions(state, whose=whose)
    return ListActions(state, said)


def _export(rest: str, _context: Context) -> AnyRequest:
    first, _, after = rest.partition(" ")
    if first.casefold() in ("docx", "word", "csv", "json", "pdf", "xlsx", "html"):
        return ExportRegister({"word": "docx"}.get(first.casefold(), first.casefold()), after.strip())
    return ExportRegister(meeting=rest.strip())


def _review(rest: str, _context: Context) -> AnyRequest:
    """The meeting, whatever stands before it: "the register for October"."""
    return StartReview(re.sub(r"^(?:the )?(?:register\b)? ?(?:(?:of|for|at) )?(?:the )?", "", rest).strip())


def logged(text: str, context: Context) -> AnyRequest:
    """An action point from a sentence: what is to be done, without the phrase that says by when."""
    bare, due = take_due(text, context)
    if isinstance(due, AskBack):
        return due
    return AddAction(bare, (), due, context.source)


def _pair(
    build: Callable[[Reference, Reference], AnyRequest], rest: str, context: Context
) -> AnyRequest | None:
    """Two references with a word between them: "07/05 into 07/02"."""
    found = Reference.find(rest, context.groups)
    return build(found[0][0], found[1][0]) if len(found) == 2 else None


# The other first words of `/actions`, each with what it makes of the rest.
_WORDS: MappingProxyType[str, Callable[[str, Context], AnyRequest | None]] = MappingProxyType(
    {
        **dict.fromkeys(("", "mine", "my", "me"), lambda rest, _: None if rest else MyActions()),
        "help": lambda _rest, _: Help("actions"),
        "merge": partial(_pair, MergeActions),
        "link": partial(_pair, LinkActions),
        "links": lambda _rest, _: ProposeLinks(),
        "undo": lambda _rest, _: Undo(),
        "away": away,
        "delegate": delegate,
        "handbook": handbook,
        "access": lambda _rest, _: ShowAccess(),
        "back": back,
        "mute": lambda _rest, _: Mute(),
        "unmute": lambda _rest, _: Mute(muted=False),
        "export": _export,
        "review": _review,
        **dict.fromkeys(("add", "log", "action", "new"), logged),
        **{word: partial(_listed, state) for word, state in STATES.items()},
    }
)


def actions(rest: str, context: Context) -> AnyRequest | None:
    """What `/actions REST` asks for; None when it is no exact command."""
    first, _, after = rest.strip().partition(" ")
    build = _WORDS.get(first.casefold().rstrip(",:"))
    return build(after.strip(), context) if build else _about_one(rest.strip(), context)


def _about_one(line: str, context: Context) -> AnyRequest | None:
    """A verb before its reference, a reference before its verb, or a reference alone."""
    found = Reference.find(line, context.groups)
    if not found:
        return None
    ref, start, end = found[0]
    before, behind = line[:start].strip(" ,:#"), line[end:].strip(" ,:-–")
    if before.casefold() in VERBS:
        behind = behind.removeprefix("over").strip() if before.casefold() == "carry" else behind
        return VERBS[before.casefold()](ref, behind, context)
    if before:
        return None
    if not behind:
        return ShowAction(ref)
    verb, _, rest = behind.partition(" ")
    build = VERBS.get(verb.casefold().rstrip(",.:"))
    return build(ref, rest.strip(" ,:-–"), context) if build else None


def meetings(rest: str, _context: Context) -> AnyRequest | None:
    """What `/meetings REST` asks for."""
    first, _, after = rest.strip().partition(" ")
    word = first.casefold()
    if not word or word == "next":
        return NextMeeting(after.strip())
    if word == "help":
        return Help("meetings")
    if word in ("timetable", "all", "dates", "list"):
        return Timetable()
    if word == "agenda":
        return ShowAgenda(after.strip())
    return NextMeeting(rest.strip())


def contacts(rest: str, _context: Context) -> AnyRequest | None:
    """What `/contacts REST` asks for."""
    first, _, after = rest.strip().partition(" ")
    if first.casefold() == "help":
        return Help("contacts")
    if first.casefold() == "link":
        return _link(after.strip())
    if first.casefold() == "leave":
        return _leave(after.strip())
    return FindContact(rest.strip())


_REPLACED = re.compile(r",?\s*(?:replaced|succeeded|followed) by\s+|,\s*(?:successor\s+)?", re.IGNORECASE)


def _leave(rest: str) -> AnyRequest:
    """`Ada Okafor, replaced by Ben Idowu`."""
    name, *successor = _REPLACED.split(rest, maxsplit=1)
    if not name.strip():
        return AskBack(
            "Say who leaves: `/contacts leave Ada Okafor, replaced by Ben Idowu`. Nothing was changed."
        )
    return LeavePerson(name.strip(), successor[0].strip() if successor else "")


def _link(rest: str) -> AnyRequest:
    """`<@U123|ada> Ada Okafor`: Slack writes the mention with or without the name."""
    mention, _, name = rest.partition(" ")
    user = mention.removeprefix("<@").removesuffix(">").partition("|")[0]
    if not (mention.startswith("<@") and user.isalnum() and name.strip()):
        return AskBack("Say whom to link to whom: `/contacts link @user Ada Okafor`. Nothing was changed.")
    return LinkPerson(user, name.strip())


BOOKS: MappingProxyType[str, Callable[[str, Context], AnyRequest | None]] = MappingProxyType(
    {
        **dict.fromkeys(("actions", "action points", "action"), actions),
        **dict.fromkeys(("meetings", "meeting"), meetings),
        **dict.fromkeys(("contacts", "contact"), contacts),
    }
)
