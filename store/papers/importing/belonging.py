"""Whose paper it is. Where a workspace has several partnerships, a paper sent to the wrong one would mix their books."""

from store.papers.importing.names import key
from store.papers.paper import Paper
from store.views import PartnershipView

_COMMON = frozenset(
    "community communities safety safer together partnership partnerships strategic local board boards group csp"
    " and of for in on".split()
)


def warning(paper: Paper, ours: PartnershipView) -> str:
    """That a paper is of another partnership than these books, in a sentence; empty where it is not."""
    of = another(paper, ours)
    if not of:
        return ""
    return (
        f"This paper says that it is of another partnership, {of[:100]}. These are the books of {ours.name}: bring it in only"
        " if that is what you want."
    )


def another(paper: Paper, ours: PartnershipView) -> str:
    """The partnership that a paper says it is of, where that is plainly not ours; empty where it may be.

    Papers call their partnership by more than one name, so one that only differs is ours: another shares no word with us
    but those that all partnerships have.
    """
    head = paper.meeting or (paper.minutes.meeting if paper.minutes else None)
    said = " ".join((head.partnership if head else paper.partnership).split())
    theirs, mine = _own_words(said), _own_words(f"{ours.name} {ours.short_name}")
    plainly = "partnership" in key(said).split() and theirs and mine
    return said if plainly and not theirs & mine else ""


def _own_words(name: str) -> set[str]:
    return set(key(name).split()) - _COMMON
