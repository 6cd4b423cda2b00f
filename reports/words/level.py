"""The words of the likely level and of the place in a pay band that goes with it."""

from reports.grammar import capital, counted
from reports.labels import LEVELS, amount
from reports.level import LikelyLevel, Rung
from roles.profile import Figure, Level, RoleProfile, Track

BANDS = {
    Level.ENTRY: "below the lower quartile",
    Level.MID: "between the lower quartile and the median",
    Level.SENIOR: "between the median and the upper quartile",
    Level.STAFF: "above the upper quartile",
    Level.PRINCIPAL: "near the 90th percentile",
}
MANAGERS_BANDS = {
    Level.ENTRY: "below the lower quartile",
    Level.MID: "below the lower quartile",
    Level.SENIOR: "below the lower quartile",
    Level.STAFF: "between the lower quartile and the median",
    Level.PRINCIPAL: "between the median and the upper quartile",
}


def likely(found: LikelyLevel, years: int | None) -> str:
    """The level in a sentence or two, with both views where they disagree."""
    told = [by_skills(found)]
    if found.by_years and years is not None:
        told.append(by_years(found.by_years, years, found))
    return " ".join(told)


def by_skills(found: LikelyLevel) -> str:
    """The level that skills reach, and how far the next one is."""
    here = next((rung for rung in found.rungs if rung.level is found.by_skills), None)
    if here is None:
        return "Too few skills are rated to tell a level by them."
    beside = ", managers set beside engineers" if here.role.level is Level.MANAGER else ""
    named = f"*{LEVELS[here.level]}* by your own ratings{beside}"
    ready = f"you are {here.readiness or 0:.0f} % ready for {here.role.name}"
    if found.is_on_the_way:
        return f"{named}, and still on the way: {ready}."
    following = next((rung for rung in above(found) if rung.readiness is not None), None)
    if following is None:
        return f"{named}: {ready}."
    return f"{named}: {ready}, {following.readiness:.0f} % for {following.role.name}."


def above(found: LikelyLevel) -> tuple[Rung, ...]:
    """The rungs above the level reached."""
    levels = [rung.level for rung in found.rungs]
    return found.rungs[levels.index(found.by_skills) + 1 :] if found.by_skills else ()


def by_years(level: Level, years: int, found: LikelyLevel) -> str:
    """What years of experience suggest beside it."""
    worked = counted(years, "year") if years else "less than a year"
    if found.by_skills is None:
        return f"{capital(worked)} of experience would suggest {LEVELS[level].lower()}, by years alone."
    if found.disagrees:
        return (
            f"By years ({years}) it would be *{LEVELS[level].lower()}*: the two disagree, and years say less."
        )
    return f"Your {worked} of experience agree{'s' if years <= 1 else ''}."


def place_in_band(found: LikelyLevel, role: RoleProfile, figure: Figure) -> str:
    """Where in the official band of a role the level is likely to stand, with the amounts that bound it."""
    if found.level is None:
        return ""
    bands = MANAGERS_BANDS if role.track is Track.MANAGEMENT else BANDS
    of = "by your ratings" if found.by_skills else "by your years"
    place = bands[found.level]
    told = (
        f"At {LEVELS[found.level].lower()} level ({of}) the likely place in the official band of {role.name} "
        f"is {place}{bounds(place, figure)}"
    )
    if found.disagrees and found.by_years and bands[found.by_years] != place:
        told += f"; by your years it would be {bands[found.by_years]}"
    return f"{told}. That is editors' judgement: no source splits these figures by level."


def bounds(place: str, figure: Figure) -> str:
    """The amounts that a place in the band lies between, in brackets, as far as they are known."""
    named = {
        "lower quartile": figure.lower_quartile,
        "median": figure.middle,
        "upper quartile": figure.upper_quartile,
        "90th percentile": figure.high,
    }
    known = [amount(value, figure.currency) for name, value in named.items() if name in place and value]
    return f" ({' to '.join(known)})" if known else ""
