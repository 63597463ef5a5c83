"""How much of a file is taken on: what is larger is refused before it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from store.errors import Invalid

MEGABYTE = 1_000_000
EMPTY = "Look whether it was saved, and send it again."


@dataclass(frozen=True, slots=True)
class Limits:
    """`megabytes` of the file as it comes and `unpacked` of what is packed in it, `pages`, and `rows` of a sheet."""

    megabytes: int = 25
    unpacked: int = 60
    pages: int = 250
    rows: int = 20_000

    @property
    def size(self) -> int:
        return self.megabytes * MEGABYTE

    @property
    def size_unpacked(self) -> int:
        return self.unpacked * MEGABYTE


DEFAULT = Limits()

Tell = Callable[[int, int], None]
"""What is told while a file is read: how many pages of how many. Only a PDF takes that long."""


def untold(_page: int, _pages: int) -> None:
    """Nobody wants to know."""


def check_size(size: int, name: str, limits: Limits = DEFAULT) -> None:
    """Raises Invalid for an empty file and one larger than the limits, before it is fetched or opened."""
    if not size:
        raise Invalid(f"{name} is empty, so there is nothing to read. Nothing was stored. {EMPTY}")
    if size > limits.size:
        raise Invalid(
            f"{name} has {size / MEGABYTE:.0f} MB; I take on files of up to {limits.megabytes} MB. Nothing was read. Save it with"
            " smaller pictures, or send me the part with the agenda, the minutes or the action points."
        )
