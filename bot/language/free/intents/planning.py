"""The community safety plan in free words: what is asked of it, and what is told of its targets.

What is told is read from end to end, since it names a target, by its number or by what it is about, and says
something of it; it always waits for Confirm.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.language.free.intent import Intent
from bot.language.free.polite import said_of
from bot.language.free.reading import Reading, party_names
from bot.language.plan_commands import COLOURS, added, this_period
from handlers.plan_requests import (
    ChangeTarget,
    DropTarget,
    ExportPlan,
    FindTarget,
    NoteProgress,
    ReopenTarget,
    SetColour,
    ShowRag,
    ShowTarget,
)
from handlers.requests import AnyRequest, Confirm

_FLAGS = re.IGNORECASE | re.DOTALL
_PLAN = re.compile(
    r"\b(?:(?:plan|smart|csp)\s+targets?|targets|(?:action|safety)\s+plan|(?:the|our)\s+plan)\b", _FLAGS
)
_T = (
    r"(?:(?:the|our)\s+)?(?:(?:plan\s+|smart\s+)?target\s+)?(?:(?P<ref>\d{1,2}\.\d{1,3})(?:\s+(?:in|of|on)\s+the\s+(?:safety\s+|action\s+)?plan)?|(?<=target\s)(?:about|on|for|re|regarding|to\s+do\s+with|concerning)"
    r"\s+(?P<about>.{3,100}?))"
)
_DONE = r"(?:done|completed?|finished|achieved|met|delivered|reached|sorted)"
_WHY = r"(?:\s*(?:[,:–—-]|\bbecause\b|\bas\b|\bsince\b)\s*(?P<text>.+))?"


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to tell something of a target: its pattern, and what it makes of the target and of its own words."""

    form: str
    build: Callable[[str, re.Match[str], Reading], AnyRequest | None]
    told: str

    def read(self, line: str, r: Reading) -> AnyRequest | None:
        """The question before doing it; None where the line is told otherwise."""
        match = _pattern(self.form).fullmatch(line)
        target = (match["ref"] or match["about"]).strip(" ,“”\"'") if match else ""
        made = self.build(target, match, r) if match else None
        if match is None or made is None:
            return None
        named = f"target {target}" if match["ref"] else f"the target about {target}"
        words = {name: (text or "").strip(" .") for name, text in match.groupdict().items()}
        quoted = f": “{words['text']}”" if words.get("text") else ""
        return Confirm(made, self.told.format(named=named, quoted=quoted, **words))


def _way(form: str, told: str, build: Callable[[str, re.Match[str], Reading], AnyRequest | None]) -> _Way:
    return _Way(rf"\s*{form}[\s.!]*", build, told)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Made when somebody first speaks of the plan: a dozen such patterns are half a megabyte."""
    return re.compile(form, _FLAGS)


def _noted(target: str, match: re.Match[str], _r: Reading) -> AnyRequest | None:
    said = match["text"].strip()
    done = re.match(rf"{_DONE}(?=$|[\s,.:–-])[\s,.:–-]*(?P<note>.*)$", said, _FLAGS)
    return NoteProgress(target, done["note"], "done") if done else NoteProgress(target, said)


def _given(target: str, match: re.Match[str], r: Reading) -> AnyRequest | None:
    """To somebody whom the books know, or to a date."""
    said = match["who"].strip(" .!")
    if party_names(r.parties):
        return ChangeTarget(target, lead=re.sub(r"^the\s+", "", said))
    return ChangeTarget(target, timescale=said) if _is_time(said, r.context.today) else None


def _is_time(said: str, today: date) -> bool:
    from store.timescales import read_timescale  # noqa: PLC0415 - loaded where somebody speaks of a plan

    read = read_timescale(said, today)
    return bool(read.due or read.recurs)


_WAYS = (
    _way(rf"{_T}\s*(?::|\s[–—-])\s*(?P<text>.+)", "note on {named}: “{text}”", _noted),
    _way(
        rf"{_T}\s+(?:(?:is|are|was|has\s+been|has\s+now\s+been|is\s+now)\s+)?(?:now\s+|all\s+)?{_DONE}(?:\s*[,:.–-]\s*(?P<text>.+))?",
        "report {named} as done{quoted}",
        lambda target, match, _r: NoteProgress(target, (match["text"] or "").strip(), "done"),
    ),
    _way(
        rf"(?:mark|tick\s+off|complete|report|close)\s+{_T}(?:\s+(?:as\s+)?{_DONE})?(?:\s*[,:–-]\s*(?P<text>.+))?",
        "report {named} as done{quoted}",
        lambda target, match, _r: NoteProgress(target, (match["text"] or "").strip(), "done"),
    ),
    _way(
        rf"(?:please\s+)?(?:(?:note|add|record|put|log)(?:\s+(?:a\s+note|progress|an\s+update|news))?|progress|update|news)\s+(?:on|to|for|against)\s+{_T}\s*(?:[:,–—-]|\bthat\b)\s*(?P<text>.+)",
        "note on {named}: “{text}”",
        _noted,
    ),
    _way(
        rf"(?:drop|abandon|give\s+up\s+on|scrap)\s+{_T}{_WHY}",
        "drop {named}{quoted}",
        lambda target, match, _r: DropTarget(target, (match["text"] or "").strip()),
    ),
    _way(
        rf"(?:give|hand|assign|pass|move|put)\s+{_T}\s+(?:over\s+|back\s+)?to\s+(?P<who>.+)",
        "change {named}: {who}",
        _given,
    ),
    _way(
        rf"(?P<who>.{{3,80}}?)\s+(?:will|to|should|is\s+going\s+to|now)\s*leads?\s+on\s+{_T}",
        "make {who} the lead on {named}",
        lambda target, match, r: (
            ChangeTarget(target, lead=re.sub(r"^(?:the)\s+", "", match["who"].strip()))
            if party_names(r.parties)
            else None
        ),
    ),
    _way(
        rf"{_T}\s+(?:is|should\s+be)\s+(?:now\s+)?due\s+(?:in\s+|by\s+)?(?P<who>.+)",
        "change the timescale of {named}: {who}",
        lambda target, match, _r: ChangeTarget(target, timescale=match["who"].strip(" .")),
    ),
    _way(
        rf"(?:set|mark|turn|make|show|put)\s+{_T}\s+(?:to\s+|as\s+|at\s+)?(?P<colour>red|amber|green|grey){_WHY}",
        "show {named} as {colour}{quoted}",
        lambda target, match, _r: SetColour(
            target, COLOURS[match["colour"].casefold()], (match["text"] or "").strip()
        ),
    ),
    _way(
        rf"(?:reopen|take\s+up)\s+{_T}(?:\s+again)?",
        "reopen {named}",
        lambda target, _match, _r: ReopenTarget(target),
    ),
)
_NEW = re.compile(
    r"\s*(?:add|put)\s+(?:an?\s+|another\s+|a\s+new\s+)?target\s+(?:to|in|into)\s+(?:the|our)\s+(?:community\s+safety\s+|action\s+|safety\s+)*plan\s*[:–—-]\s*(?P<text>.+)",
    _FLAGS,
)


# “1.2 is complete”, “progress on 1.2: …”: a number such as only targets have, where one is told of.
_BARE = re.compile(
    rf"\W*(?:please\s+)?(?:(?:note|add|record|put|log|progress|update|news)\b[^\d:]{{0,25}}\s(?:on|to|for|against)\s+|(?:mark|tick\s+off|complete|report|reopen|drop)\s+)?"
    rf"\d{{1,2}}\.\d{{1,2}}(?:\s+(?:in|of|on)\s+the\s+plan)?\s*(?:[:–—]|-\s|,|$|(?:is|are|has|was|now|all|as)\b|{_DONE}\b)",
    _FLAGS,
)


def _told(r: Reading) -> AnyRequest | None:
    """Something told of one target, or a new one."""
    if "target" not in r.line.casefold() and not _PLAN.search(r.line) and not _BARE.match(r.line):
        return None
    said = said_of(r.line)
    if said.asks or not said.line:
        return None
    if new := _NEW.fullmatch(said.line):
        made = added(new["text"].strip(" ."))
        return Confirm(made, f"add to the plan: “{made.text}”")
    return next((found for way in _WAYS if (found := way.read(said.line, r))), None)


_ONE = re.compile(r"\btarget\s+#?(?P<ref>\d{1,2}\.\d{1,3})\b", _FLAGS)
_ONE_ABOUT = re.compile(
    rf"\s*(?:(?:can|could)\s+(?:you|i)\s+)?(?:please\s+)?(?:show(?:\s+me)?|see|how\s+is|how's|where\s+are\s+we\s+(?:with|on)|what(?:'s|\s+is)\s+(?:happening|the\s+(?:news|progress|position))\s+(?:with|on)|any\s+(?:news|progress)\s+on|status\s+of|who\s+leads\s+on)\s+{_T}(?:\s+(?:doing|going|getting\s+on|at|coming\s+along))?[\s?.!]*",
    _FLAGS,
)


def _shown(r: Reading) -> AnyRequest | None:
    """A question about one target."""
    line = " ".join(r.line.replace("’", "'").split())
    if about := _ONE_ABOUT.fullmatch(line):
        return ShowTarget((about["ref"] or about["about"]).strip(" ,"))
    one = _ONE.search(line)
    shows = re.match(r"\W*(?:show|see|open|find)\b", line, _FLAGS) or r.asking
    return ShowTarget(one["ref"]) if one and shows else None


_DOING = re.compile(
    r"\b(?:how\s+(?:are\s+we|is\s+it|are\s+things|is|are)\b.*\b(?:doing|going|getting\s+on|performing|looking|coming\s+along)|on\s+track|on\s+course|meeting\s+(?:our|the|all)\b.*targets|hit(?:ting)?\s+(?:our|the)\s+targets|rag\b)",
    _FLAGS,
)
_RAG = re.compile(r"\brag\b(?!\s*(?:week|and\s+bone|rug))", _FLAGS)
_NUMBERED = re.compile(r"\bpriority\s+(?P<number>\d{1,2}|one|two|three|four|five)\b", _FLAGS)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ON_PRIORITY = re.compile(
    r"\s*(?:so\s+)?how\s+(?:are\s+we|is\s+it|are\s+things|are\s+they)\s+(?:doing|going|getting\s+on)\s+(?:on|with|against|under|for)\s+priority\s+\w+(?:\s+(?:of|in)\s+the\s+plan)?[\s?.!]*|\s*how\s+is\s+priority\s+\w+\s+(?:doing|going|getting\s+on|looking)[\s?.!]*"
    r"|\s*(?:what|which)\s+(?:targets\s+)?(?:are|have\s+we|do\s+we\s+have)\s+(?:there\s+)?under\s+priority\s+\w+[\s?.!]*",
    _FLAGS,
)
_PAPER = re.compile(
    r"\b(?:as|in)\s+(?:an?\s+)?(?P<form>word|docx|pdf|html|web\s?page|paper|document)\b|\b(?P<bare>pdf|docx|word\s+document)\b|\b(?:export|download|print)\b",
    _FLAGS,
)
_WHEN = re.compile(
    r"\b(?P<when>(?:(?:the\s+)?(?:this|next|current)|the)\s+(?:quarter|month|year)|overdue|late|behind|missed|q(?:uarter)?\s*[1-4](?:\s+(?:of\s+)?20\d\d(?:/\d\d)?)?|quarterly|monthly|termly|ongoing)\b",
    _FLAGS,
)
_COLOURED = re.compile(r"\b(?P<colour>red|amber|green|grey|gray)\b", _FLAGS)
_LED = re.compile(
    r"\b(?:leads?|leading|led|responsible|owns?|owned|charge|belongs?|down\s+for|doing|for)\b", _FLAGS
)
_MINE = re.compile(r"\b(?:my|mine|do\s+i|am\s+i|i\s+(?:lead|have\s+to|need\s+to|must))\b", _FLAGS)
_LATE = ("behind", "missed", "late")


def _on_priority(r: Reading) -> AnyRequest | None:
    """“How are we doing on priority 2”."""
    line = r.line.replace("’", "'")
    return FindTarget(priority=_priority(line)) if _ON_PRIORITY.fullmatch(line) else None


def _priority(line: str) -> int | None:
    found = _NUMBERED.search(line)
    return (_NUMBERS.get(found["number"].casefold()) or int(found["number"])) if found else None


def _rag(r: Reading) -> AnyRequest | None:
    """How the plan is doing as a whole, or as a paper."""
    line = r.line.replace("’", "'")
    if not (_PLAN.search(line) or _RAG.search(line)) or r.refs or _ONE.search(line):
        return None
    paper = _PAPER.search(line)
    if paper and not _WHEN.search(line):
        form = (paper["form"] or paper["bare"] or "docx").casefold()
        return ExportPlan(
            "pdf" if "pdf" in form else "html" if form in ("html", "web page", "webpage") else "docx"
        )
    narrowed = _WHEN.search(line) or r.names or _priority(line) is not None
    return ShowRag() if _DOING.search(line) and not narrowed else None


def _asked(r: Reading) -> AnyRequest | None:
    """A list, narrowed by all that is said: colour, priority, time, lead; else by the words that are left."""
    line = r.line.replace("’", "'")
    colour, when, priority = _COLOURED.search(line), _WHEN.search(line), _priority(line)
    names = party_names(r.parties)
    lead = names[0] if (names and _LED.search(line)) or (names and not r.topic) else ""
    lead = "me" if not lead and _MINE.search(line) else lead
    said = (
        this_period(when["when"].casefold())
        if when
        else "this quarter"
        if re.search(r"\bdue\s+now\b", line, _FLAGS)
        else ""
    )
    narrowed = bool(colour or when or priority is not None or lead)
    return FindTarget(
        query="" if narrowed else _about(r),
        lead=lead,
        priority=priority,
        when="overdue" if said in _LATE else said,
        colour=COLOURS[colour["colour"].casefold()] if colour else "",
    )


_ASIDE = re.compile(r"\b(?:plan|plans|target|targets|smart|community|safety|action|partnership)\b", _FLAGS)


def _about(r: Reading) -> str:
    return " ".join(_ASIDE.sub(" ", r.subject).split())


PLANNING: tuple[Intent, ...] = (
    Intent(
        "Something about a plan target",
        (),
        _told,
        ("the target about cycle marking: first two sessions delivered", "1.2 in the plan: all twenty pubs trained now", "target 3.1 is done, all four days held", "drop target 1.2 because there is no money", "give target 3.2 to the fire service", "mark target 1.1 as amber, the supplier is late", "note on target 2.1 that two schools are done", "the plan target on bicycle marking days is done", "1.2 is complete", "progress on 1.2: two sessions held", "add a target to the plan: Paint the underpass, lead Tom Adisa, by March 2027", "target 1.2 is now due in July 2026", "move target 3.3 to December 2026"),
        whole=True,
    ),
    Intent(
        "One plan target",
        (),
        _shown,
        ("show me target 1.3", "who leads on target 2.1?", "where are we with the target about taxi marshals", "how is target 3.2 doing", "what does target 1.1 say"),
        whole=True,
    ),
    Intent(
        "A priority of the plan",
        (),
        _on_priority,
        ("how are we doing on priority 2", "how is priority 1 going", "how are things going with priority 3?", "what targets are there under priority 2", "how are we getting on with priority one"),
        whole=True,
    ),
    Intent(
        "How the plan is doing",
        (),
        _rag,
        ("how are we doing against the action plan", "is the plan on track", "show me the rag ratings", "are we meeting our targets", "can I have the rag summary as a pdf", "export the community safety plan as word", "how is the plan going?"),
        whole=True,
    ),
    Intent(
        "Plan targets",
        ("PLAN",),
        _asked,
        ("what are the plan targets for asb", "show targets for q2", "whats in the community safety plan", "which plan targets does the police lead on", "what's due this quarter in the plan", "which plan targets does the fire service lead on", "which targets are red", "what targets are overdue", "list the plan targets under priority 3", "which plan targets do I lead on"),
        likes=("MEETING", "WHAT", "SHOW", "STATUS", "topic", "body", "person", "group", "OVERDUE", "DUE", "DUE2", "DATE", "WHEN", "WHO", "OURS", "MINE", "SEARCH", "known", "OPEN", "ROLE", "OWN", "ALL", "HANDBOOK", "LATER"),
        bars=("ref", "LOG"),
        bonus=0.05,
    ),
)  # fmt: skip
