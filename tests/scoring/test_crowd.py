"""The fast way to score many people gives what the reference gives."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.items import Answers
from quiz.scoring.crowd import is_flat, ranked, reader_of, role_lines
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import favours_nothing
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

    quick = {line.slug: line.fit(person, balance) for line in lines}
    assert all(abs(quick[match.role] - match.fit) < 1e-9 for match in matches)
    for place, (slug, match) in enumerate(zip(ranked(lines, person, balance), matches, strict=True)):
        assert slug == match.role or abs(quick[slug] - quick[match.role]) < 1e-9, place


@given(some_answers())
def test_who_favours_nothing_is_told_so_by_both(answers: Answers):
    person, reference = READER.read(answers), profile_of(answers)

    clipped = any(estimate.position in (0.0, 1.0) for estimate in reference.preferences.values())
    assert clipped or is_flat(person, CONTENT.constants) == favours_nothing(reference)
    assert person.asked == sum(estimate.evidence > 0 for estimate in reference.preferences.values())


@given(some_answers(), st.text(max_size=5))
def test_answers_to_unknown_items_change_nothing(answers: Answers, slug: str):
    assert READER.read({**answers, f"unknown-{slug}": 5}) == READER.read(answers)
