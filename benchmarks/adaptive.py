"""The adaptive path on simulated respondents, asked by the product's own code page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import fmean, median

from numpy.random import Generator

from benchmarks.bars import Row
from benchmarks.simulate import Bank, People, Responses, answer, people_of_roles, role_free_people
from quiz.content import EditionContent
from quiz.items import Answer, Answers
from quiz.scoring.fit import rank_roles
from quiz.scoring.next_items import PAGE, Columns, columns_of, next_items
from quiz.scoring.respondent import profile_respondent
from quiz.scoring.stopping import outlook

EARLY, LATER = 30, 40  # Items after which the ranking is compared.
ROLE_FREE = 400  # Respondents who belong to no role.


@dataclass(frozen=True)
class Run:
    """One respondent's way through the adaptive quiz, as rankings of role slugs; ``role`` "" for none."""

    role: str
    early: list[str]
    later: list[str]
    stopped_at: int
    stopped: list[str]
    whole: list[str]

    @property
    def staying(self) -> int:
        """How many of the first three when stopping was first offered are among the whole bank's, 0-3."""
        return len({*self.stopped[:3]} & {*self.whole[:3]})


def answers_of_row(bank: Bank, responses: Responses, row: int) -> dict[str, Answer]:
    """One simulated respondent's answers to every item, as the product takes them."""
    values: tuple[Answer, ...] = (
        *(int(value) for value in responses.agreement[row]),
        *("a" if value > 0 else "b" for value in responses.trade_off[row]),
        *(int(value) for value in responses.rating[row]),
    )
    return dict(zip(bank.items, values, strict=True))


def adaptive_rows(content: EditionContent, bank: Bank, chance: Generator, each: int) -> Iterator[Row]:
    runs = followed(content, bank, chance, people_of_roles(bank, chance, each))
    kept = fmean(run.role in run.whole[:3] for run in runs) - fmean(
        run.role in run.stopped[:3] for run in runs
    )
    yield Row("adaptive: true role in top 3 at 30 items", fmean(r.role in r.early[:3] for r in runs), 0.86)
    yield Row(
        "adaptive: leader as full bank at 40 items", fmean(r.later[0] == r.whole[0] for r in runs), 0.78
    )
    yield Row("stop offer: median items", median(run.stopped_at for run in runs), 40, at_least=False)
    yield Row("stop offer: loss of true top 3", kept, 0.02, at_least=False)
    yield from offer_rows("stop offer", runs, first=0.85, staying=2.4, two=0.95, three=0.45)
    free = followed(content, bank, chance, role_free_people(bank, chance, ROLE_FREE))
    yield from offer_rows("stop offer, role-free", free, first=0.72, staying=2.25, two=0.92, three=0.37)


def offer_rows(
    name: str, runs: list[Run], *, first: float, staying: float, two: float, three: float
) -> Iterator[Row]:
    """What the page that offers to stop says of the first three, with the bar of each figure."""
    yield Row(f"{name}: first role as full bank", fmean(r.stopped[0] == r.whole[0] for r in runs), first)
    yield Row(f"{name}: how many of three stay", fmean(r.staying for r in runs), staying)
    yield Row(f"{name}: at least two of three stay", fmean(r.staying >= 2 for r in runs), two)
    yield Row(f"{name}: all three stay", fmean(r.staying == 3 for r in runs), three)


def followed(content: EditionContent, bank: Bank, chance: Generator, people: People) -> list[Run]:
    """These people's ways through the quiz."""
    responses, columns = answer(bank, chance, people), columns_of(content)
    return [
        follow(content, columns, bank.roles[role] if role >= 0 else "", answers_of_row(bank, responses, row))
        for row, role in enumerate(people.role)
    ]


def follow(content: EditionContent, columns: Columns, role: str, answers: Answers) -> Run:
    """Page by page from the opening page, noting where stopping is first offered."""
    balance = content.constants.balance
    seen: dict[str, Answer] = {slug: answers[slug] for slug in list(content.items)[:PAGE]}
    rankings: dict[int, list[str]] = {}
    stopped_at = len(content.items)
    while page := next_items(content, seen, balance, columns=columns):
        seen |= {item.slug: answers[item.slug] for item in page}
        if len(seen) in (EARLY, LATER):
            rankings[len(seen)] = ranked(content, seen)
        if stopped_at == len(content.items) and outlook(content, seen, balance).offers_stop:
            stopped_at = len(seen)
            rankings[0] = ranked(content, seen)
    whole = ranked(content, seen)
    return Run(role, rankings[EARLY], rankings[LATER], stopped_at, rankings.get(0, whole), whole)


def ranked(content: EditionContent, answers: Answers) -> list[str]:
    known = profile_respondent(answers, content.items, content.dimensions, content.skills, content.constants)
    matches = rank_roles(known, content.scored_roles, content.constants, content.constants.balance)
    return [match.role for match in matches]


def enlarged(content: EditionContent, roles: int, items: int) -> EditionContent:
    """The content with its scored roles and items repeated under other names, about so many."""
    role_copies = -(-roles // len(content.scored_roles))
    item_copies = -(-items // len(content.items))
    return replace(
        content,
        roles={
            f"{role.slug}-{copy}": replace(role, slug=f"{role.slug}-{copy}")
            for copy in range(role_copies)
            for role in content.scored_roles
        },
        items={
            f"{slug}-{copy}": replace(item, slug=f"{slug}-{copy}")
            for copy in range(item_copies)
            for slug, item in content.items.items()
        },
    )
