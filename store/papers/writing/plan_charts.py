"""The chart of a plan: how the targets of each priority are doing."""

from collections.abc import Sequence

from store.charts import AMBER, INK, WHITE, Look, Stack, png
from store.papers.writing.pictures import Picture
from store.tables.plan import Rag

_GREEN, _RED, _GREY = "#2e7d4f", "#b3261e", "#c9ced6"
# Striped or plain as well as coloured, so that the bars are told apart without their colours.
LOOKS = {
    Rag.RED: Look("red", _RED, WHITE),
    Rag.AMBER: Look("amber", AMBER, INK, striped=True),
    Rag.GREEN: Look("green", _GREEN, WHITE),
    Rag.GREY: Look("grey", _GREY, INK),
    Rag.COMPLETE: Look("complete", WHITE, INK),
}


def rag(parts: Sequence[tuple[str, dict[Rag, int]]], words: Sequence[str]) -> Picture:
    """A bar for each priority; `words` say each in a line."""
    stacks = [
        Stack(name, said.partition(": ")[2], tuple((look, counts[colour]) for colour, look in LOOKS.items()))
        for (name, counts), said in zip(parts, words, strict=True)
    ]
    return Picture(png(stacks), f"Bar chart. How the targets are doing, by priority. {'; '.join(words)}.")
