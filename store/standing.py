"""What a sitting makes of somebody: chair, secretariat."""

from store.tables import Membership

SECRETARIAT = frozenset({"support officer", "secretariat"})
CHAIRS = frozenset({"chair", "independent chair"})


def is_secretariat(sitting: Membership) -> bool:
    """Whether it is the secretariat's, of whichever group."""
    return (sitting.role or "").casefold() in SECRETARIAT


def is_chair(sitting: Membership) -> bool:
    """Whether it is the chair's of its group; one without a group is of the Board."""
    return (sitting.role or "").casefold() in CHAIRS
