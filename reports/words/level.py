"""The words of the likely level and of the place in a pay band that goes with it."""

from enum import Enum

from reports.grammar import capital, counted, lower
from reports.labels import LEVELS, amount
from reports.level import LikelyLevel, Rung
from roles.language import gettext as _
from roles.language import gettext_noop, ngettext, plural_noop
from roles.profile import Figure, Level, RoleProfile, Track

YEARS = plural_noop("%(count)s year", "%(count)s years")


class Band(Enum):
    """A place in an official pay band, in words."""

    LOWEST = gettext_noop("below the lower quartile")
    LOW = gettext_noop("between the lower quartile and the median")
    HIGH = gettext_noop("between the median and the upper quartile")
    HIGHEST = gettext_noop("above the upper quartile")
    TOP = gettext_noop("near the 90th percentile")


BANDS = {
    Level.ENTRY: Band.LOWEST,
    Level.MID: Band.LOW,
    Level.SENIOR: Band.HIGH,
    Level.STAFF: Band.HIGHEST,
    Level.PRINCIPAL: Band.TOP,
}
MANAGERS_BANDS = {
    Level.ENTRY: Band.LOWEST,
    Level.MID: Band.LOWEST,
    Level.SENIOR: Band.LOWEST,
    Level.STAFF: Band.LOW,
    Level.PRINCIPAL: Band.HIGH,
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
        return _("Too few skills are rated to tell a level by them.")
    level = {"level": LEVELS[here.level]}
    named = _("*%(level)s* by your own ratings") % level
    if here.role.level is Level.MANAGER:
        named = _("*%(level)s* by your own ratings, managers set beside engineers") % level
    ready = {"named": named, "percent": f"{here.readiness or 0:.0f}", "role": here.role.name}
    if found.is_on_the_way:
        return _("%(named)s, and still on the way: you are %(percent)s%% ready for %(role)s.") % ready
    following = next((rung for rung in above(found) if rung.readiness is not None), None)
    if following is None:
        return _("%(named)s: you are %(percent)s%% ready for %(role)s.") % ready
    return _("%(named)s: you are %(percent)s%% ready for %(role)s, %(next)s%% for %(next_role)s.") % (
        ready | {"next": f"{following.readiness:.0f}", "next_role": following.role.name}
    )


def above(found: LikelyLevel) -> tuple[Rung, ...]:
    """The rungs above the level reached."""
    levels = [rung.level for rung in found.rungs]
    return found.rungs[levels.index(found.by_skills) + 1 :] if found.by_skills else ()


def by_years(level: Level, years: int, found: LikelyLevel) -> str:
    """What years of experience suggest beside it."""
    worked = counted(years, YEARS) if years else _("less than a year")
    said = {"level": lower(LEVELS[level]), "years": years, "worked": worked, "Worked": capital(worked)}
    if found.by_skills is None:
        return _("%(Worked)s of experience would suggest %(level)s, by years alone.") % said
    if found.disagrees:
        return _("By years (%(years)d) it would be *%(level)s*: the two disagree, and years say less.") % said
    return (
        ngettext(
            "Your %(worked)s of experience agrees.",
            "Your %(worked)s of experience agree.",
            1 if years <= 1 else years,
        )
        % said
    )


def place_in_band(found: LikelyLevel, role: RoleProfile, figure: Figure) -> str:
    """Where in the official band of a role the level is likely to stand, with the amounts that bound it."""
    if found.level is None:
        return ""
    bands = MANAGERS_BANDS if role.track is Track.MANAGEMENT else BANDS
    band = bands[found.level]
    said = {
        "level": lower(LEVELS[found.level]),
        "role": role.name,
        "place": _(band.value) + bounds(band, figure),
    }
    if found.by_skills:
        told = (
            _(
                "At %(level)s level (by your ratings) the likely place in the official band of %(role)s is "
                "%(place)s"
            )
            % said
        )
    else:
        told = (
            _(
                "At %(level)s level (by your years) the likely place in the official band of %(role)s is "
                "%(place)s"
            )
            % said
        )
    if found.disagrees and found.by_years and bands[found.by_years] is not band:
        other = _("by your years it would be %(place)s") % {"place": _(bands[found.by_years].value)}
        told = f"{told}; {other}"
    judged = _("That is editors' judgement: no source splits these figures by level.")
    return f"{told}. {judged}"


def bounds(band: Band, figure: Figure) -> str:
    """The amounts that a place in the band lies between, in brackets, as far as they are known."""
    ends = {
        Band.LOWEST: (figure.lower_quartile,),
        Band.LOW: (figure.lower_quartile, figure.middle),
        Band.HIGH: (figure.middle, figure.upper_quartile),
        Band.HIGHEST: (figure.upper_quartile,),
        Band.TOP: (figure.high,),
    }[band]
    known = [amount(value, figure.currency) for value in ends if value]
    if len(known) == 2:
        return " " + _("(%(low)s to %(high)s)") % {"low": known[0], "high": known[1]}
    return f" ({known[0]})" if known else ""
