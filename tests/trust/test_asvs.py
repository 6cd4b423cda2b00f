"""docs/security/asvs.md is held to the standard's numbers, to the tests that it names and to its own sums."""

import re
from collections import Counter

import pytest
from django.conf import settings

TABLE = (settings.BASE_DIR / "docs" / "security" / "asvs.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| L(\d) \| ([\w/ ]+) \| (.+) \|$", TABLE, re.MULTILINE)
# How many requirements of level 1 and of level 2 each section of ASVS 5.0.0 has.
SECTIONS = re.findall(
    r"\S+",
    """
1.1 0 2  1.2 5 4  1.3 2 9  1.4 0 3  1.5 1 1  2.1 1 2  2.2 2 1  2.3 1 3  2.4 0 1  3.2 2 0  3.3 1 3  3.4 2 4
3.5 3 2  3.7 0 2  4.1 1 2  4.2 0 1  4.3 0 2  4.4 1 3  5.1 0 1  5.2 2 1  5.3 2 0  5.4 0 3  6.1 1 2  6.2 8 4
6.3 2 2  6.4 2 2  6.5 0 5  6.6 0 3  6.8 0 4  7.1 0 3  7.2 4 0  7.3 0 2  7.4 2 3  7.5 0 2  7.6 0 2  8.1 1 1
8.2 2 1  8.3 1 0  8.4 0 1  9.1 3 0  9.2 1 3  10.1 0 2  10.2 0 2  10.3 0 4  10.4 5 6  10.5 0 5  10.6 0 2
10.7 0 3  11.1 0 2  11.2 0 3  11.3 2 1  11.4 1 3  11.5 0 1  11.6 0 1  12.1 1 2  12.2 2 0  12.3 0 4  13.1 0 1
13.2 0 5  13.3 0 2  13.4 1 4  14.1 0 2  14.2 1 3  14.3 1 2  15.1 1 2  15.2 1 2  15.3 1 6  16.1 0 1  16.2 0 5
16.3 0 4  16.4 0 3  16.5 0 3  17.1 0 1  17.2 0 4  17.3 0 2
""",
)
STATES = {"met", "n/a", "operator", "not met"}
SHARES = {"1": 95, "2": 85}  # Percent of the applicable ones that have a test or a reason.


def test_each_requirement_of_the_two_levels_stands_in_the_table_once():
    counted = Counter((number.rpartition(".")[0], level) for number, level, *_ in ROWS)
    wanted = {
        (section, level): int(count)
        for section, *counts in zip(SECTIONS[::3], SECTIONS[1::3], SECTIONS[2::3], strict=True)
        for level, count in zip("12", counts, strict=True)
        if count != "0"
    }

    assert counted == wanted
    assert len({number for number, *_ in ROWS}) == len(ROWS) == 70 + 183
    assert {state for _, _, state, _ in ROWS} <= STATES
    assert all(len(how) > 5 for *_, how in ROWS)


def test_every_file_and_test_that_the_table_names_is_there():
    missing = []
    for named in re.findall(r"`((?:tests|config|scripts|deploy|reports|roles|quiz)/[^`]*)`", TABLE):
        path, _, test = named.partition("::")
        found = settings.BASE_DIR / path
        if not found.exists() or (test and f"def {test}(" not in found.read_text("utf-8")):
            missing.append(named)

    assert missing == []


@pytest.mark.parametrize("level", ["1", "2"])
def test_the_sums_are_those_of_the_table_and_high_enough(level: str):
    states = Counter(state for _, of, state, _ in ROWS if of == level)
    applicable = states.total() - states["n/a"]
    share = 100 * (states["met"] + states["operator"]) / applicable

    assert (
        f"| L{level} | {states.total()} | {states['n/a']} | {applicable} | {states['met']} | "
        f"{states['operator']} | {states['not met']} | {share:.1f} % |"
    ) in TABLE
    assert share >= SHARES[level]
