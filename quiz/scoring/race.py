"""The race of one role against the others: the cheapest skill steps that win it.

A fit is linear in the ratings, so this is a 0/1 program. A greedy search from several starts, with
steps pruned away and swapped, stays within a few per cent of the cheapest plan, and a search through
all plans runs where the greedy one finds none: "impossible" is never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from quiz.scoring.advice import HIGHEST_LEVEL, STEP_COSTS

MOST_STEPS = 8  # A longer plan is no plan.
MARGIN = 1e-9  # Points by which a role must lead for its place not to be an accident of rounding.

Plan = Mapping[str, int]
"""How many levels to add to each skill."""

Leads = Sequence[float]
"""Points ahead of each rival."""


@dataclass(frozen=True, slots=True)
class Race:
    """Leads as they are, what a level of each skill does to every lead, and the ratings now."""

    leads: Leads
    effects: Mapping[str, Leads]
    ratings: Mapping[str, int]

    def leads_after(self, plan: Plan) -> Leads:
        leads = self.leads
        for skill, levels in plan.items():
            leads = self.moved(leads, skill, levels)
        return leads

    def moved(self, leads: Leads, skill: str, levels: int) -> Leads:
        return [lead + levels * effect for lead, effect in zip(leads, self.effects[skill], strict=True)]

    def won_by(self, plan: Plan) -> bool:
        return won(self.leads_after(plan))

    def next_cost(self, skill: str, plan: Plan) -> float | None:
        """Effort of one more level on top of the plan, None at the top of the ladder."""
        level = self.ratings[skill] + plan.get(skill, 0)
        return STEP_COSTS[level] if level < HIGHEST_LEVEL else None

    def last_cost(self, skill: str, plan: Plan) -> float:
        return STEP_COSTS[self.ratings[skill] + plan[skill] - 1]

    def cost(self, plan: Plan) -> float:
        return sum(
            sum(STEP_COSTS[self.ratings[skill] : self.ratings[skill] + levels])
            for skill, levels in plan.items()
        )


def cheapest_plan(race: Race) -> Plan | None:
    """The cheapest plan found that wins within MOST_STEPS steps; None only if there is none."""
    skills = [skill for skill in sorted(race.effects) if race.next_cost(skill, {}) is not None]
    reach = [furthest(race, skills[position:]) for position in range(len(skills) + 1)]
    if hopeless(race.leads, reach[0], MOST_STEPS):
        return None
    starts: list[Plan] = [{}, *({skill: 1} for skill in skills)]
    reached = (climb(race, skills, start) for start in starts)
    found = [improved(race, plan) for plan in reached if plan is not None]
    short = [plan for plan in found if sum(plan.values()) <= MOST_STEPS]
    if not short and (plan := any_plan(race, skills, reach)) is not None:
        short = [improved(race, plan)]
    return min(short, key=lambda plan: (race.cost(plan), sorted(plan.items())), default=None)


def won(leads: Leads) -> bool:
    return all(lead > MARGIN for lead in leads)


def deficit(leads: Leads) -> float:
    """Points missing in all, summed over the rivals ahead."""
    return sum(2 * MARGIN - lead for lead in leads if lead <= MARGIN)


def climb(race: Race, skills: Sequence[str], start: Plan) -> Plan | None:
    """Adds the step that makes up most ground for its effort until the race is won."""
    plan, leads = dict(start), race.leads_after(start)
    # Twice the longest plan leaves room for steps that prove unnecessary.
    while not won(leads) and sum(plan.values()) < 2 * MOST_STEPS:
        behind = deficit(leads)
        worth = {
            skill: (behind - deficit(race.moved(leads, skill, 1))) / cost
            for skill in skills
            if (cost := race.next_cost(skill, plan)) is not None
        }
        best = max(worth, key=lambda skill: worth[skill], default=None)
        if best is None or worth[best] <= 0:
            return None
        plan[best] = plan.get(best, 0) + 1
        leads = race.moved(leads, best, 1)
    return plan if won(leads) else None


def improved(race: Race, plan: Plan) -> Plan:
    """The plan without steps it doesn't need, and with dearer steps swapped for cheaper ones."""
    plan = pruned(race, plan)
    while (cheaper := cheaper_by_a_swap(race, plan)) is not None:
        plan = pruned(race, cheaper)
    return plan


def pruned(race: Race, plan: Plan) -> Plan:
    """Steps taken away, dearest first, as long as the race stays won."""
    for skill in sorted(plan, key=lambda skill: (-race.last_cost(skill, plan), skill)):
        shorter = one_less(plan, skill)
        if race.won_by(shorter):
            return pruned(race, shorter)
    return plan


def one_less(plan: Plan, skill: str) -> Plan:
    return {slug: levels - (slug == skill) for slug, levels in plan.items() if levels > (slug == skill)}


def cheaper_by_a_swap(race: Race, plan: Plan) -> Plan | None:
    """The cheapest winning plan that gives up one step and takes another, if it saves effort."""
    swapped = (
        {**shorter, skill: shorter.get(skill, 0) + 1}
        for given_up in plan
        for shorter in (one_less(plan, given_up),)
        for skill in race.effects
        if skill != given_up and race.next_cost(skill, shorter) is not None
    )
    cost = race.cost(plan)
    winning = [other for other in swapped if race.cost(other) < cost and race.won_by(other)]
    return min(winning, key=lambda other: (race.cost(other), sorted(other.items())), default=None)


Reach = Sequence[Sequence[float]]
"""For each rival, the most ground that 0, 1, 2 ... steps could make up."""


def furthest(race: Race, skills: Sequence[str]) -> Reach:
    """How far steps in these skills could move each lead, were there no other rival."""
    reach = []
    for rival in range(len(race.leads)):
        gains = [
            effect
            for skill in skills
            if (effect := race.effects[skill][rival]) > 0
            for _ in range(HIGHEST_LEVEL - race.ratings[skill])
        ]
        reach.append([0.0, *accumulate(sorted(gains, reverse=True)[:MOST_STEPS])])
    return reach


def hopeless(leads: Leads, reach: Reach, steps: int) -> bool:
    """Whether some rival can't be passed within so many steps."""
    return any(
        lead + gains[min(steps, len(gains) - 1)] <= MARGIN for lead, gains in zip(leads, reach, strict=True)
    )


def any_plan(race: Race, skills: Sequence[str], reach: Sequence[Reach]) -> Plan | None:
    """Some winning plan within MOST_STEPS steps, by trying them all; None if there is none."""

    def search(leads: Leads, position: int, steps: int) -> Plan | None:
        if won(leads):
            return {}
        if position == len(skills) or hopeless(leads, reach[position], steps):
            return None
        skill = skills[position]
        for levels in range(min(steps, HIGHEST_LEVEL - race.ratings[skill]), -1, -1):
            rest = search(race.moved(leads, skill, levels), position + 1, steps - levels)
            if rest is not None:
                return {skill: levels, **rest} if levels else rest
        return None

    return search(race.leads, 0, MOST_STEPS)
