"""How often somebody may do a thing: so many at once, which come back evenly over a time."""

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

KNOWN = 10_000  # So many are remembered, those first who came last: some hundred bytes each.
NEIGHBOURS = 64  # Bits. Whoever has one IPv6 address has all that share them.


class Pace:
    """At most ``most`` at once, and ``most`` in any ``seconds`` after that.

    For each who, a single number is kept: when all that they did would have come back.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self.each, self.seconds, self.clock = seconds / most, seconds, clock
        self.due: OrderedDict[str, float] = OrderedDict()
        self.lock = Lock()

    def wait(self, who: str) -> float:
        """0.0 if it may be now, which counts; else in how many seconds it may."""
        with self.lock:
            now = self.clock()
            due = max(now, self.due.get(who, now))
            if (early := due + self.each - now - self.seconds) > 1e-6:
                return early
            self.due[who] = due + self.each
            self.due.move_to_end(who)
            if len(self.due) > KNOWN:
                self.due.popitem(last=False)
            return 0.0


def network_of(address: str) -> str:
    """Whose address it is: itself, or the network of an IPv6 one; "" for this machine and for none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return ""
    if isinstance(found, IPv6Address):
        return f"{int(found) >> (128 - NEIGHBOURS):x}::/{NEIGHBOURS}"
    return str(found)
