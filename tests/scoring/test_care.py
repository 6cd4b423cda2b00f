"""Signs of careless answers: they warn, and only with enough to go by."""

from dataclasses import replace
from itertools import cycle

import pytest

from quiz.items import UNSURE, Agreement, SkillRating
from quiz.scoring.care import CareNote, care_notes, contradicts_itself, longest_run

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


def halves(forward: dict[str, int], reverse: dict[str, int]) -> list[tuple[Agreement, int]]:
    """One answer to a forward and one to a reverse-keyed item, by dimension."""
    asked = [(f"{dimension}-1", answer) for dimension, answer in forward.items()]
    asked += [(f"{dimension}-2", answer) for dimension, answer in reverse.items()]
    return [(BANK[slug], answer) for slug, answer in asked]


@pytest.mark.parametrize(
    ("reverse", "contradicts"),
    [((1, 5, 3), False), ((2, 3, 3), False), ((2, 2, 3), False), ((4, 3, 3), True), ((5, 1, 3), True)],
    ids=["mirrored", "nearly", "unrelated", "rather against", "against"],
)
def test_halves_contradict_each_other_when_likes_go_with_dislikes(reverse, contradicts):
    chosen = DIMENSIONS[:3]

    answered = halves(dict(zip(chosen, (5, 1, 3), strict=True)), dict(zip(chosen, reverse, strict=True)))

    assert contradicts_itself(answered) is contradicts


def test_likes_that_differ_in_two_ways_only_can_contradict():
    raw = dict(zip(DIMENSIONS, (5, 1, 5, 1, 5), strict=True))

    assert contradicts_itself(halves(raw, raw))


@pytest.mark.parametrize("level", ["forward", "reverse"])
def test_a_half_that_is_all_alike_contradicts_nothing(level):
    alike, varied = dict.fromkeys(DIMENSIONS, 4), dict(zip(DIMENSIONS, (5, 1, 4, 2, 3), strict=True))

    answered = halves(alike, varied) if level == "forward" else halves(varied, alike)

    assert not contradicts_itself(answered)


def test_a_dimension_asked_in_one_direction_only_is_left_out():
    likes = dict(zip(DIMENSIONS, (5, 1, 5, 2, 4), strict=True))

    assert contradicts_itself(halves(likes, {slug: likes[slug] for slug in DIMENSIONS[:4]}))


def test_the_longest_run_of_no_answers_is_none():
    assert (longest_run([]), longest_run([3]), longest_run([3, 3, 2])) == (0, 1, 2)


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
