"""What a role still lacks before its report is worth reading."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models import (
    Demand,
    Dimension,
    Figure,
    Preference,
    Role,
    RoleCompany,
    RoleTechnology,
    Statement,
    Step,
)
from roles.profile import StatementKind

THIN = 2  # A section with fewer statements than this looks empty beside the others.


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts of one role: targets set and possible, skills, and the sections that are thin."""

    targets: int
    dimensions: int
    skills: int
    thin: Mapping[str, int]
    tools: int
    companies: int
    figures: int
    steps: int

    def missing(self) -> tuple[str, ...]:
        """What the role's report still lacks, in words; nothing if it is whole."""
        unset = self.dimensions - self.targets
        targets = ngettext("a target on %(n)d dimension", "targets on %(n)d dimensions", unset) % {"n": unset}
        lacking = {
            targets: unset > 0,
            _("skills that it asks for"): not self.skills,
            _("statements in: %(sections)s") % {"sections": self.thin_sections()}: bool(self.thin),
            _("tools, languages and frameworks"): not self.tools,
            _("companies that hire for it"): not self.companies,
            _("pay: an occupation with figures"): not self.figures,
            _("steps out of it"): not self.steps,
        }
        return tuple(words for words, lacks in lacking.items() if lacks)

    def parts(self) -> tuple[int, int]:
        """How many parts of the report are there, and of how many; each section and each target is one."""
        whole = self.dimensions + len(StatementKind) + 5
        single = (self.skills, self.tools, self.companies, self.figures, self.steps)
        there = self.targets + len(StatementKind) - len(self.thin) + sum(map(bool, single))
        return there, whole

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
        tools=role.tool_count,  # type: ignore[attr-defined]
        companies=role.company_count,  # type: ignore[attr-defined]
        figures=role.figure_count,  # type: ignore[attr-defined]
        steps=role.step_count,  # type: ignore[attr-defined]
    )


def with_counts(roles: QuerySet) -> QuerySet:
    """Roles with the counts of what belongs to them, in two queries for any number of roles."""
    counted_roles: QuerySet = roles.annotate(
        statement_count=CountOf(Statement.objects.filter(role=OuterRef("pk"))),
        target_count=CountOf(Preference.objects.filter(role=OuterRef("pk"))),
        skill_count=CountOf(Demand.objects.filter(role=OuterRef("pk"))),
        figure_count=CountOf(Figure.objects.filter(occupation__matches__role=OuterRef("pk"))),
        tool_count=CountOf(RoleTechnology.objects.filter(role=OuterRef("pk"))),
        company_count=CountOf(RoleCompany.objects.filter(role=OuterRef("pk"))),
        step_count=CountOf(Step.objects.filter(from_role=OuterRef("pk"))),
        dimension_count=CountOf(Dimension.objects.all()),
    ).prefetch_related("statements")
    return counted_roles


class CountOf(Subquery):
    """The number of rows of a queryset, as a subquery: several joins in one query would multiply."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
