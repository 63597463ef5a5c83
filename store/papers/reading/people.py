"""Telling people from bodies by the shape of their names, without a list of either."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_RANKS = "Inspector|Superintendent|Sergeant|Constable|Insp|Supt|Sgt|Commander|Commissioner"
TITLE = (
    rf"(?:(?:Chief|Detective|Temporary|T/|Acting|Deputy|Assistant)\s+)*(?:{_RANKS})\.?(?=\s[A-Z])"
    r"|(?:(?:County|District|City|Borough|Town|Parish)\s+)?(?:Councillor|Cllr)\.?"
    r"|(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Reverend|Sir|Dame|Lord|Lady|Judge|PC|DC|DS|DI|DCI|CI|PCSO|ACC|DCC)\.?"
)
_TITLED = re.compile(rf"(?P<title>{TITLE})\s+(?P<name>[A-ZÀ-Þ].*)")
_CAPITAL = r"[A-ZÀ-Þ][\w'’]*(?:-[A-ZÀ-Þ][\w'’]+)*"
_PARTICLE = r"(?:(?:van|von|de|der|den|di|da|del|la|le|bin|al|ap|O)\s)"
NAME = rf"(?:(?:{TITLE})\s+)?{_CAPITAL}(?:\s{_PARTICLE}*{_CAPITAL}){{1,2}}"
"""A person's name in running text: capitals, two or three words, perhaps behind a title."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BODY_WORDS = _words(
    """
    abuse academy academies accommodation additional adult adults advice agency ambulance appeal area association
    authority behaviour bid board borough british business cabinet campaign care centre chair chairs champion
    champions charity children city clinical college combined commission commissioner commissioning
    committee communities community company constabulary consortium constituency coordinating coordinator
    co-ordinating co-ordinator corporation council councils county county's crime criminal death delivery department
    deputy development director directorate district diocese division domestic drugs early economic education
    emergency enforcement environment environmental executive exploitation federation finance fire force forum
    foundation government group groups headteachers health help highways homelessness hospital
    hospitals housing inclusion independent insight inspectorate institute integrated intelligence investigation
    job justice lead leader legal leisure licensing local ltd limited magistrates management manager
    member members mental metropolitan ministry missing multi-agency national neighbourhood neighbourhoods
    network nhs night night-time observer office officer officers operational operations organisation
    organised panel parish partner partners partnership partnerships people planning police policy prevention
    primary prison probation problem programme project projects protection public pupil regional related representative
    rescue research resource resources response review rural safeguarding safer safety school schools
    secondary secretary secretariat sector senior serious service services sexual shared social specialist staff
    standards statutory steering strategic strategy subgroup sub-group support system systems task team
    teams tenant tenants town trading traffic training transport treatment trust union unit universities
    university victim victims violence voluntary volunteer volunteers welfare wellbeing women
    worker workers working youth
    """
)
_BODY_ENDS = _words(
    """
    academy agency alliance ambulance association authority board bureau centre charity church cluster college
    commission committee company constabulary consortium council councils department directorate division
    federation force forum foundation group groups hospital hospitals institute ltd limited ministry nhs network
    office officers organisation panel partners partnership partnerships police prison school schools secretariat
    service services subgroup sub-group system systems team teams trust union unit university members member
    board/members representatives leads commissioner company society office cic
    """
)
_ROLE = re.compile(
    r"(?:the\s+)?(?:(?:vice|deputy|independent|acting)[\s-]+)?(?:chair(?:man|person)?|board|members|all|everyone|"
    r"secretariat|secretary|clerk|board\s+members|all\s+(?:\w+\s+)?(?:members|partners|agencies|organisations|officers|leads))",
    re.IGNORECASE,
)
_LEAD_ACRONYM = re.compile(r"[A-Z][A-Z&]{1,7}s?(?:\s[A-Z]\w+)?")


def split_title(text: str) -> tuple[str | None, str]:
    """A printed name as its title and the name without it."""
    match = _TITLED.fullmatch(text.strip())
    return (match["title"], match["name"]) if match else (None, text.strip())


def is_body_word(word: str) -> bool:
    """Whether a word belongs into the names of organisations, groups and posts, and not into a person's."""
    bare = word.strip("(),.;:–-&/").casefold()
    return bare.removesuffix("'s").removesuffix("’s") in _BODY_WORDS or bare.endswith("shire")


def is_role(text: str) -> bool:
    """Whether all of it names a role or the meeting as a whole ("Chair", "All members")."""
    return bool(_ROLE.fullmatch(text.strip()))


def looks_like_person(text: str) -> bool:
    """Whether all of it has the shape of a person's name, with or without a title."""
    _title, name = split_title(text)
    words = name.split()
    return (
        bool(re.fullmatch(NAME, name))
        and 2 <= len(words) <= 4
        and not any(is_body_word(word) for word in words)
        and not any(len(word) > 2 and word.isupper() for word in words)
    )


def looks_like_body(text: str) -> bool:
    """Whether all of it may name an organisation, group or team."""
    words = re.sub(r"\([^()]*\)", "", text).split()
    if not words or len(words) > 16 or not words[0][:1].isupper():
        return bool(words) and words[0] == "the" and looks_like_body(text[4:])
    last = words[-1].strip("(),.;:").casefold()
    if not words[-1][:1].isupper():
        return False
    return (
        last in _BODY_ENDS
        or bool(re.fullmatch(r"[A-Z&]{2,7}", words[-1]))
        or bool(_LEAD_ACRONYM.fullmatch(" ".join(words)))
        or bool(re.match(r"(?:The )?(?:University|Office|Ministry|Department|Diocese) (?:of|for) ", text))
    )


@dataclass(frozen=True)
class Roll:
    """The people a paper names, for resolving a first name or initials to one of them."""

    names: tuple[str, ...]
    initials: tuple[tuple[str, str], ...] = ()
    _told: dict[str, str | None] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str | None]]) -> "Roll":
        """From names and, where printed, their initials."""
        known = [(name, initials or _initials(name)) for name, initials in entries if name]
        return cls(tuple(dict.fromkeys(n for n, _ in known)), tuple(dict.fromkeys(known)))

    def resolve(self, printed: str) -> str | None:
        """The full name that a name, first name, surname with title, or initials stand for; None unless exactly one."""
        if printed not in self._told:  # one sentence asks for the same words several times
            self._told[printed] = self._resolved(printed)
        return self._told[printed]

    def _resolved(self, printed: str) -> str | None:
        title, name = split_title(printed.strip().rstrip("."))
        wanted = name.casefold()
        for found in (
            [full for full in self.names if full.casefold() == wanted],
            [full for full, letters in self.initials if letters == name.replace(".", "")],
            [full for full in self.names if wanted == full.split()[0].casefold()],
            [full for full in self.names if title and wanted == full.split()[-1].casefold()],
            [full for full in self.names if _shortened(name, full)],
        ):
            if found:
                return found[0] if len(set(found)) == 1 else None
        return None


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", name) if part[:1].isupper())


def _shortened(name: str, full: str) -> bool:
    """Whether it is the full name with one part as a letter ("A Okafor", "Ada O")."""
    ours, theirs = name.replace(".", "").casefold().split(), full.casefold().split()
    return (
        len(ours) == 2
        and len(theirs) > 1
        and ours != theirs
        and theirs[0].startswith(ours[0])
        and theirs[-1].startswith(ours[1])
        and 1 in (len(ours[0]), len(ours[1]))
    )


def outside_brackets(text: str, at: int) -> bool:
    """Whether that position of the text is not inside round brackets."""
    return text.count("(", 0, at) <= text.count(")", 0, at)


def split_outside(text: str, separator: str) -> list[str]:
    """The parts of a text between matches of a pattern that are not inside brackets."""
    parts, start = [], 0
    for match in re.finditer(separator, text):
        if outside_brackets(text, match.start()):
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]
