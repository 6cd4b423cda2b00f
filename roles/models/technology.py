"""Languages, frameworks and tools, and what roles use them for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from roles.aliases import split_names
from roles.models.choices import choices, one_of
from roles.models.role import Role
from roles.models.source import Source
from roles.profile import TechnologyKind

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
