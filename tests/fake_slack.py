"""Slack, as far as it is outside: a Web API that remembers what it was told, with the client's real methods.

It keeps messages, modals and Homes, opens direct messages, and refuses what it is told to refuse. A method that
the tests have not foreseen raises.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

Json = dict[str, Any]


def refusal_of(why: str) -> SlackApiError:
    """The error with which the client answers a refusal."""
    return SlackApiError("refused", {"ok": False, "error": why})  # type: ignore[no-untyped-call]  # the SDK has no types there


def _json(given: Any) -> Json:
    parsed: Json = json.loads(given) if isinstance(given, str) else given or {}
    return parsed


@dataclass
class Posted:
    """A message of the bot. `only_for` is set when just one person sees it."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    thread: str = ""
    only_for: str = ""
    metadata: Json = field(default_factory=dict)


@dataclass
class Workspace:
    """What the fake remembers."""

    emails: dict[str, str] = field(default_factory=dict)
    posted: list[Posted] = field(default_factory=list)
    modals: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    files: list[Json] = field(default_factory=list)
    raw: dict[str, int] = field(
        default_factory=dict
    )  # uploads that Slack is not done with: looks it still takes
    prompts: dict[str, list[Json]] = field(default_factory=dict)
    statuses: list[tuple[str, str, str]] = field(default_factory=list)
    """What the pane was told to show: channel, thread and status."""
    slowness: int = 1
    refusals: dict[str, str] = field(default_factory=dict)
    """Why a method is refused, or a method in one channel: "chat.postMessage C0BOARD"."""
    headers: dict[str, str] = field(default_factory=dict)
    described: Callable[[str], Json] = lambda file_id: {"id": file_id}
    profiles: dict[str, Json] = field(default_factory=dict)
    began: int = field(default_factory=lambda: int(time.time()))
    counter: int = 0

    def next_ts(self) -> str:
        self.counter += 1
        return f"{self.began}.{self.counter:06}"

    def refusal(self, method: str, channel: str) -> str | None:
        return self.refusals.get(method) or self.refusals.get(f"{method} {channel}")


class FakeSlack(WebClient):
    """The client with its real signatures; calls end in `Workspace` instead of the network."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(token="xoxb-fake", base_url="http://localhost:1/api/")
        self.workspace = workspace

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        given = {
            **(arguments.get("params") or {}),
            **(arguments.get("json") or {}),
            **(arguments.get("data") or {}),
        }
        if why := self.workspace.refusal(api_method, given.get("channel", "")):
            return self._answer(api_method, {"ok": False, "error": why})
        answer = getattr(self, "_" + api_method.replace(".", "_"))(given)
        return self._answer(api_method, {"ok": True, **answer})

    def _answer(self, api_method: str, data: Json) -> SlackResponse:
        """As Slack sends it; a refusal raises."""
        status = 429 if data.get("error") == "ratelimited" else 200
        answer: SlackResponse = SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data=data,
            headers=self.workspace.headers,
            status_code=status,
        ).validate()  # type: ignore[no-untyped-call]  # the SDK has no types there
        return answer

    def _chat_postMessage(self, given: Json, only_for: str = "") -> Json:  # noqa: N802 - named as Slack names it
        posted = Posted(
            channel=given["channel"],
            ts=self.workspace.next_ts(),
            text=given.get("text", ""),
            blocks=given.get("blocks") or [],
            thread=given.get("thread_ts") or "",
            only_for=only_for,
            metadata=_json(given.get("metadata")),
        )
        self.workspace.posted.append(posted)
        return {"ts": posted.ts, "channel": posted.channel}

    def _chat_postEphemeral(self, given: Json) -> Json:  # noqa: N802
        return self._chat_postMessage(given, only_for=given["user"])

    def _chat_update(self, given: Json) -> Json:
        found = next(p for p in self.workspace.posted if p.ts == given["ts"])
        found.text, found.blocks = given.get("text", ""), given.get("blocks") or []
        return {"ts": found.ts, "channel": found.channel}

    def _users_info(self, given: Json) -> Json:
        email = self.workspace.emails.get(given["user"])
        known = self.workspace.profiles.get(given["user"], {})
        return {"user": {"id": given["user"], "profile": {"email": email} if email else {}, **known}}

    def _auth_test(self, _given: Json) -> Json:
        return {"team_id": "T1"}

    def _users_lookupByEmail(self, given: Json) -> Json:  # noqa: N802
        found = [user for user, email in self.workspace.emails.items() if email == given["email"]]
        if not found:
            raise refusal_of("users_not_found")
        return {"user": {"id": found[0]}}

    def _chat_getPermalink(self, given: Json) -> Json:  # noqa: N802
        return {
            "permalink": f"https://pellingford.slack.example/archives/{given['channel']}/p{given['message_ts']}"
        }

    def _conversations_open(self, given: Json) -> Json:
        return {"channel": {"id": f"D{str(given['users']).removeprefix('U')}"}}

    def _conversations_replies(self, given: Json) -> Json:
        found = [p for p in self.workspace.posted if p.ts == given["ts"]]
        messages: list[Json] = [{"ts": p.ts, "bot_id": "B1", "blocks": p.blocks} for p in found]
        files = [f for f in self.workspace.files if f.get("thread_ts") == given["ts"]]
        return {"messages": [*messages, *({"files": [file]} for file in files)] or [{"user": "U0"}]}

    def _conversations_history(self, given: Json) -> Json:
        found = [
            {"ts": p.ts, "blocks": p.blocks, "metadata": p.metadata}
            for p in reversed(self.workspace.posted)
            if p.channel == given["channel"] and float(p.ts) > float(given["oldest"])
        ]
        first, limit = int(given.get("cursor") or 0), int(given["limit"])
        more = str(first + limit) if len(found) > first + limit else ""
        return {"messages": found[first : first + limit], "response_metadata": {"next_cursor": more}}

    def _views_open(self, given: Json) -> Json:
        self.workspace.modals.append(given["view"])
        return {"view": given["view"]}

    def _assistant_threads_setSuggestedPrompts(self, given: Json) -> Json:  # noqa: N802 - Slack's name for it
        assert "thread_ts" not in given
        prompts = given["prompts"]
        self.workspace.prompts[given["channel_id"]] = (
            json.loads(prompts) if isinstance(prompts, str) else prompts
        )
        return {}

    def _assistant_threads_setStatus(self, given: Json) -> Json:  # noqa: N802
        self.workspace.statuses.append((given["channel_id"], given["thread_ts"], given["status"]))
        return {}

    def _views_publish(self, given: Json) -> Json:
        """Slack's own rules: no picture that it has not worked through, and no writing over what is newer."""
        shown = self.workspace.homes.get(given["user_id"], {})
        if given.get("hash") not in (None, shown.get("hash")):
            raise refusal_of("hash_conflict")
        for block in given["view"]["blocks"]:
            if block["type"] == "image" and self.workspace.raw.get(block["slack_file"]["id"], 1):
                raise refusal_of("invalid_arguments")
        view = {**given["view"], "hash": self.workspace.next_ts()}
        self.workspace.homes[given["user_id"]] = view
        return {"view": view}

    def files_upload_v2(self, **given: Any) -> SlackResponse:
        if refusal := self.workspace.refusals.get("files.upload"):
            raise refusal_of(refusal)
        self.workspace.files.append(given)
        return self.api_call("files.completeUploadExternal")

    def _files_completeUploadExternal(self, _given: Json) -> Json:  # noqa: N802
        file = f"F{len(self.workspace.files)}"
        self.workspace.raw[file] = self.workspace.slowness
        return {"files": [{"id": file, "mimetype": "", "permalink": f"https://files.example/{file}.png"}]}

    def _files_info(self, given: Json) -> Json:
        if given["file"] not in self.workspace.raw:
            return {"file": self.workspace.described(given["file"])}
        left = self.workspace.raw[given["file"]]
        self.workspace.raw[given["file"]] = max(0, left - 1)
        return {"file": {"id": given["file"], "mimetype": "" if left else "image/png"}}
