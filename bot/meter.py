"""What is counted and timed while the bot works. `bot.metrics` does it, where there is somebody to ask for it."""

from handlers.requests import AnyRequest


class Meter:
    """Counts nothing, at no cost: most bots have nobody who looks."""

    def acknowledged(self, way: str, status: int, seconds: float) -> None:
        """Slack has had the answer to one delivery, by `way` "socket" or "http", so long after it came."""

    def replied(self, surface: str, seconds: float) -> None:
        """A listener of that surface is done, and so whoever wrote or pressed has had their answer, posts included."""

    def answered(self, request: AnyRequest, outcome: str) -> None:
        """A request has been through the door."""

    def redelivered(self) -> None:
        """Slack says that it has delivered this before."""

    def disconnected(self, why: str) -> None:
        """A connection of Socket Mode has ended, or Slack says that it will: its reason, or how it ended."""

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """A call of Slack's Web API has ended: "ok", or Slack's word for what was wrong."""

    def retried(self, why: str) -> None:
        """A call is tried once more."""

    def delivered(self, outcome: str, why: str = "") -> None:
        """An attempt at a reminder has ended: "posted", "again" or "given up"."""

    def exposed(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return b""


NOBODY_LOOKS = Meter()
