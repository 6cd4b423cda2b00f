"""Draft questions, as editors write them."""

from django.db import models
from django.db.models import F, Q

from roles.models import Dimension, Skill

KINDS = [
    ("agreement", "Agreement: how far a statement applies"),
    ("trade-off", "Trade-off: which of two statements"),
    ("skill", "Skill rating"),
]


class ItemManager(models.Manager["Item"]):
    def get_by_natural_key(self, slug: str) -> "Item":
        return self.get(slug=slug)


class Item(models.Model):
    """A question. Which fields it needs follows from its kind, and the database insists on them."""

    slug = models.SlugField(
        max_length=60, unique=True, help_text="Stored with every answer; don't change it once published."
    )
    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.CharField(
        max_length=160, help_text="The statement or the question, as the respondent reads it."
    )
    why = models.CharField(
        "why we ask", max_length=200, help_text="What the answer is used for, in a sentence."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the quiz.")
    dimension = models.ForeignKey(
        Dimension,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_items",
        help_text="Agreement only.",
    )
    key = models.SmallIntegerField(
        null=True,
        blank=True,
        choices=[(1, "Agreeing means the high pole"), (-1, "Agreeing means the low pole (reverse-keyed)")],
        help_text="Agreement only. Keep half of a dimension's items reverse-keyed.",
    )
    a_text = models.CharField("statement A", max_length=160, blank=True, help_text="Trade-off only.")
    a_dimension = models.ForeignKey(
        Dimension, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dimension of A"
    )
    b_text = models.CharField("statement B", max_length=160, blank=True, help_text="Trade-off only.")
    b_dimension = models.ForeignKey(
        Dimension, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dimension of B"
    )
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="items", help_text="Skill rating only."
    )

    objects = ItemManager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in KINDS]),
                name="quiz_item_known_kind",
                violation_error_message="Choose one of the listed kinds of question.",
            ),
            models.CheckConstraint(
                # SQL lets a comparison with nothing pass, so presence is asked for by name.
                condition=~Q(kind="agreement")
                | Q(dimension__isnull=False, key__isnull=False, key__in=[1, -1]),
                name="quiz_item_agreement_complete",
                violation_error_message="An agreement item needs a dimension and a direction (key).",
            ),
            models.CheckConstraint(
                condition=~Q(kind="trade-off")
                | (Q(a_dimension__isnull=False, b_dimension__isnull=False) & ~Q(a_text="") & ~Q(b_text="")),
                name="quiz_item_trade_off_complete",
                violation_error_message="A trade-off needs two statements, each with its dimension.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="trade-off") | ~Q(a_dimension=F("b_dimension")),
                name="quiz_item_trade_off_two_dimensions",
                violation_error_message="The statements of a trade-off must differ in dimension.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="skill") | Q(skill__isnull=False),
                name="quiz_item_skill_complete",
                violation_error_message="A skill rating needs the skill it rates.",
            ),
            models.CheckConstraint(
                condition=Q(kind="agreement") | Q(dimension__isnull=True, key__isnull=True),
                name="quiz_item_only_agreement_has_direction",
                violation_error_message="Only an agreement item has a dimension and a direction of its own. "
                "Empty both or choose that kind.",
            ),
            models.CheckConstraint(
                condition=Q(kind="trade-off")
                | Q(a_text="", b_text="", a_dimension__isnull=True, b_dimension__isnull=True),
                name="quiz_item_only_trade_off_has_statements",
                violation_error_message="Only a trade-off has statements A and B with their dimensions. "
                "Empty them or choose that kind.",
            ),
            models.CheckConstraint(
                condition=Q(kind="skill") | Q(skill__isnull=True),
                name="quiz_item_only_rating_has_skill",
                violation_error_message="Only a skill rating has a skill. Empty it or choose that kind.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["roles.dimension", "roles.skill"]  # type: ignore[attr-defined]
