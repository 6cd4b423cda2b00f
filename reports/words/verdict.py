"""The words of the verdict: headline, how sure, the role in mind, too few answers."""

from collections.abc import Sequence

from quiz.scoring.care import CareNote
from quiz.scoring.certainty import Certainty
from quiz.scoring.enough import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS
from quiz.scoring.fit import Aspect
from reports.grammar import capital, joined, lower, number, ordinal, plain_points, times_in_100
from reports.reasons import Reason
from reports.verdict import RankedRole, Standing, Verdict
from reports.words.phrases import NONE, Own, say
from reports.words.reasons import printed_lead
from roles.language import Terms, gettext_noop, ngettext, pgettext
from roles.language import gettext as _
from roles.profile import RoleProfile

CARE = Terms(
    {
        CareNote.LONG_RUN: gettext_noop("the same option was chosen many times running"),
        CareNote.CONTRADICTORY: gettext_noop(
            "statements that mean the opposite were often answered the same way"
        ),
        CareNote.LOW_SPREAD: gettext_noop("nearly all statements were answered alike"),
    }
)
HOW_SURE = {
    Certainty.CLEAR: "lead-clear",
    Certainty.LEANING: "lead-leaning",
    Certainty.TOO_CLOSE: "lead-tied",
}
MOST_NAMED = 3  # Roles in a headline.


# The verdict


def leaders(verdict: Verdict) -> tuple[RankedRole, ...]:
    """The suggested roles that share the lead: one when the order is clear enough."""
    suggested = verdict.suggested
    if verdict.certainty is not Certainty.TOO_CLOSE or len(suggested) < 2:
        return suggested[:1]
    together = tuple(
        ranked for ranked, place in zip(suggested, verdict.own_places, strict=True) if place == 1
    )
    return together if len(together) > 1 else suggested[:2]


def bars() -> str:
    """What the bars of a card stand for."""
    return _(
        "What you would like: 100 is every preference on target. Ready today: how much of its rated skill "
        "demands you meet, of 100. What you can do: points on an open scale, 50 for somebody average."
    )


def headline(verdict: Verdict, own: Own = NONE) -> str:
    names = [ranked.role.name for ranked in leaders(verdict)]
    if not names:
        return say(own, "headline-none")
    if len(names) == 1:
        return say(own, "headline-one", role=names[0])
    if len(names) <= MOST_NAMED:
        return say(own, "headline-tied", roles=joined(names))
    return say(own, "headline-many", count=capital(number(len(names))))


def how_sure(verdict: Verdict, own: Own = NONE) -> str:
    """The sentences under the headline: how firm the order of the first places is."""
    suggested = verdict.suggested
    if not suggested:
        return none_suggested(verdict, own)
    if len(suggested) == 1:
        return only_suggested(len(verdict.ranking))
    order = say(
        own,
        HOW_SURE[verdict.certainty],
        first=suggested[0].role.name,
        second=suggested[1].role.name,
        times=times_in_100(verdict.chance),
    )
    return f"{order} {second_and_third(verdict)}".strip()


def only_suggested(roles: int) -> str:
    return ngettext(
        "It is the only one of %(count)s role that meets your conditions.",
        "It is the only one of %(count)s roles that meets your conditions.",
        roles,
    ) % {"count": number(roles)}


def second_and_third(verdict: Verdict) -> str:
    tie = len(leaders(verdict)) == 1 and len(verdict.suggested) > 2
    if tie and verdict.own_places[1] == verdict.own_places[2]:
        return _("Second and third place are *too close to call*.")
    return ""


def none_suggested(verdict: Verdict, own: Own = NONE) -> str:
    if not verdict.ranking:
        return _("This edition has no roles to rank.")
    return say(own, "lead-none", role=verdict.ranking[0].role.name)


def place_label(verdict: Verdict, index: int) -> str:
    """What stands over the card of a suggested role (0 is the first)."""
    ranked = verdict.suggested[index] if verdict.suggested else verdict.ranking[index]
    if not verdict.suggested or ranked.rank == index + 1:
        return own_label(verdict, index)
    return label_in_ranking(ranked, *own_place(verdict, index))


def label_in_ranking(ranked: RankedRole, own: int, own_tied: bool) -> str:
    """``own``, the place among the roles that meet the conditions, and that of all if it is another."""
    said = {"Ordinal": capital(ordinal(own)), "place": own}
    label = _("%(Ordinal)s, tied") % said if own_tied else pgettext("place on a card", "%(Ordinal)s") % said
    if ranked.place == own:
        return label
    of_all = {"own": label, "ordinal": ordinal(ranked.place), "place": ranked.place}
    return _("%(own)s (%(ordinal)s of all)") % of_all


def own_label(verdict: Verdict, index: int) -> str:
    """The place among the suggested roles in words, with how sure the first is."""
    place, tied = own_place(verdict, index)
    said = {"Ordinal": capital(ordinal(place)), "place": place}
    if tied:
        return _("%(Ordinal)s, tied") % said
    if index == 0 and len(verdict.suggested) > 1:
        match verdict.certainty:
            case Certainty.CLEAR:
                return _("First, clear")
            case Certainty.LEANING:
                return _("First, leaning")
    return pgettext("place on a card", "%(Ordinal)s") % said


def own_place(verdict: Verdict, index: int) -> tuple[int, bool]:
    """The place of a suggested role among the suggested ones, from 1, and whether it is shared."""
    ranked = verdict.suggested[index] if verdict.suggested else verdict.ranking[index]
    if len(leaders(verdict)) > 1 and ranked in leaders(verdict):
        return 1, True
    if index == 0:
        return 1, False
    places = verdict.own_places or tuple(each.place for each in verdict.ranking)
    shared = places.count(places[index]) > 1 and places[index] > 1
    return (places[index] if shared else index + 1), shared


def care(notes: Sequence[CareNote], own: Own = NONE) -> str:
    """The warning that answers look careless; it never blocks."""
    return say(own, "care", found=joined([CARE[note] for note in notes]))


# Too few answers, undecided


def too_few_headline(own: Own = NONE) -> str:
    return say(own, "headline-too-few")


def too_few(answered: int, dimensions: int, own: Own = NONE) -> str:
    """What is there and what a verdict needs."""
    questions = ngettext(
        "You answered %(count)s question that counts", "You answered %(count)s questions that count", answered
    ) % {"count": number(answered)}
    preferences = ngettext("on %(count)s preference", "on %(count)s preferences", dimensions) % {
        "count": number(dimensions)
    }
    needs = say(own, "lead-too-few", answers=number(ENOUGH_ANSWERS), dimensions=number(ENOUGH_DIMENSIONS))
    return f"{questions}, {preferences}. {needs}"


def undecided_headline(own: Own = NONE) -> str:
    return say(own, "headline-undecided")


def undecided(names: Sequence[str], own: Own = NONE) -> str:
    """Says so, with the roles that are nearest."""
    told = say(own, "lead-undecided")
    if len(names) < 2:
        return told
    nearest = _("%(roles)s come nearest, by a hair.") % {"roles": capital(joined(names))}
    return f"{told} {nearest}"


def separating(names: Sequence[str], questions: Sequence[str]) -> str:
    """Which preferences would tell the nearest roles apart, and statements left undecided on them."""
    told = _("The nearest roles differ most in %(dimensions)s.") % {
        "dimensions": joined([lower(name) for name in names])
    }
    if questions:
        asked = "; ".join(quoted(question) for question in questions)
        then = _("A firmer answer to one of these would tell: %(questions)s.") % {"questions": asked}
    else:
        then = _("Your answers there cancel out; answer them again with the last work you liked in mind.")
    return f"{told} {then}"


def missing(names: Sequence[str]) -> str:
    """What somebody with too few answers could answer next."""
    if not names:
        return _("A few more answers on any preference; your answers so far are kept.")
    return _("Nothing is known yet on %(dimensions)s. Your answers so far are kept.") % {
        "dimensions": joined([lower(name) for name in names])
    }


def quoted(text: str) -> str:
    # Translators: quotation marks around a question.
    return _("“%(text)s”") % {"text": text.rstrip(".")}


# The role in mind


def role_in_mind(verdict: Verdict, ranked: RankedRole, gap: Sequence[Reason]) -> str:
    """Where the role comes that somebody named before the quiz; ``gap`` is the first role's lead over it."""
    first = (verdict.suggested or verdict.ranking)[0]
    said = {
        "role": ranked.role.name,
        "ordinal": ordinal(ranked.rank),
        "place": ranked.rank,
        "count": number(len(verdict.ranking)),
        "first": first.role.name,
        "points": plain_points(printed_lead(first.match.fit, ranked.match.fit)),
    }
    if verdict.standing is Standing.UNDECIDED:
        return (
            _("%(role)s stands %(ordinal)s of %(count)s, but your answers do not tell the roles apart yet.")
            % said
        )
    if ranked in leaders(verdict) and len(leaders(verdict)) > 1:
        rivals = joined([each.role.name for each in leaders(verdict) if each != ranked])
        return _("%(role)s *shares the first place*: it is too close to call against %(rivals)s.") % (
            said | {"rivals": rivals}
        )
    if ranked.role.slug == first.role.slug:
        return _("%(role)s comes *first* of %(count)s: your own guess and your answers agree.") % said
    if ranked.match.fit > first.match.fit:
        return (
            _("%(role)s comes *%(ordinal)s* of %(count)s by your answers, but fails your conditions.") % said
        )
    told = _("%(role)s comes *%(ordinal)s* of %(count)s, %(points)s points behind %(first)s.") % said
    return f"{told} {what_decides(gap)}"


def what_decides(gap: Sequence[Reason]) -> str:
    """Whether preferences or skills make a lead."""
    liked = sum(reason.points for reason in gap if reason.aspect is Aspect.PREFERENCE)
    able = sum(reason.points for reason in gap if reason.aspect is Aspect.SKILL)
    if liked > 2 * able:
        return _("Preferences decide here, not skills.")
    if able > 2 * liked:
        return _("Skills decide here, not preferences: those can be learnt.")
    return _("Preferences and skills both play a part.")


def unscored_role_in_mind(role: RoleProfile, scored: int) -> str:
    return _(
        "%(role)s is a stage on a path and not one of the %(count)s roles that the quiz ranks; “Where it "
        "leads” shows what lies on the way."
    ) % {"role": role.name, "count": number(scored)}
