"""One entry of a list of people: where the name ends, and what stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from store.papers.paper import Attendee
from store.papers.reading.blocks import tidy
from store.papers.reading.people import looks_like_person, split_title

_ROLE = re.compile(
    r"(?:vice[\s-]?|deputy\s+|acting\s+|independent\s+|co-?)?chair(?:man|woman|person)?|minutes?|minute[\s-]taker|notes?|note[\s-]taker|secretary|"
    r"clerk|secretariat|taking\s+(?:minutes|notes)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]*)\)")
_SEPARATOR = re.compile(r"\s*(?:\s[–—-]\s|[,;:–—]\s+)\s*")
_INITIALS = re.compile(r"[A-Z]{2,4}")


def name_length(words: Sequence[str], everything: str) -> int:
    """How many words at the beginning are a person's name, with the title; 0 for none."""
    title, rest = split_title(" ".join(words))
    names = rest.split()
    lead = len(words) - len(names) if title else 0
    if len(names) < 2 or not looks_like_person(" ".join(clean(name) for name in names[:2])):
        return 0
    if len(names) > 2 and re.fullmatch(r"(?:van|von|de|der|den|di|da|del|la|le|bin|al|ap|O)", names[1]):
        return lead + 3
    ends_at_two = names[1] != clean(names[1]) or names[1][-1] in ",;:"
    three = " ".join(clean(name) for name in names[:3])
    more = (
        not ends_at_two and len(names) > 2 and looks_like_person(three) and _always_three(names, everything)
    )
    return lead + (3 if more or _is_three(names) else 2)


def _is_three(names: Sequence[str]) -> bool:
    """Three words of a name when a comma, a dash or a role in brackets follows the third."""
    if len(names) < 3 or not looks_like_person(" ".join([*names[:2], names[2].rstrip(",;:")])):
        return False
    follows = " ".join(names[3:])
    return names[2][-1] in ",;:" or bool(
        re.match(r"[–—-]\s", follows) or re.match(rf"\((?:{_ROLE.pattern})\)", follows, re.IGNORECASE)
    )


def _always_three(names: Sequence[str], everything: str) -> bool:
    three = appearances(" ".join(names[:3]), everything)
    return three > 0 and appearances(" ".join(names[:2]), everything) == 0


def clean(word: str) -> str:
    """A word without the marks around it."""
    return word.strip(",;:()")


def appearances(name: str, everything: str) -> int:
    """How often the paper prints a name, with whatever title, and not as part of a longer phrase in capitals."""
    bare, count = split_title(name)[1], 0
    at = everything.find(bare) if bare else -1
    while (
        at >= 0
    ):  # a pattern that begins with a boundary looks at every letter, which takes fifty times as long
        whole = at == 0 or not re.match(r"\w", everything[at - 1])
        count += whole and not _GOES_ON.match(everything, at + len(bare))
        at = everything.find(bare, at + 1)
    return count


_GOES_ON = re.compile(r"\s+[A-Z]|[\w-]")


def read_entry(
    text: str, cells: tuple[str, ...], section: str, line: int, everything: str
) -> Attendee | None:
    """The person of an entry, printed as a line or as the cells of a row; None where there is no name."""
    filled = [tidy(cell) for cell in cells if cell.strip()]
    if len(filled) > 1:
        return _from_cells(filled, section, line, everything)
    length = name_length(text.split(), everything)
    if not length:
        return _organisation_first(text, section, line)
    words = text.split()
    name = " ".join(words[:length]).rstrip(",;:")
    return _built(name, " ".join(words[length:]), section, line)


def _from_cells(cells: Sequence[str], section: str, line: int, everything: str) -> Attendee | None:
    """A row of a list: the cell with the name, wherever it stands, then initials and the organisation."""
    at = next((i for i, cell in enumerate(cells) if name_length(cell.split(), everything)), None)
    if at is None:
        return None
    rest = [cell for i, cell in enumerate(cells) if i != at]
    person = split_title(" ".join(cells[at].split()))[1]
    initials = next(
        (
            cell
            for cell in rest
            if _INITIALS.fullmatch(cell) and len(rest) > 1 and _fits_initials(cell, person)
        ),
        None,
    )
    roles = [cell for cell in rest if _ROLE.fullmatch(cell)]
    rest = [cell for cell in rest if cell != initials and cell not in roles]
    words = cells[at].split()
    length = name_length(words, everything)
    name = " ".join(words[:length])
    behind = " ".join([*words[length:], *(f"({role})" for role in roles), ", ".join(rest)])
    entry = _built(name.rstrip(",;:"), behind, section, line)
    return replace(entry, initials=entry.initials or initials)


def _organisation_first(text: str, section: str, line: int) -> Attendee | None:
    """An entry that begins with the organisation ("Northford Council – Ada Okafor (Chair)")."""
    for cut in reversed(list(_SEPARATOR.finditer(text))):
        words = text[cut.end() :].split()
        if length := name_length(words, ""):
            entry = _built(" ".join(words[:length]), " ".join(words[length:]), section, line)
            return replace(entry, organisation=text[: cut.start()].strip())
    return None


def _built(printed: str, behind: str, section: str, line: int) -> Attendee:
    """An entry from its name and what is printed behind: roles and initials in brackets, then the organisation."""
    title, name = split_title(printed)
    roles: list[str] = []
    initials = None
    rest = behind.strip()
    while match := _BRACKET.match(rest):
        inner = match["inner"].strip()
        if _ROLE.fullmatch(inner):
            roles.append(inner)
        elif _INITIALS.fullmatch(inner) and _fits_initials(inner, name):
            initials = inner
        else:
            break
        rest = rest[match.end() :].strip()
    rest = rest.strip(" ,;:–—-")
    rest, roles = _roles_behind(rest, roles)
    whole = re.fullmatch(r"\((?P<inner>.*)\)", rest)
    organisation = whole["inner"] if whole and rest.count("(") == 1 else rest
    return Attendee(name, organisation.strip(" ,;"), section, title, tuple(roles), initials, line=line)


def _roles_behind(rest: str, roles: list[str]) -> tuple[str, list[str]]:
    """Roles printed behind the organisation: "Northford Council (Chair)" or "…, Chair"."""
    match = re.search(r"\s*(?:\((?P<a>[^()]+)\)|[,–—-]\s+(?P<b>[^,()–—]+))$", rest)
    role = (match["a"] or match["b"] or "").strip() if match else ""
    if match and _ROLE.fullmatch(role):
        return rest[: match.start()].strip(), [*roles, role]
    return rest, roles


def _fits_initials(letters: str, name: str) -> bool:
    return letters[0] == name[0] and all(letter in name for letter in letters)
