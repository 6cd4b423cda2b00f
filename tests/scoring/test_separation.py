"""Which roles the quiz can't tell apart, what would help, and who is found in a simulation."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.counting import python_calls
from benchmarks.simulate import answer, people_of_roles, read_bank
from benchmarks.vectorised import estimate, fits
from quiz.content import EditionContent
from quiz.editions.separation import CONFUSED, Bench, confused_pairs, dominated_roles, nearest
from quiz.editions.survey import survey
from roles.profile import Demand, Preference, RoleProfile
from tests.builders import small_content

BACKEND = small_content().roles["backend-engineer"]


def beside(other: RoleProfile) -> EditionContent:
    """The small content with one role more."""
    content = small_content()
    return replace(content, roles={**content.roles, other.slug: other})


def neighbour(**changes: object) -> RoleProfile:
    return replace(BACKEND, slug="server-engineer", name="Server Engineer", **changes)


def test_the_chance_of_confusion_is_that_of_simulated_people(shipped: EditionContent):
    bank, chance, bench = read_bank(shipped), np.random.default_rng(7), Bench.of(shipped)
    people = people_of_roles(bank, chance, 300)
    known = estimate(bank, answer(bank, chance, people))
    fit = fits(bank, known.position, known.level)

    off = [
        (fit[people.role == a][:, b] > fit[people.role == a][:, a]).mean()
        - bench.chance_behind(shipped.roles[role], shipped.roles[rival], bench.known)
        for a, role in enumerate(bank.roles)
        for b, rival in enumerate(bank.roles)
        if a != b
    ]

    assert np.abs(off).mean() < 0.01
    assert np.abs(off).max() < 0.08


def test_roles_that_differ_enough_are_not_confused(shipped: EditionContent):
    assert confused_pairs(small_content()) == ()
    assert confused_pairs(shipped) == ()


def test_alike_profiles_are_confused_and_no_item_is_said_to_help():
    moved = {**BACKEND.preferences, "data": Preference(62, 1)}

    pairs = {(p.role, p.rival): p for p in confused_pairs(beside(neighbour(preferences=moved)))}

    pair = pairs["backend-engineer", "server-engineer"]
    assert pair.chance > CONFUSED and pair.at_best > CONFUSED
    assert pair.helps is None


def test_a_difference_that_is_hardly_asked_is_helped_by_items_on_it():
    apart = {"infrastructure": Preference(80, 3), "data": Preference(95, 3)}
    other = {"infrastructure": Preference(80, 3), "data": Preference(5, 3)}
    content = beside(neighbour(preferences=other))
    content = replace(
        content,
        roles={**content.roles, BACKEND.slug: replace(BACKEND, preferences=apart)},
        items={slug: item for slug, item in content.items.items() if not slug.startswith("data-1")},
    )

    found = next(p for p in nearest(content, 40) if {p.role, p.rival} == {BACKEND.slug, "server-engineer"})

    assert found.helps == "data"
    assert found.at_best < found.then < found.chance


def test_a_role_that_asks_for_nothing_but_extremes_is_behind_its_neighbour():
    extreme = {slug: Preference(100 if p.target > 50 else 0, 3) for slug, p in BACKEND.preferences.items()}
    content = beside(neighbour(preferences=extreme))

    dominated = {(role, rival) for role, rival, _ in dominated_roles(content, 0.05)}

    assert ("server-engineer", "backend-engineer") in dominated
    assert ("backend-engineer", "server-engineer") not in dominated


def test_the_survey_finds_the_people_of_each_role_and_is_the_same_each_time():
    result = survey(small_content())

    assert result == survey(small_content())
    assert min(result.recovered.values()) > 0.6
    assert sum(result.first.values()) == pytest.approx(1)


def test_a_twin_halves_what_is_recovered():
    twin = neighbour(skills={**BACKEND.skills, "databases": Demand(3, 2.9)})

    assert survey(beside(twin)).recovered[BACKEND.slug] < survey(small_content()).recovered[BACKEND.slug]


def test_the_first_look_at_simulated_people_stays_cheap(shipped: EditionContent):
    moved = replace(shipped, constants=replace(shipped.constants, spread=0.31))  # So that nothing is kept.

    assert python_calls(lambda: survey(moved)) < 95_000  # A fifth more than there are.
