"""The register at a glance as a picture: what became of the action points of each meeting, one bar below the other."""

from bot.blocks.wording import figures
from handlers.replies import Bar, Chart
from store.charts import AMBER, INK, WHITE, Look, Stack
from store.charts import png as drawn

OPEN, CARRIED, CLOSED = (
    Look("open", INK, WHITE),
    Look("carried over", AMBER, INK, striped=True),
    Look("closed", WHITE, INK),
)


def png(chart: Chart) -> bytes:
    """The picture of a chart; the longest bar fills the width, the others are in proportion."""
    return drawn([_stack(bar) for bar in chart.bars])


def _stack(bar: Bar) -> Stack:
    return Stack(bar.name, figures(bar), ((OPEN, bar.open), (CARRIED, bar.carried), (CLOSED, bar.closed)))
