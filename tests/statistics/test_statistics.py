"""The figures of the page that says how the quiz does, against values worked by hand and other software."""

from itertools import pairwise

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from quiz.items import Agreement, Side, TradeOff
from quiz.statistics.reliability import alpha, correlation, item_rest
from quiz.statistics.summary import Take, columns_of, item_uses, scales, way
from quiz.statistics.suppression import FEWEST, in_fives, merged, shown

HIGH = Agreement("high", "", "", "people", 1)
LOW = Agreement("low", "", "", "people", -1)
DEEP = Agreement("deep", "", "", "depth", 1)
CHOICE = TradeOff("choice", "", "", Side("", "people"), Side("", "depth"))
ITEMS = {item.slug: item for item in (HIGH, LOW, DEEP, CHOICE)}

rows_of_answers = st.integers(2, 6).flatmap(
    lambda items: st.lists(st.tuples(*[st.integers(1, 5)] * items), min_size=3, max_size=30)
)


def takes(*answers: dict) -> list[Take]:
    return [Take(False, None, each) for each in answers]


def test_alpha_as_worked_by_hand():
    # Item variances 1 and 1, sums 2, 3, 7 with variance 7: 2 (1 - 13/3 / 7) for items (1,1,3) and (1,2,4).
    assert alpha([(1, 1), (1, 2), (3, 4)]) == pytest.approx(2 * (1 - (4 / 3 + 7 / 3) / 7))


@given(rows_of_answers)
def test_alpha_as_numpy_has_it(rows: list[tuple[int, ...]]):
    table = numpy.array(rows)
    total = table.sum(axis=1).var(ddof=1)
    if total < 1e-9:
        assert alpha(rows) is None
        return
    items = table.shape[1]

    assert alpha(rows) == pytest.approx(items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / total))


@given(rows_of_answers)
def test_each_item_against_the_rest_as_scipy_has_it(rows: list[tuple[int, ...]]):
    table = numpy.array(rows)

    for place, found in enumerate(item_rest(rows)):
        rest = table.sum(axis=1) - table[:, place]
        if table[:, place].std() == 0 or rest.std() == 0:
            assert found is None
        else:
            assert found == pytest.approx(stats.pearsonr(table[:, place], rest).statistic, abs=1e-9)


def test_a_correlation_as_worked_by_hand():
    assert correlation((1, 2, 3), (1, 2, 3)) == pytest.approx(1)
    assert correlation((1, 2, 3), (3, 1, 2)) == pytest.approx(-0.5)
    assert correlation((1, 1), (1, 2)) is None and correlation((1,), (1,)) is None


def test_reversed_items_are_turned_round():
    people = takes(*({"high": n, "low": 6 - n} for n in (1, 2, 3, 4, 5)))

    (scale, depth) = scales(columns_of(people, ITEMS))

    assert (scale.dimension, scale.items, scale.people, scale.alpha) == ("people", 2, 5, pytest.approx(1))
    assert depth.alpha is None


def test_a_choice_is_held_against_the_difference_of_its_dimensions():
    people = takes(
        *({"high": n, "low": 6 - n, "deep": 3, "choice": "a" if n > 3 else "b"} for n in (1, 2, 4, 5, 5))
    )

    rest = {use.item.slug: use.rest for use in item_uses(columns_of(people, ITEMS))}

    assert rest["choice"] == pytest.approx(stats.pointbiserialr([0, 0, 1, 1, 1], [-2, -1, 1, 2, 2]).statistic)


def test_whoever_left_one_out_or_was_unsure_is_not_in_the_scale():
    people = takes({"high": 1}, {"high": 1, "low": "unsure"}, *[{"high": 2, "low": 3}] * 5)

    assert scales(columns_of(people, ITEMS))[0].people == 5


def test_options_in_per_cent_of_those_who_answered():
    people = takes(*[{"choice": "a"}] * 12, *[{"choice": "b"}] * 8, {})

    choice = item_uses(columns_of(people, ITEMS))[3]

    assert choice.people == 20
    assert [(option.answer, option.percent) for option in choice.options] == [
        ("a", 60),
        ("b", None),
        ("unsure", None),
    ]


def test_of_four_people_nothing_is_said():
    people = takes(*[{"high": 3, "low": 3, "choice": "a"}] * 4)
    columns = columns_of(people, ITEMS)

    assert way(people, is_short=False) is None
    assert all(use.people == 0 and use.options == () and use.rest is None for use in item_uses(columns))
    assert all(scale.people == 0 and scale.alpha is None for scale in scales(columns))


def test_drop_off_page_by_page_with_neighbours_put_together():
    people = [Take(True, page, {}) for page in (1, 1, 1, 2, 2, 4, 4, 4, 4, 4)] + [Take(True, None, {})] * 10

    found = way(people, is_short=True)

    assert (found.people, found.finished) == (20, 50)
    assert [(s.first_page, s.last_page, s.percent, s.left) for s in found.stops] == [
        (1, 2, 25, 75),
        (3, 4, 25, 50),
    ]


@pytest.mark.parametrize(("stopped", "finished"), [(1, 19), (4, 16), (19, 1), (0, 20), (20, 0)])
def test_completion_is_silent_about_fewer_than_five_on_either_side(stopped: int, finished: int):
    people = [Take(False, 2, {})] * stopped + [Take(False, None, {})] * finished

    assert way(people, is_short=False).finished is None and way(people, is_short=False).stops == ()


def test_one_more_person_moves_nothing_before_five_have_come():
    five = takes(*[{"choice": "a"}] * 10)
    one_more = [*five, *takes({"choice": "b"})]

    assert item_uses(columns_of(five, ITEMS)) == item_uses(columns_of(one_more, ITEMS))


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_no_cell_below_five_is_shown_nor_left_over(counts: list[int]):
    cells = shown(counts)

    assert all(cell is None or cell >= FEWEST for cell in cells)
    hidden = [count for count, cell in zip(counts, cells, strict=True) if cell is None]
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1 and sum(hidden) >= FEWEST


@given(st.lists(st.integers(0, 12), min_size=1, max_size=20))
def test_spans_hold_five_or_more_and_lose_nobody(counts: list[int]):
    spans = merged(counts)

    assert all(span.count >= FEWEST for span in spans)
    assert sum(span.count for span in spans) == (sum(counts) if spans else 0)
    assert bool(spans) == (sum(counts) >= FEWEST)
    assert all(after.first == before.last + 1 for before, after in pairwise(spans))


@given(st.integers(0, 10_000))
def test_people_are_counted_in_fives(count: int):
    assert in_fives(count) % 5 == 0 and 0 <= count - in_fives(count) < 5
