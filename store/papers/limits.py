"""How much of a file is taken on: what is larger is refused before it is read."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


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
