"""What Slack answered instead of doing it, as one word that is safe to log and to show."""

import re
from http import HTTPStatus
from typing import Any

from slack_sdk.errors import SlackApiError

OTHER = "no answer of Slack's"
# Slack's own troubles, which say nothing of who asked.
_PASSING = frozenset(
    {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)


def word_of(error: SlackApiError) -> str:
    """Slack's errors are words. Anything else is a page of something in between, which may quote what was sent."""
    said = str(error.response.get("error"))
    return said if re.fullmatch(r"[a-z_]{1,60}", said) else OTHER


def is_passing(error: SlackApiError) -> bool:
    """Whether it is a trouble of Slack's own, which will pass, and no refusal."""
    troubled = _status(error) >= 500 or _status(error) == HTTPStatus.TOO_MANY_REQUESTS
    return troubled or word_of(error) in _PASSING


def _status(error: SlackApiError) -> int:
    return int(_of(error, "status_code", "status") or 0)


def _of(error: SlackApiError, *names: str) -> Any:
    """A part of the answer; where it was no JSON, the SDK gives a dictionary instead."""
    response: Any = error.response
    found = (
        response.get(name) if isinstance(response, dict) else getattr(response, name, None) for name in names
    )
    return next((one for one in found if one is not None), None)


def asked_to_wait(error: SlackApiError, otherwise: int) -> int:
    """How many seconds Slack wants to be left alone, 0 where it does not; `otherwise` where it does not say how long."""
    if word_of(error) != "ratelimited" and _status(error) != HTTPStatus.TOO_MANY_REQUESTS:
        return 0
    headers = {str(name).lower(): value for name, value in (_of(error, "headers") or {}).items()}
    said = str(headers.get("retry-after", ""))
    return int(said) if said.isdigit() else otherwise
