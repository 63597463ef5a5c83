"""Files that people send to the bot, fetched with its token."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from slack_sdk import WebClient

from store.errors import Invalid

LARGEST = 5_000_000  # bytes
PATIENCE = 20  # seconds

Json = dict[str, Any]


def described(client: WebClient, file_id: str) -> Json:
    """What Slack says of a file: its name and where it is. Raises SlackApiError when it is gone."""
    found: Json = client.files_info(file=file_id)["file"]
    return found


def fetched(client: WebClient, file: Json, largest: int = LARGEST) -> bytes:
    """The content of a file. Raises Invalid with a sentence when it is too large or cannot be had."""
    name = str(file.get("name") or "The file")[:80]
    if int(file.get("size") or 0) > largest:
        raise Invalid(
            f"{name} is larger than {largest // 1_000_000} megabytes. Nothing was changed; send it in parts."
        )
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not _is_slacks(url, client):
        raise Invalid(f"{name} is not kept by Slack, so I cannot read it. Nothing was changed; upload it.")
    asked = Request(url, headers={"Authorization": f"Bearer {client.token}"})  # noqa: S310 - the address is checked
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
            content: bytes = answer.read(largest + 1)
    except OSError as error:
        raise Invalid(f"Slack does not hand over {name} just now. Nothing was changed; try again.") from error
    if len(content) > largest:
        raise Invalid(
            f"{name} is larger than {largest // 1_000_000} megabytes. Nothing was changed; send it in parts."
        )
    return content


def _is_slacks(url: str, client: WebClient) -> bool:
    """Whether the token may be sent there: to Slack itself, or to the server that is used in its place."""
    asked, ours = urlsplit(url), urlsplit(client.base_url)
    host = asked.hostname or ""
    if (host, asked.port) == (ours.hostname, ours.port):
        return True
    return asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
