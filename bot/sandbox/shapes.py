"""What the local Slack server takes and gives, as types. Unknown fields are ignored, missing ones are empty."""

from typing import Any, Literal

from msgspec import Struct, field

Json = dict[str, Any]


class User(Struct, frozen=True):
    """A member of the workspace. `name` is the handle, `real_name` what people see, `tz` an IANA zone."""

    id: str
    name: str
    real_name: str = ""
    email: str = ""
    tz: str = "Europe/London"
    is_bot: bool = False


class Channel(Struct, frozen=True):
    """A conversation and the ids of who is in it; the bot hears only those it is a member of."""

    id: str
    name: str
    members: tuple[str, ...] = ()
    is_private: bool = False
    is_im: bool = False
    topic: str = ""


class SlackApp(Struct, frozen=True, rename="camel"):
    """The bot's own app. Mode "events" posts signed requests to `request_url`; "socket" is Socket Mode."""

    app_id: str = "A01SANDBOX"
    bot_user_id: str = "U0SANDBOX"
    bot_name: str = "partnership"
    bot_token: str = "xoxb-sandbox"  # noqa: S105 - the local server checks tokens only for realism
    app_token: str = "xapp-sandbox"  # noqa: S105
    signing_secret: str = "sandbox-signing-secret"  # noqa: S105
    mode: Literal["socket", "events"] = "socket"
    request_url: str = ""


class Workspace(Struct, frozen=True):
    """The workspace as it stands after a start or a reset."""

    name: str
    users: tuple[User, ...]
    channels: tuple[Channel, ...]
    app: SlackApp = SlackApp()
    domain: str = "sandbox"
    team_id: str = "T01SANDBOX"


class Reaction(Struct):
    """An emoji under a message, and who put it there."""

    name: str
    users: list[str]


class SharedFile(Struct):
    """A file shared in a conversation; `url_private_download` asks for the bot's token."""

    id: str
    name: str
    mimetype: str
    size: int
    title: str = ""
    url_private_download: str = ""


class Message(Struct):
    """A message of a person or of the bot (then with `bot_id`). `ephemeral_to` is the one person meant to see it."""

    ts: str
    channel: str
    text: str = ""
    user: str = ""
    bot_id: str = ""
    thread_ts: str = ""
    subtype: str = ""
    ephemeral_to: str = ""
    blocks: list[Json] = field(default_factory=list)
    files: list[SharedFile] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)


class LogEntry(Struct):
    """One step of the traffic: `to_bot`, `from_bot` or `internal`; `time` in milliseconds since 1970, UTC."""

    direction: Literal["to_bot", "from_bot", "internal"]
    kind: str
    summary: str
    time: int
    detail: Any = None


class State(Struct):
    """Who and what is in the workspace."""

    users: list[User]
    channels: list[Channel]


class AppStatus(Struct, rename="camel"):
    """Whether an app has a Socket Mode connection open."""

    app_id: str
    connected: bool


class Page(Struct, rename="camel"):
    """What the browser page shows: the modal on top is the last of `modal_stack`; Homes by user, then by app."""

    apps: list[AppStatus]
    channels: list[Channel]
    modal_stack: list[Json]
    home_views: dict[str, dict[str, Json]]
