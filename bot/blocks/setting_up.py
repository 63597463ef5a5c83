"""What is shown before a partnership has its books: who can begin them, and the form that does."""

from dataclasses import dataclass

import msgspec

from bot.blocks.pieces import (
    Json,
    button,
    buttons,
    channel_picker,
    plain_text,
    question,
    section,
    text_input,
)

SET_UP = "set_up"  # the button, and the form that it opens
ZONE = "Europe/London"
MOST_KEEPERS = 8  # whom the secretariat has: each is looked up while the form waits
_NAME, _SHORT, _ZONE, _CHANNEL, _GROUPS, _KEEPERS = (
    "name",
    "short_name",
    "zone",
    "channel",
    "groups",
    "keepers",
)


class Opened(msgspec.Struct, frozen=True):
    """What the form remembers: how many partnerships there were when it was opened."""

    known: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody has filled in; `keepers` are Slack ids."""

    name: str
    short_name: str
    timezone: str
    channel: str
    groups: tuple[str, ...]
    keepers: tuple[str, ...]


def invitation(text: str) -> Json:
    """A message with the button below it. The text says all of it."""
    pressed = button("Set up the books", SET_UP, "new", "primary")
    return {"text": text, "blocks": [section(text, "invitation"), buttons([pressed], "set up")]}


def setup_form(user: str, known: int, *, pickers: bool) -> Json:
    """The form, with whoever opened it as the one who keeps the books. Without `pickers` it is them alone."""
    return {
        "type": "modal",
        "callback_id": SET_UP,
        "title": plain_text("Set up the books", 24),
        "submit": plain_text("Begin", 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": msgspec.json.encode(Opened(known)).decode(),
        "blocks": [*_partnership(), *(_people(user) if pickers else ())],
    }


def _partnership() -> tuple[Json, ...]:
    return (
        _asked(
            "Name of the partnership",
            _NAME,
            "As its papers print it, such as Northford Community Safety Partnership.",
        ),
        _asked("Short name", _SHORT, "Such as Northford CSP; without one, its initials.", optional=True),
        _asked("Time zone", _ZONE, "Meetings and reminders are told in it.", start=ZONE),
        question(
            "Other groups that meet",
            _GROUPS,
            text_input(_GROUPS, "", long=True, limit=2_000),
            optional=True,
            hint="One on each line, such as Multi-Agency Steering Group (MASG). The Board is there already.",
        ),
    )


def _people(user: str) -> tuple[Json, ...]:
    return (
        question(
            "The Board's channel",
            _CHANNEL,
            channel_picker(_CHANNEL, ""),
            optional=True,
            hint="Reminders are posted there. Invite me to it afterwards.",
        ),
        question(
            "Who keeps the books?",
            _KEEPERS,
            {
                "type": "multi_users_select",
                "action_id": _KEEPERS,
                "initial_users": [user],
                "max_selected_items": MOST_KEEPERS,
            },
            optional=False,
            hint="The secretariat: they bring in papers, change the calendar and the directory.",
        ),
    )


def _asked(label: str, name: str, hint: str, *, start: str = "", optional: bool = False) -> Json:
    return question(label, name, text_input(name, start, long=False, limit=200), optional=optional, hint=hint)


def filled(view: Json, user: str) -> Filled:
    """What was sent; who keeps the books is whoever sent it, where nobody could be picked."""
    state = view["state"]["values"]

    def given(name: str, key: str = "value") -> str:
        return str((state.get(name) or {}).get(name, {}).get(key) or "")

    picked = (state.get(_KEEPERS) or {}).get(_KEEPERS, {}).get("selected_users") or [user]
    return Filled(
        given(_NAME),
        given(_SHORT),
        given(_ZONE),
        given(_CHANNEL, "selected_conversation"),
        tuple(line for line in given(_GROUPS).splitlines() if line.strip()),
        tuple(map(str, picked)),
    )


def known_then(view: Json) -> int:
    """How many partnerships there were when the form was opened."""
    return msgspec.json.decode(view.get("private_metadata") or "{}", type=Opened).known


def field_of(sentence: str) -> str:
    """The field that a sentence is about."""
    words = {"time zone": _ZONE, "short name": _SHORT, "group": _GROUPS, "for short": _GROUPS}
    return next((name for said, name in words.items() if said in sentence), _NAME)
