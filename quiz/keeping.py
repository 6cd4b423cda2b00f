"""A bounded memory of what was made before, for things that are a pure function of their key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")

SHORT_LIVED: "list[Kept[Any]]" = []  # Memories with an end to their time, to be swept.


def sweep() -> None:
    """Forgets, in all memories of this process, what was kept long enough."""
    for memory in SHORT_LIVED:
        memory.sweep()


class Kept(Generic[Made]):
    """At most ``most`` things, the least recently asked for leaving first, each for ``seconds`` at most.

    What is made while somebody else makes the same is made twice and kept once: waiting costs more.
    """

    def __init__(
        self, most: int, seconds: float = float("inf"), clock: Callable[[], float] = monotonic
    ) -> None:
        self.most, self.seconds, self.clock = most, seconds, clock
        self.held: OrderedDict[Hashable, tuple[float, Made]] = OrderedDict()
        self.lock = Lock()
        if seconds < float("inf"):
            SHORT_LIVED.append(self)

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``key`` stands for, made now unless it is kept."""
        found = self.find(key)
        return self.keep(key, make()) if found is None else found

    def find(self, key: Hashable) -> Made | None:
        """What is kept for ``key``, if anything."""
        with self.lock:
            found = self.held.get(key)
            if found is None or found[0] <= self.clock():
                return None
            self.held.move_to_end(key)
            return found[1]

    def keep(self, key: Hashable, made: Made) -> Made:
        """Keeps it, in place of what leaves for it, and returns it."""
        with self.lock:
            self.held[key] = (self.clock() + self.seconds, made)
            self.held.move_to_end(key)
            while len(self.held) > self.most:
                self.held.popitem(last=False)
        return made

    def sweep(self) -> None:
        """Forgets what was kept long enough."""
        with self.lock:
            for key in [key for key, (until, _) in self.held.items() if until <= self.clock()]:
                del self.held[key]

    def forget(self, is_meant: Callable[[Hashable], bool]) -> None:
        """Forgets whatever's key is meant."""
        with self.lock:
            for key in [key for key in self.held if is_meant(key)]:
                del self.held[key]
