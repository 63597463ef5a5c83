"""A test that reads like a conversation: who says what, what comes back, what the books hold then.

It goes through the real entry point (`App.dispatch`) with the payloads Slack sends, real books on SQLite, and a
Slack that only remembers (`tests.fake_slack`). No threads, no sleeps, no network.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot.config import Config
from bot.delivery import Delivery
from bot.identity import Identity
from bot.main import House
from bot.pictures import Pictures
from bot.redrawing import Redrawer
from bot.services import Services
from bot.slack import build_app
from scheduler.policy import Policy
from scheduler.redrawing import Redrawing
from scheduler.sweep import Sweep
from store.clock import StoppedClock
from store.history import Author
from store.reference import Reference
from store.tables import ActionPoint, Change
from store.views import PointView
from tests.fake_slack import FakeSlack, Json, Posted, Workspace

BOT = "U0BOT"
BOARD = "C0PELBOARD"


@dataclass
class Heard:
    """What came back: its text, blocks, and who sees it."""

    text: str
    blocks: list[Json] = field(default_factory=list)
    private: bool = False
    ts: str = ""
    channel: str = ""

    def button(self, label: str) -> Json:
        """The button with that label; fails when there is none."""
        found = [element for element in _elements(self.blocks) if element["text"]["text"] == label]
        assert found, f"no button “{label}” in: {[e['text']['text'] for e in _elements(self.blocks)]}"
        return found[0]

    @property
    def labels(self) -> list[str]:
        return [element["text"]["text"] for element in _elements(self.blocks)]


def _elements(blocks: list[Json]) -> list[Json]:
    return [
        element
        for block in blocks
        for element in [*block.get("elements", []), *([block["accessory"]] if block.get("accessory") else [])]
        if element.get("type") == "button"
    ]


class Conversation:
    """The bot in a workspace with the sample partnership."""

    def __init__(
        self,
        house: House,
        partnership: int,
        clock: StoppedClock,
        users: dict[str, str],
        emails: dict[str, str],
    ) -> None:
        self.house, self.partnership, self.clock, self.users = house, partnership, clock, users
        self.slack = Workspace(emails={users[name]: email for name, email in emails.items() if name in users})
        client = FakeSlack(self.slack)
        self.responses: list[tuple[str, Json]] = []
        self.services = Services(
            house.assistant,
            Identity(house.books, client),
            client,
            partnership,
            BOT,
            later=_at_once,
            respond=self._respond,
            pictures=Pictures(client, clock, pause=lambda _: None),
            redrawing=Redrawing(house.books, Redrawer(house.assistant, lambda _: client), "test"),
        )
        self.app = app_for(house.config, self.services)
        self.sweep = Sweep(
            house.books,
            Policy(),
            Delivery(house.assistant, lambda _: client),
            "test",
            house.assistant.entitled,
            elapsed=lambda: self.clock.now().timestamp(),
        )
        self._numbers = itertools.count(1)
        self._read = 0

    def _respond(self, url: str, body: Json) -> int:
        self.responses.append((url, body))
        return 200

    def id(self, who: str) -> str:
        """The Slack id of somebody of the sample; anybody else gets one of a stranger."""
        return self.users.get(who, "U0" + who.upper().replace(" ", ""))

    def dispatch(self, body: Json) -> Json:
        """What Slack would send, and what is acknowledged."""
        answer = self.app.dispatch(BoltRequest(mode="socket_mode", body=body))
        assert answer.status == 200, (answer.status, answer.body)
        return self._parsed(answer.body)

    @staticmethod
    def _parsed(body: Any) -> Json:
        import json  # noqa: PLC0415

        return json.loads(body) if body else {}

    def command(self, who: str, line: str, *, trigger: str = "") -> Heard:
        """A slash command, answered in its acknowledgement."""
        command, _, text = line.partition(" ")
        body = {
            "command": command,
            "text": text,
            "user_id": self.id(who),
            "channel_id": BOARD,
            "team_id": "T1",
            "trigger_id": trigger or f"t{next(self._numbers)}",
            "response_url": "https://response",
        }
        answer = self.dispatch(body)
        private = answer.get("response_type") == "ephemeral"
        return Heard(answer.get("text", ""), answer.get("blocks", []), private, channel=BOARD)

    def event(self, kind: str, who: str, **event: Any) -> None:
        """An event, delivered once."""
        number = next(self._numbers)
        whole = {"type": kind, "user": self.id(who), **event}
        whole.setdefault("ts", f"1600000000.{number:06}")
        self.dispatch({"type": "event_callback", "team_id": "T1", "event_id": f"Ev{number}", "event": whole})

    def writes(self, who: str, text: str, **event: Any) -> Heard:
        """A direct message, and the last thing said back."""
        channel = f"D{self.id(who).removeprefix('U')}"
        return self._back(
            lambda: self.event("message", who, text=text, channel=channel, channel_type="im", **event)
        )

    def mentions(self, who: str, text: str, **event: Any) -> Heard:
        """A mention in the Board's channel."""
        return self._back(
            lambda: self.event("app_mention", who, text=f"<@{BOT}> {text}", channel=BOARD, **event)
        )

    def replies(self, who: str, text: str, under: Heard) -> Heard | None:
        """A reply in the thread under something the bot posted; None when the bot keeps silent."""
        before = len(self.slack.posted)
        self.event(
            "message", who, text=text, channel=under.channel, channel_type="channel", thread_ts=under.ts
        )
        return _heard(self.slack.posted[-1]) if len(self.slack.posted) > before else None

    def press(self, who: str, heard: Heard, label: str) -> None:
        """Press a button of what was heard."""
        button = heard.button(label)
        hidden = heard.private and not heard.ts
        self.dispatch(
            {
                "type": "block_actions",
                "user": {"id": self.id(who)},
                "team": {"id": "T1"},
                "trigger_id": f"t{next(self._numbers)}",
                "response_url": "https://response" if hidden or not heard.channel else "",
                "channel": {"id": heard.channel},
                "container": {"type": "message", "message_ts": heard.ts, "is_ephemeral": hidden},
                "message": {"ts": heard.ts, "blocks": heard.blocks},
                "actions": [
                    {
                        "action_id": button["action_id"],
                        "value": button["value"],
                        "type": "button",
                        "block_id": "b",
                    }
                ],
            }
        )

    def fills(self, who: str, **values: str | list[str]) -> Json:
        """Submit the modal that was opened last; what it answers (errors, another view, or nothing).

        A list is picked from a menu; a field that is not named is left alone, one that is "" made empty.
        """
        view = self.slack.modals[-1]
        state = {
            block["block_id"]: {
                block["element"]["action_id"]: _given(block["element"], values.get(block["block_id"]))
            }
            for block in view["blocks"]
            if block["type"] == "input"
        }
        answer = self.dispatch(
            {
                "type": "view_submission",
                "user": {"id": self.id(who)},
                "team": {"id": "T1"},
                "view": {**view, "id": f"V{next(self._numbers)}", "state": {"values": state}},
            }
        )
        if answer.get("response_action") == "update":
            self.slack.modals[-1] = answer["view"]
        return answer

    def picks(self, who: str, heard: Heard, label: str) -> None:
        """Choose from the menu of what was heard."""
        menu = next(
            e for b in heard.blocks for e in b.get("elements", []) if e.get("type") == "static_select"
        )
        chosen = next(option for option in menu["options"] if option["text"]["text"] == label)
        self.dispatch(
            {
                "type": "block_actions",
                "user": {"id": self.id(who)},
                "team": {"id": "T1"},
                "trigger_id": f"t{next(self._numbers)}",
                "response_url": "https://response" if heard.private or not heard.channel else "",
                "channel": {"id": heard.channel},
                "container": {"type": "message", "message_ts": heard.ts, "is_ephemeral": heard.private},
                "message": {"ts": heard.ts, "blocks": heard.blocks},
                "actions": [
                    {"action_id": menu["action_id"], "type": "static_select", "selected_option": chosen}
                ],
            }
        )

    def types_in_picker(self, who: str, typed: str, action_id: str) -> Json:
        """What Slack asks for while somebody types into a search field of a form."""
        return self.dispatch(
            {
                "type": "block_suggestion",
                "user": {"id": self.id(who)},
                "team": {"id": "T1"},
                "action_id": action_id,
                "block_id": "people",
                "value": typed,
            }
        )

    def reminds(self) -> list[Heard]:
        """Everything that is due now."""
        before = len(self.slack.posted)
        self.sweep.run()
        return [_heard(posted) for posted in self.slack.posted[before:]]

    def last(self) -> Heard:
        """The last message of the bot."""
        return _heard(self.slack.posted[-1])

    def _back(self, act: Callable[[], None]) -> Heard:
        before = len(self.slack.posted)
        act()
        assert len(self.slack.posted) > before, "the bot said nothing"
        return self.last()

    def point(self, ref: str) -> PointView:
        """The action point as the register holds it now."""
        with self.house.books.open(self.partnership, Author("test"), writes=False) as books:
            return books.register.view(books.register.get(_reference(ref)))

    def changes(self, ref: str) -> list[Change]:
        """Who changed it, oldest first."""
        with self.house.books.open(self.partnership, Author("test"), writes=False) as books:
            point: ActionPoint = books.register.get(_reference(ref))
            return [change for change, _ in books.past.of("action_point", point.id)]


def _reference(text: str) -> Reference:
    found = Reference.parse(text)
    assert found is not None
    return found


def _given(element: Json, value: str | list[str] | None) -> Json:
    """What Slack sends of a field: its own start when it was left alone."""
    kind = element["type"]
    if kind == "multi_external_select":
        picked = [{"value": one} for one in value] if isinstance(value, list) else None
        return {
            "type": kind,
            "selected_options": element.get("initial_options", []) if picked is None else picked,
        }
    if kind in ("static_select", "external_select"):
        return {"type": kind, "selected_option": {"value": value} if value else element.get("initial_option")}
    held = {"datepicker": "date", "timepicker": "time", "conversations_select": "conversation"}
    if kind in held:
        started = element.get(f"initial_{held[kind]}")
        return {"type": kind, f"selected_{held[kind]}": started if value is None else value or None}
    return {"type": kind, "value": element.get("initial_value") if value is None else value or None}


def _heard(posted: Posted) -> Heard:
    return Heard(posted.text, posted.blocks, bool(posted.only_for), posted.ts, posted.channel)


def _at_once(work: Callable[[], None]) -> None:
    work()


def app_for(config: Config, services: Services) -> App:
    """The Bolt app, which believes to know who it is."""
    me = AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-fake", bot_id="B1", bot_user_id=BOT
    )
    return build_app(config, services, me)
