"""The sample partnership at work in the local Slack server: its people act, the bot answers, the books can be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import func, select

from bot.config import Config, Reminders
from bot.main import House, house
from bot.sample.loading import CLOCK, load, sample, workspace
from bot.sandbox import Control, LocalSlack, Message, SlackApp, Submission, User, Workspace
from store.books import OpenBooks, commit
from store.clock import StoppedClock
from store.history import Author
from store.reference import Reference
from store.register_reading import State
from store.tables import Change, Outbox, OutboxState, Partnership
from store.views import PointView
from tests.scenes import copy_books
from tests.waiting import eventually

BOARD, STEERING = "C0PELBOARD", "C0PELMASG"
NADIA, MARCUS, TOM = "U0PELNADIA", "U0PELMARCUS", "U0PELTOM"
GURPREET, HELEN, FARAH = "U0PELGURPREET", "U0PELHELENB", "U0PELFARAH"
MENTION = f"<@{SlackApp().bot_user_id}>"
OLIVER = User("U0PELOLIVER", "oliver", "Oliver Strand", "oliver.strand@avershire.example")
VISITOR = User("U0VISITOR", "robin", "Robin Vale", "robin.vale@elsewhere.example")

Json = dict[str, Any]
BY = Author("a test")


def town() -> Workspace:
    """The demo's workspace with two more in the Board's channel: one of the directory, and one of nowhere."""
    demo = workspace(sample())
    late = (OLIVER, VISITOR)
    channels = tuple(
        msgspec.structs.replace(channel, members=(*channel.members, *(user.id for user in late)))
        if channel.id == BOARD
        else channel
        for channel in demo.channels
    )
    return msgspec.structs.replace(demo, users=(*demo.users, *late), channels=channels)


def config_for(slack: LocalSlack, database: Path) -> Config:
    """A configuration for that server: every reminder of the calendar, looked for each second; no digests.

    A server that posts to an address gets a bot in HTTP mode which listens there.
    """
    app = slack.workspace.app
    over_http, there = app.mode == "events", urlsplit(app.request_url)
    return Config(
        database_url=f"sqlite:///{database}",
        log_level="WARNING",
        listeners=20,
        reminders=Reminders(every_seconds=1, overdue=(), weekly=False, personal=False, confirm=""),
        slack_api_url=slack.api_url,
        bot_token=app.bot_token,
        app_token="" if over_http else app.app_token,
        signing_secret=app.signing_secret if over_http else "",
        port=there.port or 0,
        public_url=f"{there.scheme}://{there.netloc}" if over_http else "",
    )


def prepared(slack: LocalSlack, folder: Path) -> "Office":
    """The office before the bot is connected, with the sample in its books."""
    clock = StoppedClock(CLOCK)
    built = house(config_for(slack, folder / "books.db"), clock)
    office = Office(slack.control, built, clock, load(built.books, sample()), folder)
    office.introduce(NADIA, MARCUS, TOM, GURPREET, HELEN)
    office.file_away()
    return office


@dataclass
class Office:
    """One workspace, one bot, one set of books."""

    control: Control
    house: House
    clock: StoppedClock
    partnership: int
    folder: Path

    # The beginning, and the way back to it

    def introduce(self, *users: str) -> None:
        """Link these Slack users to who they are, as their first word would; the bot asks Slack only once for each."""
        names = {user["id"]: user["person"] for user in sample()["slack"]["users"]}
        with self.books(writes=True) as books:
            for user in users:
                person = books.directory.person_named(names[user])
                assert person is not None
                books.directory.link(person, user)
            commit(books)

    def file_away(self) -> None:
        """Keep the books as they are now for `begin_again`."""
        copy_books(self.folder / "books.db", self.folder / "pristine.db")

    def begin_again(self) -> None:
        """Everything as at the beginning, while the bot stays connected."""
        self.clock.at = CLOCK
        self.control.reset()
        copy_books(self.folder / "pristine.db", self.folder / "books.db")
        # Names are kept until the books' edition changes, which has just gone back: let the bot see that it did.
        self.house.assistant.words(self.partnership)

    # What people do

    def command(self, user: str, line: str, channel: str = BOARD) -> Message:
        """A slash command, and the answer that came in its acknowledgement; a file it asked for may be there already."""
        before = len(self.control.messages(channel))
        command, _, text = line.partition(" ")
        self.control.command(channel, user, command, text)
        answer, *more = self.control.messages(channel)[before:]
        assert all(message.files for message in more), "a paper may follow, nothing else"
        return answer

    def says(self, user: str, text: str, *, under: Message | None = None, channel: str = "") -> Message:
        """Words in a channel (the Board's unless another is named), or in the thread under a message."""
        where = channel or (under.channel if under else BOARD)
        return self.control.message(where, user, text, under.ts if under else "")

    def writes(self, user: str, text: str) -> Message:
        """Words to the bot alone, and its answer."""
        return self.after(self.says(user, text, channel=self.control.direct_message(user)))

    def presses(self, user: str, label: str, message: Message) -> None:
        """A press on the button with that label."""
        button = button_labelled(label, message.blocks)
        self.control.press(message, user, button["action_id"], button["value"])

    def opens(self, user: str, label: str, message: Message) -> Json:
        """A press on a button that opens a form, and the form."""
        self.presses(user, label, message)
        return eventually(self.control.modal)

    def submits(self, user: str, **fields: str) -> Submission:
        """The form on top, filled in: dates in fields called "due", words in all others."""
        return self.control.view_submit(
            user, {name: {name: _typed(name, said)} for name, said in fields.items()}
        )

    # What the bot says

    def after(self, message: Message) -> Message:
        """The bot's next message in that conversation, in the same thread if it was said in one."""
        return self.control.wait_for(
            message.channel,
            lambda m: (
                bool(m.bot_id)
                and m.ts > message.ts
                and (m.thread_ts == message.thread_ts or not message.thread_ts)
            ),
        )

    def by_bot(self, channel: str) -> list[Message]:
        """All that the bot has said there so far."""
        return [message for message in self.control.messages(channel) if message.bot_id]

    def redrawn(self, message: Message) -> Message:
        """The same message once it says something else."""
        return self.control.wait_for(message.channel, lambda m: m.ts == message.ts and m.text != message.text)

    # What the books hold

    @contextmanager
    def books(self, *, writes: bool = False) -> Iterator[OpenBooks]:
        """The books themselves."""
        with self.house.books.open(self.partnership, BY, writes=writes) as books:
            yield books

    def point(self, ref: str) -> PointView:
        """The action point that a reference means."""
        parsed = Reference.parse(ref)
        assert parsed
        with self.books() as books:
            return books.register.view(books.register.get(parsed))

    def register(self) -> list[PointView]:
        """Every action point."""
        with self.books() as books:
            return books.register.points.in_state(State.ALL).in_register_order()

    def changes(self) -> list[tuple[str, str]]:
        """Who changed what since the beginning, as the history has it."""
        with self.books() as books:
            made = books.session.scalars(select(Change).order_by(Change.id))
            return [(change.by, change.what) for change in made if change.by not in (BY.name, "the demo")]

    @contextmanager
    def nothing_changes(self) -> Iterator[None]:
        """Inside it the books stay as they are, history and all."""
        register, changes = self.register(), self.changes()
        yield
        assert self.changes() == changes, self.changes()
        assert self.register() == register

    # What the clock brings

    def turn_clock(self, moment: str) -> None:
        """Move the clock to that local time."""
        self.clock.at = CLOCK.fromisoformat(moment).replace(tzinfo=CLOCK.tzinfo)

    def at(self, moment: str) -> None:
        """Move the clock to that local time, and wait until all reminders due by then are settled."""
        self.turn_clock(moment)
        eventually(self._settled)

    def _settled(self) -> bool:
        """Planned far enough ahead, and nothing of it waiting or being posted."""
        with self.books() as books:
            due = Outbox.due_at <= books.now
            waiting = Outbox.state.in_((OutboxState.PENDING, OutboxState.CLAIMED))
            count = books.session.scalar(select(func.count(Outbox.id)).where(due, waiting))
            planned = books.session.get_one(Partnership, books.partnership.id).planned_until
            return count == 0 and planned is not None and planned > books.now


def button_labelled(label: str, blocks: list[Json]) -> Json:
    """The button that says so; fails with what there is."""
    buttons = [
        element for block in blocks for element in (*block.get("elements", ()), block.get("accessory"))
    ]
    labels = {button["text"]["text"]: button for button in buttons if button and button["type"] == "button"}
    assert label in labels, f"no button “{label}” among {list(labels)}"
    found: Json = labels[label]
    return found


def _typed(name: str, said: str) -> Json:
    if name == "due":
        return {"type": "datepicker", "selected_date": said}
    return {"type": "plain_text_input", "value": said}
