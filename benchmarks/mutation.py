"""Mutation testing of quiz/scoring: one small fault at a time, and whether a test notices it.

Run by scripts/mutation inside a copy of the tree, so that no fault can ever be left in the real one.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from math import sqrt
from pathlib import Path

MUTMUT = Path(sys.executable).with_name("mutmut")
RUN = (MUTMUT, "run", "--max-children", "1")  # More at a time would time out more often.
RESULTS = Path("mutants/quiz/scoring")
# Exit codes that mutmut notes down. With any other a mutant was noticed by no test.
KILLED, TIMED_OUT = {1, 3}, {-24, -9, 24, 36, 152, 255}
# Wants the shipped content in a database.
SHIPPED = "tests/scoring/test_exact_solver.py"
CONFIGURATION = f"""
[mutmut]
source_paths=
    quiz/
only_mutate=
    quiz/scoring/*
also_copy=
    config/
    reports/
    roles/
    docs/
pytest_add_cli_args=
    -p
    no:cacheprovider
    --hypothesis-profile=mutation
    --ignore={SHIPPED}
pytest_add_cli_args_test_selection=
    tests/scoring
timeout_multiplier=3.0
timeout_constant=5.0
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="how many mutants to try (default: all)")
    parser.add_argument("--seed", type=int, default=1, help="which of them (default: %(default)s)")
    choice = parser.parse_args()
    Path("setup.cfg").write_text(CONFIGURATION, encoding="utf-8")
    names = sampled(choice.sample, choice.seed) if choice.sample else []
    subprocess.run([*RUN, *names], check=True)
    report({name: code for name, code in exit_codes().items() if code is not None}, is_sample=bool(names))


def sampled(count: int, seed: int) -> list[str]:
    """That many of all mutants. Asking for one that isn't there makes them all and tries none."""
    subprocess.run([*RUN, "none"], check=False, capture_output=True)
    names = sorted(exit_codes())
    return random.Random(seed).sample(names, min(count, len(names)))


def exit_codes() -> dict[str, int | None]:
    codes: dict[str, int | None] = {}
    for path in sorted(RESULTS.glob("*.meta")):
        codes |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def report(outcomes: Mapping[str, int], *, is_sample: bool) -> None:
    survivors = sorted(name for name, code in outcomes.items() if code not in KILLED | TIMED_OUT)
    lived, late = Counter(map(module, survivors)), Counter()
    late.update(module(name) for name, code in outcomes.items() if code in TIMED_OUT)
    print(f"\n{'module':<16}{'mutants':>9}{'survived':>9}{'timed out':>10}{'killed':>8}")
    for name, count in sorted(Counter(map(module, outcomes)).items()):
        print(f"{name:<16}{count:>9}{lived[name]:>9}{late[name]:>10}{1 - lived[name] / count:>8.1%}")
    killed, tried = len(outcomes) - len(survivors), len(outcomes)
    print(f"{'all':<16}{tried:>9}{len(survivors):>9}{sum(late.values()):>10}{killed / tried:>8.1%}")
    if is_sample:
        low, high = wilson(killed, tried)
        print(f"A sample: 95 % interval {low:.1%} to {high:.1%}.")
    print("\nSurvivors")
    for name in survivors:
        print(f"\n{name}", *changed_lines(name), sep="\n")


def module(mutant: str) -> str:
    return mutant.split(".")[2]


def changed_lines(mutant: str) -> list[str]:
    shown = subprocess.run([MUTMUT, "show", mutant], check=True, capture_output=True, text=True)
    return [line for line in shown.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def wilson(successes: int, tries: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    z = 1.96
    middle = (successes + z**2 / 2) / (tries + z**2)
    margin = z / (tries + z**2) * sqrt(successes * (tries - successes) / tries + z**2 / 4)
    return middle - margin, middle + margin


if __name__ == "__main__":
    main()
