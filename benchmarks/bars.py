"""What the model reaches on simulated respondents, and the bar for each figure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from benchmarks.simulate import (
    NOISY,
    STYLED,
    Bank,
    Indices,
    Numbers,
    Responses,
    answer,
    mistaken,
    people_of_roles,
    replace_some,
    role_free_people,
)
from benchmarks.vectorised import Estimates, chances, estimate, fits, true_fits
from quiz.content import EditionContent
from quiz.scoring.certainty import CLEAR
from quiz.scoring.fit import rank_roles
from quiz.scoring.ideal import ideal_answers
from quiz.scoring.respondent import profile_respondent

ROLE_FREE = 20_000
EDITORS = 12  # Editions distorted by editors' errors.
REPLACED = 0.10  # Share of answers replaced.
BINS = 20  # Of the calibration error, .05 wide each.
MOVED = 300  # Respondents whose every answer is moved.

Scorer = Callable[[Bank, Numbers, Numbers], Numbers]


@dataclass(frozen=True)
class Row:
    """One figure of the table: what was reached, and the bar that it is held to."""

    metric: str
    reached: float
    bar: float
    at_least: bool = True
    unit: str = ""

    @property
    def passes(self) -> bool:
        return self.reached >= self.bar if self.at_least else self.reached <= self.bar

    def __str__(self) -> str:
        sign = ">=" if self.at_least else "<="
        verdict = "pass" if self.passes else "FAIL"
        return f"{self.metric:<52}{self.reached:>9.3g}{self.unit:<3} {sign} {self.bar:<6g} {verdict}"


def ranks(fit: Numbers) -> Indices:
    """Columns from best to worst; ties by slug, as the columns are."""
    return np.argsort(-fit, axis=1, kind="stable")


def among(fit: Numbers, role: Indices, first: int) -> float:
    """Share of respondents whose role is among the ``first`` ones."""
    return float((ranks(fit)[:, :first] == role[:, None]).any(1).mean())


def recovery(bank: Bank, chance: Generator, each: int, scorer: Scorer = fits) -> Iterator[Row]:
    """Is the role that a respondent was made from among the first?"""

    def scored(responses: Responses, by: Bank = bank) -> Numbers:
        known = estimate(bank, responses)
        return scorer(by, known.position, known.level)

    people = people_of_roles(bank, chance, each)
    plain = answer(bank, chance, people)
    juniors = people_of_roles(bank, chance, each, juniors=True)
    changers = people_of_roles(bank, chance, each, changers=0.30)
    noisy = scored(answer(bank, chance, people, NOISY))
    styled = scored(answer(bank, chance, people, STYLED))
    junior, changed = scored(answer(bank, chance, juniors)), scored(answer(bank, chance, changers))
    editors = [among(scored(plain, mistaken(bank, chance)), people.role, 3) for _ in range(EDITORS)]
    yield Row("true role in top 3: base", among(scored(plain), people.role, 3), 0.94)
    yield Row("true role in top 3: noisy items", among(noisy, people.role, 3), 0.90)
    yield Row("true role in top 3: response styles", among(styled, people.role, 3), 0.93)
    yield Row("true role in top 3: juniors", among(junior, juniors.role, 3), 0.92)
    yield Row("true role in top 3: 30 % career changers", among(changed, changers.role, 3), 0.80)
    yield Row("true role in top 3: editor error", float(np.mean(editors)), 0.92)
    yield Row("true role first: base", among(scored(plain), people.role, 1), 0.75)


def self_match(content: EditionContent) -> Iterator[Row]:
    """Is the ideal respondent of each role led by it? Asked of the product's own scorer."""
    led = []
    for role in content.scored_roles:
        answers = ideal_answers(content.items, role, content.constants)
        known = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        ranking = rank_roles(known, content.scored_roles, content.constants, content.constants.balance)
        led.append(ranking[0].role == role.slug)
    yield Row("self-match of all roles", float(np.mean(led)), 1.0)


def first_places(bank: Bank, chance: Generator, scorer: Scorer = fits) -> Iterator[Row]:
    """Does any role draw people who belong to none, or nobody at all?"""
    known = estimate(bank, answer(bank, chance, role_free_people(bank, chance, ROLE_FREE)))
    leaders = ranks(scorer(bank, known.position, known.level))[:, 0]
    places = np.bincount(leaders, minlength=len(bank.roles)) / ROLE_FREE * len(bank.roles)
    yield Row("largest first-place share x R, role-free", float(places.max()), 4.0, at_least=False)
    yield Row("roles never first, role-free", float((places == 0).sum()), 0, at_least=False)


def robustness(bank: Bank, chance: Generator, each: int, scorer: Scorer = fits) -> Iterator[Row]:
    """How much do some careless answers change?"""
    responses = answer(bank, chance, people_of_roles(bank, chance, each))
    before, after = (
        ranks(scorer(bank, known.position, known.level))
        for known in (
            estimate(bank, responses),
            estimate(bank, replace_some(chance, responses, REPLACED)),
        )
    )
    overlap = np.mean([(after[:, [place]] == before[:, :3]).any(1) for place in range(3)])
    yield Row("10 % of answers replaced: same leader", float((before[:, 0] == after[:, 0]).mean()), 0.75)
    yield Row("10 % of answers replaced: top-3 overlap", float(overlap), 0.80)


def calibration(bank: Bank, chance: Generator, each: int) -> Iterator[Row]:
    """Do stated chances hold against the order without error? First against second to fourth."""
    people = people_of_roles(bank, chance, each)
    known = estimate(bank, answer(bank, chance, people))
    fit, truth = fits(bank, known.position, known.level), true_fits(bank, people)
    order, rows = ranks(fit), np.arange(len(fit))
    stated, right = [], []
    for place in (1, 2, 3):
        stated.append(chances(bank, known, fit, order[:, 0], order[:, place]))
        right.append(truth[rows, order[:, 0]] > truth[rows, order[:, place]])
    chance_stated, was_right = np.concatenate(stated), np.concatenate(right)
    bins = np.minimum((chance_stated * BINS).astype(int), BINS - 1)
    gaps = [
        (bins == which).mean() * abs(chance_stated[bins == which].mean() - was_right[bins == which].mean())
        for which in np.unique(bins)
    ]
    yield Row("pair probability calibration error", float(np.sum(gaps)), 0.10, at_least=False)
    yield Row("pair right when called clear", float(was_right[chance_stated > CLEAR].mean()), 0.93)


def monotonicity(bank: Bank, chance: Generator, scorer: Scorer = fits) -> Iterator[Row]:
    """Answers moved toward a role, counted where the role loses by it."""
    responses = answer(bank, chance, role_free_people(bank, chance, MOVED))
    known = estimate(bank, responses)
    fit = scorer(bank, known.position, known.level)
    lost = 0
    for column, skill in enumerate(bank.rated_skill):
        ratings = responses.rating.copy()
        ratings[:, column] = np.minimum(4, ratings[:, column] + 1)
        more = estimate(bank, replace(responses, rating=ratings))
        listing = bank.skill_weights[:, skill] > 0
        lost += int((scorer(bank, more.position, more.level) < fit - 1e-9)[:, listing].sum())
    for column, dimension in enumerate(bank.agreement_dimension):
        for step in (-1, 1):
            answers = responses.agreement.copy()
            answers[:, column] = np.clip(answers[:, column] + step, 1, 5)
            moved = estimate(bank, replace(responses, agreement=answers))
            nearer = comes_nearer(bank, known, moved, int(dimension))
            lost += int(((scorer(bank, moved.position, moved.level) < fit - 1e-9) & nearer).sum())
    yield Row("monotonicity violations", lost, 0, at_least=False)


def comes_nearer(bank: Bank, known: Estimates, moved: Estimates, dimension: int) -> Indices:
    """For each respondent and role, whether the move goes toward the target without passing it."""
    was, now = known.position[:, [dimension]], moved.position[:, [dimension]]
    target = bank.targets[:, dimension]
    weighted = bank.weights[:, dimension] > 0
    return weighted & (((was <= now) & (now <= target)) | ((was >= now) & (now >= target)))


def added_role(content: EditionContent, people: list[dict[str, int | str]]) -> Iterator[Row]:
    """How far one more role moves the others, by the product's own scorer."""
    extra = replace(content.scored_roles[0], slug="one-more", skills=content.scored_roles[-1].skills)
    change = 0.0
    for answers in people:
        known = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        before, after = (
            {m.role: m.fit for m in rank_roles(known, roles, content.constants, content.constants.balance)}
            for roles in (content.scored_roles, (extra, *content.scored_roles))
        )
        change = max(change, *(abs(after[slug] - fit) for slug, fit in before.items()))
    yield Row("change from an added role", change, 1e-9, at_least=False)
