"""A bounded memory of what was made before, for things that are a pure function of their key."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Made = TypeVar("Made")


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

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``key`` stands for, made now unless it is kept."""
        with self.lock:
            found = self.held.get(key)
            if found and self.clock() < found[0]:
                self.held.move_to_end(key)
                return found[1]
        made = make()
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
