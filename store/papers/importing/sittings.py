"""Who sits for whom according to a paper: from its lists, with the capacity of the heading and the role beside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.names import plain
from store.papers.importing.scene import Scene
from store.papers.paper import Attendee
from store.tables import Capacity

CHAIR, VICE_CHAIR, SUPPORT_OFFICER = "Chair", "Vice Chair", "Support Officer"

# The first that fits the heading. A list of everybody present tells no capacity of its own.
_CAPACITIES = (
    (re.compile(r"board|committee", re.IGNORECASE), Capacity.BOARD),
    (re.compile(r"guest|visitor|invited", re.IGNORECASE), Capacity.GUEST),
    (re.compile(r"officer", re.IGNORECASE), Capacity.OFFICER),
    (re.compile(r"in attendance|also|observer|advis[eo]r", re.IGNORECASE), Capacity.IN_ATTENDANCE),
    (re.compile(r"member", re.IGNORECASE), Capacity.MEMBER),
)
_ROLES = (
    (re.compile(r"(?:vice|deputy)[\s-]*chair(?:man|woman|person)?", re.IGNORECASE), VICE_CHAIR),
    (re.compile(r"chair(?:man|woman|person)?", re.IGNORECASE), CHAIR),
    (
        re.compile(
            r"minutes?|minute[\s-]taker|taking minutes|notes?|note[\s-]taker|.*\bsupport officer|secretariat",
            re.IGNORECASE,
        ),
        SUPPORT_OFFICER,
    ),
)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody seen sitting. `weak`: the heading tells no capacity, or the person came for somebody else."""

    name: str
    organisation: str | None
    capacity: Capacity
    role: str | None = None
    weak: bool = False
    line: int = 0

    def __str__(self) -> str:
        role = f"{self.role}, " if self.role else ""
        place = f" for {self.organisation}" if self.organisation else ""
        return f"{self.name}, {role}{self.capacity}{place}"


def sittings(scene: Scene) -> tuple[Sitting, ...]:
    """Everybody whom the lists show, once for each organisation; the first place counts."""
    once: dict[tuple[str, str | None], Sitting] = {}
    for sitting in _listed(scene):
        once.setdefault((plain(sitting.name), sitting.organisation), sitting)
    return tuple(once.values())


def _listed(scene: Scene) -> Iterator[Sitting]:
    chairs = chairs_named(scene)
    for entry in scene.paper.attendance:
        yield _of_attendee(entry, chairs, scene)
    for away in scene.paper.apologies:
        capacity, weak = capacity_of(away.section)
        role = chairs.get(plain(away.name))
        yield Sitting(away.name, scene.organisation(away.organisation), capacity, role, weak, away.line)
    for member in scene.paper.members:
        if member.name:
            capacity, weak = capacity_of(member.section)
            yield Sitting(
                member.name, scene.organisation(member.organisation), capacity, None, weak, member.line
            )


def _of_attendee(entry: Attendee, chairs: dict[str, str], scene: Scene) -> Sitting:
    capacity, weak = capacity_of(entry.section)
    if entry.represents:
        capacity, weak = Capacity.IN_ATTENDANCE, True
    role = chairs.get(plain(entry.name)) or next(filter(None, map(role_of, entry.role_notes)), None)
    if role == CHAIR and CHAIR in chairs.values() and chairs.get(plain(entry.name)) != CHAIR:
        role = None
    return Sitting(entry.name, scene.organisation(entry.organisation), capacity, role, weak, entry.line)


def chairs_named(scene: Scene) -> dict[str, str]:
    """Chair and Vice Chair where the paper names them as such, apart from who took the chair at one meeting.

    That is an agenda's "Ada Okafor (Chair)", an apology's "(Borough Council / CSP Chair)", and at last the words of
    welcome, "Vice Chair, Ben Idowu, welcomed everyone".
    """
    chairs: dict[str, str] = {}
    for lead in (lead for item in scene.paper.agenda for lead in item.leads):
        if lead.name and lead.organisation and (role := role_of(lead.organisation)) in (CHAIR, VICE_CHAIR):
            chairs.setdefault(plain(lead.name), str(role))
    for away in scene.paper.apologies:
        for part in re.split(r"\s+/\s+|,\s+|[()]", away.organisation):
            words = re.sub(r"^(?:the\s+)?[A-Z]{2,}\s+", "", part.strip())
            if (role := role_of(words)) in (CHAIR, VICE_CHAIR):
                chairs.setdefault(plain(away.name), str(role))
    for office in scene.paper.offices:
        if office.role not in chairs.values():
            chairs.setdefault(plain(office.person), office.role)
    return chairs


def capacity_of(section: str) -> tuple[Capacity, bool]:
    """The capacity that a heading means, and whether it is only a guess."""
    found = next((capacity for pattern, capacity in _CAPACITIES if pattern.search(section)), None)
    if found:
        return found, False
    return (Capacity.GUEST if section.casefold().startswith("other") else Capacity.MEMBER), True


def role_of(note: str) -> str | None:
    """The role that a note beside a name means: "(Minutes)" is the Support Officer's."""
    return next((role for pattern, role in _ROLES if pattern.fullmatch(note.strip())), None)
