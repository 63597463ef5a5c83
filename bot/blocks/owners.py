"""Whom an action point may be given to, or who may come for somebody, as options of a picker: names and seats only."""

from collections.abc import Iterable
from datetime import date

from bot.blocks.pieces import LABEL_LIMIT, OPTION_VALUE_LIMIT, OPTIONS_LIMIT, Json, option, plain_text
from store.owners import Choice, choices, choices_named
from store.vocabulary import Vocabulary

OWNERS = "owners-picker"  # the action ids under which Slack asks for options
PEOPLE = "people-picker"
_GROUPS = {"person": "People", "organisation": "Organisations", "group": "Groups"}


def owners_found(query: str, words: Vocabulary, today: date, *, people_only: bool = False) -> list[Json]:
    """Option groups for what was typed, the best first, with a count of what there is no room for."""
    known = (one for one in choices(query, words, today) if not people_only or one.kind == "person")
    found = list(_answerable(known))
    shown, groups = found[:OPTIONS_LIMIT], []
    for kind in dict.fromkeys(choice.kind for choice in shown):
        mine = [choice for choice in shown if choice.kind == kind]
        left = sum(choice.kind == kind for choice in found) - len(mine)
        label = f"{_GROUPS[kind]} ({left} more, type to narrow)" if left else _GROUPS[kind]
        groups.append({"label": plain_text(label, LABEL_LIMIT), "options": [_option(one) for one in mine]})
    return groups


def owners_named(names: Iterable[str], words: Vocabulary, today: date) -> list[Json]:
    """The options for names that are in the books, to be shown as chosen."""
    return [_option(choice) for choice in _answerable(choices_named(names, words, today))]


def _option(choice: Choice) -> Json:
    return option(f"{choice.name} ({choice.seat})" if choice.seat else choice.name, choice.name)


def _answerable(found: Iterable[Choice]) -> Iterable[Choice]:
    """Each name once, for a name is what comes back, and only those that an option can hold; others can be typed."""
    names: dict[str, Choice] = {}
    for choice in found:
        if 0 < len(choice.name) <= OPTION_VALUE_LIMIT:
            names.setdefault(choice.name, choice)
    return names.values()
