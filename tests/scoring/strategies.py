"""Arbitrary people and roles over the small content."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from quiz.items import UNSURE, Answers
from quiz.scoring.respondent import RespondentProfile, profile_respondent
from roles.profile import Demand, Preference, RoleProfile
from tests.builders import DIMENSIONS, SKILLS, a_role, small_content

CONTENT = small_content()
balances = st.floats(0.05, 0.95)
weights = st.sampled_from([1.0, 1.5, 2.0, 3.0])


def some_answers() -> SearchStrategy[Answers]:
    """Any answer to any item, with some not sure and some never reached."""
    optional = {slug: st.sampled_from([*item.values, UNSURE]) for slug, item in CONTENT.items.items()}
    return st.fixed_dictionaries({}, optional=optional)


def whole_answers() -> SearchStrategy[Answers]:
    """An answer to every item."""
    return st.fixed_dictionaries({slug: st.sampled_from(i.values) for slug, i in CONTENT.items.items()})


def some_role(slug: str = "some-role") -> SearchStrategy[RoleProfile]:
    """A role that weighs at least one dimension and lists one to three of the six skills."""
    preference = st.builds(Preference, st.integers(0, 100).map(float), weights)
    demand = st.builds(Demand, st.integers(1, 4), weights)
    return st.builds(
        lambda preferences, skills: a_role(slug=slug, preferences=preferences, skills=skills),
        st.dictionaries(st.sampled_from(list(DIMENSIONS)), preference, min_size=1),
        st.dictionaries(st.sampled_from(list(SKILLS)), demand, min_size=1, max_size=3),
    )


def some_respondent() -> SearchStrategy[RespondentProfile]:
    return some_answers().map(profile_of)


def profile_of(answers: Answers) -> RespondentProfile:
    """What the answers say, on the small content."""
    return profile_respondent(answers, CONTENT.items, CONTENT.dimensions, CONTENT.skills, CONTENT.constants)
