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

import numpy as np

from benchmarks import bars
from benchmarks.adaptive import adaptive_rows, answers_of_row, enlarged
from benchmarks.editions import exported_content, shipped_content
from benchmarks.simulate import Bank, Responses, answer, people_of_roles, read_bank
from benchmarks.vectorised import chances, cosines, estimate, fits, shortfalls
from quiz.content import EditionContent
from quiz.items import Answer
from quiz.scoring.certainty import chance_ahead
from quiz.scoring.fit import rank_roles
from quiz.scoring.next_items import PAGE, columns_of, next_items
from quiz.scoring.respondent import profile_respondent

SEED = 20_260_105
ADAPTIVE_EACH = 40  # Respondents a role who are led through the adaptive quiz.
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
    streams = [np.random.default_rng([seed, block]) for block in range(7)]
    return chain(
        bars.recovery(bank, streams[0], each),
        bars.self_match(content),
        bars.first_places(bank, streams[1]),
        bars.robustness(bank, streams[2], each),
        bars.monotonicity(bank, streams[3]),
        bars.added_role(content, simulated_answers(bank, streams[4], SAMPLE)),
        bars.calibration(bank, streams[5], each),
        adaptive_rows(content, bank, streams[6], ADAPTIVE_EACH),
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


def simulated_answers(bank: Bank, chance: np.random.Generator, count: int) -> list[dict[str, Answer]]:
    """What some simulated people answered, as the product takes it; a tenth of it unanswered."""
    responses = answer(bank, chance, people_of_roles(bank, chance, 1 + count // len(bank.roles)))
    whole = (answers_of_row(bank, responses, row) for row in range(count))
    return [{slug: said for slug, said in answers.items() if chance.random() > 0.1} for answers in whole]


def as_responses(bank: Bank, people: list[dict[str, Answer]]) -> Responses:
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
    halfway = [dict(list(answers.items())[: len(bank.items) // 2]) for answers in people]
    large = enlarged(content, roles=1_000, items=2_000)
    large_halfway = [{f"{slug}-0": said for slug, said in answers.items()} for answers in halfway[:10]]

    def score(answers: dict[str, Answer]) -> None:
        respondent = profile_respondent(
            answers, content.items, content.dimensions, content.skills, content.constants
        )
        rank_roles(respondent, content.scored_roles, content.constants, content.constants.balance)

    yield timing("one sitting scored", score, people, 5)
    yield timing("next page of 5", asking(content, PAGE), halfway, 10)
    yield timing("next item, 1,000 roles and 2,000 items", asking(large, 1), large_halfway, 10)
    yield timing("next page of 5, 1,000 roles and 2,000 items", asking(large, PAGE), large_halfway, 20)


def asking(content: EditionContent, count: int) -> Callable[[dict[str, Answer]], object]:
    """Choosing the next items, with what follows from the content alone worked out beforehand."""
    columns, balance = columns_of(content), content.constants.balance
    return lambda answers: next_items(content, answers, balance, count, columns)


def timing(
    metric: str, task: Callable[[dict[str, Answer]], object], people: list[dict[str, Answer]], bar: float
) -> bars.Row:
    """Median time of the task over some respondents, in milliseconds."""
    times = []
    for answers in people:
        started = perf_counter()
        task(answers)
        times.append(1000 * (perf_counter() - started))
    return bars.Row(f"time: {metric}", median(times), bar, at_least=False, unit=" ms")


if __name__ == "__main__":
    sys.exit(main())
