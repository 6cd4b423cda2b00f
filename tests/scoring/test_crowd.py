"""The fast way to score many people gives what the reference gives."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quiz.items import UNSURE, Answers, SkillRating
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.crowd import (
    best_first,
    fits,
    gap_between,
    half_square,
    is_flat,
    reader_of,
    role_lines,
    row_of,
    scale,
)
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import favours_nothing, profile_respondent
from roles.profile import RoleProfile
from tests.scoring.strategies import CONTENT, balances, profile_of, some_answers, some_role

DIMENSIONS, SKILLS = list(CONTENT.dimensions), list(CONTENT.skills)
READER = reader_of(CONTENT.items, DIMENSIONS, SKILLS, CONTENT.constants)


@given(some_answers(), some_role("some-role"), some_role("other-role"), balances)
def test_fits_and_their_order_are_those_of_the_reference(
    answers: Answers, role: RoleProfile, other: RoleProfile, balance: float
):
    roles = [*CONTENT.scored_roles, role, other]
    lines = role_lines(roles, DIMENSIONS, SKILLS, CONTENT.constants)
    person = READER.read(answers)

    matches = rank_roles(profile_of(answers), roles, CONTENT.constants, balance)

    found = fits([row_of(line, balance) for line in lines], scale(person))
    quick = {line.slug: fit + half_square(scale(person)) for line, fit in zip(lines, found, strict=True)}
    assert all(abs(quick[match.role] - match.fit) < 1e-9 for match in matches)
    for place, match in zip(best_first(found), matches, strict=True):
        slug = lines[place].slug
        assert slug == match.role or abs(quick[slug] - quick[match.role]) < 1e-9


@given(some_answers())
def test_who_favours_nothing_is_told_so_by_both(answers: Answers):
    person, reference = READER.read(answers), profile_of(answers)

    clipped = any(estimate.position in (0.0, 1.0) for estimate in reference.preferences.values())
    assert clipped or is_flat(person, CONTENT.constants) == favours_nothing(reference)
    assert person.asked == sum(estimate.evidence > 0 for estimate in reference.preferences.values())


@given(some_answers(), st.text(max_size=5))
def test_answers_to_unknown_items_change_nothing(answers: Answers, slug: str):
    assert READER.read({**answers, f"unknown-{slug}": 5}) == READER.read(answers)


@given(some_answers(), some_role("some-role"), some_role("other-role"), balances, st.floats(-40, 40))
def test_a_lead_is_as_sure_as_the_reference_has_it(
    answers: Answers, role: RoleProfile, other: RoleProfile, balance: float, lead: float
):
    lines = role_lines([role, other], DIMENSIONS, SKILLS, CONTENT.constants)
    gap = gap_between(*sorted(lines, key=lambda line: line.slug == other.slug), CONTENT.constants.spread)
    person = READER.read(answers)

    chance = gap.chance(lead, person, READER.variances(answers, person), balance)

    expected = chance_ahead(profile_of(answers), role, other, lead, CONTENT.constants, balance)
    assert abs(chance - expected) < 1e-9


def test_of_two_ratings_of_a_skill_the_lower_counts_whoever_reads():
    rating = next(item for item in CONTENT.items.values() if isinstance(item, SkillRating))
    again = replace(rating, slug="skill-asked-again")
    items = {again.slug: again, **CONTENT.items}
    reader = reader_of(items, DIMENSIONS, SKILLS, CONTENT.constants)

    for first, second in [(4, 1), (1, 4), (3, UNSURE), (UNSURE, 3), (UNSURE, UNSURE)]:
        answers = {rating.slug: first, again.slug: second}
        known = profile_respondent(answers, items, DIMENSIONS, SKILLS, CONTENT.constants)
        person = reader.read(answers)
        assert list(person.skills) == [known.skills[slug].level for slug in SKILLS]
        assert list(reader.variances(answers, person)[1]) == [known.skills[slug].variance for slug in SKILLS]
