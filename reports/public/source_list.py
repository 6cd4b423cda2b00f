"""Every source of an edition with what it is used for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from quiz.content import EditionContent
from reports.labels import partial_date
from roles.language import ngettext, plural_noop
from roles.profile import RoleProfile, Source


class Citing(Enum):
    """What cites a source: in the singular and in the plural."""

    FIGURE = plural_noop("pay figure", "pay figures")
    PROFILE = plural_noop(
        "role profile (summary, targets, skill levels)",
        "role profiles (summary, targets, skill levels)",
    )
    STATEMENT = plural_noop("statement about a role", "statements about roles")
    TECHNOLOGY = plural_noop("technology of a role", "technologies of roles")
    COMPANY = plural_noop("hiring company", "hiring companies")
    STEP = plural_noop("career step", "career steps")


@dataclass(frozen=True, slots=True)
class Use:
    """How many things of a kind rest on a source."""

    number: int
    citing: Citing

    @property
    def what(self) -> str:
        return ngettext(*self.citing.value, self.number)


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


def used_source(content: EditionContent, source: Source, counted: Counter[Citing]) -> UsedSource:
    return UsedSource(
        source=source,
        retrieved=partial_date(source.retrieved) if source.retrieved else "",
        uses=tuple(Use(counted[citing], citing) for citing in Citing if counted[citing]),
        roles=tuple(role for role in content.roles.values() if source.slug in cited_by(role)),
    )


def count_uses(content: EditionContent) -> dict[str, Counter[Citing]]:
    uses: dict[str, Counter[Citing]] = {slug: Counter() for slug in content.sources}
    for source, citing in citations(content):
        uses[source][citing] += 1
    return uses


def citations(content: EditionContent) -> Iterator[tuple[str, Citing]]:
    """Source and kind of everything that cites one."""
    for role in content.roles.values():
        yield role.source, Citing.PROFILE
        yield from ((statement.source, Citing.STATEMENT) for statement in role.statements)
        yield from ((technology.source, Citing.TECHNOLOGY) for technology in role.technologies)
        yield from ((company.source, Citing.COMPANY) for company in role.companies)
    yield from ((figure.source, Citing.FIGURE) for figure in content.figures)
    yield from ((step.source, Citing.STEP) for step in content.steps)


def cited_by(role: RoleProfile) -> set[str]:
    statements = {statement.source for statement in role.statements}
    technologies = {technology.source for technology in role.technologies}
    return statements | technologies | {company.source for company in role.companies}
