"""The exact commands: a verb, a reference or a state, and what belongs to it. Exact commands act at once.

The verbs are data: a new one is a line in `VERBS` or `STATES`, and a function where it needs its own reading.
"""

import re
from collections.abc import Callable
from functools import partial
from types import MappingProxyType

from bot.language.agenda_commands import agenda
from bot.language.attendance_words import ANSWERS
from bot.language.calendars import CALENDARS
from bot.language.contact_commands import contacts
from bot.language.context import Context
from bot.language.delegating import delegate
from bot.language.doubting import in_doubt
from bot.language.due import read_due
from bot.language.exports import annual, export, meeting_paper
from bot.language.handbook import handbook
from bot.language.incomplete import carried, without_a_reference
from bot.language.meeting_commands import CALENDAR
from bot.language.new_points import logged
from bot.language.own_reminders import away, back, mute, snooze
from bot.language.paper_commands import ask_papers
from bot.language.plan_commands import plan
from bot.language.sentences import note_of
from bot.language.undoing import undo_command
from handlers.helping import named as help_on
from handlers.meeting_requests import NextMeeting
from handlers.paper_requests import HowToImport
from handlers.register_requests import (
    AcceptClosing,
    AssignAction,
    CloseAction,
    LinkActions,
    ListActions,
    MergeActions,
    MyActions,
    ProposeLinks,
    ReopenAction,
    SendBack,
    SetConfidential,
    SetDue,
    ShowAction,
    ShowClosings,
    StartReview,
    UpdateAction,
    Whose,
)
from handlers.requests import AnyRequest, AskBack, Help, Several, ShowAccess, ShowUnanswered
from store.names import names_in
from store.reference import Reference
from store.register_reading import State

AT_ONCE = 20  # action points that one command may change
Build = Callable[[Reference, str, Context], AnyRequest]

STATES = MappingProxyType(
    {
        "open": State.OPEN,
        "outstanding": State.OPEN,
        "overdue": State.OVERDUE,
        "late": State.OVERDUE,
        "undated": State.UNDATED,
        "closed": State.CLOSED,
        "completed": State.CLOSED,
        "carried": State.CARRIED,
        "all": State.ALL,
        "everything": State.ALL,
    }
)


def _assign(ref: Reference, rest: str, context: Context) -> AnyRequest:
    return AssignAction(ref, tuple(names_in(rest.removeprefix("to "), context.words)))


def _due(ref: Reference, rest: str, context: Context) -> AnyRequest:
    """Without a date nothing is taken away: whoever wants that says “next meeting”."""
    if not rest.strip():
        return AskBack(
            f"By when? Say `/actions due {ref} 12 Sept`, or `next meeting` in its place. Nothing was changed."
        )
    return read_due(rest, context, lambda due: SetDue(ref, due))


def _confidential(ref: Reference, rest: str, _context: Context) -> AnyRequest:
    return SetConfidential(ref, rest.casefold() not in ("off", "no", "not", "false"))


# What stands before a reference ("close 07/02 sent it") or right after it ("07/02 done, sent it").
VERBS: MappingProxyType[str, Build] = MappingProxyType(
    {
        **dict.fromkeys(
            ("close", "done", "complete", "finish"), lambda ref, rest, _: CloseAction(ref, note_of(rest))
        ),
        **dict.fromkeys(("update", "progress"), lambda ref, rest, _: UpdateAction(ref, rest)),
        **dict.fromkeys(("carry", "defer"), carried),
        **dict.fromkeys(("reopen", "re-open"), lambda ref, _rest, _: ReopenAction(ref)),
        **dict.fromkeys(("send back", "question", "query"), lambda ref, rest, _: SendBack(ref, rest)),
        **dict.fromkeys(("accept",), lambda ref, _rest, _: AcceptClosing(ref)),
        **dict.fromkeys(("assign", "give"), _assign),
        **dict.fromkeys(("due", "set due"), _due),
        **dict.fromkeys(("confidential",), _confidential),
        **dict.fromkeys(("snooze",), snooze),
        **dict.fromkeys(("show", "history"), lambda ref, _rest, _: ShowAction(ref)),
    }
)


_WHOSE = {
    **dict.fromkeys(("my organisation", "our", "ours"), Whose.MY_ORGANISATION),
    **dict.fromkeys(("minuted by me", "logged by me"), Whose.LOGGED_BY_ME),
    **dict.fromkeys(("nobody", "nobody's", "unowned", "without an owner"), Whose.NOBODY),
}


def _listed(state: State, about: str, _context: Context) -> AnyRequest:
    said = about.removeprefix("over").strip() if state is State.CARRIED else about
    if said.casefold() in ("mine", "my", "me") and state is State.OPEN:
        return MyActions()
    if whose := _WHOSE.get(said.casefold()):
        return ListActions(state, whose=whose)
    return ListActions(state, said)


def _due_by(rest: str, context: Context) -> AnyRequest | None:
    """What is due by a day; with a reference behind it, “due” gives that action point a date."""
    if Reference.find(rest, context.groups) or not rest:
        return _about_one(f"due {rest}", context) or without_a_reference("due")
    return read_due(rest, context, lambda day: ListActions(by=day))


def _review(rest: str, _context: Context) -> AnyRequest:
    """The meeting, whatever stands before it: "the register for October"."""
    return StartReview(re.sub(r"^(?:the )?(?:register\b)? ?(?:(?:of|for|at) )?(?:the )?", "", rest).strip())


def _pair(
    build: Callable[[Reference, Reference], AnyRequest], rest: str, context: Context
) -> AnyRequest | None:
    """Two references with a word between them: "07/05 into 07/02". One alone is asked about."""
    found = Reference.find(rest, context.groups)
    if len(found) == 2:
        return build(found[0][0], found[1][0])
    return without_a_reference("merge" if build is MergeActions else "link") if found else None


# The other first words of `/actions`, each with what it makes of the rest.
_WORDS: MappingProxyType[str, Callable[[str, Context], AnyRequest | None]] = MappingProxyType(
    {
        **dict.fromkeys(("", "mine", "my", "me"), lambda rest, _: None if rest else MyActions()),
        **dict.fromkeys(("help", "?"), lambda rest, _: Help(help_on(rest) or "actions")),
        "merge": partial(_pair, MergeActions),
        "link": partial(_pair, LinkActions),
        "links": lambda _rest, _: ProposeLinks(),
        "undo": undo_command,
        "unanswered": lambda _rest, _: ShowUnanswered(),
        "closings": lambda rest, _: None if rest else ShowClosings(()),
        "away": away,
        "delegate": delegate,
        "handbook": handbook,
        **dict.fromkeys(("plan", "target", "targets"), plan),
        "access": lambda _rest, _: ShowAccess(),
        "back": back,
        "mute": partial(mute, muted=True),
        "unmute": partial(mute, muted=False),
        "export": partial(export, states=STATES),
        "papers": ask_papers,
        "import": lambda _rest, _: HowToImport(),
        "review": _review,
        "due": _due_by,
        **dict.fromkeys(("nobody", "unowned"), lambda _rest, _: ListActions(whose=Whose.NOBODY)),
        **dict.fromkeys(("show", "list"), lambda rest, context: actions(rest, context) if rest else None),
        **dict.fromkeys(("add", "log", "action", "new"), logged),
        **{word: partial(_listed, state) for word, state in STATES.items()},
    }
)


# “action 7/2”, “close action point 07/02”, “AP07/02”: what stands before a reference says only what it is.
_LABEL = re.compile(
    r"^(\w[\w-]*\s+)?(?:action points?|actions?|ap)\s*:?\s*(?=#?(?:\d{4}-)?\d{1,2}[/-]\d)", re.IGNORECASE
)


def actions(rest: str, context: Context) -> AnyRequest | None:
    """What `/actions REST` asks for; None when it is no exact command."""
    rest = _LABEL.sub(lambda label: label[1] or "", rest.strip())
    first, _, after = rest.partition(" ")
    build = _WORDS.get(first.casefold().rstrip(",:.!?") or first)
    return build(after.strip(), context) if build else _about_one(rest, context)


def _about_one(line: str, context: Context) -> AnyRequest | None:
    """A verb before its references, references before their verb, or a reference alone."""
    found = Reference.find(line, context.groups)
    if not found:
        return None
    refs, end = _together(line, found)
    before, behind = line[: found[0][1]].strip(" ,:#"), line[end:].strip(" ,:;.-–")
    if not before and not behind:
        return ShowAction(refs[0])
    verb, rest = (before.casefold(), behind) if before else opening_verb(behind)
    if verb not in VERBS or in_doubt(verb, rest, leads=bool(before)):
        return None
    return _each(VERBS[verb], refs, rest.strip(" ,:-–"), context)


_BETWEEN = re.compile(r"\s*(?:[,;&+]|,?\s*\band\b)?\s*", re.IGNORECASE)


def _together(line: str, found: list[tuple[Reference, int, int]]) -> tuple[list[Reference], int]:
    """The references that stand together, “07/01, 07/03 and 07/05”, and where the last of them ends."""
    refs, end = [found[0][0]], found[0][2]
    for ref, start, after in found[1:]:
        if not _BETWEEN.fullmatch(line, end, start):
            break
        refs.append(ref)
        end = after
    return list(dict.fromkeys(refs)), end


def _each(build: Build, refs: list[Reference], rest: str, context: Context) -> AnyRequest:
    """The same for every one of them: all or none, and one Undo for all."""
    if len(refs) > AT_ONCE:
        return AskBack(
            f"I change at most {AT_ONCE} at once. Nothing was changed; please say it in two parts."
        )
    made = [build(ref, rest, context) for ref in refs]
    single = len(made) == 1 or not all(one.changes for one in made)
    return made[0] if single else Several(tuple(made))


def opening_verb(said: str) -> tuple[str, str]:
    """The verb with which a line begins, of two words or of one, and the rest; no verb where there is none."""
    for count in (2, 1):
        words = said.split(maxsplit=count)
        verb = " ".join(words[:count]).casefold().rstrip(",.:")
        if verb in VERBS:
            return verb, " ".join(words[count:])
    return "", said


# What somebody does about one sitting: its agenda, and coming to it.
_SITTING: MappingProxyType[str, Callable[[str, Context], AnyRequest | None]] = MappingProxyType(
    {
        "agenda": agenda,
        "pack": partial(meeting_paper, paper="pack"),
        "minutes": partial(meeting_paper, paper="minutes"),
        "annual": annual,
        **ANSWERS,
        "undo": undo_command,
    }
)


def meetings(rest: str, context: Context) -> AnyRequest | None:
    """What `/meetings REST` asks for."""
    first, _, after = rest.strip().partition(" ")
    word = first.casefold()
    if not word or word == "next":
        return NextMeeting(after.strip())
    if word == "help":
        return Help(help_on(after) or "meetings")
    if word in CALENDARS:
        return CALENDARS[word](after.strip(), context)
    if build := _SITTING.get(word.rstrip(":,")):
        return build(after.strip(), context)
    if change := CALENDAR.get(word):
        return change(after.strip(), context)
    return NextMeeting(rest.strip())


BOOKS: MappingProxyType[str, Callable[[str, Context], AnyRequest | None]] = MappingProxyType(
    {
        **dict.fromkeys(("actions", "action points", "action"), actions),
        **dict.fromkeys(("meetings", "meeting"), meetings),
        **dict.fromkeys(("contacts", "contact"), contacts),
    }
)
