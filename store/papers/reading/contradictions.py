"""Where a paper contradicts itself about its dates: said, so that somebody looks before it is believed."""

import re
from collections.abc import Iterator, Sequence

from store.dates import day
from store.papers.paper import MeetingHead, Unread
from store.papers.reading.blocks import Block
from store.papers.reading.due import WEEKDAY, dates_in, on_or_after

_HEAD = 20  # blocks from the top in which the paper says when it meets


def contradictions(
    blocks: Sequence[Block], head: MeetingHead | None, minutes: MeetingHead | None
) -> Iterator[Unread]:
    """What cannot be true of the dates at the heads of a paper and of the minutes in it."""
    for block in blocks[:_HEAD]:
        for printed, _where in dates_in(block.text):
            bare = re.sub(rf"^{WEEKDAY}(?:the\s+)?", "", printed, flags=re.IGNORECASE)
            known = on_or_after(bare, None) if bare != printed else None
            if known and on_or_after(printed, None) is None:
                why = f"{day(known)} is a {known:%A}; the paper names another day of the week, so I do not know the date."
                yield Unread(block.line, printed, why)
    if head and minutes and head is not minutes and head.date and minutes.date and minutes.date > head.date:
        why = f"The minutes are of {day(minutes.date)}, after the meeting that the paper is for, on {day(head.date)}."
        yield Unread(minutes.line, minutes.date_printed, why)
