"""What was learnt from the texts, small enough to be kept in memory, and kept on disk until a text changes."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from tempfile import NamedTemporaryFile
from zlib import crc32

import msgspec

Row = list[tuple[int, float]]


class Counted(msgspec.Struct, frozen=True, dict=True):
    """One row for each feature: dictionaries would take twenty times the memory.

    `features` and `ends` have 32 bits for each row: the checksum of its name, by which rows are ordered, and where it
    ends in the next. `places` (16 bits) and `weights` (32) have the requests for which it speaks, and how much; `own` (8)
    whether it is no more than how that is said.
    """

    titles: tuple[str, ...]
    absent: tuple[float, ...]
    words: tuple[str, ...]
    written: tuple[str, ...]
    features: bytes
    ends: bytes
    places: bytes
    weights: bytes
    own: bytes

    @classmethod
    def of(
        cls,
        titles: tuple[tuple[str, float], ...],
        weights: Mapping[str, tuple[tuple[str, float], ...]],
        *,
        own: frozenset[tuple[str, str]],
        words: tuple[str, ...],
        written: tuple[str, ...],
    ) -> "Counted":
        """Titles, each with what a line without any of its words counts, and the weights of each feature by title.

        `own` has the features, each with a title behind it, that are no more than how that is said.
        """
        number = {title: place for place, (title, _) in enumerate(titles)}
        named = {crc32(feature.encode()): row for feature, row in weights.items()}
        rows = [row for _, row in sorted(named.items())]
        owned = {(crc32(feature.encode()), title) for feature, title in own}
        return cls(
            tuple(number),
            tuple(absent for _, absent in titles),
            words,
            written,
            array("I", sorted(named)).tobytes(),
            array("I", accumulate(map(len, rows))).tobytes(),
            array("H", (number[title] for row in rows for title, _ in row)).tobytes(),
            array("f", (weight for row in rows for _, weight in row)).tobytes(),
            bytes((name, title) in owned for name, row in sorted(named.items()) for title, _ in row),
        )

    def row(self, feature: str) -> Row:
        """The requests for which a feature speaks, by their places, and how much for each; empty for one never seen."""
        start, end = self._span(feature)
        _, _, places, weights = self._arrays
        return list(zip(places[start:end], weights[start:end], strict=True))

    def owners(self, feature: str) -> frozenset[int]:
        """The places of the requests that are said with it, whatever they are about."""
        start, end = self._span(feature)
        places = self._arrays[2]
        return frozenset(places[at] for at in range(start, end) if self.own[at])

    def _span(self, feature: str) -> tuple[int, int]:
        features, ends, _, _ = self._arrays
        name = crc32(feature.encode())
        at = bisect_left(features, name)
        if at == len(features) or features[at] != name:
            return 0, 0
        return ends[at - 1] if at else 0, ends[at]

    @cached_property
    def _arrays(self) -> "tuple[memoryview[int], memoryview[int], memoryview[int], memoryview[float]]":
        return (
            memoryview(self.features).cast("I"),
            memoryview(self.ends).cast("I"),
            memoryview(self.places).cast("H"),
            memoryview(self.weights).cast("f"),
        )

    @classmethod
    def decoded(cls, written: bytes) -> "Counted":
        """What `encoded` wrote. Raises msgspec.MsgspecError for anything else."""
        return msgspec.msgpack.decode(written, type=cls)

    def encoded(self) -> bytes:
        """As it is kept, and handed from one process to another."""
        return msgspec.msgpack.encode(self)

    @classmethod
    def kept(cls, path: Path) -> "Counted | None":
        """What was kept there; None where nothing is, or nothing that can be read."""
        try:
            return cls.decoded(path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return None

    def keep(self, path: Path) -> None:
        """Put there for the next time, whole or not at all; where nothing can be written, nothing is."""
        with suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(self.encoded())
            new = Path(file.name)
            new.chmod(0o644)
            new.replace(path)
            for older in _others(path):
                older.unlink(missing_ok=True)


def _others(path: Path) -> Iterator[Path]:
    return (each for each in path.parent.glob(f"*{path.suffix}") if each != path)
