"""``python -m benchmarks.scoring``: the scoring model on simulated respondents, held to its bars.

Exits 1 if a bar is missed, if this reimplementation and the product disagree, or if a naive scorer
passes every bar that it is held to.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks import bars
from benchmarks.editions import exported_content, shipped_content
from benchmarks.simulate import Bank, Responses, answer, people_of_roles, read_bank
from benchmarks.vectorised import chances, cosines, estimate, fits, shortfalls
from quiz.content import EditionContent
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.fit import rank_roles
from quiz.scoring.respondent import profile_respondent

SEED = 20_260_105
SAMPLE = 60  # Respondents that are scored by the product too.
AGREES = 1e-9  # Largest difference between the two scorers that rounding explains.


def main() -> int:
    options = read_options()
    content = exported_content(options.edition) if options.edition else shipped_content()
    bank, started = read_bank(content), perf_counter()
    size = f"{len(bank.roles)} roles, {len(bank.items)} items, {options.each} respondents a role"
    print(f"{size}, seed {options.seed}\n")
    rows = print_rows(model_rows(content, bank, options.seed, options.each))
    difference = largest_difference(content, bank, options.seed)
    print(f"\nLargest difference from the product's own scorer on {SAMPLE} respondents: {difference:.1e}")
    controls_fail = [print_control(name, scorer, bank, options) for name, scorer in CONTROLS.items()]
    print(f"\n{perf_counter() - started:.0f} seconds.")
    return 0 if all(row.passes for row in rows) and difference <= AGREES and all(controls_fail) else 1


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", type=Path, help="an exported edition; the shipped content if left out")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=500, help="simulated respondents a role")
    return parser.parse_args()


def print_rows(rows: Iterable[bars.Row]) -> list[bars.Row]:
    shown = []
    for row in rows:
        print(row, flush=True)
        shown.append(row)
    return shown


def model_rows(content: EditionContent, bank: Bank, seed: int, each: int) -> Iterator[bars.Row]:
    """Each block draws from a stream of its own, so that none depends on those before it."""
    streams = [np.random.default_rng([seed, block]) for block in range(6)]
    return chain(
        bars.recovery(bank, streams[0], each),
        bars.self_match(content),
        bars.first_places(bank, streams[1]),
        bars.robustness(bank, streams[2], each),
        bars.monotonicity(bank, streams[3]),
        bars.added_role(content, simulated_answers(bank, streams[4], SAMPLE)),
        bars.calibration(bank, streams[5], each),
        timings(content, bank, seed),
    )


CONTROLS = {"asymmetric shortfall": shortfalls, "cosine similarity": cosines}


def print_control(name: str, scorer: bars.Scorer, bank: Bank, options: argparse.Namespace) -> bool:
    """Whether a naive scorer fails at least one bar, as it should."""
    print(f"\nNegative control: {name}")
    streams = [np.random.default_rng([options.seed, block]) for block in range(4)]
    rows = print_rows(
        chain(
            bars.recovery(bank, streams[0], options.each, scorer),
            bars.first_places(bank, streams[1], scorer),
            bars.robustness(bank, streams[2], options.each, scorer),
            bars.monotonicity(bank, streams[3], scorer),
        )
    )
    return not all(row.passes for row in rows)


def simulated_answers(bank: Bank, chance: np.random.Generator, count: int) -> list[dict[str, int | str]]:
    """What some simulated people answered, as the product takes it; a tenth of it unanswered."""
    responses = answer(bank, chance, people_of_roles(bank, chance, 1 + count // len(bank.roles)))
    return [as_answers(bank, responses, row, chance) for row in range(count)]


def as_answers(
    bank: Bank, responses: Responses, row: int, chance: np.random.Generator
) -> dict[str, int | str]:
    values = (
        *(int(value) for value in responses.agreement[row]),
        *("a" if value > 0 else "b" for value in responses.trade_off[row]),
        *(int(value) for value in responses.rating[row]),
    )
    asked = chance.random(len(values)) > 0.1
    return {slug: value for slug, value, ok in zip(bank.items, values, asked, strict=True) if ok}


def as_responses(bank: Bank, people: list[dict[str, int | str]]) -> Responses:
    def column(slugs: tuple[str, ...]) -> np.ndarray:
        sides = {"a": 1.0, "b": -1.0}
        return np.array(
            [[sides.get(p[s], p[s]) if s in p else np.nan for s in slugs] for p in people], dtype=float
        )

    return Responses(column(bank.agreements), column(bank.trade_offs), column(bank.ratings))


def largest_difference(content: EditionContent, bank: Bank, seed: int) -> float:
    """Between this reimplementation and the product: fits in points, chances times 100."""
    people = simulated_answers(bank, np.random.default_rng([seed, 99]), SAMPLE)
    known = estimate(bank, as_responses(bank, people))
    fit = fits(bank, known.position, known.level)
    order = bars.ranks(fit)
    chance = chances(bank, known, fit, order[:, 0], order[:, 1])
    worst, constants = 0.0, content.constants
    for row, answers in enumerate(people):
        respondent = profile_respondent(answers, content.items, content.dimensions, content.skills, constants)
        matches = rank_roles(respondent, content.scored_roles, constants, constants.balance)
        for match in matches:
            worst = max(worst, abs(match.fit - fit[row, bank.roles.index(match.role)]))
        first, second = (content.roles[match.role] for match in matches[:2])
        lead = matches[0].fit - matches[1].fit
        stated = chance_ahead(respondent, first, second, lead, constants, constants.balance)
        worst = max(worst, 100 * abs(stated - chance[row]))
    return worst


def timings(content: EditionContent, bank: Bank, seed: int) -> Iterator[bars.Row]:
    people = simulated_answers(bank, np.random.default_rng([seed, 98]), SAMPLE)

    def score(answers: dict[str, int | str]) -> None:
        respondent = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        rank_roles(respondent, content.scored_roles, content.constants, content.constants.balance)

    yield bars.Row("one sitting scored, median", median_time(score, people), 5, at_least=False, unit=" ms")


def median_time(task: Callable[[Any], object], arguments: Iterable[Any]) -> float:
    """Median time of the task over the arguments, in milliseconds."""
    times = []
    for argument in arguments:
        started = perf_counter()
        task(argument)
        times.append(1000 * (perf_counter() - started))
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
