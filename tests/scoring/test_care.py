"""Signs of careless answers: they warn, and only with enough to go by."""

from dataclasses import replace
from itertools import cycle

import pytest

from quiz.items import UNSURE, Agreement, SkillRating
from quiz.scoring.care import CareNote, care_notes

DIMENSIONS = ("product-sense", "data", "autonomy", "research", "breadth")
BANK = {
    f"{dimension}-{number}": Agreement(
        f"{dimension}-{number}", "Text.", "Why.", dimension, 1 if number % 2 else -1
    )
    for number in range(1, 9)
    for dimension in DIMENSIONS
}
LIKES = dict(zip(DIMENSIONS, (2, -1, 1, -2, 0), strict=True))


def honest() -> dict[str, int]:
    """Somebody with likes and dislikes who reads every item."""
    return {slug: 3 + item.key * LIKES[item.dimension] for slug, item in BANK.items()}


def test_an_honest_person_gets_no_note():
    assert care_notes(honest(), BANK) == ()


def test_nine_equal_answers_running_are_noticed():
    answers = honest() | dict.fromkeys(list(BANK)[10:19], 4)

    assert CareNote.LONG_RUN in care_notes(answers, BANK)


def test_eight_equal_answers_running_are_not():
    answers = honest() | dict.fromkeys(list(BANK)[10:18], 4)
    answers[list(BANK)[9]], answers[list(BANK)[18]] = 2, 2

    assert CareNote.LONG_RUN not in care_notes(answers, BANK)


def test_agreeing_with_a_statement_and_its_opposite_is_noticed():
    contradictory = {slug: 3 + LIKES[item.dimension] for slug, item in BANK.items()}

    assert care_notes(contradictory, BANK) == (CareNote.CONTRADICTORY,)


@pytest.mark.parametrize(("count", "noted"), [(2, False), (3, True)])
def test_two_dimensions_are_too_few_to_contradict_oneself(count, noted):
    """Correlation over two points says nothing: it is 1 or -1 whatever was answered."""
    chosen = [dimension for dimension in DIMENSIONS if LIKES[dimension]][:count]
    bank = {
        f"{slug}-{copy}": replace(item, slug=f"{slug}-{copy}")
        for copy in range(2)
        for slug, item in BANK.items()
        if item.dimension in chosen
    }
    contradictory = {slug: 3 + LIKES[item.dimension] for slug, item in bank.items()}

    assert (CareNote.CONTRADICTORY in care_notes(contradictory, bank)) is noted


def test_answers_that_hardly_differ_are_noticed():
    timid = dict(zip(BANK, cycle((3, 3, 3, 4, 3)), strict=False))

    assert CareNote.LOW_SPREAD in care_notes(timid, BANK)


def test_one_option_throughout_is_noticed_without_an_error():
    assert care_notes(dict.fromkeys(BANK, 5), BANK) == (CareNote.LONG_RUN, CareNote.LOW_SPREAD)


@pytest.mark.parametrize(("count", "noted"), [(29, False), (30, True)])
def test_fewer_than_thirty_answers_say_too_little(count, noted):
    answers = dict.fromkeys(list(BANK)[:count], 3) | dict.fromkeys(list(BANK)[count:], UNSURE)

    assert bool(care_notes(answers, BANK)) is noted


def test_skill_ratings_say_nothing_about_care():
    ratings = {f"skill-{n}": SkillRating(f"skill-{n}", "Text?", "Why.", f"s{n}") for n in range(40)}

    assert care_notes(dict.fromkeys(ratings, 2), ratings) == ()
