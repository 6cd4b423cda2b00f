"""The words of the ranking, the person, pay, paths and method."""

from collections.abc import Sequence
from datetime import datetime

from reports.grammar import capital, decimal, joined, number
from reports.labels import full_date, years
from roles.language import gettext as _
from roles.language import ngettext
from roles.profile import RoleProfile


def balance(share: float) -> str:
    """What the fit is made of, at the respondent's balance (0-1, the share of preferences)."""
    if share == 0.5:
        return _("The fit is half what you would like and half what you can do.")
    liked = round(100 * share)
    return _("As you chose, the fit is %(liked)d%% what you would like and %(able)d%% what you can do.") % {
        "liked": liked,
        "able": 100 - liked,
    }


def ties() -> str:
    """What a bracket says, and what it doesn't."""
    return _(
        "A bracket joins the roles that are too close to call against the first of it. Neighbours in two "
        "brackets may be as close to each other."
    )


# You


def leanings(phrases: Sequence[str]) -> str:
    """The strongest preferences in one sentence, two at most."""
    if not phrases:
        return _(
            "You stand near the middle on everything that was asked: no answer pulls far to either side."
        )
    if len(phrases) == 1:
        return _("Above all, you would rather %(phrase)s.") % {"phrase": phrases[0]}
    return _("Above all, you would rather %(one)s, and %(other)s.") % {"one": phrases[0], "other": phrases[1]}


def too_few_leanings() -> str:
    return _(
        "These are too few answers to say what you prefer above all. The longer a bar, the more its dot may "
        "still move."
    )


def other_skills(told: Sequence[str]) -> str:
    return _("Also rated: %(skills)s.") % {"skills": joined(told)} if told else ""


def no_strong_skill(told: Sequence[str]) -> str:
    """Says so, with what was rated; "" if nothing was."""
    if not told:
        return ""
    return _("You rated no skill “on your own” or higher yet: %(skills)s.") % {"skills": joined(told)}


def unsure(dimensions: str, skills: str, none_rated: bool) -> str:
    """What the answers leave open; "" when nothing."""
    parts = []
    if dimensions:
        parts.append(
            _("Few answers stand behind %(dimensions)s: the true place may lie well to either side.")
            % {"dimensions": dimensions}
        )
    if none_rated:
        parts.append(_("You rated no skill, so skills count as average everywhere."))
    elif skills:
        parts.append(_("You did not rate %(skills)s; there you count as average.") % {"skills": skills})
    return " ".join(parts)


# Pay


def pay_intro() -> str:
    return _(
        "Kinds of figures are kept apart on purpose: what employers report, what people say of themselves, "
        "what postings offer, and what articles state without a source."
    )


def pay_elsewhere(names: Sequence[str], place: str, shown: str) -> str:
    """That a place has no figures for some roles, and whose are shown; "" where it has all."""
    if not names:
        return ""
    return _(
        "For %(roles)s there is no official figure in %(place)s; %(shown)s figures are shown instead."
    ) % {"roles": joined(names), "place": place, "shown": shown}


def pay_unknown(names: Sequence[str]) -> str:
    return _("Official pay is unknown for %(roles)s.") % {"roles": joined(names)} if names else ""


def place_moves(place: str, ratio: float, role: RoleProfile) -> str:
    """How the reader's place compares with the country, for the occupation of one role."""
    return _("In %(place)s the official median for %(role)s stands at %(ratio)s of the national one.") % {
        "place": place,
        "role": role.name,
        "ratio": decimal(f"{ratio:.2f}"),
    }


def places_differ(high: str, highest: float, low: str, lowest: float, named: bool) -> str:
    told = _(
        "Place moves pay as much as role does: the same occupation stands at %(highest)s of the national "
        "median in %(high)s and at %(lowest)s in %(low)s."
    ) % {
        "highest": decimal(f"{highest:.2f}"),
        "high": high,
        "lowest": decimal(f"{lowest:.2f}"),
        "low": low,
    }
    if named:
        return told
    unnamed = _("You did not name a place; with one, its figures would stand here too.")
    return f"{told} {unnamed}"


# Paths


def paths_intro(
    start: RoleProfile,
    following: RoleProfile | None,
    is_current: bool,
    ahead: int,
    *,
    is_partial: bool = False,
) -> str:
    """Where the map begins, and which of the ``ahead`` steps that are not sideways is marked.

    ``is_partial``: they ask for skills that weren't rated, so the count of levels isn't the whole.
    """
    begins = (
        _("From %(role)s, where you are now") if is_current else _("From %(role)s, your first suggestion")
    )
    said = {
        "begins": begins % {"role": start.name},
        "count": number(ahead),
        "next": following.name if following else "",
    }
    if not ahead:
        return _("%(begins)s, this edition knows no stage further on.") % said
    if following is None:
        return _("%(begins)s, %(count)s steps lead on. None is marked, as you rated no skill.") % said
    if ahead == 1:
        return _("%(begins)s. Marked is the only step from there that is not sideways: %(next)s.") % said
    if is_partial:
        return (
            _(
                "%(begins)s. Of the %(count)s steps on from there, none asks fewer levels of rated skills "
                "than the one marked: %(next)s."
            )
            % said
        )
    return (
        _(
            "%(begins)s. Of the %(count)s steps on from there, none asks fewer skill levels of you than the "
            "one marked: %(next)s."
        )
        % said
    )


def with_unrated(skills: str, unrated: int) -> str:
    """The skills to add, and that others weren't rated."""
    if not unrated:
        return skills
    told = ngettext("%(count)d unrated", "%(count)d unrated", unrated) % {"count": unrated}
    return f"{skills}; {told}"


def map_caption(*, has_near: bool, has_unrated: bool) -> str:
    """What columns, levels, years and pay on the map are."""
    told = [
        _("Columns are levels. Skill levels count from your own ratings, not from the stage before."),
        _("Years are those that a source states for the step, pay (United States) those for the stage."),
    ]
    if has_unrated:
        told.insert(1, _("Skills that you haven’t rated count as met."))
    if has_near:
        told.append(_("A “near match” is the pay of a wider group."))
    return " ".join(told)


def terms(typical_years: float | None, years_note: str, pay: str) -> str:
    """How long a step takes and what it pays, as far as anybody says; the note is on the years alone."""
    if typical_years is None and not pay and not years_note:
        return _("years and pay unknown")
    note = f" ({years_note.rstrip('.')})" if years_note else ""
    paid = pay or _("pay unknown")
    return f"{years(typical_years)}{note}; {paid}"


# Method


def limits(times: str) -> tuple[str, ...]:
    """What the verdict isn't. ``times`` is the reader's own chance, "" where none was told."""
    if times:
        chance = _(
            "“%(times)s” is the chance that the same questions, answered without slips, give the same order. "
            "It is not the chance that you will like the job."
        ) % {"times": capital(times)}
    else:
        chance = _(
            "“So many times in 100”, where a report says it, is the chance that the same questions, "
            "answered without slips, give the same order. It is not the chance that you will like the job."
        )
    return not_for_decisions(), no_happiness(), chance


def not_for_decisions() -> str:
    return _(
        "It is not for hiring, promotion or pay decisions. Everything rests on your own ratings, and "
        "self-rated skill goes along with measured performance only loosely (a correlation of about 0.3: "
        "Mabe and West 1982)."
    )


def no_happiness() -> str:
    return _(
        "It promises no happiness: interests that match the work go along with satisfaction only loosely (a "
        "correlation of about 0.2: Hoff and others 2020)."
    )


def method(dimensions: int, skills: int) -> tuple[str, ...]:
    return (
        _(
            "Your answers place you on %(dimensions)s preferences and %(skills)s skills, each with its "
            "uncertainty; few answers keep a place near the middle."
        )
        % {"dimensions": number(dimensions), "skills": number(skills)},
        _(
            "A role's fit falls with the weighted squared distance between what you like and what it asks, "
            "and rises with the skills that it uses. The points add up exactly, and no role's score depends "
            "on which other roles there are."
        ),
        _("Intervals and chances follow from the uncertainty of each answer, carried through the same sum."),
    )


def unanswered(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "Not answered or “not sure”: %(count)s question. They count as if not asked.",
        "Not answered or “not sure”: %(count)s questions. They count as if not asked.",
        count,
    ) % {"count": number(count)}


def about_points(role: RoleProfile) -> str:
    """What the figures beside the answers mean."""
    return _(
        "In brackets, the points by which an answer moves %(role)s from where somebody in the middle of "
        "everything would stand. Before rounding they add up to its fit."
    ) % {"role": role.name}


def day(moment: datetime) -> str:
    """ "22 November 2025"."""
    return full_date(moment.date())
