"""The worked example of docs/scoring.md, computed."""

import re
import tomllib
from math import sqrt
from pathlib import Path
from typing import Any

import pytest

from quiz.items import Agreement, Item, Side, SkillRating, TradeOff
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
