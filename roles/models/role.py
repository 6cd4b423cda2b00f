"""Roles and all that is said of them: statements, technologies, companies."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from roles.aliases import split_names
from roles.models.choices import choices, one_of
from roles.models.source import Source
from roles.profile import Discipline, Frequency, Level, StatementKind, TechnologyKind, Track


class RoleQuerySet(models.QuerySet["Role"]):
    def get_by_natural_key(self, slug: str) -> "Role":
        return self.get(slug=slug)

    def scored(self) -> "RoleQuerySet":
        """Roles that the verdict ranks; the others stand on progression paths only."""
        return self.filter(is_scored=True)


class Role(models.Model):
    """What somebody works as: a discipline at a level, on a track."""

    slug = models.SlugField(
        max_length=60, unique=True, help_text="Used in addresses; don't change it once published."
    )
    name = models.CharField(max_length=60, unique=True)
    discipline = models.CharField(max_length=30, choices=choices(Discipline))
    level = models.CharField(max_length=20, choices=choices(Level))
    track = models.CharField(max_length=30, choices=choices(Track))
    is_scored = models.BooleanField(
        "in the verdict", default=True, help_text="Untick for roles that stand on progression paths only."
    )
    also_called = models.CharField(
        max_length=200, blank=True, help_text="Other titles for the same work, separated by commas."
    )
    summary = models.CharField(
        max_length=260, help_text="What the person does all day and to what end, in one or two sentences."
    )
    best_for = models.CharField(max_length=180, help_text='Completes "Best for people who ...".')
    on_call = models.CharField(
        max_length=20, choices=choices(Frequency), help_text="How often the work includes being on call."
    )
    remote = models.CharField(
        max_length=20, choices=choices(Frequency), help_text="How often the work can be done remotely."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists.")
    source = models.ForeignKey(
        Source,
        models.PROTECT,
        related_name="+",
        help_text="What the summary, the targets and the weights rest on.",
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=one_of(Level)),
                name="roles_role_known_level",
                violation_error_message="Choose one of the listed levels.",
            ),
            models.CheckConstraint(
                condition=Q(track__in=one_of(Track)),
                name="roles_role_known_track",
                violation_error_message="Choose one of the listed tracks.",
            ),
            models.CheckConstraint(
                condition=Q(discipline__in=one_of(Discipline)),
                name="roles_role_known_discipline",
                violation_error_message="Choose one of the listed disciplines.",
            ),
            models.CheckConstraint(
                condition=Q(on_call__in=one_of(Frequency)),
                name="roles_role_known_on_call",
                violation_error_message="Choose how often it is on call from the list.",
            ),
            models.CheckConstraint(
                condition=Q(remote__in=one_of(Frequency)),
                name="roles_role_known_remote",
                violation_error_message="Choose how often it can be done remotely from the list.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class StatementManager(models.Manager["Statement"]):
    def get_by_natural_key(self, role: str, kind: str, key: str) -> "Statement":
        return self.get(role__slug=role, kind=kind, key=key)


class Statement(models.Model):
    """One sourced sentence in one section of a role."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="statements")
    kind = models.CharField("section", max_length=20, choices=choices(StatementKind))
    key = models.SlugField(
        max_length=60, blank=True, help_text="Short name; made from the text if left empty."
    )
    text = models.CharField(
        max_length=160, help_text="One sentence or fragment; the report prints the first four of a section."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Most telling first.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = StatementManager()

    class Meta:
        ordering = ["role", "kind", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "kind", "key"],
                name="roles_statement_unique_key",
                violation_error_message="This section already has that short name. Choose another.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=one_of(StatementKind)),
                name="roles_statement_known_kind",
                violation_error_message="Choose one of the listed sections.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        self.key = self.key or short_name(self.text)

    def natural_key(self) -> tuple[str, str, str]:
        return (self.role.slug, self.kind, self.key)

    natural_key.dependencies = ["roles.role"]  # type: ignore[attr-defined]


def short_name(text: str) -> str:
    """1 to 40 characters for addresses and fixtures; a digest if the text has no Latin letter."""
    return slugify(text)[:40].strip("-_") or sha256(text.encode()).hexdigest()[:12]


ALIASES_LENGTH = 200
TAKEN = "“%(name)s” is %(other)s already. Use that one, or take the name out there first."


class TechnologyManager(models.Manager["Technology"]):
    def get_by_natural_key(self, slug: str) -> "Technology":
        return self.get(slug=slug)


class Technology(models.Model):
    """A language, framework or tool, named once for all roles."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=choices(TechnologyKind))
    aliases = models.CharField(
        "also written",
        max_length=ALIASES_LENGTH,
        blank=True,
        default="",
        db_default="",
        help_text="Other names for the same, separated by commas. A table that is taken in may use any of "
        "them, and nothing else can be called so.",
    )

    objects = TechnologyManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "technologies"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=one_of(TechnologyKind)),
                name="roles_technology_known_kind",
                violation_error_message="Choose language, framework or tool.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError if one of its names is another technology's."""
        self.aliases = ", ".join(split_names(self.aliases))
        others = Technology.objects.exclude(pk=self.pk)
        taken = {name.casefold(): other for other in others for name in other.names()}
        for field, names in (("name", [self.name]), ("aliases", split_names(self.aliases))):
            for name in names:
                if other := taken.get(name.casefold()):
                    told = {"name": name, "other": other.name}
                    raise ValidationError({field: TAKEN % told})

    def names(self) -> list[str]:
        """What it may be called."""
        return [self.name, *split_names(self.aliases)]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class RoleTechnologyManager(models.Manager["RoleTechnology"]):
    def get_by_natural_key(self, role: str, technology: str) -> "RoleTechnology":
        return self.get(role__slug=role, technology__slug=technology)


class RoleTechnology(models.Model):
    """What a role uses a technology for."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="technologies")
    technology = models.ForeignKey(Technology, models.PROTECT, related_name="roles")
    purpose = models.CharField(max_length=100, help_text="What this role uses it for, in a few words.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Most telling first.")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = RoleTechnologyManager()

    class Meta:
        ordering = ["role", "position", "technology"]
        verbose_name_plural = "role technologies"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "technology"],
                name="roles_roletechnology_once",
                violation_error_message="This role already lists that technology.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.technology}: {self.purpose}"

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.technology.slug)

    natural_key.dependencies = ["roles.role", "roles.technology"]  # type: ignore[attr-defined]


class CompanyManager(models.Manager["Company"]):
    def get_by_natural_key(self, slug: str) -> "Company":
        return self.get(slug=slug)


class Company(models.Model):
    """An organisation that hires engineers, named once for all roles."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)

    objects = CompanyManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class RoleCompanyManager(models.Manager["RoleCompany"]):
    def get_by_natural_key(self, role: str, company: str) -> "RoleCompany":
        return self.get(role__slug=role, company__slug=company)


class RoleCompany(models.Model):
    """Why a company hires for a role, by which source."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="companies")
    company = models.ForeignKey(Company, models.PROTECT, related_name="roles")
    reason = models.CharField(max_length=160, help_text="Why it hires for this role.")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = RoleCompanyManager()

    class Meta:
        ordering = ["role", "position", "company"]
        verbose_name_plural = "role companies"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "company"],
                name="roles_rolecompany_once",
                violation_error_message="This role already lists that company.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.company)

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.company.slug)

    natural_key.dependencies = ["roles.role", "roles.company"]  # type: ignore[attr-defined]
