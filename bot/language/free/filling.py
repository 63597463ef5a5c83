"""What fills the gaps of a command, wherever in a line it stands.

By its shape, by what the books know, or as the words that are left when everything else is accounted for.
"""

import re
from collections.abc import Callable
from types import MappingProxyType

from bot.language.free import own_words
from bot.language.free.asking import clean
from bot.language.free.gaps import Gaps
from bot.language.free.occasions_said import Day
from bot.language.which_meeting import held
from store.calendar import next_board_meeting
from store.names import plain

_SHAPES = MappingProxyType(
    {
        "item": re.compile(
            r"\bitems?\s+(?:number\s+|no\.?\s+)?#?(?P<found>[0-9]{1,3}[a-z]?)\b", re.IGNORECASE
        ),
        "phone": re.compile(r"(?<![/\w-])(?P<found>\+?[0-9][0-9 ()-]{7,18}[0-9])(?![/\w-])"),
        "email": re.compile(r"(?P<found>[^\s@,;:<]{1,64}@[^\s@,;>]{1,180}[^\s@,;.!?>])"),
        "link": re.compile(r"(?P<found>https?://[^\s<>|]{3,400})", re.IGNORECASE),
        "user": re.compile(r"(?P<found><@[UW][A-Z0-9]+(?:\|[^>]*)?>)"),
        "format": re.compile(
            r"\b(?P<found>word|docx|pdf|excel|xlsx|html|csv|vcf|vcards?|spreadsheet)\b", re.IGNORECASE
        ),
    }
)
_ITEM_ALONE = re.compile(
    r"\b(?:take|drop|remove|pull|lose|cut|scrap|move|put|shift|shunt|push|lower|raise|bump|lift|bring|renumber|point|number|no)\s+#?(?P<found>[0-9]{1,2}[a-z]?)\b(?!\s*(?:th|st|nd|rd|/))",
    re.IGNORECASE,
)
_MODES = MappingProxyType(
    {
        "online": re.compile(
            r"\b(?:online|virtual(?:ly)?|zoom|teams|remote(?:ly)?|by video)\b", re.IGNORECASE
        ),
        "hybrid": re.compile(r"\bhybrid\b", re.IGNORECASE),
        "in person": re.compile(r"\b(?:in[ -]person|face[ -]to[ -]face)\b", re.IGNORECASE),
    }
)
_PLACES = MappingProxyType(
    {
        word: str(number)
        for number, word in enumerate(
            "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
        )
    }
)
_PLACE_SAID = re.compile(
    rf"\b(?P<found>{'|'.join(_PLACES)}|[0-9]{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)?\s+(?:place|position|slot|spot|item|on the agenda)\b"
    rf"|\b(?:come|comes|go|goes|be|is)\s+(?P<bare>{'|'.join(_PLACES)})\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:to|before|with|and|at|as|number|slot|place|position|spot|ahead of|in front of)\s+(?:item\s+|place\s+|position\s+|number\s+)*#?(?P<found>[0-9]{1,3}[a-z]?)\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(?P<up>up|higher|earlier)\b|\b(?:down|lower|later)\b", re.IGNORECASE)
_NO_LONGER = re.compile(r"\b(?:no longer|not|isn.?t|aren.?t|off)\b", re.IGNORECASE)


def fill(g: Gaps, name: str) -> str:
    """What fills a gap; nothing where the line does not have it, or has more than one."""
    if name in _FILL:
        return _FILL[name](g)
    there = [match["found"].strip() for match in _SHAPES[name].finditer(g.r.line)]
    if name == "item" and not there:
        there = [match["found"] for match in _ITEM_ALONE.finditer(g.r.line)]
    return there[0] if there and (len(set(there)) == 1 or name == "item") else ""


def _meeting(g: Gaps) -> str:
    return f"#{g.meeting.id}" if g.meeting else ""


def _called(g: Gaps) -> str:
    """A meeting by its own words, since one that was cancelled is in no calendar."""
    places = set(g.occasion.tokens) | {i for day in g.occasion.days for i in range(day.first, day.last)}
    return " ".join(g.r.tokens[i].text for i in sorted(places))


def _group(g: Gaps) -> str:
    named = [each for each in g.r.names if each.parties[0].kind == "group"]
    board = g.r.context.words.board
    if named:
        return named[0].name
    return board.name if board and g.occasion.tokens else ""


def _when(g: Gaps) -> str:
    """The last day that does not name the meeting, with the hours behind it; hours alone where there is no day."""
    if day := g.day(-1):
        said = g.r.line[g.r.tokens[day.first].start :]
        hours = re.match(
            r"[^.;]*?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?(?:\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?)?",
            said[day_length(g, day) :],
        )
        tail = said[day_length(g, day) :]
        timed = re.match(r"\s*(?:,|at|from)?\s*\d{1,2}(?:[:.]\d\d|\s?[ap]m)[^,;!?]*", tail, re.IGNORECASE)
        whole = day.start.isoformat() if day.single else said[: day_length(g, day)]
        return whole + (clean(timed[0]) and f" {clean(timed[0])}" if timed and hours else "")
    timed = re.search(
        r"\b(?:at|to|from)\s+(\d{1,2}(?:[:.]\d\d|\s?[ap]m)(?:\s*(?:-|–|to|until)\s*\d{1,2}(?:[:.]\d\d|\s?[ap]m))?)",
        g.r.line,
        re.IGNORECASE,
    )
    return timed[1] if timed else ""


def day_length(g: Gaps, day: Day) -> int:
    """How many characters of the line a day takes."""
    return g.r.tokens[day.last - 1].end - g.r.tokens[day.first].start


def _until(g: Gaps) -> str:
    """The last of the days; the day before one on which somebody is back."""
    day = g.day(-1)
    return day.end.isoformat() if day else ""


def _person(g: Gaps) -> str:
    others = [name for name in g.people if name != g.successor]
    return others[0] if others and len(g.people) <= 2 else ""


def _deputy(g: Gaps) -> str:
    """Who covers: the one who is named, or of two the second."""
    return g.people[-1] if 0 < len(g.people) <= 2 else ""


def _absent(g: Gaps) -> str:
    return g.people[0] if len(g.people) == 2 else ""


def _ref(g: Gaps, place: int) -> str:
    refs = [str(each.ref) for each in g.r.refs]
    return refs[place] if place < len(refs) <= 2 else ""


def _body(g: Gaps, place: int) -> str:
    return g.bodies[place] if place < len(g.bodies) else ""


def _service(g: Gaps) -> str:
    """The number for the public whose name or topics the line has; a new one by the words that are left."""
    line = f" {plain(_without_shapes(g.r.line))} "
    found = [
        each.name
        for each in g.r.context.words.services
        if any(f" {plain(said)} " in line for said in (each.name, *each.topics))
    ]
    return found[0] if len(found) == 1 else g.free() if not found else ""


def _without_shapes(line: str) -> str:
    for shape in ("phone", "email", "link"):
        line = _SHAPES[shape].sub(" ", line)
    return line


def _mode(g: Gaps) -> str:
    found = [mode for mode, said in _MODES.items() if said.search(g.r.line)]
    return found[0] if len(found) == 1 else ""


def _venue(g: Gaps) -> str:
    """The words that are left, where nobody is among them: “note that Farah will be there” names no place."""
    said = re.sub(r"^(?:at|in|to)\s+", "", g.free(), flags=re.IGNORECASE)
    people = (each.said for each in g.r.names if each.parties[0].kind == "person")
    return "" if any(name in said for name in people) else said


def _about_what(g: Gaps) -> str:
    return "questions" if re.search(r"\bquestions?\b", g.r.line, re.IGNORECASE) else "papers"


def _ahead(g: Gaps) -> str:
    """The meeting as the commands of agendas take it; nothing for the Board's next one."""
    following = next_board_meeting(g.r.context.words.meetings, g.r.context.today)
    meeting = g.meeting
    if meeting is None or (following and meeting.id == following.id and not g.occasion.tokens):
        return ""
    return meeting.day.isoformat() if meeting.day else f"{meeting.month:%B %Y}"


def _held(g: Gaps) -> str:
    """A meeting that has been, for its minutes: by the words that name it, the latest that fits."""
    named = g.r.met.tokens if g.r.met else frozenset()
    said = " ".join(g.r.tokens[place].word for place in sorted(named))
    return (held(said, g.r.context) or "") if said else ""


def _to(g: Gaps) -> str:
    item = fill(g, "item")
    found = (match["found"] for match in _PLACE.finditer(g.r.line) if match["found"] != item)
    if place := next(found, ""):
        return place
    said = _PLACE_SAID.search(g.r.line)
    word = (said["found"] or said["bare"]).casefold() if said else ""
    return _PLACES.get(word, word)


def _way(g: Gaps) -> str:
    if place := _to(g):  # “up to 3”
        return f"to {place}"
    way = _WAY.search(g.r.line)
    return "" if way is None else "up" if way["up"] else "down"


_FILL: MappingProxyType[str, Callable[[Gaps], str]] = MappingProxyType(
    {
        "meeting": _meeting,
        "called": _called,
        "group": _group,
        "kind": lambda _: "",
        "when": _when,
        "until": _until,
        "rest": lambda g: g.from_day(),
        "person": _person,
        "successor": lambda g: g.successor,
        "deputy": _deputy,
        "absent": _absent,
        "ref": lambda g: _ref(g, 0),
        "other": lambda g: _ref(g, 1),
        "question": own_words.question,
        "body": lambda g: _body(g, 0),
        "into": lambda g: _body(g, 1),
        "matter": own_words.matter,
        "entry": own_words.entry,
        "listed": lambda g: "" if own_words.colon(g)[1] else own_words.entry(g),
        "text": lambda g: own_words.colon(g)[1],
        "words": own_words.words,
        "name": own_words.name,
        "service": _service,
        "mode": _mode,
        "venue": _venue,
        "what": _about_what,
        "about": _ahead,
        "held": _held,
        "to": _to,
        "way": _way,
        "reason": own_words.reason,
        "off": lambda g: "off" if _NO_LONGER.search(g.r.line) else "",
        "not": lambda g: "no longer" if _NO_LONGER.search(g.r.line) else "",
        "paper": lambda g: fill(g, "format") or "pdf",
    }
)
