"""Does numpy pay? ``make bench-numpy`` puts the shipped scorer beside the same sums on arrays.

Pairs run in turn, with the shipped code against itself as a control; the median of the paired
ratios decides, since absolute times swing. The import is timed in fresh interpreters.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

import numpy as np

from benchmarks.adaptive import enlarged
from benchmarks.editions import shipped_content
from benchmarks.scoring import simulated_answers
from benchmarks.simulate import read_bank
from quiz.content import EditionContent
from quiz.items import Answer
from quiz.scoring.fit import rank_roles
from quiz.scoring.next_items import Columns, Disagreement, columns_of, disagreement
from quiz.scoring.respondent import RespondentProfile, profile_respondent

PAIRS = 41
Numbers = np.ndarray


@dataclass(frozen=True)
class Matrices:
    """The columns of the shipped code as arrays: a row per dimension or skill, a column per role."""

    targets: Numbers
    shares: Numbers
    effects: Numbers

    @classmethod
    def of(cls, columns: Columns) -> "Matrices":
        parts = (columns.targets, columns.shares, columns.effects)
        return cls(*(np.array(list(part.values())) for part in parts))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20_260_105)
    seed = parser.parse_args().seed
    content = shipped_content()
    bank = read_bank(content)
    people = simulated_answers(bank, np.random.default_rng([seed, 98]), PAIRS)
    large = enlarged(content, roles=1_000, items=2_000)
    many = [{f"{slug}-0": said for slug, said in answers.items()} for answers in people]
    print(f"{PAIRS} pairs in turn, seed {seed}; ratio = numpy / shipped, so above 1 numpy is slower\n")
    print(f"{'':44}{'shipped ms':>11}{'ratio':>8}{'quartiles':>14}{'A-A':>7}")
    for name, task in rankings(content):
        print_pairs(f"{name}, 20 roles", task, profiles(content, people))
    for name, task in rankings(large):
        print_pairs(f"{name}, 1,000 roles", task, profiles(large, many))
    print_pairs("what sets roles apart, 20 roles", setting_apart(content), profiles(content, people))
    print_pairs("what sets roles apart, 1,000 roles", setting_apart(large), profiles(large, many))
    print(f"\nimport numpy: {import_cost():.0f} ms, {import_memory():.0f} MB more, once a process")
    return 0


def profiles(content: EditionContent, people: list[dict[str, Answer]]) -> list[RespondentProfile]:
    parts = content.items, content.dimensions, content.skills, content.constants
    return [profile_respondent(answers, *parts) for answers in people]


Task = Callable[[RespondentProfile], object]
Rivals = tuple[Task, Task]


def rankings(content: EditionContent) -> list[tuple[str, Rivals]]:
    """The ranking with its working, against arrays that keep the working and arrays that don't."""
    constants, balance, matrices = (
        content.constants,
        content.constants.balance,
        Matrices.of(columns_of(content)),
    )
    roles = content.scored_roles

    def shipped(respondent: RespondentProfile) -> object:
        return rank_roles(respondent, roles, constants, balance)

    def points(respondent: RespondentProfile) -> tuple[Numbers, Numbers]:
        at = np.array([known.position for known in respondent.preferences.values()])[:, None]
        level = np.array([known.level for known in respondent.skills.values()])[:, None]
        losses = -balance * constants.preference_scale * matrices.shares * (at - matrices.targets) ** 2
        return losses, (1 - balance) * constants.skill_scale * matrices.effects * level

    def order(respondent: RespondentProfile) -> object:
        losses, gains = points(respondent)
        return np.argsort(-(losses.sum(0) + gains.sum(0)), kind="stable")

    def working(respondent: RespondentProfile) -> object:
        losses, gains = points(respondent)
        ranked = np.argsort(-(losses.sum(0) + gains.sum(0)), kind="stable")
        return [(roles[n].slug, *losses[:, n].tolist(), *gains[:, n].tolist()) for n in ranked]

    return [("ranking, order only", (shipped, order)), ("ranking with its working", (shipped, working))]


def setting_apart(content: EditionContent) -> Rivals:
    """The part of choosing the next page that grows with the number of roles."""
    constants, balance, columns = content.constants, content.constants.balance, columns_of(content)
    matrices = Matrices.of(columns)

    def shipped(respondent: RespondentProfile) -> Disagreement:
        return disagreement(respondent, columns, constants, balance)

    def arrays(respondent: RespondentProfile) -> Disagreement:
        return disagreement_of_arrays(respondent, matrices, content)

    first = profiles(content, [{}])[0]
    assert np.allclose(list(shipped(first).slopes.values()), list(arrays(first).slopes.values()))
    return shipped, arrays


def disagreement_of_arrays(
    respondent: RespondentProfile, matrices: Matrices, content: EditionContent
) -> Disagreement:
    """The same as ``disagreement``, on arrays."""
    constants, balance = content.constants, content.constants.balance
    at = np.array([known.position for known in respondent.preferences.values()])[:, None]
    level = np.array([known.level for known in respondent.skills.values()])[:, None]
    pulls = matrices.shares * (at - matrices.targets)
    fits = -balance * constants.preference_scale * (pulls * (at - matrices.targets)).sum(0)
    fits += (1 - balance) * constants.skill_scale * (matrices.effects * level).sum(0)
    leading = np.exp(0.25 * (fits - fits.max()))
    leading /= leading.sum()

    def spreads(values: Numbers) -> Numbers:
        return np.maximum(0, values**2 @ leading - (values @ leading) ** 2)

    scale = balance * constants.preference_scale * constants.spread
    slopes = (2 * scale) ** 2 * spreads(pulls)
    curvatures = (scale * constants.spread) ** 2 * spreads(matrices.shares)
    skills = ((1 - balance) * constants.skill_scale) ** 2 * spreads(matrices.effects)
    return Disagreement(
        dict(zip(content.dimensions, slopes.tolist(), strict=True)),
        dict(zip(content.dimensions, curvatures.tolist(), strict=True)),
        dict(zip(content.skills, skills.tolist(), strict=True)),
    )


def print_pairs(name: str, rivals: Rivals, respondents: list[RespondentProfile]) -> None:
    shipped, rival = rivals
    ratios, control, times = [], [], []
    for respondent in respondents:
        mine = timed(shipped, respondent)
        ratios.append(timed(rival, respondent) / mine)
        control.append(timed(shipped, respondent) / mine)
        times.append(1000 * mine)
    low, _, high = quantiles(ratios, n=4)
    spread, paired, same = f"{low:.2f}-{high:.2f}", median(ratios), median(control)
    print(f"{name:44}{median(times):>11.2f}{paired:>8.2f}{spread:>14}{same:>7.2f}", flush=True)


def timed(task: Task, respondent: RespondentProfile) -> float:
    started = perf_counter()
    task(respondent)
    return perf_counter() - started


def fresh(program: str) -> float:
    """What a program prints in an interpreter of its own: the median of nine."""
    command = [sys.executable, "-c", program]
    told = [float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(9)]
    return median(told)


def import_cost() -> float:
    """Milliseconds of CPU."""
    return fresh("from time import process_time as t; a = t(); import numpy; print(1000 * (t() - a))")


def import_memory() -> float:
    """Megabytes of resident memory, where the system tells."""
    pages = "int(open('/proc/self/statm').read().split()[1])"
    return fresh(f"a = {pages}; import numpy; print(({pages} - a) * 4096 / 2**20)")


if __name__ == "__main__":
    sys.exit(main())
