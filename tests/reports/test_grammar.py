import pytest

from reports.grammar import counted, joined, lower, ordinal, plain_points, points, times_in_100


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_joined_as_english_joins_them(names: list[str], said: str) -> None:
    assert joined(names) == said


@pytest.mark.parametrize(
    ("count", "said"), [(0, "no steps"), (1, "one step"), (2, "two steps"), (21, "21 steps")]
)
def test_a_noun_follows_its_count(count: int, said: str) -> None:
    assert counted(count, ("%(count)s step", "%(count)s steps")) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (1, "first"),
        (20, "twentieth"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (111, "111th"),
        (112, "112th"),
    ],
)
def test_a_place_is_said_as_a_word_and_then_as_a_figure(place: int, said: str) -> None:
    assert ordinal(place) == said


def test_points_carry_a_sign_and_a_true_minus() -> None:
    assert [points(value) for value in (6.14, -3.86, 0.04, -0.04)] == ["+6.1", "−3.9", "0.0", "0.0"]
    assert plain_points(92.66) == "92.7"


def test_no_chance_is_called_a_hundred_in_a_hundred() -> None:
    assert times_in_100(0.934) == "93 times in 100"
    assert times_in_100(0.9999) == "more than 99 times in 100"


def test_an_abbreviation_keeps_its_capitals_inside_a_sentence() -> None:
    assert lower("API design") == "API design"
    assert lower("Databases") == "databases"
