"""What fills the gaps of a command, wherever in a line it stands.

By its shape, by what the books know, or as the words that are left when everything else is accounted for.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from types import MappingProxyType

from bot.language.free.asking import clean
from bot.language.free.concepts import STOP
from bot.language.free.evidence import evidence
from bot.language.free.label import label_of
from bot.language.free.occasions_said import Day, Occasion, occasion
from bot.language.free.reading import Reading
from store.calendar import next_board_meeting
from store.names import plain
from store.views import MeetingView

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
    r"\b(?:take|drop|remove|pull|lose|cut|scrap|move|put|shift|number|no)\s+#?(?P<found>[0-9]{1,2}[a-z]?)\b(?!\s*(?:th|st|nd|rd|/))",
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
_QUESTION = re.compile(
    r"(?:\bask(?:ing)?(?: (?:them|her|him))?|:|–|—| - )\s*(?P<found>\S.{2,300})$", re.IGNORECASE
)
_SENT_BACK = re.compile(
    r"^(?:(?:back|to|them|him|her|the|its|owners?|and|please|ask(?:ing)?|isn.?t|is|not|really|done|send|it)\b[\s,:;.–-]*|[\s,:;.–-]+)+",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because(?: of)?|due to|owing to)\s+(?P<found>.{3,200})$", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:to|before|with|and|number|ahead of|in front of)\s+(?:item\s+|place\s+|position\s+|number\s+)*#?(?P<found>[0-9]{1,3}[a-z]?)\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(?P<up>up|higher|earlier)\b|\b(?:down|lower|later)\b", re.IGNORECASE)
_MEANS = re.compile(
    r":\s+|\s+(?:means|stands for|meaning|which means|is short for|to say|should (?:say|read|be)|=)\s+",
    re.IGNORECASE,
)
_IN_THE_BOOK = re.compile(r"\b(?:in|into|to) (?:the )?(?:handbook|glossary) (?:to|as|that)\s+", re.IGNORECASE)
_CALLED = re.compile(
    r"\b(?:called|named|known as|renamed(?: to| as)?|name to|become|becoming|itself|rebranded as|goes by|now)\s+(?P<found>\S.{1,120})$|\b(?:to|as)\s+(?P<to>\S.{1,120})$",
    re.IGNORECASE,
)
# Whoever comes after somebody stands before or behind one of these.
_COMES_AFTER = re.compile(
    r"\b(?:replaced by|succeeded by|followed by|successor is|replacement is|successor will be|taken over by)\s+$",
    re.IGNORECASE,
)
_TAKES_OVER = re.compile(
    r"^\s*(?:is |has |will |'s |is now )?(?:tak(?:ing|es|en|e) over|took over|step(?:s|ping|ped)? in|replac\w+|succeed\w*|in (?:her|his|their) place|instead|takes the seat)",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\b(?:no longer|not|isn.?t|aren.?t|off)\b", re.IGNORECASE)
_MATTER = re.compile(
    r"\b(?:about|on|regarding|over|concerning|around|mention(?:ing)?|of|for)\s+(?!the\s+(?:minutes|papers|notes)\b)(?P<found>(?:(?!\babout\b|\bon\b|\bregarding\b).)+)$",
    re.IGNORECASE,
)
_IN_PAPERS = re.compile(
    r"\s+(?:in (?:the|our) (?:minutes|papers|notes)|at the (?:last )?meeting|by the board)\W*$", re.IGNORECASE
)
_MINUTES = re.compile(r"\b\d{1,3}\s*(?:minutes?|mins?)\b", re.IGNORECASE)


@dataclass
class Gaps:
    """The gaps of one line, for one request: `title` says which words are the request's own."""

    r: Reading
    title: str

    def fill(self, name: str) -> str:
        """What fills a gap; nothing where the line does not have it, or has more than one."""
        if name in _FILL:
            return _FILL[name](self)
        there = [match["found"].strip() for match in _SHAPES[name].finditer(self.r.line)]
        if name == "item" and not there:
            there = [match["found"] for match in _ITEM_ALONE.finditer(self.r.line)]
        return there[0] if there and (len(set(there)) == 1 or name == "item") else ""

    @cached_property
    def occasion(self) -> Occasion:
        """The meeting of the line and its other days."""
        return occasion(self.r)

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting that is named, or the one whose reminder the talk is under."""
        found, given = self.occasion.meeting, self.r.context.meeting
        if found or given is None:
            return found
        return next((m for m in self.r.context.words.meetings if m.id == given), None)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody who is named, in their order; somebody who may be several, as they were said."""
        found = (n for n in self.r.names if any(p.kind == "person" for p in n.parties))
        return tuple(dict.fromkeys(each.name for each in found))

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """Every organisation that is named, in their order."""
        found = (n for n in self.r.names if n.parties[0].kind == "organisation")
        return tuple(dict.fromkeys(each.name for each in found))

    @cached_property
    def successor(self) -> str:
        """Whoever of those named comes after the other."""
        for each in self.r.names:
            before = self.r.line[: self.r.tokens[each.first].start]
            behind = self.r.line[self.r.tokens[each.last - 1].end :]
            if _COMES_AFTER.search(before) or _TAKES_OVER.match(behind):
                return each.name
        return self.people[1] if len(self.people) == 2 else ""

    def day(self, place: int = 0) -> Day | None:
        """One of the days that do not name the meeting."""
        days = self.occasion.days
        return days[place] if -len(days) <= place < len(days) else None

    def from_day(self) -> str:
        """The words from the first of those days to the end of the line."""
        day = self.day()
        return clean(self.r.line[self.r.tokens[day.first].start :]) if day else ""

    def free(self, *, beyond: int = -1, until: int | None = None) -> str:
        """The words that the line brings along, from the first to the last of them, as they were written."""
        own = partial(evidence().has, self.title)
        used = set(self.occasion.tokens) | {i for d in self.occasion.days for i in range(d.first, d.last)}
        used |= {i for each in self.r.refs for i in each.tokens}
        places = [
            i
            for i, token in enumerate(self.r.tokens)
            if i > beyond
            and (until is None or i < until)
            and i not in used
            and (token.capital or token.word not in STOP)
            and (not own(label_of(token.word)) or (token.capital and i and len(token.text) > 1))
        ]
        if not places:
            return ""
        first, last = places[0], places[-1]
        if first and self.r.tokens[first - 1].word in ("the", "our") and first - 1 not in used:
            first -= 1
        return clean(self.r.line[self.r.tokens[first].start : self.r.tokens[last].end])

    def place_at(self, offset: int) -> int:
        """The first token at or behind that place of the line."""
        return next((i for i, t in enumerate(self.r.tokens) if t.start >= offset), len(self.r.tokens))


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


def _question(g: Gaps) -> str:
    asked = _QUESTION.search(g.r.line)
    if asked:
        return asked["found"].strip()
    behind = max((max(each.tokens) for each in g.r.refs), default=-1)
    return clean(_SENT_BACK.sub("", g.r.text_after(behind)))


def _colon(g: Gaps) -> tuple[str, str]:
    """What stands before and behind a colon, or a word that explains."""
    line = re.sub(
        r"^\W*(?:new )?(?:for the )?(?:glossary|handbook)(?: entry)?\s*[:,–-]\s*",
        "",
        g.r.line,
        flags=re.IGNORECASE,
    )
    parts = _MEANS.split(line, maxsplit=1)
    if len(parts) < 2:
        parts = _IN_THE_BOOK.split(g.r.line, maxsplit=1)
    if len(parts) < 2:
        return g.r.line, ""
    text = re.sub(
        r"[\s,;–-]*\b(?:(?:can|could) you )?(?:please )?(?:add|put|write) (?:it|that|this) .*$",
        "",
        parts[1],
        flags=re.IGNORECASE,
    )
    return parts[0], clean(text)


def _matter(g: Gaps) -> str:
    """What is asked about: behind the last “about” or the like, the words that are left, or else a meeting that has been."""
    behind = list(_MATTER.finditer(g.r.line))
    held = g.r.met.meeting.day if g.r.met and g.r.met.meeting else None
    over = held if held and held <= g.r.context.today else None
    if over and not behind:
        return over.isoformat()
    if g.r.refs or (g.occasion.days and not over):
        return ""
    return clean(_IN_PAPERS.sub("", behind[-1]["found"])) if behind else g.free()


def _title(g: Gaps) -> str:
    """What an item of the agenda is called: behind a colon, or the words that are left."""
    behind = re.search(r":\s+(?P<found>\S.{2,200})$", g.r.line)
    said = behind["found"] if behind and not re.search(r"\d$", g.r.line[: behind.start()]) else g.free()
    title = clean(_MINUTES.sub("", said))
    for name in g.people:
        title = re.sub(rf"[\s,]+{re.escape(name.split()[0])}\b.*$", "", title, flags=re.IGNORECASE)
    return title


def _facts(g: Gaps) -> str:
    minutes = _MINUTES.search(g.r.line)
    return ", ".join([*g.people, *([minutes[0]] if minutes else [])])


def _entry(g: Gaps) -> str:
    """The word that the handbook explains: what is left before the colon, or of the whole line."""
    before, text = _colon(g)
    until = g.place_at(g.r.line.find(before) + len(before)) if text else None
    known = g.free(until=until)
    if known:
        return known
    named = [each.said for each in g.r.names if until is None or each.first < until]
    return named[0] if named else ""


def _words(g: Gaps) -> str:
    """Everything behind a colon, or the words that are left."""
    return _colon(g)[1] or g.free()


def _body(g: Gaps, place: int) -> str:
    return g.bodies[place] if place < len(g.bodies) else ""


def _name(g: Gaps) -> str:
    """A new name: behind “called” and the like, else what is left behind the organisation that gets it."""
    named = _CALLED.search(g.r.line)
    if named:
        return clean(re.sub(r"\s+now$", "", named["found"] or named["to"]))
    behind = max((each.last - 1 for each in g.r.names), default=-1)
    return g.free(beyond=behind) or g.free()


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
    return re.sub(r"^(?:at|in|to)\s+", "", g.free(), flags=re.IGNORECASE)


def _about_what(g: Gaps) -> str:
    return "questions" if re.search(r"\bquestions?\b", g.r.line, re.IGNORECASE) else "papers"


def _ahead(g: Gaps) -> str:
    """The meeting as the commands of agendas take it; nothing for the Board's next one."""
    following = next_board_meeting(g.r.context.words.meetings, g.r.context.today)
    meeting = g.meeting
    if meeting is None or (following and meeting.id == following.id and not g.occasion.tokens):
        return ""
    return meeting.day.isoformat() if meeting.day else f"{meeting.month:%B %Y}"


def _to(g: Gaps) -> str:
    place = _PLACE.search(g.r.line)
    return place["found"] if place else ""


def _way(g: Gaps) -> str:
    way = _WAY.search(g.r.line)
    return "" if way is None else "up" if way["up"] else "down"


def _reason(g: Gaps) -> str:
    said = _REASON.search(g.r.line)
    return clean(said["found"]) if said else ""


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
        "question": _question,
        "body": lambda g: _body(g, 0),
        "into": lambda g: _body(g, 1),
        "title": _title,
        "matter": _matter,
        "facts": _facts,
        "entry": _entry,
        "listed": lambda g: "" if _colon(g)[1] else _entry(g),
        "text": lambda g: _colon(g)[1],
        "words": _words,
        "name": _name,
        "service": _service,
        "mode": _mode,
        "venue": _venue,
        "what": _about_what,
        "about": _ahead,
        "to": _to,
        "way": _way,
        "reason": _reason,
        "off": lambda g: "off" if _NO_LONGER.search(g.r.line) else "",
        "not": lambda g: "no longer" if _NO_LONGER.search(g.r.line) else "",
        "paper": lambda g: g.fill("format") or "pdf",
    }
)
