"""A Reply as plain text: for the terminal, and for the `text` of every message, which screen readers read."""

from zoneinfo import ZoneInfo

from bot.blocks.escaping import shortened
from bot.blocks.wording import Worded, worded
from handlers.replies import Outcome, Reply

TEXT_LIMIT = 3_900  # Slack cuts `text` at 4,000 characters


def plain(reply: Reply, zone: ZoneInfo) -> str:
    """All that the reply says, and the ways to go on where it asks something."""
    return told(reply, [worded(part, zone) for part in reply.parts])


def told(reply: Reply, words: list[Worded]) -> str:
    """The same from the words of its parts."""
    said = "\n".join(filter(None, map(_lines, words)))
    asks = reply.outcome in (Outcome.CONFIRM, Outcome.CHOOSE, Outcome.NOT_UNDERSTOOD)
    if asks and reply.buttons:
        said += "\n" + " / ".join(button.label for button in reply.buttons)
    return said


def _lines(part: Worded) -> str:
    indent = "• " if part.bulleted else "  " if part.heading else ""
    lines = [f"{part.heading} {part.beside}".strip()] if part.heading else []
    lines += [f"{indent}{line}" for line in (*part.lines, *part.quiet)]
    lines += [f"{indent}{label}: {address}" for label, address in part.links]
    return "\n".join(lines)


def short_text(text: str) -> str:
    """`text` as a message takes it, saying how much was left out."""
    return shortened(text, TEXT_LIMIT)
