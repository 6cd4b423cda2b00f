"""The race of one role against the others: the cheapest skill steps that win it.

A fit is linear in the ratings, so this is a 0/1 program. A greedy search from several starts, with
steps pruned away and swapped, stays within a few per cent of the cheapest plan, and a search through
all plans runs where the greedy one finds none: "impossible" is never a guess.

Most rivals are too far behind to be lost to, so each search looks at those that it could lose to alone:
what is left out could change none of its decisions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import inf

from quiz.scoring.advice import HIGHEST_LEVEL, STEP_COSTS

MOST_STEPS = 8  # A longer plan is no plan.
MARGIN = 1e-9  # Points by which a role must lead for its place not to be an accident of rounding.

Plan = Mapping[str, int]
"""How many levels to add to each skill."""

Leads = Sequence[float]
"""Points ahead of each rival."""


@dataclass(frozen=True, slots=True)
class Race:
    """Leads as they are, what a level of each skill does to every lead, and the ratings now.

    ``hardest`` is the race against some of the rivals: most plans that fail fail against them, so they are
    tried first.
    """

    leads: Leads
    effects: Mapping[str, Leads]
    ratings: Mapping[str, int]
    hardest: "Race | None" = None

    def leads_after(self, plan: Plan) -> Leads:
        leads = self.leads
        for skill, levels in plan.items():
            leads = self.moved(leads, skill, levels)
        return leads

    def moved(self, leads: Leads, skill: str, levels: int) -> Leads:
        return [lead + levels * effect for lead, effect in zip(leads, self.effects[skill], strict=True)]

    def against(self, rivals: Sequence[int]) -> "Race":
        """The race against these rivals alone."""
        effects = {skill: [leads[rival] for rival in rivals] for skill, leads in self.effects.items()}
        return Race([self.leads[rival] for rival in rivals], effects, self.ratings)

    def ahead(self) -> "Race":
        """The race against those that are ahead now, or level."""
        return self.against([rival for rival, lead in enumerate(self.leads) if lead <= MARGIN])

    def won_by(self, plan: Plan) -> bool:
        if self.hardest and not self.hardest.won_by(plan):
            return False
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
    ahead = race.ahead()
    if hopeless(ahead.leads, furthest(ahead, skills), MOST_STEPS):
        return None
    starts: list[Plan] = [{}, *({skill: 1} for skill in skills)]
    near = contested(race, MOST_STEPS)
    climbed = (climb(near, skills, start, MOST_STEPS) or climb(race, skills, start) for start in starts)
    reached = {tuple(plan.items()): plan for plan in climbed if plan is not None}.values()
    races = {steps: contested(race, steps) for steps in {sum(plan.values()) for plan in reached}}
    found = [improved(races[sum(plan.values())], plan) for plan in reached]
    short = [plan for plan in found if sum(plan.values()) <= MOST_STEPS] or by_trying_all(race, skills)
    return min(short, key=lambda plan: (race.cost(plan), sorted(plan.items())), default=None)


def by_trying_all(race: Race, skills: Sequence[str]) -> list[Plan]:
    """Some winning plan within MOST_STEPS steps, improved; none if there is none."""
    race = contested(race, MOST_STEPS)
    reach = [furthest(race, skills[position:]) for position in range(len(skills) + 1)]
    plan = any_plan(race, skills, reach)
    return [] if plan is None else [improved(race, plan)]


def contested(race: Race, steps: int) -> Race:
    """The race against those rivals that some plan of at most so many steps may leave ahead.

    No such plan loses to the others, even if each of its steps is the one that costs most.
    """
    # Twice the margin, as sums of steps are rounded.
    rivals = zip(race.leads, *race.effects.values(), strict=True)
    floors = [lead + steps * min((0.0, *effects)) for lead, *effects in rivals]
    left = race.against([rival for rival, floor in enumerate(floors) if floor <= 2 * MARGIN])
    return replace(left, hardest=left.ahead())


def won(leads: Leads) -> bool:
    return min(leads, default=inf) > MARGIN


def deficit(leads: Leads) -> float:
    """Points missing in all, summed over the rivals ahead."""
    return sum([2 * MARGIN - lead for lead in leads if lead <= MARGIN])


def climb(race: Race, skills: Sequence[str], start: Plan, most: int = 2 * MOST_STEPS) -> Plan | None:
    """Adds the step that makes up most ground for its effort until the race is won.

    None where no step makes up any more, or after ``most`` steps: twice the longest plan leaves room for
    steps that prove unnecessary.
    """
    plan, leads = dict(start), race.leads_after(start)
    most_lost = -min(min(effects, default=0.0) for effects in (*race.effects.values(), (0.0,)))
    while not won(leads) and sum(plan.values()) < most:
        near = [rival for rival, lead in enumerate(leads) if lead <= most_lost + 2 * MARGIN]
        worth = worth_of_steps(replace(race.against(near), leads=[leads[r] for r in near]), skills, plan)
        best = max(worth, key=lambda skill: worth[skill], default=None)
        if best is None or worth[best] <= 0:
            return None
        plan[best] = plan.get(best, 0) + 1
        leads = race.moved(leads, best, 1)
    return plan if won(leads) else None


def worth_of_steps(race: Race, skills: Sequence[str], plan: Plan) -> Mapping[str, float]:
    """Ground that one level more of each skill makes up, for its effort; ``plan`` is taken already."""
    behind = deficit(race.leads)
    return {
        skill: (behind - deficit(race.moved(race.leads, skill, 1))) / cost
        for skill in skills
        if (cost := race.next_cost(skill, plan)) is not None
    }


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
