"""What the texts teach, kept beside them as compiled code is; it is counted when there is none, or a text has changed."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from bot.language.free.counted import Counted
from bot.language.free.ways import kept_at


@cache
def lessons() -> Counted:
    """What the texts teach. To count them takes a second, so what was counted is kept beside them, as compiled code is.

    A process of its own counts: what counting needs for a moment would stay in memory for as long as the bot serves.
    """
    path = _path()
    if (counted := Counted.kept(path)) is not None:
        return counted
    command = [sys.executable, "-c", _COUNT, str(_HERE.parents[2])]
    answer = subprocess.run(command, capture_output=True, check=True, timeout=_ANSWER_WITHIN)  # noqa: S603 - our own words
    counted = Counted.decoded(answer.stdout)
    counted.keep(path)
    return counted


def made_ready() -> None:
    """See to it that what the texts teach is kept, or else in memory, before somebody waits for it."""
    if not _path().is_file():
        lessons()


def _path() -> Path:
    return kept_at(b"".join((_HERE / f"{module}.py").read_bytes() for module in _COUNTERS))


@cache
def written() -> frozenset[str]:
    """Every word of the texts as it is written there: none of them is a slip of the keyboard."""
    return frozenset(lessons().written)


_HERE = Path(__file__).parent
_ANSWER_WITHIN = 60.0  # seconds; it takes two
_COUNT = """
import sys
sys.path.insert(0, sys.argv[1])
from bot.language.free.learning import learnt
from bot.language.free.ways import heard, ways
sys.stdout.buffer.write(learnt(ways(), heard()).encoded())
"""
_COUNTERS = ("concepts", "counted", "label", "learning", "patterns", "tokens")
