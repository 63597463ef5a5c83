"""Setting up in Slack: who may, the form, and what is said before and afterwards.

Whoever installed the bot may, and so may whoever administers the workspace. It works without any books, so it stands
beside the door and not behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.blocks.escaping import as_typed
from bot.blocks.setting_up import MOST_KEEPERS, SET_UP, field_of, filled, invitation, known_then, setup_form
from bot.listeners.boundary import guarded
from bot.refusals import word_of
from bot.services import LOG, Body
from scheduler.ticker import without_words
from store.books import Books
from store.errors import BookError, NotAllowed
from store.founding import Founding, Keeper, found
from store.history import Author

PAPERS = (
    "Send me the papers you have as files in this conversation, oldest first: agendas, minutes, registers, timetables."
    " I show what I make of each before anything goes into the books. Then invite me to the channels of your groups"
    " (`/invite`) and tell me which is whose: `/meetings group Board #board`. `help` says what else I do."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace in which books can be begun; `known` is how many partnerships it has.

    `quick` looks people up while a form waits for its answer.
    """

    team: str
    client: WebClient
    quick: WebClient
    known: int
    installer: str = ""


@dataclass(frozen=True, slots=True)
class SettingUp:
    """Begins books. `place` is the workspace of a payload, `done` is told which partnership has come to it."""

    books: Books
    place: Callable[[BoltContext], Place]
    later: Callable[[Callable[[], None]], None]
    done: Callable[[Place, int], None]
    pickers: bool = True

    def register(self, app: App) -> None:
        """Listen to the button and the form."""
        app.action(SET_UP)(self.pressed)
        app.view(SET_UP)(self.submitted)

    def pressed(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Open the form for whoever may fill it in."""
        ack()
        user, place = body["user"]["id"], self.place(context)
        guarded(lambda: self.open(place, user, body["trigger_id"]), lambda said: tell(place, user, said))

    def open(self, place: Place, user: str, trigger: str) -> None:
        """Open it. Raises NotAllowed for anybody else."""
        require(place, user)
        place.client.views_open(trigger_id=trigger, view=setup_form(user, place.known, pickers=self.pickers))

    def submitted(self, ack: Ack, body: Body, context: BoltContext) -> None:
        """Begin the books, or say in the form what is wrong. People are looked up first, which takes no second."""
        user, view, place = body["user"]["id"], body["view"], self.place(context)
        wanted = filled(view, user)
        try:
            require(place, user)
            keepers = tuple(_keeper(place.quick, each) for each in wanted.keepers[:MOST_KEEPERS])
            founding = Founding(
                wanted.name,
                wanted.short_name,
                wanted.timezone,
                wanted.channel or None,
                wanted.groups,
                keepers,
                place.team,
                known_then(view),
            )
            begun = found(self.books, founding, Author(_named(keepers, user)))
        except BookError as error:
            ack(response_action="errors", errors={field_of(str(error)): str(error)})
            return
        except Exception as error:  # noqa: BLE001 - the boundary: a form must get its answer
            LOG.error("failure to set up: %s", without_words(error))
            ack(
                response_action="errors",
                errors={"name": "That did not work, and nothing was begun. Please try again."},
            )
            return
        ack()
        self.done(place, begun)
        LOG.info("the books of partnership %d have been begun in workspace %s", begun, place.team)
        self.later(lambda: _welcome(place, wanted.name, wanted.keepers, user))


def require(place: Place, user: str) -> None:
    """Raise NotAllowed unless somebody may set up."""
    if user != place.installer and not _administers(place.quick, user):
        who = f"<@{place.installer}>, who added me, or " if place.installer else ""
        raise NotAllowed(
            f"Only {who}somebody who administers this workspace can set up the books. Nothing was changed."
        )


def _administers(client: WebClient, user: str) -> bool:
    try:
        known: dict[str, Any] = client.users_info(user=user)["user"]
    except (SlackApiError, OSError):
        return False
    return bool(known.get("is_admin") or known.get("is_owner"))


def _keeper(client: WebClient, user: str) -> Keeper:
    """Somebody as Slack knows them; by their id alone where it does not say."""
    try:
        known: dict[str, Any] = client.users_info(user=user)["user"]
    except (SlackApiError, OSError):
        known = {}
    profile = known.get("profile") or {}
    name = profile.get("real_name") or known.get("real_name") or known.get("name") or f"Slack user {user}"
    return Keeper(str(name), user, profile.get("email") or None)


def _named(keepers: tuple[Keeper, ...], user: str) -> str:
    return next((keeper.name for keeper in keepers if keeper.slack_user == user), "whoever set up the books")


def _welcome(place: Place, name: str, keepers: tuple[str, ...], user: str) -> None:
    """Tell those who keep the books, and whoever set them up."""
    for each in dict.fromkeys((*keepers, user)):
        keeps = "You keep them." if each in keepers else "You set them up; somebody else keeps them."
        tell(
            place,
            each,
            f"The books of {as_typed(name)} are open. {keeps} {PAPERS if each in keepers else ''}".strip(),
        )


def tell(place: Place, user: str, text: str, **more: Any) -> None:
    """A message to somebody, in their conversation with the bot."""
    try:
        direct = place.client.conversations_open(users=user)["channel"]["id"]
        place.client.chat_postMessage(channel=direct, text=text, **more)
    except (SlackApiError, OSError) as error:
        why = word_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        LOG.warning("whoever set up could not be told: %s", why)


def invite(place: Place) -> dict[str, Any]:
    """The message with the button, for anybody: books can be begun."""
    who = f"<@{place.installer}>, who added me, or somebody" if place.installer else "Somebody"
    may = f"{who} who administers this workspace can set them up: it takes a minute."
    if place.known:
        return invitation(
            f"Another partnership of this workspace can have books of its own, apart from the others'. {may}"
        )
    return invitation(
        f"I keep a partnership's action points, meetings and contacts, but there are no books here yet. {may}"
    )
