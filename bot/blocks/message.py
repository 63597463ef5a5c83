"""A Reply as a Slack message: blocks for the eye, `text` with all of it for everything else."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.blocks.pieces import BLOCKS_LIMIT, Json, bold, button, buttons, context, escape, header, section
from bot.blocks.plain import plain, shortened
from bot.blocks.press import FORM, PRESS, STYLES, value_of
from bot.blocks.wording import Worded, worded
from handlers.replies import Button, Card, Part, PointRow, Reply, Row, Title
from handlers.requests import AnyRequest

POINT = "point"  # block ids of action points: "point|2025-07/02|3"; a thread below is about them


def message(reply: Reply, zone: ZoneInfo, again: AnyRequest | None = None) -> Json:
    """The `text` and `blocks` of a message. `again`: the request with which it can be drawn anew in place."""
    return {
        "text": shortened(escape(plain(reply, zone))),
        "blocks": blocks(reply, zone, again),
    }


def blocks(reply: Reply, zone: ZoneInfo, again: AnyRequest | None = None) -> list[Json]:
    """The blocks of a reply, never more than Slack takes; what does not fit is counted."""
    room = BLOCKS_LIMIT - (2 if reply.buttons else 1)
    drawn = [block for number, part in enumerate(reply.parts) for block in _part(part, number, zone, again)]
    if len(drawn) > room:
        left = len(drawn) - room
        drawn = [*drawn[:room], context(f"{left} more are not shown here.", "left-out")]
    row = [
        element
        for number, offer in enumerate(reply.buttons)
        if (element := _button(offer, f"b{number}", again))
    ]
    return [*drawn, *([buttons(row, "buttons")] if row else [])]


def _part(part: Part, number: int, zone: ZoneInfo, again: AnyRequest | None) -> Iterator[Json]:
    said = worded(part, zone)
    if isinstance(part, Title):
        yield header(said.heading, f"part|{number}")
        return
    block_id = f"part|{number}"
    if isinstance(part, PointRow | Card):
        block_id = f"{POINT}|{part.point.full_ref}|{number}"
    offer = part.button if isinstance(part, PointRow | Row) else None
    if text := _markdown(said):
        yield section(text, block_id, _button(offer, f"p{number}", again) if offer else None)
    if said.quiet:
        yield context("\n".join(escape(line) for line in said.quiet), f"quiet|{number}")


def _markdown(said: Worded) -> str:
    bullet = "• " if said.bulleted else ""
    lines = [f"{bold(said.heading)} {escape(said.beside)}".strip()] if said.heading else []
    return "\n".join([*lines, *(f"{bullet}{escape(line)}" for line in said.lines)])


def _button(offer: Button, place: str, again: AnyRequest | None) -> Json | None:
    value = value_of(offer, again)
    if value is None:
        return None
    return button(offer.label, f"{FORM if offer.form else PRESS}|{place}", value, STYLES[offer.look])
