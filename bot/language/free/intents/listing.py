"""Reading the register in free words: lists, counts, one action point, who has it, when it is due."""

from collections.abc import Callable

from bot.language.dates import DateReading
from bot.language.free.intent import Intent
from bot.language.free.loosely import built
from bot.language.free.reading import Reading, party_names
from bot.language.free.targets import point_named
from handlers.register_requests import CountActions, ListActions, MyActions, ShowAction, Whose
from handlers.requests import AnyRequest, Choice
from store.register_reading import State

FEW = 5  # so many can be chosen from

_ONESELF = frozenset("i me my mine ive im id ill myself yours our we us".split())
_STATES = {
    "UNDATED": State.UNDATED,  # whatever else its words may count for
    "OVERDUE": State.OVERDUE,
    "OPEN": State.OPEN,
    "CARRIED": State.CARRIED,
    "CLOSED": State.CLOSED,
}


def _state(r: Reading, otherwise: State = State.OPEN) -> State:
    said = next((state for cue, state in _STATES.items() if cue in r.signals), otherwise)
    return State.OPEN if said is State.CLOSED and "NOT" in r.signals else said


def _whose(r: Reading) -> Whose:
    if "LOGGED" in r.signals:
        return Whose.LOGGED_BY_ME
    return Whose.MY_ORGANISATION if "OURS" in r.signals and not r.parties else Whose.ANYBODY


def _narrowed(r: Reading) -> str:
    """Whose, which meeting's, or with which words: what a list is narrowed to."""
    names = party_names(r.parties)
    if names:
        return names[0]
    return r.about or r.topic


def _list(r: Reading) -> AnyRequest | None:
    whose = _whose(r)
    about = _narrowed(r) if whose is Whose.ANYBODY else ""
    otherwise = (
        State.ALL if r.signals & {"ALL", "BULK", "SEARCH"} or whose is Whose.LOGGED_BY_ME else State.OPEN
    )
    if about and about == r.topic and _finished_only(r) and (one := _one(r)):
        return one
    return ListActions(_state(r, otherwise), about, whose=whose)


def _finished_only(r: Reading) -> bool:
    """Whether no state is said, and what is asked about is finished: a list of what is open would hold none of it."""
    found = [] if r.signals & _STATES.keys() else r.about_points()
    return bool(found) and not any(point.unfinished for point in found)


def _in(state: State) -> Callable[[Reading], AnyRequest | None]:
    """A list of those in one state, whatever words said which; one's own by name."""

    def build(r: Reading) -> AnyRequest | None:
        if "UNDATED" in r.signals and state is not State.UNDATED:
            return None
        whose = _whose(r)
        own = r.context.speaker if r.signals & {"MINE", "IOWE"} and not r.parties else ""
        return ListActions(state, own or (_narrowed(r) if whose is Whose.ANYBODY else ""), whose=whose)

    return build


def due_by(r: Reading) -> AnyRequest | None:
    """What is due until a day, of somebody where one is named; the speaker's where the line is about them."""
    reading = r.date_after(-1)
    if not isinstance(reading, DateReading) or reading.date is None or reading.date < r.context.today:
        return None
    names = party_names(r.parties)
    own = r.context.speaker if r.signals & {"MINE", "IOWE"} else ""
    return ListActions(about=names[0] if names else own, by=reading.date)


def _mine(r: Reading) -> AnyRequest | None:
    """One's own: open ones, or those in another state by one's name. Whoever asks for them speaks of themselves."""
    if not (r.signals & {"MINE", "IOWE", "LOGGED"} or _ONESELF & {token.word for token in r.tokens}):
        return None
    state = _state(r)
    if state is State.OPEN or not r.context.speaker:
        return MyActions()
    return ListActions(state, r.context.speaker)


def _count(r: Reading) -> AnyRequest | None:
    whose = _whose(r)
    if r.signals & {"MINE", "IOWE"} and r.context.speaker:
        return CountActions(_state(r), r.context.speaker)
    return CountActions(_state(r, State.OPEN), _narrowed(r) if whose is Whose.ANYBODY else "", whose)


def _one(r: Reading) -> AnyRequest | None:
    """The action point that is meant; a list where several are, or where none has these words."""
    found = point_named(r)
    if len(found) == 1:
        return ShowAction(found[0])
    if 1 < len(found) <= FEW:
        return Choice(tuple(ShowAction(ref) for ref in found), "Which one do you mean?")
    if r.topic and not r.parties and (found or r.signals & {"known", "ACTION"}):
        return ListActions(State.ALL, r.topic)
    return None


def _searched(r: Reading) -> AnyRequest | None:
    return ListActions(_state(r, State.ALL), r.subject) if r.subject else None


def _referred(r: Reading) -> AnyRequest | None:
    return ShowAction(r.refs[0].ref) if len(r.refs) == 1 else None


def _undated(r: Reading) -> AnyRequest | None:
    if "UNDATED" not in r.signals:
        return None
    return _count(r) if "COUNT" in r.signals else _in(State.UNDATED)(r)


LISTING = (
    built(
        "Overdue ones",
        _in(State.OVERDUE),
        ("what's running late", "who's behind with their actions", "anything past its date", "overdue ones please", "what should have been done by now"),
    ),
    built(
        "Those without a date",
        _undated,
        ("which actions have no date", "any action points without a deadline?", "what hasn't got a due date", "undated actions please", "show me the ones that have no date"),
    ),
    built(
        "Closed ones",
        _in(State.CLOSED),
        ("what have we ticked off", "which ones are done", "completed actions please", "what got finished", "show me what's been closed"),
    ),
    built(
        "Carried-over ones",
        _in(State.CARRIED),
        ("what was carried over", "anything rolled forward", "carried over actions", "which ones got carried forward", "show everything held over from last time"),
    ),
    built(
        "What nobody owns",
        lambda r: None if "UNDATED" in r.signals else ListActions(whose=Whose.NOBODY),
        ("which actions have no owner", "any actions without an owner?", "which ones has nobody got", "what has nobody taken on", "show me the unassigned actions"),
    ),
    Intent(
        "My action points",
        ("MINE|IOWE|LOGGED", "IOWE|ACTION|OPEN|OVERDUE|UNDATED|CLOSED|CARRIED|OWN|DUE|WHAT|SHOW|STATUS"),
        _mine,
        (
            "whats on my plate",
            "what do i owe",
            "what am i supposed to be doing",
            "show me my actions please",
            "have i got anything outstanding?",
        ),
        likes=("BOARD", "MEETING", "meeting", "NEXT", "DATE", "DONE", "NOT", "ALL", "SHOW", "ACTION", "OPEN", "OVERDUE", "WHAT", "DUE", "STATUS", "OWN", "UPDATE", "LATER", "BULK", "DEADLINE"),
        bars=("ref", "COUNT", "LOGGED", "person", "SNOOZE", "CALFILE", "REOPEN", "PAPERS", "RING", "CONFIDENTIAL", "EXPORT"),
    ),
    Intent(
        "Lists of action points",
        ("OPEN|OVERDUE|UNDATED|CLOSED|CARRIED|ACTION",),
        _list,
        (
            "what's overdue?",
            "anything outstanding from the last board",
            "which actions does the fire service have open",
            "show everything that got carried over",
            "what is still open for health",
        ),
        likes=(
            "SHOW", "WHAT", "ALL", "OURS", "LOGGED", "person", "body", "group", "meeting", "ACTION", "OPEN", "OVERDUE",
            "CLOSED", "CARRIED", "STATUS", "WHO", "OWN", "MEETING", "BOARD", "LAST", "topic", "BULK", "DONE", "UPDATE", "DUE", "SEARCH",
            "CARRY", "known", "NOT", "LATER", "ROLE", "NEXT",
        ),
        bars=("ref", "told", "MINE", "IOWE", "COUNT", "LOG", "AGENDA", "EXPORT", "REVIEW", "RING", "TIMETABLE", "CONFIDENTIAL", "LINKED", "HELP", "PLAN"),
    ),
    Intent(
        "Due by then",
        ("DUE", "WHAT|SHOW|ACTION|ALL|asked|OPEN|IOWE|MINE"),
        due_by,
        (
            "what's due this week",
            "whats due before the board",
            "which actions are due by the end of june",
            "what is due from farah next month",
            "anything of mine due by friday?",
        ),
        likes=("ACTION", "OPEN", "WHAT", "SHOW", "ALL", "DATE", "NEXT", "BOARD", "MEETING", "meeting", "person", "body", "group", "MINE", "IOWE", "DEADLINE", "LATER", "asked", "OWN"),
        bars=("ref", "topic", "PAPERS", "COUNT", "QUESTIONS", "PLAN", "told", "RING", "LOG"),
        bonus=0.1,
    ),
    Intent(
        "Actions of somebody",
        ("person|body|group", "OWN|STATUS|WHAT|DUE|UPDATE|SHOW|LATER"),
        lambda r: ListActions(State.OPEN, party_names(r.parties)[0]) if r.parties else None,
        (
            "what's tom got on",
            "what does the fire service owe us",
            "what is tom working on",
            "whats health meant to be doing",
            "what has farah got left to do",
        ),
        likes=("ACTION", "OPEN", "ASSIGN", "OURS", "MINE", "OVERDUE"),
        bars=("ref", "RING", "ROLE", "COME", "PRESENT", "AGENDA", "topic", "DEFINE2", "IT", "LOG", "DONE", "WHERE", "WHEN", "DEADLINE", "HANDBOOK", "PLAN"),
        bonus=-0.05,
    ),
    Intent(
        "How many",
        ("COUNT",),
        _count,
        (
            "how many are overdue",
            "how many actions have we got open",
            "number of open actions for the police?",
            "how many did we close",
            "how many have i got left",
        ),
        likes=(
            "ACTION", "OPEN", "OVERDUE", "CLOSED", "CARRIED", "person", "body", "group", "meeting", "MINE", "OURS", "topic",
            "ALL", "DONE", "LAST", "MEETING", "BOARD", "OWN", "IOWE", "STATUS", "CARRY", "STATUS", "LOGGED", "BULK",
        ),
        bars=("HANDBOOK", "RING"),
        bonus=0.06,
    ),
    Intent(
        "One action point",
        ("ref",),
        _referred,
        ("what is 02/10", "show me 02/09 pls", "wheres 02/01 up to", "who's got 02/04?", "history of 02/01"),
        bars=("told",),
        likes=(
            "STATUS", "SHOW", "WHAT", "WHO", "OWN", "WHEN", "DUE", "HISTORY", "ACTION", "DEFINE", "asked", "DEADLINE", "NOT",
            "DONE", "CLOSED", "OVERDUE", "OPEN", "AGENDA", "UPDATE", "SEARCH", "ROLE", "LAST", "NEXT",
        ),
    ),
    Intent(
        "What became of something",
        ("STATUS|OWN|HISTORY|DUE|SHOW|WHEN|WHO|WHAT|asked", "topic|IT|known"),
        _one,
        (
            "whats happening w the lighting thing",
            "who's doing the noise complaints one",
            "any news on door entry systems?",
            "when is the walk-home one due",
            "is the banning notice pilot done yet?",
        ),
        likes=("OCCUR", "COME", "LATER", "ACTION", "WHO", "WHEN", "WHAT", "asked", "person", "body", "SEARCH", "NOT", "DEADLINE", "DONE", "CLOSED", "OPEN", "OVERDUE", "UPDATE", "OWN", "known", "DUE", "LAST", "CARRIED", "NEXT"),
        bars=("MINUTED", "SEARCH", "ref", "told", "COUNT", "RING", "AGENDA", "PRESENT", "LOG", "CALFILE", "MODE", "TIMETABLE", "PAPERS", "HANDBOOK", "PLAN", "CONFIDENTIAL", "meeting"),
        bonus=0.04,
    ),
    Intent(
        "Search the register",
        ("SEARCH", "topic|known|body"),
        _searched,
        ("anything about street drinking?", "find the actions about the grant", "search for walk-home", "anything on shops", "is there anything about radio link training"),
        likes=("ACTION", "ALL", "OPEN", "SHOW", "WHAT", "CLOSED", "OVERDUE", "known"),
        bars=("MINUTED", "ref", "AGENDA", "RING", "LOG"),
    ),
)  # fmt: skip
