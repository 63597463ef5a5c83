"""Configuration: the environment over the file over the defaults. Secrets come from the environment alone."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from handlers.access import STANDARD, Access
from store.errors import Invalid
from store.papers.limits import DEFAULT, Limits
from store.retention import Periods

SECRETS = (
    *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SMTP_PASSWORD"),
    *("SLACK_CLIENT_SECRET", "SLACK_TOKEN_KEYS"),
)


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a table may say of one kind of reminder; what it leaves out is as in `[reminders]` or as it comes.

    `to`: "channel", the id of a channel, or people, by "secretariat", "chair", "vice chair", "leads" or their name.
    """

    days: tuple[int, ...] | None = None
    at: str | None = None
    to: str | tuple[str, ...] | None = None
    working_days: bool | None = None


class OfGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is otherwise in one group. A list of days alone is short for a table of them."""

    report_deadline: Rule | tuple[int, ...] | None = None
    publication: Rule | tuple[int, ...] | None = None
    public_questions: Rule | tuple[int, ...] | None = None
    register_export: Rule | tuple[int, ...] | None = None
    quorum: Rule | tuple[int, ...] | None = None
    session: Rule | tuple[int, ...] | None = None
    nudge: Rule | tuple[int, ...] | None = None
    weekly: bool | None = None


class Reminders(OfGroup, frozen=True, forbid_unknown_fields=True):
    """When reminders go out; days are before the deadline or the meeting, `closings` minutes, times are local.

    `hours` are those in which people get direct messages, `groups` say what is otherwise in some, by short name.
    """

    report_deadline: Rule | tuple[int, ...] = (14, 7, 2, 0)
    publication: Rule | tuple[int, ...] = (2, 0)
    public_questions: Rule | tuple[int, ...] = (7,)
    register_export: Rule | tuple[int, ...] = (0,)
    quorum: Rule | tuple[int, ...] = (3, 1)
    session: Rule | tuple[int, ...] = (7, 1, 0)
    nudge: Rule | tuple[int, ...] = (7, 1)
    weekly: bool = True
    overdue: tuple[int, ...] = (1, 3, 7, 14, 28)
    secretariat_after: int = 7
    personal: bool = True
    closings: int = 60
    confirm: str = "1 October"
    plan: tuple[int, ...] = (28, 7, 0)
    plan_overdue: int = 14
    plan_digest: bool = True
    at: str = "09:00"
    hours: tuple[str, str] = ("08:00", "18:00")
    every_seconds: int = 20
    groups: dict[str, OfGroup] = {}


class Mail(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The mail server for those who have no Slack; none without a `host`. The password is in the environment."""

    host: str = ""
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = ""
    user: str = ""


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how many days what nobody needs for good is kept; 0 is for good."""

    deliveries: int = 7
    unanswered: int = 30
    conversations: int = 30
    reminders: int = 90
    former_people: int = 365
    removed_workspaces: int = 0


class Backup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a copy of the books is put each day, none without a `folder`; `keep` is for how many days."""

    folder: str = ""
    keep: int = 14


class Monitoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The port on which whoever watches over the bot finds it; 0 is none."""

    port: int = 0


class Papers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How large a paper may be, as it comes and unpacked; larger ones are refused before they are read."""

    megabytes: int = DEFAULT.megabytes
    unpacked_megabytes: int = DEFAULT.unpacked
    pages: int = DEFAULT.pages
    rows: int = DEFAULT.rows


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `config.toml` may hold."""

    database: str = ""
    log_level: str = "INFO"
    log_format: Literal["text", "json"] = "text"
    listeners: int = 2
    public_url: str = ""
    templates: str = "templates"
    reminders: Reminders = Reminders()
    access: dict[str, tuple[str, ...]] = {}
    retention: Retention = Retention()
    mail: Mail = Mail()
    papers: Papers = Papers()
    backup: Backup = Backup()
    monitoring: Monitoring = Monitoring()


class Config(msgspec.Struct, frozen=True):
    """Everything the bot is told from outside. `repr` shows no secret."""

    database_url: str
    log_level: str
    listeners: int
    reminders: Reminders
    slack_api_url: str
    bot_token: str
    app_token: str
    signing_secret: str
    port: int
    public_url: str = ""
    access: Access = STANDARD
    retention: Periods = Periods()
    mail: Mail = Mail()
    mail_password: str = ""
    templates: Path | None = None
    limits: Limits = DEFAULT
    copies: Path | None = None
    keep_copies: int = 14
    monitor_port: int = 0
    log_format: str = "text"
    client_id: str = ""
    client_secret: str = ""
    token_keys: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        """Whether it is installed in workspaces from its own page, instead of having the token of one."""
        return bool(self.client_id)

    @property
    def authorize_url(self) -> str:
        """Where somebody is asked whether the bot may be installed."""
        return f"{self.slack_api_url.removesuffix('api/')}oauth/v2/authorize"

    @property
    def over_http(self) -> bool:
        """Whether Slack posts to this bot's own web server: without an app token there is no Socket Mode."""
        return not self.app_token

    def __repr__(self) -> str:
        return f"Config(database={self.database_url.partition('://')[0]}, tokens={self._known()})"

    def _known(self) -> str:
        given = {
            "bot": self.bot_token,
            "app": self.app_token,
            "signing": self.signing_secret,
            "client": self.client_secret,
            "keys": self.token_keys,
        }
        return ",".join(name for name, value in given.items() if value) or "none"


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the file, if it is there, and put the environment over it.

    Raises Invalid with the key and the remedy. The database defaults to SQLite beside the file.
    """
    file = _read(path)
    beside = f"sqlite:///{path.resolve().parent / 'partnership.db'}"
    database_url = environment.get("DATABASE_URL") or file.database or beside
    return Config(
        database_url=database_url,
        log_level=file.log_level,
        log_format=file.log_format,
        listeners=file.listeners,
        reminders=file.reminders,
        slack_api_url=_with_slash(environment.get("SLACK_API_URL") or "https://slack.com/api/"),
        bot_token=environment.get("SLACK_BOT_TOKEN", ""),
        app_token=environment.get("SLACK_APP_TOKEN", ""),
        signing_secret=environment.get("SLACK_SIGNING_SECRET", ""),
        port=_port(environment.get("PORT", "3000")),
        monitor_port=_monitor_port(environment.get("MONITOR_PORT") or str(file.monitoring.port)),
        access=STANDARD.tightened(file.access),
        retention=_periods(file.retention),
        public_url=_public(file.public_url),
        mail=_mail(file.mail),
        mail_password=environment.get("SMTP_PASSWORD", ""),
        templates=path.resolve().parent / file.templates if file.templates else None,
        limits=_limits(file.papers),
        copies=_copies(file.backup, database_url, path.resolve().parent),
        keep_copies=file.backup.keep,
        client_id=environment.get("SLACK_CLIENT_ID", ""),
        client_secret=environment.get("SLACK_CLIENT_SECRET", ""),
        token_keys=tuple(filter(None, map(str.strip, environment.get("SLACK_TOKEN_KEYS", "").split(",")))),
    )


def _copies(backup: Backup, database_url: str, beside: Path) -> Path | None:
    if backup.keep < 1:
        raise Invalid("[backup] keep must be 1 or more. Compare it with config.example.toml.")
    if backup.folder and not database_url.startswith("sqlite"):
        raise Invalid(
            "[backup] folder is set, but the books are in PostgreSQL, whose own tools copy them. Leave it empty;"
            " docs/operating.md has the line for them."
        )
    return beside / backup.folder if backup.folder else None


def _limits(papers: Papers) -> Limits:
    numbers = msgspec.structs.astuple(papers)
    if min(numbers) < 1:
        raise Invalid(
            "The limits of [papers] in the configuration must be 1 or more. Compare it with config.example.toml."
        )
    return Limits(*numbers)


def _read(path: Path) -> File:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Invalid(
            f"The configuration {path.name} cannot be read: {error}. Compare it with config.example.toml."
        ) from error
    for secret in SECRETS:
        if secret in found or secret.lower() in found:
            raise Invalid(
                f"{path.name} holds {secret}. Secrets come from the environment only; remove it there."
            )
    try:
        return msgspec.convert(found, File)
    except msgspec.ValidationError as error:
        raise Invalid(
            f"The configuration {path.name} is wrong: {error}. Compare it with config.example.toml."
        ) from error


def _periods(said: Retention) -> Periods:
    try:
        return Periods(**msgspec.structs.asdict(said))
    except ValueError as error:
        raise Invalid(f"[retention] is wrong: {error}. Compare it with config.example.toml.") from error


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"


def _public(url: str) -> str:
    """Without the slash at its end, to which paths are added."""
    try:
        split = urlsplit(url)
    except ValueError:
        split = urlsplit("")
    if url and not (
        split.scheme in ("http", "https") and split.hostname and not split.query + split.fragment
    ):
        raise Invalid(
            f"public_url is “{url[:80]}”, which is no web address. Write it as https://bot.example.org, or leave it empty."
        )
    return url.rstrip("/")


def _mail(mail: Mail) -> Mail:
    if mail.host and "@" not in mail.sender:
        raise Invalid(
            "[mail] names a host but no sender. Set sender to the e-mail address that reminders come from."
        )
    return mail


def _monitor_port(text: str) -> int:
    return 0 if text == "0" else _port(text, "MONITOR_PORT")


def _port(text: str, name: str = "PORT") -> int:
    if not (text.isdigit() and 0 < int(text) < 65_536):
        raise Invalid(
            f"{name} is “{text[:20]}”, which is no port number. Set it to a number from 1 to 65535."
        )
    return int(text)
