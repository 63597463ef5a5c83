"""Pictures of charts in Slack: each is drawn and uploaded once for its figures, then shown by the file's id.

An image block takes a file that the bot itself has uploaded (`slack_file`), shared nowhere
(https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object). Slack works through an upload
after it has taken it, and refuses blocks that name the file before; it has a MIME type from then on.
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.blocks.pieces import Json
from handlers.replies import Chart
from store.clock import Clock

LOG = logging.getLogger("bot.pictures")
KEPT = 100  # charts whose file is remembered
PATIENCE = timedelta(minutes=10)  # before what failed is tried again
LOOKS, BETWEEN = 6, 0.5  # how often Slack is asked whether it is done with an upload, and seconds in between


@dataclass
class Pictures:
    """The pictures that Slack holds for us. `by_id` is false for a Slack that shows them by their address alone."""

    client: WebClient
    clock: Clock
    by_id: bool = True
    pause: Callable[[float], None] = time.sleep
    _held: OrderedDict[Chart, Json] = field(default_factory=OrderedDict)
    _begun: OrderedDict[Chart, datetime] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, chart: Chart) -> Json | None:
        """What an image block shows it by; None while Slack does not hold it."""
        with self._lock:
            return self._held.get(chart)

    def make(self, chart: Chart) -> Json | None:
        """Draw and upload it, which takes a second or two.

        None when somebody else is at it, or when it failed now or lately: the chart is then shown in text.
        """
        with self._lock:
            if held := self._held.get(chart):
                return held
            begun, now = self._begun.get(chart), self.clock.now()
            if begun is not None and now - begun < PATIENCE:
                return None
            _keep(self._begun, chart, now)
        try:
            made = self._uploaded(chart)
        except (SlackClientError, OSError) as error:
            LOG.warning("no picture of a chart: %s", type(error).__name__)
            return None
        with self._lock:
            _keep(self._held, chart, made)
        return made

    def refused(self, chart: Chart) -> None:
        """Slack would not show it, whatever the reason: it is made anew, but not at once."""
        with self._lock:
            self._held.pop(chart, None)
            _keep(self._begun, chart, self.clock.now())

    def _uploaded(self, chart: Chart) -> Json:
        from bot.blocks.chart import png  # noqa: PLC0415 - 10 MB of Pillow that only drawing needs

        name = "Register at a glance.png"
        done = self.client.files_upload_v2(
            filename=name, title=chart.heading, content=png(chart), highlight_type="png"
        )
        file: dict[str, Any] = done["files"][0]
        if not self.by_id:
            return {"image_url": file["permalink"]}
        self._wait_for(str(file["id"]))
        return {"slack_file": {"id": file["id"]}}

    def _wait_for(self, file: str) -> None:
        """Until Slack has worked through it. When that takes longer, it refuses the picture and the text stays."""
        for look in range(LOOKS):
            if self.client.files_info(file=file)["file"].get("mimetype"):
                return
            if look + 1 < LOOKS:
                self.pause(BETWEEN)


def _keep(memory: OrderedDict[Chart, Any], chart: Chart, value: object) -> None:
    memory[chart] = value
    memory.move_to_end(chart)
    if len(memory) > KEPT:
        memory.popitem(last=False)
