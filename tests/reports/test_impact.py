"""What an edit does to verdicts is counted as the verdicts themselves would have it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.content import EditionContent
from quiz.items import Answer, Answers, SkillRating
from quiz.scoring.certainty import LEANING
from quiz.scoring.ideal import ideal_answers
from quiz.submission import MustHaves, Submission
from reports.impact import TOP, Impact, RoleImpact, bench_of, impact, without_few
from reports.told import outcome
from reports.verdict import Standing, reach_verdict
from roles.profile import Preference
from tests.builders import small_content
from tests.scoring.strategies import balances, some_answers

BEFORE = small_content()


def edited() -> EditionContent:
    """Backend engineers are now wanted where front-end ones were, and front-end ones aren't asked for."""
    roles = dict(BEFORE.roles)
    backend, frontend = roles["backend-engineer"], roles["frontend-engineer"]
    roles["backend-engineer"] = replace(backend, preferences=frontend.preferences, skills=frontend.skills)
    roles["frontend-engineer"] = replace(frontend, is_scored=False)
    return replace(BEFORE, roles=roles)


def ideal(slug: str, **wishes: object) -> Submission:
    return Submission(ideal_answers(BEFORE.items, BEFORE.roles[slug], BEFORE.constants), **wishes)


def told(content: EditionContent, submission: Submission) -> list[str]:
    verdict = reach_verdict(content, submission)
    if verdict.standing is Standing.TOO_FEW:
        return []
    return [ranked.role.slug for ranked in verdict.suggested]


@settings(max_examples=60)
@given(
    some_answers(),
    st.none() | balances,
    st.builds(MustHaves, st.sampled_from([None, 150_000]), st.booleans(), st.booleans()),
)
def test_people_are_told_what_the_verdict_tells_them(
    answers: Answers, balance: float | None, wishes: MustHaves
):
    submission = Submission(answers, must_haves=wishes, balance=balance)

    assert bench_of(BEFORE).told(submission) == told(BEFORE, submission)


@pytest.mark.parametrize("rating", [0, 1, 2, 3, 4])
def test_whom_all_roles_suit_alike_is_told_what_the_verdict_says(rating: Answer):
    """By skills alone nothing is ahead of anything, and the verdict's own rounding decides."""
    rated = {slug: rating for slug, item in BEFORE.items.items() if isinstance(item, SkillRating)}
    submission = replace(ideal("backend-engineer"), balance=0.0)
    submission = replace(submission, answers={**submission.answers, **rated})

    assert bench_of(BEFORE).told(submission) == told(BEFORE, submission) != []


@settings(max_examples=60)
@given(some_answers(), st.none() | balances)
def test_statistics_count_what_the_verdict_says(answers: Answers, balance: float | None):
    submission = Submission(answers, balance=balance)
    verdict = reach_verdict(BEFORE, submission)
    clipped = any(each.position in (0.0, 1.0) for each in verdict.respondent.preferences.values())
    assume(not clipped and abs(verdict.chance - LEANING) > 1e-9)

    found = outcome(bench_of(BEFORE), submission)

    if verdict.standing is Standing.DECIDED:
        first = verdict.suggested[0].role.slug
        assert (found.verdict, found.is_close) == (first, verdict.chance < LEANING)
    else:
        assert (found.verdict, found.is_close) == (verdict.standing.value, False)


def test_an_unchanged_draft_moves_nobody():
    people = [ideal(role.slug) for role in BEFORE.scored_roles]

    result = impact(BEFORE, small_content(), people)

    assert (result.people, result.firsts_changed, result.threes_changed) == (5, 0, 0)
    assert result.movers == ()


def test_first_places_and_top_threes_are_counted_role_by_role():
    people = [ideal(role.slug) for role in BEFORE.scored_roles]
    then, now = ([told(content, person) for person in people] for content in (BEFORE, edited()))

    result = impact(BEFORE, edited(), people)

    changed = [(a, b) for a, b in zip(then, now, strict=True) if a[0] != b[0]]
    assert result.firsts_changed == len(changed) > 0
    assert result.threes_changed == sum(set(a[:TOP]) != set(b[:TOP]) for a, b in zip(then, now, strict=True))
    for role in result.roles:
        assert role.first_before == sum(order[0] == role.slug for order in then)
        assert role.first_after == sum(order[0] == role.slug for order in now)
        assert role.three_after == sum(role.slug in order[:TOP] for order in now)
    gone = next(role for role in result.roles if role.slug == "frontend-engineer")
    assert (gone.first_before, gone.first_after, gone.first_words) == (1, 0, "−1")
    moves = [abs(role.first_moved) for role in result.roles]
    assert moves == sorted(moves, reverse=True)


def test_people_of_an_older_edition_count_by_the_questions_that_are_left():
    fewer = {slug: item for slug, item in BEFORE.items.items() if not slug.endswith("-2")}
    draft = replace(BEFORE, items=fewer)
    full, sparse = (
        ideal("backend-engineer"),
        Submission(dict(list(ideal("data-engineer").answers.items())[:21])),
    )

    result = impact(BEFORE, draft, [full, sparse])

    assert told(draft, sparse) == [] and told(BEFORE, sparse) != []
    assert told(draft, full) == [] or result.people == 1
    assert result.people + result.left_out == 2


def test_a_heavier_weight_counts_for_who_leans_that_way():
    roles = dict(BEFORE.roles)
    data = roles["data-engineer"]
    roles["data-engineer"] = replace(data, preferences={**data.preferences, "data": Preference(50, 3)})

    result = impact(BEFORE, replace(BEFORE, roles=roles), [ideal("data-engineer"), ideal("product-engineer")])

    assert result.people == 2
    assert {role.slug for role in result.roles} == {role.slug for role in BEFORE.scored_roles}


@given(st.lists(st.sampled_from(sorted(BEFORE.roles)), min_size=5, max_size=40))
@settings(max_examples=40, deadline=None)
def test_no_number_of_fewer_than_five_people_is_left(slugs: list[str]):
    people = [ideal(slug) for slug in slugs if BEFORE.roles[slug].is_scored]
    assume(len(people) >= 5)  # Of fewer the page tells nothing at all.

    told = without_few(impact(BEFORE, edited(), people))

    cells = [told.left_out, told.firsts_changed, told.threes_changed]
    for role in told.roles:
        cells += [role.first_before, role.first_after, role.three_before, role.three_after]
        cells += [abs(move) for move in (role.first_moved, role.three_moved) if move is not None]
    assert all(cell is None or cell == 0 or cell >= 5 for cell in cells)
    for side in ("first_before", "first_after"):
        hidden = told.people - sum(getattr(role, side) or 0 for role in told.roles)
        assert hidden == 0 or hidden >= 5
    # Of all three places together the total is known too.
    for side in ("first_before", "first_after", "three_before", "three_after"):
        assert sum(getattr(role, side) is None for role in told.roles) != 1


def impact_of(*roles: RoleImpact, people: int, left_out: int = 0) -> Impact:
    return Impact(people, left_out, 0, 0, roles)


def test_a_single_small_number_among_three_places_cannot_be_had_by_subtraction():
    """Ten people have three places each: with 10, 9 and 8 known, the last would be 3."""
    counts = {"a": 10, "b": 9, "c": 8, "d": 3}
    roles = (RoleImpact(slug, slug, 0, 0, count, count) for slug, count in counts.items())

    told = without_few(impact_of(*roles, people=10))

    assert [role.three_before for role in told.roles] == [10, None, None, None]


def test_what_moves_by_fewer_than_five_people_is_hidden_and_not_told_by_its_place_in_the_list():
    moves = {"d": (40, 52), "c": (40, 33), "b": (40, 37), "a": (40, 38)}
    roles = (RoleImpact(slug, slug, *counts, 0, 0) for slug, counts in moves.items())

    told = without_few(impact_of(*roles, people=160, left_out=2))

    assert [(role.name, role.first_after) for role in told.roles] == [
        ("d", 52),
        ("c", 33),
        ("a", None),
        ("b", None),
    ]
    assert told.left_out is None
