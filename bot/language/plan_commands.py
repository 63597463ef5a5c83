"""The commands of the community safety plan: what stands behind `/actions plan`."""

import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Literal

from msgspec.structs import replace

from bot.language.context import Context
from handlers.plan_requests import (
    AddTarget,
    CarryTargets,
    ChangeTarget,
    DropTarget,
    ExportPlan,
    FindTarget,
    HideTarget,
    NoteProgress,
    ReopenTarget,
    SetColour,
    ShowRag,
    ShowTarget,
    StartPlan,
)
from handlers.requests import AnyRequest, AskBack, Help
from store.papers.writing.register_paper import Edition
from store.plan_reference import LABEL, TargetReference

FORMATS = ("docx", "pdf", "html", "word")
Colour = Literal["green", "amber", "red", "grey"]
COLOURS: MappingProxyType[str, Colour] = MappingProxyType(
    {"green": "green", "amber": "amber", "yellow": "amber", "red": "red", "grey": "grey", "gray": "grey"}
)
_WHENS = (
    *("monthly", "quarterly", "termly", "half-yearly", "yearly", "annually", "annual"),
    *("ongoing", "as required", "no date", "undated"),
)
_Build = Callable[[str, str], AnyRequest]

# Verbs that change or show one target: what they make of its reference and the rest.
_ON_ONE: MappingProxyType[str, _Build] = MappingProxyType(
    {
        **dict.fromkeys(("progress", "note", "update"), NoteProgress),
        **dict.fromkeys(("done", "report", "reported"), lambda ref, rest: NoteProgress(ref, rest, "done")),
        **dict.fromkeys(("complete", "completed"), lambda ref, rest: NoteProgress(ref, rest, "complete")),
        "reopen": lambda ref, _rest: ReopenTarget(ref),
        **dict.fromkeys(("drop", "dropped"), DropTarget),
        "carry": lambda ref, _rest: CarryTargets(ref),
        "lead": lambda ref, rest: ChangeTarget(ref, lead=_bare(rest)),
        **dict.fromkeys(("timescale", "due"), lambda ref, rest: ChangeTarget(ref, timescale=_bare(rest))),
        "priority": lambda ref, rest: ChangeTarget(ref, priority=_bare(rest)),
        **dict.fromkeys(("text", "edit"), lambda ref, rest: ChangeTarget(ref, text=rest or None)),
        **dict.fromkeys(("section", "heading"), lambda ref, rest: ChangeTarget(ref, section=_bare(rest))),
        "confidential": lambda ref, rest: HideTarget(ref, rest.casefold() not in ("off", "no", "not")),
        **dict.fromkeys(("show", "history"), lambda ref, _rest: ShowTarget(ref)),
    }
)
_EXAMPLES = MappingProxyType(
    {
        "progress": "plan progress 1.3 First two sessions held",
        "done": "plan done 1.3 All six sessions held",
        "lead": "plan lead 1.3 Fire Service",
        "due": "plan due 1.3 March 2027",
        "timescale": "plan timescale 1.3 Quarterly",
    }
)


def _bare(rest: str) -> str:
    """What follows “to”, as in “lead 1.3 to the Fire Service”."""
    return re.sub(r"^(?:to|is|by|=)\s+", "", rest.strip(), flags=re.IGNORECASE)


def plan(rest: str, _context: Context) -> AnyRequest:
    """What stands behind the word “plan”: a target, a verb with one, a way to narrow the list, or words."""
    said = rest.strip()
    if found := TargetReference.opening(said):
        return _after_its_reference(str(found[0]), found[1])
    first, _, after = said.partition(" ")
    word, after = first.casefold().rstrip(",:"), after.strip()
    if build := _ON_ONE.get(word):
        if opened := TargetReference.opening(after):
            return _refused(word, opened[1]) or build(str(opened[0]), opened[1])
        if word in ("progress", "done", "reopen", "drop", "confidential") or (word == "complete" and after):
            example = _EXAMPLES.get(word, f"plan {word} 1.3")
            return AskBack(
                f"Say which target: `/actions {example}`. `/actions plan` lists them. Nothing was changed."
            )
    if general := _GENERAL.get(word):
        return general(after)
    return _narrowed(said)


def _refused(verb: str, rest: str) -> AskBack | None:
    if verb in ("lead", "timescale", "due") and not rest:
        return AskBack(f"To what? Say `/actions {_EXAMPLES[verb]}`. Nothing was changed.")
    return None


def _after_its_reference(ref: str, rest: str) -> AnyRequest:
    """“1.3”, “1.3 done, all held”, “1.3 first two sessions held”."""
    verb, _, words = rest.partition(" ")
    word = verb.casefold().rstrip(",:.!")
    if word in COLOURS:
        return SetColour(ref, COLOURS[word], words.strip(" ,:-–"))
    if word in _ON_ONE and word != "note":
        said = words.strip(" ,:-–")
        return _refused(word, said) or _ON_ONE[word](ref, said)
    return ShowTarget(ref) if not rest or _ASKS.search(rest) else NoteProgress(ref, rest)


_ASKS = re.compile(r"\?\s*$|^(?:who|what|when|where|why|which|how)\b", re.IGNORECASE)


def _rag(rest: str) -> AnyRequest:
    opened = TargetReference.opening(rest)
    if opened is None:
        return ShowRag(rest.strip())
    ref, words = opened
    word, _, reason = words.partition(" ")
    colour = word.casefold().rstrip(",:")
    if colour in ("auto", "automatic", "rules", "off"):
        return SetColour(str(ref), "auto")
    if colour not in COLOURS:
        return AskBack(
            f"Which colour? Say `/actions plan rag {ref} amber The supplier is late`, or `auto` for the rules. Nothing was changed."
        )
    return SetColour(str(ref), COLOURS[colour], reason.strip(" ,:-–"))


def _export(rest: str) -> AnyRequest:
    words = rest.split()
    form = next((word.casefold() for word in words if word.casefold() in FORMATS), "docx")
    internal = any(word.casefold() == "internal" for word in words)
    label = " ".join(w for w in words if w.casefold() not in (*FORMATS, "internal", "as", "of", "the"))
    edition = Edition.INTERNAL if internal else Edition.PUBLIC
    return ExportPlan("docx" if form == "word" else form, label, edition)


_CARRY_ALL = re.compile(r"^(?:all|everything|over|unfinished|the rest)\b.*$", re.IGNORECASE)


def _carry(rest: str) -> AnyRequest:
    if not rest or _CARRY_ALL.match(rest):
        return CarryTargets()
    return AskBack(
        "Say which target: `/actions plan carry 2025/26 1.3`, or `carry all`. Nothing was changed."
    )


def _new(rest: str) -> AnyRequest:
    label = re.match(rf"(?:plan\s+)?(?P<label>{LABEL})\b[\s,:]*(?P<name>.*)$", rest, re.IGNORECASE)
    return StartPlan(label["label"], label["name"].strip()) if label else StartPlan(rest.strip())


_PARTS = re.compile(
    r"(?:^|,)\s*(?:(?P<lead>lead(?:\s+by|ing)?|led\s+by|leads?)|(?P<timescale>timescale|by|due|when)|(?P<priority>priority)|(?P<section>section|heading|under))\s*:?\s+(?P<value>[^,]+(?:,(?!\s*(?:lead|led|timescale|by|due|when|priority|section|heading|under)\b)[^,]+)*)",
    re.IGNORECASE,
)


def added(rest: str) -> AddTarget:
    """“Mark bicycles at the station, lead Police, by March 2027, priority 2”."""
    given: dict[str, str] = {}
    first = len(rest)
    for match in _PARTS.finditer(rest):
        if match.start() == 0:
            continue
        name = next(name for name in ("lead", "timescale", "priority", "section") if match[name])
        given[name] = match["value"].strip(" .")
        first = min(first, match.start())
    return AddTarget(rest[:first].strip(" ,."), **given)


_GENERAL: MappingProxyType[str, Callable[[str], AnyRequest]] = MappingProxyType(
    {
        **dict.fromkeys(("rag", "colour", "colours", "summary"), _rag),
        **dict.fromkeys(("export", "paper"), _export),
        **dict.fromkeys(FORMATS, lambda rest: ExportPlan(plan=rest)),
        "carry": _carry,
        **dict.fromkeys(("new", "start", "begin"), _new),
        "add": added,
        "help": lambda _rest: Help("plan"),
    }
)

_LEAD = re.compile(
    r"^(?:lead|leads|led by|of|for)\s+(?P<who>.+?)(?=\s+(?:priority|due|overdue|red|amber|green|grey)\b|$)",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"^priority\s+(?P<number>\d{1,2}|none)\b", re.IGNORECASE)
_DUE = re.compile(
    r"^(?:(?:due|for|of|in|during)\s+)*(?P<when>(?:(?:the\s+)?(?:this|next|current)|the)\s+(?:quarter|month|year)|overdue|late|q(?:uarter)?\s*[1-4](?:\s+(?:of\s+)?[\d/]+)?)\b|^due\s+(?:in\s+|by\s+)?(?P<other>.+)$",
    re.IGNORECASE,
)
_PLAN = re.compile(rf"^(?:of\s+|in\s+)?(?P<label>{LABEL})(?=\s|$)")


def _narrowed(said: str) -> FindTarget:
    """Ways to narrow the list, in any order; what is none of them are words to look for."""
    found = FindTarget()
    rest = said.strip(" ?.")
    while rest:
        taken, rest = _taken(rest, found)
        if taken is None:
            return replace(found, query=rest)
        found = taken
    return found


def _taken(rest: str, found: FindTarget) -> tuple[FindTarget | None, str]:
    """One of the ways off the front of what was said; None where it is none."""
    for form, way in _WAYS:
        if match := form.match(rest):
            return way(found, match), rest[match.end() :].strip(" ,")
    return None, rest


def _priority(found: FindTarget, match: re.Match[str]) -> FindTarget:
    return replace(found, priority=int(match["number"]) if match["number"].isdigit() else 0)


def _colour(found: FindTarget, match: re.Match[str]) -> FindTarget:
    word = match[0].casefold()
    return replace(found, colour=COLOURS.get(word, word))


def this_period(said: str) -> str:
    """“The quarter” and “the current quarter” are this one, “the next quarter” is the next."""
    bare = said.removeprefix("the ")
    return re.sub(r"^(?:current\s+)?(?=(?:quarter|month|year)$)", "this ", bare)


def _when(found: FindTarget, match: re.Match[str]) -> FindTarget:
    return replace(found, when=this_period((match["when"] or match["other"]).strip(" ,").casefold()))


_WAYS: tuple[tuple[re.Pattern[str], Callable[[FindTarget, re.Match[str]], FindTarget]], ...] = (
    (_PLAN, lambda found, match: replace(found, plan=match["label"])),
    (re.compile(rf"(?:{'|'.join(COLOURS)}|complete)(?=[\s,]|$)", re.IGNORECASE), _colour),
    (_DUE, _when),
    (_LEAD, lambda found, match: replace(found, lead=match["who"].strip(" ,"))),
    (_PRIORITY, _priority),
    (
        re.compile(rf"(?:{'|'.join(_WHENS)})(?=[\s,]|$)", re.IGNORECASE),
        lambda found, match: replace(found, when=match[0].casefold()),
    ),
)


_NAMED = re.compile(
    r"^(?:the\s+)?(?:(?:community\s+safety\s+)?plan(?:\s+targets?)?|targets?)\s*(?P<rest>(?:(?:\d{1,2}\.\d|20\d\d).*"
    r"|(?:progress|note|done|complete|reopen|drop|carry|confidential|text|section|show|history|lead|timescale|due|priority|rag|export|add|new|overdue|red|amber|green|grey)\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)


def named(said: str, context: Context) -> AnyRequest | None:
    """“plan progress 1.3 …”, “target 1.3”, “plan rag”: a command without its book."""
    match = _NAMED.match(said)
    if match is None:
        return None
    opened = TargetReference.opening(match["rest"] or "")
    verb = opened[1].split(maxsplit=1)[:1] if opened else []
    if verb and verb[0].casefold().rstrip(",:.!") not in _ON_ONE:
        return None  # “target 1.3 is late because …” is told in free words
    return plan(match["rest"] or "", context)
