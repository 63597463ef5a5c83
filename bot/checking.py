"""`check`: is everything there that the bot needs? One line each, with the remedy where something is missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slack_sdk.errors import SlackApiError

from bot.config import Config, load
from bot.keeping import copies_checked
from bot.main import House, clock, house
from bot.required import require_for_many, unopened
from bot.scopes import SCOPES
from bot.slack import web_client, who_am_i
from store.errors import BookError
from store.workspaces import counted

SKEW = 60  # seconds between this clock and Slack's that are still fine


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and the sentence about it."""

    what: str
    well: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'ok     ' if self.well else 'not ok '} {self.what}: {self.sentence}"


def check(config_file: Path, now: str | None) -> Iterator[Finding]:
    """Look at everything in turn; what comes later is looked at even when something before is not well."""
    try:
        config = load(config_file)
    except BookError as error:
        yield Finding("configuration", well=False, sentence=str(error))
        return
    found = f"{config_file} is read" if config_file.exists() else f"no {config_file}, the defaults are used"
    yield Finding("configuration", well=True, sentence=f"{found}.")
    yield _looked("database", lambda: _database(config, now))
    yield from _slack(config, now)
    yield _looked("templates", lambda: _templates(config.templates))
    yield _looked("copies", lambda: copies_checked(config, clock(now)))


def _looked(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, well=True, sentence=look())
    except BookError as error:
        return Finding(what, well=False, sentence=str(error))


def _database(config: Config, now: str | None) -> str:
    built: House = house(config, clock(now))
    try:
        if config.many:
            return f"it opens and is up to date; {_count(built)}."
        partnership = built.books.only_partnership()
        if partnership is None:
            return "it opens and is up to date; it is empty: `import` a paper, or start the bot and set it up in Slack."
        return f"it opens, is up to date, and holds the books of {built.assistant.words(partnership).name}."
    finally:
        built.engine.dispose()


def _count(built: House) -> str:
    """How many partnerships there are, and which of them nobody can reach."""
    with built.books.session(writes=False) as session:
        census = counted(session)
    said = f"it holds the books of {census.there} partnerships"
    said += f", and of {census.away} in workspaces that have removed the bot" if census.away else ""
    return f"{said}; {census.homeless} belong to no workspace" if census.homeless else said


def _templates(folder: Path | None) -> str:
    """The secretariat's own Word templates; what is wrong with the first of them."""
    from store.papers.writing.word_papers import looked_through  # noqa: PLC0415 - only here

    found = looked_through(folder) if folder and folder.is_dir() else []
    for name, told in found:
        if told:
            raise NotWell(f"{name}: {told}")
    return (
        f"{len(found)} of your own in {folder}."
        if found
        else "none of your own; papers have the default look."
    )


def _slack(config: Config, now: str | None) -> Iterator[Finding]:
    yield _looked("way in", lambda: _way_in(config))
    yield Finding("calendar addresses", well=True, sentence=_addresses(config))
    if config.many:
        yield _looked("installing", lambda: _installing(config))
        yield _looked("tokens", lambda: _tokens(config, now))
        return
    if not config.bot_token:
        remedy = "SLACK_BOT_TOKEN is missing. Copy the Bot User OAuth Token from OAuth & Permissions."
        yield Finding("bot token", well=False, sentence=remedy)
        return
    yield _looked("bot token", lambda: _token(config))
    yield _looked("scopes and clock", lambda: _scopes_and_clock(config))


def _token(config: Config) -> str:
    me = who_am_i(web_client(config, timeout=5))
    return f"Slack knows it, as user {me.bot_user_id} of team {me.team_id}."


def _installing(config: Config) -> str:
    require_for_many(config)
    return (
        f"people install the bot at {config.public_url}/slack/install; in the app's settings enter"
        f" {config.public_url}/slack/oauth_redirect as redirect URL, and turn public distribution on."
    )


def _tokens(config: Config, now: str | None) -> str:
    """Whether the keys open what is sealed in the database."""
    from bot.installations import Installations  # noqa: PLC0415 - most serve one workspace
    from bot.sealing import Seal  # noqa: PLC0415

    seal = Seal(config.token_keys)
    built = house(config, clock(now))
    try:
        installations = Installations(config.client_id, built.engine, seal)
        earlier, lost = installations.looked_through()
        count = installations.count()
    finally:
        built.engine.dispose()
    if lost:
        raise NotWell(unopened(lost))
    stale = (
        f"; {earlier} of them are sealed with a later key of the list, until the next start"
        if earlier
        else ""
    )
    return f"the bot is installed in {count} workspaces, and SLACK_TOKEN_KEYS opens their tokens{stale}."


class NotWell(BookError):
    """Something that Slack grants or says is not as it must be."""


def _way_in(config: Config) -> str:
    """How what people say comes from Slack to the bot."""
    if config.app_token.startswith("xapp-"):
        return "Socket Mode; the app token is there."
    if config.app_token:
        raise NotWell(
            "SLACK_APP_TOKEN is no app-level token (xapp-…). Make one with connections:write under Basic Information."
        )
    if not config.signing_secret:
        raise NotWell(
            "SLACK_APP_TOKEN is missing. Make an app-level token with connections:write under Basic Information; or, for HTTP"
            " mode, set SLACK_SIGNING_SECRET from the same page."
        )
    where = config.public_url or "https:// and this machine's public name"
    return (
        f"HTTP mode; the signing secret is there. The bot listens on port {config.port}; as request URL for commands,"
        f" events and interactivity enter {where}/slack/events in the app's settings, and turn Socket Mode off there."
    )


def _addresses(config: Config) -> str:
    if config.public_url:
        return f"calendars subscribe at {config.public_url}/calendar/, served from port {config.port}."
    return "none, because public_url is not set; `/meetings ics` gives files."


def _scopes_and_clock(config: Config) -> str:
    try:
        answer = web_client(config, timeout=5).auth_test()
    except (SlackApiError, OSError) as error:
        raise NotWell("they cannot be looked at while the token is not accepted.") from error
    headers = {str(name).lower(): value for name, value in answer.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    if granted and (missing := sorted(SCOPES - granted)):
        raise NotWell(f"{', '.join(missing)} not granted. Install the app again with manifest.json.")
    return f"{'all scopes are granted' if granted else 'Slack did not tell the scopes'}; {_skew(headers.get('date'))}"


def _skew(said: object) -> str:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - only here

    if not said:
        return "nor its time."
    apart = abs((datetime.now(UTC) - parsedate_to_datetime(str(said))).total_seconds())
    if apart > SKEW:
        raise NotWell(
            f"this machine's clock is {apart:.0f} seconds from Slack's. Turn on time synchronisation."
        )
    return "this machine's clock agrees with Slack's."
