"""The worked example of docs/scoring.md, computed."""

import re
import tomllib
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from quiz.items import Agreement, Item, Side, SkillRating, TradeOff
from quiz.scoring import advice, care, certainty, next_items, race, stopping
from quiz.scoring.certainty import chance_ahead, fit_interval, judge, lead_variance, sensitivity
from quiz.scoring.constants import Constants
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import profile_respondent
from roles.profile import Demand, Preference
from tests.builders import a_role

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
BLOCK = re.search(r"```toml\n(.*?)```(.*?)\n## ", PAGE, re.DOTALL)
CONSTANTS = Constants()


def example() -> dict[str, Any]:
    assert BLOCK
    return tomllib.loads(BLOCK[1])


def item(slug: str, asked: dict[str, Any]) -> Item:
    match asked:
        case {"key": key}:
            return Agreement(slug, "", "", asked["dimension"], key)
        case {"skill": skill}:
            return SkillRating(slug, "", "", skill)
        case _:
            return TradeOff(slug, "", "", Side("", asked["a"]), Side("", asked["b"]))


def computed() -> dict[str, dict[str, Any]]:
    """Everything that the example states, by the product's own scorer."""
    given = example()
    items = {slug: item(slug, asked) for slug, asked in given["items"].items()}
    skills = [i.skill for i in items.values() if isinstance(i, SkillRating)]
    roles = {
        slug: a_role(
            slug=slug,
            preferences={d: Preference(*pair) for d, pair in asked["preferences"].items()},
            skills={s: Demand(*pair) for s, pair in asked["skills"].items()},
        )
        for slug, asked in given["roles"].items()
    }
    respondent = profile_respondent(given["answers"], items, ("product-sense", "data"), skills, CONSTANTS)
    first, second = rank_roles(respondent, roles.values(), CONSTANTS, CONSTANTS.balance)
    leader, rival, points = roles[first.role], roles[second.role], first.fit - second.fit
    spread = lead_variance(
        respondent, *(sensitivity(respondent, role, CONSTANTS, CONSTANTS.balance) for role in (leader, rival))
    )
    chance = chance_ahead(respondent, leader, rival, points, CONSTANTS, CONSTANTS.balance)
    interval = fit_interval(respondent, leader, first.fit, CONSTANTS, CONSTANTS.balance)
    values = {**respondent.preferences, **respondent.skills, first.role: first, second.role: second}
    return {slug: {key: getattr(value, key) for key in value.__slots__} for slug, value in values.items()} | {
        "lead": {"points": points, "error": sqrt(spread), "chance": chance, "certainty": judge(chance).value},
        "interval": {"low": interval.low, "high": interval.high},
    }


RESULTS = [
    (slug, key, stated) for slug, results in example()["results"].items() for key, stated in results.items()
]


@pytest.mark.parametrize(("slug", "key", "stated"), RESULTS)
def test_the_worked_example_comes_out_as_printed(slug, key, stated):
    value = computed()[slug][key]

    decimals = len(stated.partition(".")[2])
    assert stated == (value if isinstance(value, str) else f"{value:.{decimals}f}")


@pytest.mark.parametrize(("slug", "key", "stated"), RESULTS)
def test_what_the_prose_explains_is_what_the_example_states(slug, key, stated):
    assert BLOCK
    explained = key not in {"variance"}

    assert not explained or stated in BLOCK[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOADING", CONSTANTS.loading),
        ("KAPPA", round(CONSTANTS.kappa, 2)),
        ("STEP", CONSTANTS.step),
        ("PAIR_WEIGHT", CONSTANTS.pair_weight),
        ("SPREAD", CONSTANTS.spread),
        ("PREFERENCE_SCALE", CONSTANTS.preference_scale),
        ("SKILL_SCALE", CONSTANTS.skill_scale),
        ("BALANCE", CONSTANTS.balance),
        ("SKILL_NOISE", CONSTANTS.skill_noise),
    ],
)
def test_the_page_prints_the_constants_that_the_code_uses(name, value):
    printed = re.search(rf"^\| {name} \| ([\d.]+) \|", PAGE, re.MULTILINE)

    assert printed
    assert float(printed[1]) == value


@pytest.mark.parametrize(
    ("sentence", "used", "stated"),
    [
        ("Above .90 the order is called *clear*, from .70", (certainty.CLEAR, certainty.LEANING), (0.9, 0.7)),
        ("`fit ± 1.28 · 1.6 · sqrt(Var)`", certainty.INTERVAL_WIDTH, 1.28 * 1.6),
        ("From 30 agreement answers on", care.ENOUGH_ANSWERS, 30),
        ("one option nine times running", care.LONG_RUN, 9),
        ("a standard deviation below .55", care.LOW_SPREAD, 0.55),
        ("pages of five", next_items.PAGE, 5),
        ("`softmax(.25 · fit)`", next_items.TEMPERATURE, 0.25),
        ("at most two skill ratings on a page", next_items.MOST_RATINGS, 2),
        (
            "trade-offs count half and skill ratings double",
            (next_items.PAIR_GAIN, next_items.RATING_GAIN),
            (0.5, 2),
        ),
        ("Stopping is offered from 20 items on", stopping.FIRST_OFFER, 20),
        ("overlap with the whole bank's by .60 or more", stopping.SETTLED, 0.6),
        ("bring the expected overlap to .80", stopping.FIRM, 0.8),
        ("first three are expected", stopping.LEADERS, 3),
        ("the roles up to the ninth place", stopping.RIVALS, 9),
        ("effort (1, 1.5, 2.5 and 4 for the first to the fourth step", advice.STEP_COSTS, (1, 1.5, 2.5, 4)),
        ("all plans of up to eight steps", race.MOST_STEPS, 8),
    ],
)
def test_the_page_states_the_numbers_that_the_code_uses(sentence, used, stated):
    assert sentence in " ".join(PAGE.split())
    assert used == stated
