"""Every address of the site, found in its URL configuration, so that a new one can't be forgotten."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

# What stands for each captured part of an address. One that is missing fails the tests that ask.
STAND_INS = {
    "number": "1",
    "slug": "backend-engineer",
    "first": "backend-engineer",
    "second": "product-engineer",
    "code": "A" * 43,
    "token": "A" * 43,
    "digest": "0" * 64,
}
OUTSIDE = ("admin/",)


def public_addresses() -> list[str]:
    """Every address outside the desk, with stand-ins for what it captures."""
    return sorted({f"/{address}" for address in addresses(get_resolver())})


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        assert isinstance(entry.pattern, RoutePattern | RegexPattern)
        route = before + str(entry.pattern)
        if route.startswith(OUTSIDE):
            continue
        if isinstance(entry, URLPattern):
            yield filled(route)
        else:
            yield from addresses(entry, route)


def filled(route: str) -> str:
    for part in [piece.split(">")[0] for piece in route.split("<")[1:]]:
        name = part.rpartition(":")[2]
        assert name in STAND_INS, f"Say in tests/trust/addresses.py what stands for <{part}> in {route}."
        route = route.replace(f"<{part}>", STAND_INS[name])
    return route


def desk_addresses() -> list[str]:
    """The lists, empty forms and pages of the desk, and a row of each kind that is not there."""
    desk = next(part for part in get_resolver().url_patterns if str(part.pattern) == "admin/")
    found = {"/admin/"}
    for part in desk.url_patterns:
        if isinstance(part, URLPattern):
            found.add(f"/admin/{part.pattern}" if "<" not in str(part.pattern) else "/admin/r/1/1/")
        else:
            found |= {
                f"/admin/{part.pattern}",
                f"/admin/{part.pattern}add/",
                f"/admin/{part.pattern}1/change/",
            }
    return sorted(address for address in found if "(" not in address and "<" not in address)
