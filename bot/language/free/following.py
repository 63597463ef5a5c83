"""What follows the last question, or the clause before: “and for Ada?”, “what about June”, “and who chairs it”."""

import re

from msgspec.structs import replace

from bot.language.free.reading import Reading, party_names, reference_of
from handlers.meeting_requests import NextMeeting, Presenters, ReportDeadline, ShowAgenda, ShowAttendance
from handlers.register_requests import CountActions, ListActions, MyActions, ShowAction
from handlers.requests import AnyRequest, FindContact
from store.register_reading import State

# What follows the last question: “and for Ada?”, “what about June”, “and overdue?”.
_FOLLOWS = re.compile(
    r"^\s*(?:and|what about|how about|same for|also for|now for|ok and|then|or)\b[\s,]*(?:for|by|in|at|of|with|about|to|on)?\b",
    re.IGNORECASE,
)
_OF_MEETINGS = (NextMeeting, ReportDeadline, ShowAgenda, Presenters)
# “Who is doing that”: of the action point that was shown.
_WHOSE = re.compile(
    r"\s*(?:(?:and|so|ok|but)\s+)?who(?:['’]?s|\s+is|\s+are|\s+has)?\s+(?:doing|(?<!who )got|has|owns?|on|responsible for|leading(?:\s+on)?|dealing with|working on"
    r"|down for|the owners? of|(?:meant|supposed|going) to do|to do|do(?:es|ing)?)\s+(?:that|it|this|those|them)(?:\s+one)?\W*$|\s*(?:and\s+)?whose (?:is (?:that|it|this)|(?:one )?is (?:that|it|this))\W*$",
    re.IGNORECASE,
)
# “Who gave me this”, “why is it mine”, “when was that agreed”: what is kept of it tells.
_WHENCE = re.compile(
    r"\s*(?:(?:and|so|ok|but)\s+)?(?:who\s+(?:gave\s+me|agreed|minuted|logged|raised|decided|asked for)\s+(?:this|that|it)|why\s+(?:is\s+(?:this|that|it)\s+(?:mine|with me|down to me)|do\s+i\s+have\s+(?:this|that|it)|me)"
    r"|(?:when|where)\s+(?:was|did)\s+(?:this|that|it)(?:\s+(?:agreed|minuted|decided|raised|logged|come from|start))+|what\s+(?:does|did)\s+(?:this|that|it)\s+mean|what(?:['’]?s|\s+is)\s+(?:this|that|it)(?:\s+about)?)\W*$",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|that|there)\b", re.IGNORECASE)


def following(r: Reading) -> AnyRequest | None:
    """The last question again, about somebody or something else; and whose that is which was shown, or where it comes from."""
    last, about = r.context.last, r.context.about
    if len(about) == 1 and (_WHOSE.match(r.line) or _WHENCE.match(r.line)):
        return ShowAction(reference_of(about[0], r.context))
    if last is None or not _FOLLOWS.match(r.line) or len(r.tokens) > 8 or r.refs:
        return None
    if isinstance(last, MyActions | ListActions | CountActions):
        return _listed_again(last, r)
    if isinstance(last, FindContact):
        subject = " ".join([*party_names(r.parties), r.topic]).strip()
        return FindContact(subject) if subject else None
    return _of_another_meeting(last, r)


def _of_another_meeting(last: AnyRequest, r: Reading) -> AnyRequest | None:
    if not (r.about or r.signals & {"BOARD", "meeting"}):
        return None
    if isinstance(last, ShowAttendance):
        return ShowAttendance(r.about)
    return replace(last, about=r.about) if isinstance(last, _OF_MEETINGS) else None


_STATES = {
    "UNDATED": State.UNDATED,
    "OVERDUE": State.OVERDUE,
    "OPEN": State.OPEN,
    "CARRIED": State.CARRIED,
    "CLOSED": State.CLOSED,
}


def _listed_again(last: MyActions | ListActions | CountActions, r: Reading) -> AnyRequest | None:
    states = [state for cue, state in _STATES.items() if cue in r.signals]
    names = [re.sub(r"['’]s$", "", name) for name in party_names(r.parties)]
    meeting = r.about
    kept = (
        {"state": State.OPEN, "about": ""}
        if isinstance(last, MyActions)
        else {"state": last.state, "about": last.about}
    )
    if not (states or names or meeting or "MINE" in r.signals) or r.signals & {
        "WHEN",
        "WHO",
        "WHERE",
        "PAPERS",
        "AGENDA",
    }:
        return None
    state = states[0] if states else State(kept["state"])
    about = names[0] if names else meeting or str(kept["about"])
    if "MINE" in r.signals or {t.word for t in r.tokens} & {"me"}:
        about = r.context.speaker
    return CountActions(state, about) if isinstance(last, CountActions) else ListActions(state, about)


def spelt_out(piece: str, before: Reading | None) -> str:
    """A clause with the group that the one before it named, where it only says “it”."""
    groups = [each for each in before.names if each.parties[0].kind == "group"] if before else []
    return _IT.sub(groups[0].said, piece, count=1) if len(groups) == 1 else piece
