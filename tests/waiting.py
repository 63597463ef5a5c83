"""Waiting for what comes by itself: until it is there, and not for so long as it usually takes."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
A_LONG_TIME = 60.0
"""Seconds after which something does not come any more, on the slowest machine; nobody waits so long for what comes."""


def eventually(look: Callable[[], T | None], seconds: float = A_LONG_TIME) -> T:
    """What `look` sees as soon as it sees something."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"{look} saw nothing within {seconds:g} seconds"
        time.sleep(0.02)
    return seen
