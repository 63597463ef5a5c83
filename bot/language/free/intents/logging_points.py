"""Logging an action point in free words."""

import re

from bot.language.free.asking import clean
from bot.language.free.intent import Intent
from bot.language.free.promised import Promised, promised
from bot.language.free.reading import Reading
from bot.language.new_points import logged
from handlers.register_requests import AddAction
from handlers.requests import AnyRequest, AskBack, Confirm
from store.dates import full_day

_UNOWNED = re.compile(
    r"^.*?\b(?:log|minute|note|capture|add|record|raise|create|put|make|take|need|new)\b\s*(?:down\s+)?(?:(?:an?|another|one more|the|new)\s+)*"
    r"(?:action(?:\s+points?)?|ap|task|todo)\s*(?::|-|–|that says)?\s*to\s+(?P<what>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)


# “Log that the ramblers are to mend the stile”: whoever it is, the books do not have them.
_BY_SOMEBODY = re.compile(
    r"^.*?\b(?:log|minute|note|agreed|capture|add|record|raise|create|action|ap)\b\s*(?:down\s+)?(?:(?:an?|another|new|this|that|for|on|action|point|task|one)\b\s*|[:–-]\s*)*(?P<what>\w.*?\s+to\s+(?!(?:the|our|my|your|an?|this|that)\b)\w.*)$",
    re.IGNORECASE | re.DOTALL,
)


def _log(r: Reading) -> AnyRequest | None:
    """“Can you add an action for Tom to ring the school by Friday”; whoever is in no book owns nothing."""
    if r.refs:
        return None
    if made := _log_promise(r, promised(r)):
        return made
    said = clean(r.line)
    match = _UNOWNED.match(said) or _BY_SOMEBODY.match(said)
    if match is None or r.asking:
        return None
    made = logged(match["what"][:1].upper() + match["what"][1:], r.context)
    return _asked_to_log(made) if isinstance(made, AddAction) else made


def _log_surely(r: Reading) -> AnyRequest | None:
    """The same, where the line says itself that it is to be an action point, and whose."""
    found = promised(r)
    return _log_promise(r, found) if found and found.sure else None


def _log_promise(r: Reading, found: Promised | None) -> AnyRequest | None:
    if found is None:
        return None
    if isinstance(found.due, AskBack):
        return found.due
    return _asked_to_log(AddAction(found.text, found.owners, found.due, r.context.source))


def _asked_to_log(made: AddAction) -> Confirm:
    due = f", due {full_day(made.due)}" if made.due else ""
    return Confirm(made, f"log “{made.text}”{due}")


LOGGING = (
    Intent(
        "Log what somebody promised",
        (),
        _log_surely,
        ("log one for me to ring the university about the bins by 3 june", "new one for farah - chase the landlord about the alley gates", "put me down to draft the leaflet by 5 june", "farah said she would ring the school, can you log it", "log an action to ring the school, for farah, by 3 june"),
        whole=True,
    ),
    Intent(
        "Log an action point",
        ("LOG",),
        _log,
        ("can you add an action for tom to ring the school by friday week", "please log that the fire service to check the marina", "new action: imogen to visit tanners row", "minute that health to share the figures by 12 June", "action for farah to email the colleges"),
        likes=("DATE", "ACTION", "person", "body", "group", "topic", "RING", "LATER", "UPDATE", "DONE", "PAPERS", "meeting", "BOARD", "MEETING", "SEARCH", "SHOW", "OURS", "ASSIGN", "known", "DEADLINE", "PRESENT", "NEXT", "ROLE", "ALL", "DUE", "LAST", "OPEN", "MINE", "IT"),
        bars=("ref", "COUNT", "WHO", "WHEN", "CALFILE"),
        bonus=0.12,
    ),
)  # fmt: skip
