"""Which of several partnerships in one workspace is meant, and asking where that cannot be told.

What was pressed says it itself (`bot.stamping`); a channel is one group's; what stands below a reminder is about it.
Elsewhere it is the partnership that somebody belongs to, or, of several, the one that they have chosen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.blocks.escaping import as_typed
from bot.blocks.pieces import Json, button, buttons, section
from bot.listeners.boundary import guarded
from bot.services import Body
from bot.setting_up import Place, tell
from bot.stamping import unstamped
from bot.workspaces import Workspace, Workspaces
from store.chosen import choose, names_of, of_channel, of_message, of_person

CHOOSE = "choose"
PRESSED = re.compile(rf"^{CHOOSE}\|")
PlaceOf = Callable[[BoltContext], Place]
SWITCH = frozenset({"switch", "switch partnership"})
HOW_TO_SWITCH = "Outside the channels of its groups I take you to mean this one, until you tell me `switch`."


@dataclass(frozen=True, slots=True)
class Said:
    """Where a payload comes from. `ts` are the messages that it stands below or was pressed on."""

    user: str
    channel: str
    ts: tuple[str, ...]

    @classmethod
    def of(cls, body: Body) -> "Said":
        """Of any payload."""
        event: Any = body.get("event") or {}
        item, message = event.get("item") or {}, body.get("message") or {}
        user: Any = event.get("user") or body.get("user_id") or body.get("user") or ""
        channel: Any = (
            body.get("channel_id") or body.get("channel") or event.get("channel") or item.get("channel")
        )
        stamps = (event.get("thread_ts"), item.get("ts"), message.get("thread_ts"), message.get("ts"))
        return cls(_id(user), _id(channel), tuple(str(ts) for ts in stamps if ts))


def _id(thing: Any) -> str:
    return str((thing.get("id") if isinstance(thing, dict) else thing) or "")


def chooses(body: Body) -> bool:
    """Whether a payload is the answer to the question."""
    return any(PRESSED.match(str(action.get("action_id"))) for action in body.get("actions") or ())


def line_of(body: Body) -> str:
    """What somebody typed after a command or wrote to the bot directly, for the few words that are about no books."""
    event = body.get("event") or {}
    direct = event.get("type") == "message" and event.get("channel_type") == "im" and not event.get("bot_id")
    said = body.get("text") if "command" in body else event.get("text") if direct else ""
    return " ".join(str(said or "").casefold().strip(" .!/").split())


@dataclass(frozen=True, slots=True)
class Choosing:
    """Tells whose a payload is, and remembers what people choose."""

    workspaces: Workspaces

    def meant(self, workspace: Workspace, body: Body) -> int | None:
        """The partnership, or None where it has to be asked. One of another workspace is never meant."""
        among = workspace.partnerships
        stamped = unstamped(body)
        if len(among) == 1:
            return among[0]
        if stamped in among:
            return stamped
        said = Said.of(body)
        with self.workspaces.books.session(writes=False) as session:
            if said.channel and (found := of_channel(session, among, said.channel)):
                return found
            for ts in said.ts:
                if found := of_message(session, among, said.channel, ts):
                    return found
            return of_person(session, among, said.user) if said.user else None

    def question(self, workspace: Workspace) -> Json:
        """Which one?, with a button for each."""
        with self.workspaces.books.session(writes=False) as session:
            names = names_of(session, workspace.partnerships)
        text = "This workspace has several partnerships. Which one do you mean?"
        pressed = [
            button(name, f"{CHOOSE}|{identity}", str(identity), None) for identity, name in names.items()
        ]
        listed = "\n".join(f"• {as_typed(name)}" for name in names.values())
        return {
            "text": f"{text}\n{listed}",
            "blocks": [section(text, "which"), buttons(pressed[:25], "choose")],
        }

    def register(self, app: App, place: PlaceOf) -> None:
        """Listen to the buttons."""

        def pressed(ack: Ack, body: Body, context: BoltContext) -> None:
            ack()
            there, user = place(context), body["user"]["id"]
            guarded(
                lambda: self._choose(context["workspace"], there, user, body["actions"][0]["value"]),
                lambda said: tell(there, user, said),
            )

        app.action(PRESSED)(pressed)

    def _choose(self, workspace: Workspace, place: Place, user: str, value: str) -> None:
        chosen = int(value) if value.isdecimal() else 0
        if chosen not in workspace.partnerships:
            tell(place, user, "That partnership has its books elsewhere by now. Please ask again.")
            return
        books = self.workspaces.books
        with books.session(writes=True) as session:
            choose(session, chosen, user, books.clock.now())
            session.commit()
        with books.session(writes=False) as session:
            name = names_of(session, [chosen])[chosen]
        tell(place, user, f"{as_typed(name)} it is. {HOW_TO_SWITCH} Please say again what you wanted.")
