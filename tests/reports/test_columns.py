from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from reports.columns import LINE, PADDING, height, in_columns
from reports.sections.method import GivenAnswer

WORDS = st.lists(st.text(alphabet="abc ", max_size=200), max_size=40).map(tuple)


@given(WORDS, st.integers(1, 4))
def test_no_item_is_lost_or_moved_and_no_column_is_one_too_many(words: tuple[str, ...], most: int) -> None:
    columns = in_columns(words, most)

    assert tuple(chain.from_iterable(columns)) == words
    assert 1 <= len(columns) <= most
    assert all(columns) or not words


@given(WORDS.filter(bool), st.integers(1, 4))
def test_no_column_is_higher_than_its_share_and_one_item(words: tuple[str, ...], most: int) -> None:
    heights = [height(word, LINE / most) for word in words]

    highest = max(sum(height(word, LINE / most) for word in column) for column in in_columns(words, most))
    assert highest <= sum(heights) / most + max(heights) + 1


def test_nothing_is_one_empty_column() -> None:
    assert in_columns((), 3) == ((),)


def test_items_of_one_height_are_shared_out_evenly() -> None:
    assert [len(column) for column in in_columns(("a",) * 9, 3)] == [3, 3, 3]


def test_an_item_is_as_high_as_all_its_words() -> None:
    given_answer = GivenAnswer("q" * 40, "a" * 30, points="+1.0")

    assert height(given_answer, 40) == 2 + PADDING
