"""The ways to a role that no other way beats, checked against all ways there are."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.content import EditionContent
from quiz.scoring.advice import STEP_COSTS
from reports.routes import (
    MOST_STAGES,
    Terrain,
    Way,
    best_paid,
    best_ways,
    easiest,
    official_median,
    quickest,
    terrain_of,
)
from roles.profile import MatchQuality, OccupationMatch, Step
from tests.builders import a_respondent, a_role, a_step, small_content

ROLES = "abcdef"
SKILLS = ("programming", "databases")
Value = tuple[float | None, float, int | None]


def some_terrain() -> st.SearchStrategy[Terrain]:
    """Up to six roles with any steps between them; years and pay may be unknown."""
    step = st.builds(
        lambda ends, years: a_step(*ends, typical_years=years),
        st.tuples(st.sampled_from(ROLES), st.sampled_from(ROLES)),
        st.sampled_from([None, 0.0, 1.0, 2.0, 3.5]),
    )
    levels = st.fixed_dictionaries({skill: st.integers(0, 4) for skill in SKILLS})
    return st.builds(
        Terrain,
        steps=st.lists(step, min_size=1, max_size=14).map(tuple),
        demands=st.fixed_dictionaries(dict.fromkeys(ROLES, levels)),
        pay=st.fixed_dictionaries({role: st.sampled_from([None, 90, 100, 120]) for role in ROLES}),
        ratings=levels,
    )


def every_way(
    terrain: Terrain, start: str, goal: str, so_far: tuple[Step, ...] = ()
) -> Iterable[tuple[Step, ...]]:
    """All ways that come to no role twice."""
    here = so_far[-1].to_role if so_far else start
    if here == goal:
        yield so_far
    elif len(so_far) < MOST_STAGES:
        been = {start, *(step.to_role for step in so_far)}
        for step in terrain.steps:
            if step.from_role == here and step.to_role not in been:
                yield from every_way(terrain, start, goal, (*so_far, step))


def value(terrain: Terrain, steps: tuple[Step, ...]) -> Value:
    years = [step.typical_years for step in steps]
    pay = [terrain.pay[step.to_role] for step in steps]
    effort = 0.0
    for skill, now in terrain.ratings.items():
        highest = max([now, *(terrain.demands[step.to_role][skill] for step in steps)])
        effort += sum(STEP_COSTS[now:highest])
    return (
        None if None in years else sum(each for each in years if each is not None),
        effort,
        None if None in pay else min(each for each in pay if each is not None),
    )


def beats(one: Value, other: Value) -> bool:
    """Better on something, worse on nothing; unknown years are compared with unknown ones only."""
    if (one[0] is None) != (other[0] is None):
        return False
    gains = ((other[0] or 0) - (one[0] or 0), other[1] - one[1], paid(one) - paid(other))
    return min(gains) >= 0 and max(gains) > 0


def paid(worth_of: Value) -> int:
    """Pay that is unknown speaks for no way."""
    return -1 if worth_of[2] is None else worth_of[2]


def worth(way: Way) -> Value:
    return way.years, way.effort, way.lowest_pay


@given(some_terrain())
def test_the_ways_kept_are_those_that_no_other_way_beats(terrain: Terrain) -> None:
    values = {value(terrain, steps) for steps in every_way(terrain, "a", "f")}

    ways = best_ways(terrain, "a", "f")

    assert {worth(way) for way in ways} == {v for v in values if not any(beats(other, v) for other in values)}
    assert len({worth(way) for way in ways}) == len(ways)
    assert all(worth(way) == value(terrain, way.steps) for way in ways)


@given(some_terrain())
def test_quickest_easiest_and_best_paid_are_so_among_all_ways(terrain: Terrain) -> None:
    values = [value(terrain, steps) for steps in every_way(terrain, "a", "f")]
    years = [v[0] for v in values if v[0] is not None]
    pay = [v[2] for v in values if v[2] is not None]

    ways = best_ways(terrain, "a", "f")

    fast, easy, paid = quickest(ways), easiest(ways), best_paid(ways)
    assert (fast.years if fast else None) == min(years, default=None)
    assert (easy.effort if easy else None) == min((v[1] for v in values), default=None)
    assert (paid.lowest_pay if paid else None) == max(pay, default=None)


def terrain_with(*steps: Step, **changes: object) -> Terrain:
    nothing: dict[str, dict[str, int]] = {role: {} for role in ROLES}
    fields: dict[str, object] = {
        "steps": steps,
        "demands": nothing,
        "pay": dict.fromkeys(ROLES, 100),
        "ratings": {"programming": 1},
    }
    return Terrain(**(fields | changes))  # type: ignore[arg-type]


def test_unknown_years_are_neither_zero_nor_the_end_of_a_way() -> None:
    terrain = terrain_with(
        a_step("a", "f", typical_years=None),
        a_step("a", "b", typical_years=2.0),
        a_step("b", "f", typical_years=3.0),
    )

    direct, slow = best_ways(terrain, "a", "f")

    assert (direct.years, direct.unknown_steps) == (None, 1)
    assert slow.years == 5.0
    assert quickest((direct, slow)) == slow


def test_of_a_way_with_one_step_unknown_the_known_years_are_still_told() -> None:
    terrain = terrain_with(a_step("a", "b", typical_years=2.0), a_step("b", "f", typical_years=None))

    (way,) = best_ways(terrain, "a", "f")

    assert (way.years, way.known_years, way.unknown_steps) == (None, 2.0, 1)


def test_a_skill_learnt_for_one_role_is_not_paid_for_again() -> None:
    asked = {"b": {"programming": 3}, "f": {"programming": 3}}
    terrain = terrain_with(a_step("a", "b"), a_step("b", "f"), demands=asked)

    (way,) = best_ways(terrain, "a", "f")

    assert way.effort == 1.5 + 2.5
    assert way.levels == {"programming": 3}


def test_a_detour_that_brings_nothing_is_left_out() -> None:
    terrain = terrain_with(a_step("a", "f"), a_step("a", "b"), a_step("b", "f", typical_years=0.0))

    (way,) = best_ways(terrain, "a", "f")

    assert [step.to_role for step in way.steps] == ["f"]


def test_there_is_no_way_to_where_somebody_is_or_to_what_no_step_leads_to() -> None:
    terrain = terrain_with(a_step("a", "b"), a_step("b", "a"))

    assert best_ways(terrain, "a", "a") == ()
    assert best_ways(terrain, "a", "f") == ()
    assert (quickest(()), easiest(()), best_paid(())) == (None, None, None)


def test_skills_that_were_not_rated_cost_no_effort() -> None:
    terrain = terrain_of(small_content(), a_respondent(skills={"programming": 2}))

    assert terrain.ratings == {"programming": 2}
    assert terrain.demands["data-engineer"] == {"programming": 2}


def test_pay_counts_where_a_group_of_people_matches_the_role() -> None:
    unmatched = a_role(occupations=(OccupationMatch("developers", MatchQuality.NONE, "Nobody counts it"),))
    content = small_content(roles={**small_content().roles, unmatched.slug: unmatched})

    assert official_median(small_content(), "backend-engineer") == 133_000
    assert official_median(content, "backend-engineer") is None


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["tech-lead", "backend-engineer", "junior-engineer"])
def test_the_shipped_roles_can_be_reached_by_ways_that_beat_none_of_each_other(
    shipped: EditionContent, start: str
) -> None:
    terrain = terrain_of(
        shipped,
        a_respondent(dict.fromkeys(shipped.dimensions, 50.0), dict.fromkeys(shipped.skills, 2), shipped),
    )

    for goal in ("engineering-manager", "staff-engineer"):
        ways = best_ways(terrain, start, goal)
        assert ways
        assert not any(beats(worth(one), worth(other)) for one in ways for other in ways)
