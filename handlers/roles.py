"""What somebody is to the partnership today, by how they sit and what has been handed to them."""

from datetime import date

from handlers.access import Role
from store.tables import Capacity
from store.vocabulary import PersonEntry, Vocabulary

_BY_NAME = {
    "support officer": Role.SECRETARIAT,
    "secretariat": Role.SECRETARIAT,
    "chair": Role.CHAIR,
    "independent chair": Role.CHAIR,
    "vice chair": Role.VICE_CHAIR,
}
_BY_CAPACITY = {
    Capacity.BOARD: Role.BOARD_MEMBER,
    Capacity.OFFICER: Role.MEMBER,
    Capacity.MEMBER: Role.MEMBER,
    Capacity.IN_ATTENDANCE: Role.GUEST,
    Capacity.GUEST: Role.GUEST,
}


def role_of(person: PersonEntry | None, words: Vocabulary, today: date) -> Role:
    """The role of a person, None being a stranger. Who chairs a group below the Board chairs only that.

    Whoever acts as secretariat is the secretariat as long as they sit.
    """
    sittings = [s for s in person.sittings if s.current(today)] if person else []
    if person and sittings and words.acting(person.id, today):
        return Role.SECRETARIAT
    board = {None, words.board.id if words.board else None}
    named = {((sitting.role or "").casefold(), sitting.group_id in board) for sitting in sittings}
    for name, role in _BY_NAME.items():
        if (name, True) in named or (role is Role.SECRETARIAT and (name, False) in named):
            return role
    capacities = {sitting.capacity for sitting in sittings}
    return next((role for capacity, role in _BY_CAPACITY.items() if capacity in capacities), Role.STRANGER)
