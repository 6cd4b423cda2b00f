"""Every sentence of the verdict that is built from this person's contributions, gaps and ties.

British English, second person, no hype. *Asterisks* mark stress; the pages turn them into <strong>.
"""

from collections.abc import Sequence
from datetime import datetime

from quiz.scoring.care import CareNote
from quiz.scoring.certainty import Certainty
from quiz.scoring.fit import Aspect
from quiz.submission import MustHaves
from reports.grammar import capital, counted, joined, lower, number, ordinal, plain_points, times_in_100
from reports.labels import MONTHS, amount
from reports.pay import RoleFigure
from reports.reasons import Reason
from reports.verdict import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS, MustHave, RankedRole, Verdict
from roles.profile import Demand, Dimension, RoleProfile, Skill

MIDDLE = (0.45, 0.55)  # Positions between these lean to neither pole.
SELF_RATED = (
    "not yet part of what you do",
    "you work with guidance",
    "you manage on your own",
    "you take on the hard problems",
    "you guide others",
)
CARE = {
    CareNote.LONG_RUN: "the same option was chosen many times running",
    CareNote.CONTRADICTORY: "statements that mean the opposite were often answered the same way",
    CareNote.LOW_SPREAD: "nearly all statements were answered alike",
}
BARS = (
    "100 is what the role asks, met in full. The upper two are points on an open scale and can pass 100 "
    "or fall below 0; “ready today” is the share of its rated skill demands that you meet."
)
MOST_NAMED = 3  # Roles in a headline.


# The verdict


def leaders(verdict: Verdict) -> tuple[RankedRole, ...]:
    """The suggested roles that share the lead: one when the order is clear enough."""
    suggested = verdict.suggested
    if verdict.certainty is not Certainty.TOO_CLOSE or len(suggested) < 2:
        return suggested[:1]
    together = tuple(ranked for ranked in suggested if ranked.place == suggested[0].place)
    return together if len(together) > 1 else suggested[:2]


def headline(verdict: Verdict) -> str:
    names = [ranked.role.name for ranked in leaders(verdict)]
    if not names:
        return "No role meets all your conditions"
    if len(names) == 1:
        return f"{names[0]} fits you best"
    if len(names) <= MOST_NAMED:
        return f"{joined(names)} fit you equally well"
    return f"{capital(number(len(names)))} roles fit you equally well"


def how_sure(verdict: Verdict) -> str:
    """The sentences under the headline: how firm the order of the first places is."""
    suggested = verdict.suggested
    if not suggested:
        return none_suggested(verdict)
    if len(suggested) == 1:
        return f"It is the only one of {counted(len(verdict.ranking), 'role')} that meets your conditions."
    repeat = "if you answered again without any slip of the pen,"
    first, second = suggested[0].role.name, suggested[1].role.name
    times = f"*{times_in_100(verdict.chance)}*"
    match verdict.certainty:
        case Certainty.CLEAR:
            order = f"And clearly so: {repeat} it would stay ahead of {second} {times}."
        case Certainty.LEANING:
            order = f"Your answers lean that way: {repeat} it would stay ahead of {second} {times}."
        case Certainty.TOO_CLOSE:
            order = (
                f"The order is *too close to call*: {repeat} {first} would stay ahead of {second} {times}."
            )
    return f"{order} {second_and_third(verdict)}".strip()


def second_and_third(verdict: Verdict) -> str:
    tie = len(leaders(verdict)) == 1 and len(verdict.suggested) > 2
    if tie and verdict.suggested[1].place == verdict.suggested[2].place:
        return "Second and third place are *too close to call*."
    return ""


def none_suggested(verdict: Verdict) -> str:
    if not verdict.ranking:
        return "This edition has no roles to rank."
    best = verdict.ranking[0].role.name
    return f"Without them {best} would come first. The roles below are ranked as if you had set none."


def place_label(verdict: Verdict, index: int) -> str:
    """What stands over the card of a suggested role (0 is the first)."""
    ranked = verdict.suggested[index] if verdict.suggested else verdict.ranking[index]
    if len(leaders(verdict)) > 1 and ranked in leaders(verdict):
        return "First, tied"
    if index == 0:
        certain = len(verdict.suggested) > 1
        return {Certainty.CLEAR: "First, clear", Certainty.LEANING: "First, leaning"}.get(
            verdict.certainty if certain else Certainty.TOO_CLOSE, "First"
        )
    places = [each.place for each in verdict.suggested or verdict.ranking]
    shared = places.count(ranked.place) > 1 and places.index(ranked.place) > 0
    position = places.index(ranked.place) if shared else index
    return capital(ordinal(position + 1)) + (", tied" if shared else "")


def care(notes: Sequence[CareNote]) -> str:
    """The warning that answers look careless; it never blocks."""
    found = joined([CARE[note] for note in notes])
    return f"Take this verdict with care: {found}. If it was haste, a second go will tell."


# Too few answers, undecided


def too_few_headline() -> str:
    return "Not enough to say yet"


def too_few(answered: int, dimensions: int) -> str:
    """What is there and what a verdict needs."""
    have = f"You answered {counted(answered, 'question')} that count, on {counted(dimensions, 'preference')}."
    return (
        f"{have} A verdict needs at least {number(ENOUGH_ANSWERS)} answers and "
        f"{number(ENOUGH_DIMENSIONS)} preferences, and we would rather say nothing than guess."
    )


def undecided_headline() -> str:
    return "Your answers favour no role yet"


def undecided(names: Sequence[str]) -> str:
    """Says so, with the roles that are nearest."""
    nearest = f" {capital(joined(names))} come nearest, by a hair." if len(names) > 1 else ""
    return f"You stand near the middle almost everywhere, so *no role stands out*.{nearest}"


def separating(names: Sequence[str], questions: Sequence[str]) -> str:
    """Which preferences would tell the nearest roles apart, and statements left undecided on them."""
    told = f"The nearest roles differ most in {joined([lower(name) for name in names])}."
    if not questions:
        return (
            f"{told} Your answers there cancel out; answer them again with the last work you liked in mind."
        )
    return f"{told} A firmer answer to one of these would tell: {'; '.join(quoted(q) for q in questions)}."


def missing(names: Sequence[str]) -> str:
    """What somebody with too few answers could answer next."""
    if not names:
        return "A few more answers on any preference; your answers so far are kept."
    return f"Nothing is known yet on {joined([lower(name) for name in names])}. Your answers so far are kept."


def quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"


# Reasons


def preference_reason(dimension: Dimension, position: float) -> str:
    """Where somebody leans on a dimension; ``position`` is 0-1."""
    if MIDDLE[0] <= position <= MIDDLE[1]:
        return f"You stand between “{lower(dimension.low)}” and “{lower(dimension.high)}”"
    phrase = dimension.low_phrase if position < MIDDLE[0] else dimension.high_phrase
    return f"You would rather {phrase}"


def preference_detail(dimension: Dimension, position: float, target: float) -> str:
    return f"{dimension.name} {100 * position:.0f}; the role asks {target:.0f}"


def skill_reason(skill: Skill, rating: int, demand: Demand | None) -> str:
    """What a self-rating (0-4) means for a role; None: the role doesn't list the skill."""
    if demand is not None:
        return f"{skill.name}: {SELF_RATED[rating]}"
    return (
        f"{skill.name}: this role would leave it unused" if rating > 1 else f"{skill.name}: not needed here"
    )


def skill_detail(rating: int, demand: Demand | None) -> str:
    asks = f"the role asks {demand.level}" if demand else "not among the role's skills"
    return f"Self-rated {rating} of 4; {asks}"


def nothing_for(role: RoleProfile) -> str:
    return f"No single answer lifts {role.name} by half a point or more."


def nothing_against(role: RoleProfile) -> str:
    return f"No single answer costs {role.name} half a point or more."


# The role in mind, conditions


def role_in_mind(verdict: Verdict, ranked: RankedRole, gap: Sequence[Reason]) -> str:
    """Where the role comes that somebody named before the quiz; ``gap`` is the first role's lead over it."""
    of = f"of {number(len(verdict.ranking))}"
    name = ranked.role.name
    first = (verdict.suggested or verdict.ranking)[0]
    if ranked.role.slug == first.role.slug:
        return f"{name} comes *first* {of}: your own guess and your answers agree."
    if ranked in leaders(verdict):
        return f"{name} *shares the first place*: too close to call against {first.role.name}."
    if ranked.match.fit > first.match.fit:
        return f"{name} comes *{ordinal(ranked.rank)}* {of} by your answers, but fails your conditions."
    behind = first.match.fit - ranked.match.fit
    place = f"{name} comes *{ordinal(ranked.rank)}* {of}"
    return f"{place}, {plain_points(behind)} points behind {first.role.name}. {what_decides(gap)}"


def what_decides(gap: Sequence[Reason]) -> str:
    """Whether preferences or skills make a lead."""
    liked = sum(reason.points for reason in gap if reason.aspect is Aspect.PREFERENCE)
    able = sum(reason.points for reason in gap if reason.aspect is Aspect.SKILL)
    if liked > 2 * able:
        return "Preferences decide here, not skills."
    if able > 2 * liked:
        return "Skills decide here, not preferences: those can be learnt."
    return "Preferences and skills both play a part."


def unscored_role_in_mind(role: RoleProfile, scored: int) -> str:
    return (
        f"{role.name} is a stage on a path and not one of the {number(scored)} roles that the quiz ranks; "
        "“Where it leads” shows what lies on the way."
    )


def filtered(ranked: RankedRole, would_be: int, wanted: MustHaves, pay: RoleFigure | None) -> str:
    """Why a role is not suggested, and where it would stand."""
    reasons = joined([failed(fault, wanted, pay) for fault in ranked.fails])
    return f"would be {ordinal(would_be)}, but {reasons}"


def failed(fault: MustHave, wanted: MustHaves, pay: RoleFigure | None) -> str:
    match fault:
        case MustHave.SALARY_FLOOR:
            floor = amount(wanted.salary_floor or 0, "USD")
            top = pay.figure.upper_quartile if pay else None
            return (
                f"three in four earn less than your floor of {floor}"
                if top
                else f"it is below your floor of {floor}"
            )
        case MustHave.NO_ON_CALL:
            return "it usually means being on call"
        case MustHave.REMOTE:
            return "it is rarely done remotely"


# Steps


def met_demands(met: int, asked: int) -> str:
    """How many skill demands are met."""
    if not asked:
        return "asks for no rated skill"
    if met == asked:
        return (
            f"you meet all {number(asked)} of its skill demands"
            if asked > 1
            else "you meet its one skill demand"
        )
    return f"you meet {number(met) if met else 'none'} of its {counted(asked, 'skill demand')}"


def next_step(skill: Skill, to_level: int, gain: float, role: RoleProfile) -> str:
    """The one thing to do next, with what it is worth."""
    return (
        f"{skill.practice[to_level - 1]} {skill.name} from {to_level - 1} to {to_level} is worth "
        f"*{plain_points(gain)} points* for {role.name}, more for its effort than any other step."
    )


def no_next_step(role: RoleProfile) -> str:
    return f"No skill step would move {role.name} further: what counts now is practice."


def lead_over(first: RoleProfile, rival: RoleProfile, lead: float) -> str:
    if abs(lead) < 0.05:
        return f"{first.name} and {rival.name} are level."
    return f"{first.name} leads {rival.name} by {plain_points(lead)} points."


def balance(share: float) -> str:
    """What the fit is made of, at the respondent's balance (0-1, the share of preferences)."""
    if share == 0.5:
        return "The fit is half what you would like and half what you can do."
    liked = round(100 * share)
    return f"As you chose, the fit is {liked} % what you would like and {100 - liked} % what you can do."


# You


def leans(position: float) -> bool:
    """Whether a position (0-1) is off the middle."""
    return not MIDDLE[0] <= position <= MIDDLE[1]


def preference_phrase(dimension: Dimension, position: float) -> str:
    return dimension.low_phrase if position < MIDDLE[0] else dimension.high_phrase


def leanings(phrases: Sequence[str]) -> str:
    """The strongest preferences in one sentence."""
    if not phrases:
        return "You stand near the middle on everything that was asked: no answer pulls far to either side."
    return f"Above all, you would rather {', and '.join(phrases)}."


def other_skills(told: Sequence[str]) -> str:
    return f"Also rated: {joined(told)}." if told else ""


def unsure(dimensions: str, skills: str, none_rated: bool) -> str:
    """What the answers leave open; "" when nothing."""
    parts = []
    if dimensions:
        parts.append(f"Few answers stand behind {dimensions}: the true place may lie well to either side.")
    if none_rated:
        parts.append("You rated no skill, so skills count as average everywhere.")
    elif skills:
        parts.append(f"You did not rate {skills}; there you count as average.")
    return " ".join(parts)


# Pay


def pay_intro() -> str:
    return (
        "Kinds of figures are kept apart on purpose: what employers report, what people say of themselves, "
        "what postings offer, and what articles state without a source."
    )


def pay_unknown(names: Sequence[str]) -> str:
    return f"Official pay is unknown for {joined(names)}." if names else ""


def place_moves(place: str, ratio: float, role: RoleProfile) -> str:
    """How the reader's place compares with the country, for the occupation of one role."""
    return f"In {place} the official median for {role.name} stands at {ratio:.2f} of the national one."


def places_differ(high: str, highest: float, low: str, lowest: float, named: bool) -> str:
    told = (
        f"Place moves pay as much as role does: the same occupation stands at {highest:.2f} of the national "
        f"median in {high} and at {lowest:.2f} in {low}."
    )
    return told if named else f"{told} You did not name a place; with one, its figures would stand here too."


# Paths


def paths_intro(start: RoleProfile, following: RoleProfile | None, is_current: bool) -> str:
    """Where the map begins and which step is marked."""
    begins = (
        f"From {start.name}, where you are now" if is_current else f"From {start.name}, your first suggestion"
    )
    if following is None:
        return f"{begins}, this edition knows no stage further on."
    return f"{begins}. The step that asks least of you is marked: {following.name}."


# Plan


def plan_intro(role: RoleProfile, count: int) -> str:
    if not count:
        return no_next_step(role)
    what = "The step" if count == 1 else f"{capital(number(count))} steps"
    return (
        f"{what} that would do most for {role.name}, gaps first, then in order of points for the effort. "
        "Beside each: the points it moves for the roles compared, by your own rating after it."
    )


def step_reason(role: RoleProfile, asked: int, to_level: int) -> str:
    if to_level < asked:
        return f"{role.name} asks {asked}: this is the first part of the way."
    return f"{role.name} asks {asked}." if to_level == asked else f"Beyond the {asked} that {role.name} asks."


def preference_named(dimension: Dimension, position: float) -> str:
    return f"{dimension.name}: you stand at {100 * position:.0f}"


def skill_named(skill: Skill, rating: int | None) -> str:
    return f"{skill.name}: " + ("not rated" if rating is None else f"you rate yourself {rating}")


def flip(skill: Skill, gain: str, rival: RoleProfile, steps_needed: float) -> str:
    """What one level of the best skill does to the order."""
    told = f"The skill that gains most on it is {lower(skill.name)}: a level more brings {rival.name} {gain} points nearer"
    if steps_needed <= 1:
        return f"{told}, which would put it first."
    return f"{told}. No single step would put it first."


# Method


LIMITS = (
    "It is not for hiring, promotion or pay decisions. Everything rests on your own ratings, and self-rated "
    "skill goes along with measured performance only loosely (about .3).",
    "It promises no happiness: interests that match the work go along with satisfaction at about .3 at best.",
    "“93 times in 100” is the chance that the same questions, answered without slips, give the same order. It is "
    "not the chance that you will like the job.",
)


def method(dimensions: int, skills: int) -> tuple[str, ...]:
    return (
        f"Your answers place you on {number(dimensions)} preferences and {number(skills)} skills, each with its "
        "uncertainty; few answers keep a place near the middle.",
        "A role's fit falls with the weighted squared distance between what you like and what it asks, and "
        "rises with the skills that it uses. The points add up exactly, and no role's score depends on which "
        "other roles there are.",
        "The 80 % intervals and the chances follow from the uncertainty of each answer, carried through the same sum.",
    )


def unanswered(count: int) -> str:
    return (
        f"Not answered or “not sure”: {counted(count, 'question')}. They count as if not asked."
        if count
        else ""
    )


def day(moment: datetime) -> str:
    """ "22 November 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
