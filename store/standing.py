"""What a sitting makes of somebody: chair, vice chair, secretariat."""

from typing import Protocol


class Seat(Protocol):
    """Whatever has a role: a row of the directory, or its entry in the vocabulary."""

    @property
    def role(self) -> str | None:
        """What the person is there, if anything in particular."""
        ...


SECRETARIAT = frozenset({"support officer", "secretariat"})
CHAIRS = frozenset({"chair", "independent chair"})
VICE_CHAIRS = frozenset({"vice chair"})


def is_secretariat(sitting: Seat) -> bool:
    """Whether it is the secretariat's, of whichever group."""
    return (sitting.role or "").casefold() in SECRETARIAT


def is_chair(sitting: Seat) -> bool:
    """Whether it is the chair's of its group; one without a group is of the Board."""
    return (sitting.role or "").casefold() in CHAIRS


def is_vice_chair(sitting: Seat) -> bool:
    """Whether it is the vice chair's of its group; one without a group is of the Board."""
    return (sitting.role or "").casefold() in VICE_CHAIRS
