"""What is kept in memory of the partnerships that were asked about last, and of no more than so many."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

AT_ONCE = 500  # partnerships; what is kept of one with a large register is some megabytes


class Kept(Generic[Key, Value]):
    """The last `size` things that were asked for, by their keys; threads may share it."""

    def __init__(self, size: int = AT_ONCE) -> None:
        self.size = size
        self._things: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """What is kept under that key; it is now the last that was asked for."""
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key]

    def put(self, key: Key, thing: Value) -> Value:
        """Keep it, in the place of whatever was not asked for the longest."""
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            if len(self._things) > self.size:
                self._things.popitem(last=False)
        return thing

    def drop(self, key: Key) -> None:
        """Forget it, if it is there."""
        with self._lock:
            self._things.pop(key, None)

    def __len__(self) -> int:
        return len(self._things)
