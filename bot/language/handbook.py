"""What is said of the handbook: commands that change it, and questions that may find their answer in it."""

import re
from typing import Literal

from bot.language.context import Context
from handlers.requests import AddEntry, AnyRequest, AskBack, EditEntry, LookUp, RemoveEntry

_CHANGES = re.compile(
    r"^(?P<verb>add|edit|change|remove|delete)\b\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)
_ENTRY = re.compile(
    r"^(?:(?P<kind>terms?|public|duty|priority|glossary)\s+(?!\d))?(?P<title>.{1,200}?)\s*(?::\s|\s=\s|\s[–—]\s|\s(?:means|stands\s+for|is\s+short\s+for)\s)\s*(?P<text>.+)$",
    re.IGNORECASE | re.DOTALL,
)
MOST_LOOKED_UP = 5  # words behind “handbook”; more are a sentence
Sort = Literal["terms", "public", "duty", "priority", "glossary"]
_SORTS: dict[str, Sort] = {
    "term": "terms",
    "terms": "terms",
    "public": "public",
    "duty": "duty",
    "priority": "priority",
}
_HOW = {
    "add": "`/actions handbook add MARAC: Multi-Agency Risk Assessment Conference`",
    "edit": "`/actions handbook edit MARAC: another wording`",
    "remove": "`/actions handbook remove MARAC`",
}
_VERBS = {"change": "edit", "delete": "remove"}
_OPENS = re.compile(r"^(?:what|which|who|whose|when|where|why|how)(?:['’]s)?\b\s+\S", re.IGNORECASE)
_ASKING = re.compile(r"^what(?:['’]s|\s+(?:is|are))\s+(?:(?:the|an?)\s+)?", re.IGNORECASE)
_ASKS = re.compile(r"^(?:may|can|must|do|does|is|are|should|will)\b.+\?\s*$", re.IGNORECASE | re.DOTALL)
_TERM = re.compile(
    r"^(?:(?i:(?:the )?(?:quorum|voting|terms of reference|glossary|acronyms|priorities|duties|priority \d{1,2})\b.{0,40})"
    r"|(?i:(?:role|duties|responsibilities) of .+)|[A-Z]{2,8}s?|\d{1,2}[a-z])\s*[?.]?$"
)
# “Add to the handbook: MARAC means …”, where the book comes before what it is to say.
_INTO_IT = re.compile(
    r"^(?:please\s+)?(?:add|put)\s+(?:this\s+|an?\s+(?:entry|word)\s+)?(?:to|in|into)\s+(?:the\s+|our\s+)?(?:handbook|glossary)\s*[:,–—-]?\s*(?P<entry>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(r"^(?:the\s+)?handbook\b[\s:]*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)


def handbook(rest: str, _context: Context) -> AnyRequest:
    """What stands behind the word “handbook”: a change, something to look for, or nothing."""
    changes = _CHANGES.match(rest.strip())
    if changes is None:
        return LookUp(rest.strip(" ?"))
    verb = _VERBS.get(changes["verb"].casefold(), changes["verb"].casefold())
    said = changes["rest"].strip()
    if verb == "remove" and said:
        return RemoveEntry(said.strip(" ."))
    entry = _ENTRY.match(said)
    if entry is None:
        return AskBack(f"Say it like this: {_HOW[verb]}. Nothing was changed.")
    if verb == "edit":
        return EditEntry(entry["title"].strip(), entry["text"].strip())
    return AddEntry(entry["title"].strip(), entry["text"].strip(), _kind(entry))


def _kind(entry: re.Match[str]) -> Sort:
    """What sort of entry: as said, else a word that is explained."""
    if re.match(r"priority\s+\d", entry["title"], re.IGNORECASE):
        return "priority"
    return _SORTS.get((entry["kind"] or "").casefold(), "glossary")


def named(said: str, context: Context) -> AnyRequest | None:
    """“handbook add MARAC: …”, “handbook quorum”."""
    if into := _INTO_IT.match(said):
        return handbook(f"add {into['entry']}", context)
    match = _NAMED.match(said)
    if match is None or (not _CHANGES.match(match["rest"]) and len(match["rest"].split()) > MOST_LOOKED_UP):
        return None
    return handbook(match["rest"], context)


def asked(said: str) -> LookUp | None:
    """A question, or a term alone: whether there is an answer, the handbook has to say."""
    if not any(way.match(said) for way in (_OPENS, _ASKS, _TERM)):
        return None
    return LookUp(_ASKING.sub("", said).strip(" ?.!"))
