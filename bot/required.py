"""What the environment has to hold before the bot can serve, and the remedy when it does not."""

from collections.abc import Sequence

from bot.config import Config
from store.errors import Invalid


def require_secrets(config: Config) -> None:
    """Raise Invalid when what the way to Slack needs is missing."""
    if config.many:
        require_for_many(config)
        return
    if not config.bot_token:
        raise Invalid("SLACK_BOT_TOKEN must be set in the environment. The README says where to find it.")
    if config.over_http and not config.signing_secret:
        raise Invalid(
            "SLACK_APP_TOKEN must be set in the environment, or SLACK_SIGNING_SECRET if Slack is to post to this bot's"
            " web server. The README says where to find them."
        )


def require_for_many(config: Config) -> None:
    """What installing needs; the signing secret even in Socket Mode, since it has no default that is safe."""
    if config.bot_token:
        raise Invalid(
            "SLACK_CLIENT_ID is set, so the bot gets a token from each workspace that installs it; but SLACK_BOT_TOKEN is"
            " set as well. Unset one of the two: SLACK_CLIENT_ID for one workspace, SLACK_BOT_TOKEN for many."
        )
    wanted = {
        "SLACK_CLIENT_SECRET": config.client_secret,
        "SLACK_TOKEN_KEYS": config.token_keys,
        "SLACK_SIGNING_SECRET": config.app_token or config.signing_secret,
    }
    if missing := [name for name, value in wanted.items() if not value]:
        raise Invalid(
            f"{' and '.join(missing)} must be set in the environment as well as SLACK_CLIENT_ID."
            " docs/operating.md says under “Many workspaces” where to find or how to make them."
        )
    if not config.public_url.startswith("https://") and config.slack_api_url.startswith("https://slack.com/"):
        raise Invalid(
            "public_url must be set in the configuration, and begin with https://: Slack sends people back there when they"
            " install the bot."
        )


def unopened(teams: Sequence[str]) -> str:
    """What is to be done about workspaces whose tokens no key opens."""
    return (
        f"SLACK_TOKEN_KEYS does not open the tokens of {len(teams)} workspaces ({', '.join(teams[:3])}). Add the key that"
        " they were sealed with, after the others. If it is lost, remove the bot from those workspaces and install it"
        " again; the books are untouched."
    )
