"""The words of reasons and of what to do about them."""

from collections.abc import Sequence

from reports.grammar import capital, lower, number, plain_points
from roles.profile import Demand, Dimension, RoleProfile, Skill

MIDDLE = (0.45, 0.55)  # Positions between these lean to neither pole.
SELF_RATED = (
    "not yet part of what you do",
    "you work with guidance",
    "you manage on your own",
    "you take on the hard problems",
    "you guide others",
)


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


# Steps


def card_facts(level: str, met: int, rated: int) -> str:
    """Level and met demands, short enough for one line of a card."""
    return f"{level} level, {met} of {rated} skill demands met" if rated else f"{level} level, no skill rated"


def next_step(skill: Skill, to_level: int, gain: float, role: RoleProfile, *, is_best: bool) -> str:
    """The one thing to do next, with what it is worth."""
    move = f"{skill.practice[to_level - 1]} {skill.name} from {to_level - 1} to {to_level}"
    why = "more for its effort than any other step" if is_best else "and closes part of what it asks"
    return f"{move} is worth *{plain_points(gain)} points* for {role.name}, {why}."


def no_next_step(role: RoleProfile) -> str:
    return f"No skill step would move {role.name} further: what counts now is practice."


def printed_lead(fit: float, other: float) -> float:
    """The points between two fits as a reader would work them out: of the figures printed."""
    return round(round(fit, 1) - round(other, 1), 1)


def lead_over(first: RoleProfile, rival: RoleProfile, lead: float) -> str:
    if abs(lead) < 0.05:
        return f"{first.name} and {rival.name} are level."
    return f"{first.name} leads {rival.name} by {plain_points(lead)} points."


# Plan


def plan_intro(role: RoleProfile, count: int) -> str:
    if not count:
        return no_next_step(role)
    what = "The step" if count == 1 else f"{capital(number(count))} steps"
    return (
        f"{what} that would do most for {role.name}, in order of points for the effort. Gaps are taken "
        "before steps beyond what it asks. Beside each: the points that it moves, for every leading role."
    )


def step_reason(role: RoleProfile, asked: int, to_level: int) -> str:
    if to_level < asked:
        return f"{role.name} asks {asked}: this is the first part of the way."
    return f"{role.name} asks {asked}." if to_level == asked else f"Beyond the {asked} asked."


def preference_named(dimension: Dimension, position: float) -> str:
    return f"{dimension.name}: you stand at {100 * position:.0f}"


def skill_named(skill: Skill, rating: int | None) -> str:
    return f"{skill.name}: " + ("not rated" if rating is None else f"you rate yourself {rating}")


def also_moves(moved: Sequence[tuple[RoleProfile, str]]) -> str:
    """The further roles that a step moves, with their points; "" if none."""
    return f"Also: {', '.join(f'{role.name} {shown}' for role, shown in moved)}." if moved else ""


def leans(position: float) -> bool:
    """Whether a position (0-1) is off the middle."""
    return not MIDDLE[0] <= position <= MIDDLE[1]


def preference_phrase(dimension: Dimension, position: float) -> str:
    return dimension.low_phrase if position < MIDDLE[0] else dimension.high_phrase
