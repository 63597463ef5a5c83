"""Who leads an agenda item, from the cell that names them."""

import re

from store.papers.paper import Lead
from store.papers.reading.people import is_role, looks_like_body, looks_like_person, split_outside

# Behind these words a title is over; a name that follows has slipped in from the next column.
_END_OF_TITLE = re.compile(
    r"^(?P<title>.*\b(?:to\s+(?:be\s+)?noted?|agreement|review|for\s+(?:information|decision|discussion|approval|noting)|verbal\s+update|presentation))"
    r"\s+(?P<lead>[A-Z].*)$",
    re.IGNORECASE,
)


def leads_of(cell: str) -> tuple[Lead, ...]:
    """The leads of a cell "Ada Okafor / Ben Holt (Northford Council) / Chair".

    An organisation counts for the people just before it; a role has none, and a body is one itself.
    """
    leads: list[Lead] = []
    for part in split_outside(cell, r"\s+/\s+|\s*;\s*|\s{2,}|/(?=[A-Z][a-z]+\s[A-Z])"):
        bracket = re.fullmatch(r"(?P<name>[^(]*?)\s*\((?P<inside>.*)\)", part)
        if not bracket:
            leads.append(_plain_lead(part))
        elif bracket["name"]:
            leads = [*_with_organisation(leads, bracket["inside"]), Lead(bracket["name"], bracket["inside"])]
        else:
            leads = list(_with_organisation(leads, bracket["inside"])) or [Lead(None, bracket["inside"])]
    return tuple(leads)


def _plain_lead(part: str) -> Lead:
    if is_role(part) or looks_like_person(part) or not looks_like_body(part):
        return Lead(part)
    return Lead(None, part)


def _with_organisation(leads: list[Lead], organisation: str) -> list[Lead]:
    """The people at the end of the list who have no organisation yet, with this one."""
    found = list(leads)
    for at in range(len(found) - 1, -1, -1):
        name = found[at].name
        if found[at].organisation or not name or not looks_like_person(name):
            break
        found[at] = Lead(name, organisation)
    return found


def split_merged(title: str, known_leads: frozenset[str]) -> tuple[str, str] | None:
    """A title that has its lead behind it, as title and lead: the lead of another item, or a name after the title's end."""
    for lead in sorted(known_leads, key=len, reverse=True):
        if len(lead) > 4 and title.endswith(f" {lead}"):
            return title[: -len(lead)].strip(), lead
    match = _END_OF_TITLE.match(title)
    if match and (
        looks_like_body(match["lead"]) or looks_like_person(match["lead"]) or is_role(match["lead"])
    ):
        return match["title"], match["lead"]
    return None
