"""How people say what can be asked: texts beside this module, in which each heading is the title of an intent.

Below a heading stands one way to say it a line. `(this|that)` stands for either, `[this]` may be left out, and
`<person>` is a gap: what of the books, or of which shape, stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_HEADING = "= "
_WORD = re.compile(r"(?<![<\w])[a-z][a-z-]*(?![>\w])")


@cache
def ways() -> Mapping[str, tuple[str, ...]]:
    """Every title with the ways to say it."""
    found: dict[str, list[str]] = defaultdict(list)
    for title, way in _lines():
        found[title].append(way)
    return MappingProxyType({title: tuple(said) for title, said in found.items()})


@cache
def written() -> frozenset[str]:
    """Every word of the texts: none of them is a slip of the keyboard."""
    return frozenset(word for said in ways().values() for way in said for word in _WORD.findall(way))


def _lines() -> Iterator[tuple[str, str]]:
    title = ""
    texts = sorted((file for file in files(__name__).iterdir() if file.name.endswith(".txt")), key=str)
    for file in texts:
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith(_HEADING):
                title = line.removeprefix(_HEADING)
            elif line and not line.startswith("#"):
                yield title, line
