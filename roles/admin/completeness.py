"""What a role still lacks before its report is worth reading."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

from roles.models import Demand, Dimension, Figure, Preference, Role, Statement
from roles.profile import StatementKind

THIN = 2  # A section with fewer statements than this looks empty beside the others.


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts of one role: targets set and possible, skills, and the sections that are thin."""

    targets: int
    dimensions: int
    skills: int
    thin: Mapping[str, int]

    def __str__(self) -> str:
        return ", ".join((self.target_words(), counted(self.skills, "skill"), self.thin_words()))

    def target_words(self) -> str:
        return f"{self.targets} of {counted(self.dimensions, 'target')}"

    def thin_words(self) -> str:
        return f"{counted(len(self.thin), 'section')} thin" if self.thin else "no section thin"

    def thin_sections(self) -> str:
        """The thin sections by name, each with its number of statements."""
        return ", ".join(f"{kind.replace('-', ' ')} ({count})" for kind, count in self.thin.items())


def counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def thin_sections(kinds: Iterable[str]) -> Mapping[str, int]:
    """Sections with fewer than THIN statements, from the section of each statement."""
    counts = Counter(kinds)
    return {kind.value: counts[kind.value] for kind in StatementKind if counts[kind.value] < THIN}


def completeness_of(role: Role) -> Completeness:
    """The completeness of a role that comes from ``with_counts``."""
    return Completeness(
        targets=role.target_count,  # type: ignore[attr-defined]
        dimensions=role.dimension_count,  # type: ignore[attr-defined]
        skills=role.skill_count,  # type: ignore[attr-defined]
        thin=thin_sections(statement.kind for statement in role.statements.all()),
    )


def with_counts(roles: QuerySet) -> QuerySet:
    """Roles with the counts of what belongs to them, in two queries for any number of roles."""
    counted_roles: QuerySet = roles.annotate(
        statement_count=CountOf(Statement.objects.filter(role=OuterRef("pk"))),
        target_count=CountOf(Preference.objects.filter(role=OuterRef("pk"))),
        skill_count=CountOf(Demand.objects.filter(role=OuterRef("pk"))),
        figure_count=CountOf(Figure.objects.filter(occupation__matches__role=OuterRef("pk"))),
        dimension_count=CountOf(Dimension.objects.all()),
    ).prefetch_related("statements")
    return counted_roles


class CountOf(Subquery):
    """The number of rows of a queryset, as a subquery: several joins in one query would multiply."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
