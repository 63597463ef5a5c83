"""What Slack answered instead of doing it, as one word that is safe to log and to show."""

import re

from slack_sdk.errors import SlackApiError

OTHER = "no answer of Slack's"


def word_of(error: SlackApiError) -> str:
    """Slack's errors are words. Anything else is a page of something in between, which may quote what was sent."""
    said = str(error.response.get("error"))
    return said if re.fullmatch(r"[a-z_]{1,60}", said) else OTHER
