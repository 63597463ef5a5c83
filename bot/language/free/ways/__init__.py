"""How people say what can be asked: texts beside this module, in which each heading is the title of an intent.

Below a heading stands one way to say it a line. `(this|that)` stands for either, `[this]` may be left out, and
`<person>` is a gap: what of the books, or of which shape, stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

_HEADING = "= "
_HEARD = "heard.txt"
_WORD = re.compile(r"(?<![<\w])[a-z][a-z-]*(?![>\w])")


def ways() -> Mapping[str, tuple[str, ...]]:
    """Every title with the ways to say it."""
    return _read(each for each in _texts() if each.name != _HEARD)


def heard() -> Mapping[str, tuple[str, ...]]:
    """What people wrote who had never seen the bot, by the title that they meant, with all that it was about."""
    return _read([_HERE / _HEARD])


def words_of(said: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Every word of these ways, as it is written there."""
    return frozenset(word for each in said.values() for way in each for word in _WORD.findall(way))


def kept_at(made_by: bytes) -> Path:
    """Where what is counted in these texts is kept, by a name that another text or another way of counting changes."""
    texts = b"".join(text.read_bytes() for text in _texts())
    return _HERE / "__pycache__" / f"{sha256(made_by + texts).hexdigest()[:16]}.counted"


_HERE = Path(__file__).parent


def _texts() -> list[Path]:
    return sorted(_HERE.glob("*.txt"))


def _read(texts: Iterable[Path]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    title = ""
    for text in texts:
        for line in text.read_text(encoding="utf-8").splitlines():
            if line.startswith(_HEADING):
                title = line.removeprefix(_HEADING)
            elif line and not line.startswith("#"):
                found[title].append(line)
    return MappingProxyType({title: tuple(said) for title, said in found.items()})
