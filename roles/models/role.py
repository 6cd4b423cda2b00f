"""Roles and the sentences that are said of them."""

from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from roles.models.choices import choices, one_of
from roles.models.source import Source
from roles.profile import Discipline, Frequency, Level, StatementKind, Track


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
