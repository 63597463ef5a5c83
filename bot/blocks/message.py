"""A Reply as a Slack message: blocks for the eye, `text` with all of it for everything else."""

from collections.abc import Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.blocks.escaping import as_typed, bold, escape, folded, shortened, struck
from bot.blocks.pieces import (
    BLOCKS_LIMIT,
    CONTEXT_LIMIT,
    HEADER_LIMIT,
    SECTION_LIMIT,
    Json,
    button,
    buttons,
    context,
    header,
    image,
    menu,
    option,
    rows,
    section,
)
from bot.blocks.plain import short_text, told
from bot.blocks.press import FORM, PICK, PRESS, STYLES, option_value, value_of
from bot.blocks.wording import Worded, worded
from handlers.replies import Button, ButtonRow, Card, Chart, Menu, Part, PointRow, Reply, Row, Title
from handlers.requests import AnyRequest
from store.plan_views import REMEMBERED

DRAWN_BEFORE = 500  # parts that are kept as they were drawn, some two kilobytes each
TARGET = "target"  # block id of a message about one plan target: "target|2026/27 1.3"
POINT = "point"  # block ids of action points: "point|2025-07/02|3"; a thread below is about them


def message(reply: Reply, zone: ZoneInfo, again: AnyRequest | None = None) -> Json:
    """The `text` and `blocks` of a message. `again`: the request with which it can be drawn anew in place."""
    drawn = _each(reply, zone, again)
    text = short_text(escape(told(reply, [said for said, _ in drawn])))
    return {"text": text, "blocks": _within(BLOCKS_LIMIT, reply, drawn, again)}


def blocks(
    reply: Reply,
    zone: ZoneInfo,
    again: AnyRequest | None = None,
    limit: int = BLOCKS_LIMIT,
    picture: Json | None = None,
) -> list[Json]:
    """The blocks of a reply, never more than Slack takes; what does not fit is counted.

    A live reply brings the request that draws it anew. `picture`: where Slack finds that of the reply's chart.
    """
    drawn = _each(reply, zone, again)
    if picture:
        drawn = [
            (said, (_pictured(said, picture, number),) if isinstance(part, Chart) else blocks_of_one)
            for number, (part, (said, blocks_of_one)) in enumerate(zip(reply.parts, drawn, strict=True))
        ]
    return _within(limit, reply, drawn, again)


Drawn = tuple[Worded, tuple[Json, ...]]  # a part in words, and its blocks


def _each(reply: Reply, zone: ZoneInfo, again: AnyRequest | None) -> list[Drawn]:
    again = reply.live or again
    return [_drawn(part, number, zone, again) for number, part in enumerate(reply.parts)]


@lru_cache(maxsize=DRAWN_BEFORE)
def _drawn(part: Part, number: int, zone: ZoneInfo, again: AnyRequest | None) -> Drawn:
    """A part, the `number`th of its message. The same part is drawn once: lists show mostly what they showed before.

    It follows from its arguments alone, so it cannot be out of date; nobody may change what comes back.
    """
    said = worded(part, zone)
    return said, tuple(_part(part, said, number, again))


def _within(limit: int, reply: Reply, parts: list[Drawn], again: AnyRequest | None) -> list[Json]:
    below = list(_offers(reply, reply.live or again))
    room = limit - len(below)
    drawn = [block for _, blocks_of_one in parts for block in blocks_of_one]
    if reply.live:  # it moves on, so a thread below it must not be taken to be about what stands there now
        drawn = [{**block, "block_id": f"live|{number}"} for number, block in enumerate(drawn)]
    elif drawn and (target := _only_target(reply)):
        drawn[0] = {**drawn[0], "block_id": f"{TARGET}|{target}"}
    if len(drawn) > room:
        left = len(drawn) - room + 1
        drawn = [*drawn[: room - 1], context(f"{left} more paragraphs are not shown here.", "left-out")]
    return [*drawn, *below]


def _only_target(reply: Reply) -> str:
    """The plan target that a reply is about, if it is about nothing else."""
    only = reply.about[0] if len(reply.about) == 1 else ""
    return only.removeprefix(REMEMBERED) if only.startswith(REMEMBERED) else ""


def _offers(reply: Reply, again: AnyRequest | None) -> Iterator[Json]:
    """The buttons below; one whose request is too long for a button is named, since it can be said as well."""
    drawn = [(offer.label, _button(offer, f"b{place}", again)) for place, offer in enumerate(reply.buttons)]
    for number, row in enumerate(rows(element for _, element in drawn if element)):
        yield buttons(row, f"buttons|{number}" if number else "buttons")
    if undrawn := [label for label, element in drawn if element is None]:
        yield _named(undrawn, "undrawn")


def _named(labels: list[str], block_id: str) -> Json:
    """Buttons whose request is too long for one."""
    said = f"Too long for a button, please say it: {', '.join(labels)}"
    return context(shortened(as_typed(said), CONTEXT_LIMIT), block_id)


def _part(part: Part, said: Worded, number: int, again: AnyRequest | None) -> Iterator[Json]:
    block_id = f"part|{number}"
    if isinstance(part, Menu):
        yield from _menu(part, block_id)
        return
    if isinstance(part, ButtonRow):
        yield from _row(part, number, again)
        return
    if isinstance(part, Title) and _fits_a_header(said.heading):
        yield header(said.heading, block_id)
        return
    if isinstance(part, PointRow | Card):
        block_id = f"{POINT}|{part.point.full_ref}|{number}"
    offer = part.button if isinstance(part, PointRow | Row) else None
    beside = _button(offer, f"p{number}", again) if offer else None
    for place, text in enumerate(folded(_markdown(said), SECTION_LIMIT)):
        yield section(text, f"{block_id}|{place}" if place else block_id, None if place else beside)
    quiet = "\n".join(as_typed(line) for line in said.quiet)
    for place, text in enumerate(folded(quiet, CONTEXT_LIMIT)):
        yield context(text, f"quiet|{number}|{place}" if place else f"quiet|{number}")


def _pictured(said: Worded, picture: Json, number: int) -> Json:
    """A chart as a picture; whoever cannot see it is told the same sentences that would stand there."""
    return image(said.heading, f"{said.heading}. {'. '.join(said.lines)}.", f"part|{number}", picture)


def _row(part: ButtonRow, number: int, again: AnyRequest | None) -> Iterator[Json]:
    """Buttons of their own within a list."""
    drawn = [
        (offer.label, _button(offer, f"r{number}-{place}", again)) for place, offer in enumerate(part.options)
    ]
    for place, row in enumerate(rows(element for _, element in drawn if element)):
        yield buttons(row, f"row|{number}|{place}" if place else f"row|{number}")
    if undrawn := [label for label, element in drawn if element is None]:
        yield _named(undrawn, f"undrawn|{number}")


def _fits_a_header(text: str) -> bool:
    return 0 < len(text.strip()) <= len(text) <= HEADER_LIMIT and "\n" not in text


def _markdown(said: Worded) -> str:
    bullet = "• " if said.bulleted else ""
    bars = said.bars or ("",) * len(said.lines)
    heading = struck(bold(said.heading)) if said.struck else bold(said.heading)
    lines = [" ".join(filter(None, (heading, as_typed(said.beside))))] if said.heading else []
    lines += [
        f"{bullet}{f'{bar}  ' if bar else ''}{as_typed(line)}"
        for line, bar in zip(said.lines, bars, strict=True)
    ]
    lines += [_link(label, address) for label, address in said.links]
    return "\n".join(lines)


def _link(label: str, address: str) -> str:
    """A link whose address cannot end early, whatever stands in it."""
    return f"<{escape(address).replace('|', '%7C')}|{as_typed(label)}>"


def _menu(part: Menu, block_id: str) -> Iterator[Json]:
    """A menu of what can be shown instead; what is too long for an option can still be typed."""
    offers = {offer.label: option_value(offer.request) for offer in part.options}
    options = {label: option(label, value) for label, value in offers.items() if value}
    if options:
        chosen = options.get(part.chosen)
        yield buttons([menu(f"{PICK}|{block_id}", part.label, list(options.values()), chosen)], block_id)


def _button(offer: Button, place: str, again: AnyRequest | None) -> Json | None:
    value = value_of(offer, again)
    if value is None:
        return None
    return button(offer.label, f"{FORM if offer.form else PRESS}|{place}", value, STYLES[offer.look])
