"""Every source of an edition with what it is used for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from quiz.content import EditionContent
from reports.labels import partial_date
from roles.profile import RoleProfile, Source

STATEMENTS = "statements about roles"
TECHNOLOGIES = "technologies"
COMPANIES = "hiring companies"
PROFILES = "role profiles: summary, targets and skill levels"
FIGURES = "pay figures"
STEPS = "career steps"
NOUNS = (FIGURES, PROFILES, STATEMENTS, TECHNOLOGIES, COMPANIES, STEPS)


@dataclass(frozen=True, slots=True)
class Use:
    """How many things of a kind rest on a source."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class UsedSource:
    """A source, what rests on it and in which roles' pages it is cited."""

    source: Source
    retrieved: str
    uses: tuple[Use, ...]
    roles: tuple[RoleProfile, ...]


def source_list(content: EditionContent) -> tuple[UsedSource, ...]:
    """All sources in the editors' order, the judgement ones last."""
    uses = count_uses(content)
    listed = (used_source(content, source, uses[source.slug]) for source in content.sources.values())
    return tuple(sorted(listed, key=lambda used: used.source.is_judgement))


def used_source(content: EditionContent, source: Source, counted: Counter[str]) -> UsedSource:
    return UsedSource(
        source=source,
        retrieved=partial_date(source.retrieved) if source.retrieved else "",
        uses=tuple(Use(counted[noun], noun) for noun in NOUNS if counted[noun]),
        roles=tuple(role for role in content.roles.values() if source.slug in cited_by(role)),
    )


def count_uses(content: EditionContent) -> dict[str, Counter[str]]:
    uses: dict[str, Counter[str]] = {slug: Counter() for slug in content.sources}
    for source, noun in citations(content):
        uses[source][noun] += 1
    return uses


def citations(content: EditionContent) -> Iterator[tuple[str, str]]:
    """Source and kind of everything that cites one."""
    for role in content.roles.values():
        yield role.source, PROFILES
        yield from ((statement.source, STATEMENTS) for statement in role.statements)
        yield from ((technology.source, TECHNOLOGIES) for technology in role.technologies)
        yield from ((company.source, COMPANIES) for company in role.companies)
    yield from ((figure.source, FIGURES) for figure in content.figures)
    yield from ((step.source, STEPS) for step in content.steps)


def cited_by(role: RoleProfile) -> set[str]:
    return {each.source for each in (*role.statements, *role.technologies, *role.companies)}
