"""What is measured: dimensions (preferences with two poles) and skills."""

from django.db import models


class DimensionManager(models.Manager["Dimension"]):
    def get_by_natural_key(self, slug: str) -> "Dimension":
        return self.get(slug=slug)


class Dimension(models.Model):
    """A work preference from one respectable pole (0) to another (100)."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    low = models.CharField(
        "low pole", max_length=40, help_text="What 0 stands for. Neither pole is the good one."
    )
    high = models.CharField("high pole", max_length=40, help_text="What 100 stands for.")
    summary = models.CharField(max_length=240)
    low_phrase = models.CharField(
        max_length=100, help_text='Completes "You would rather ..." for people near the low pole.'
    )
    high_phrase = models.CharField(
        max_length=100, help_text='Completes "You would rather ..." for people near the high pole.'
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists and charts.")

    objects = DimensionManager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class SkillManager(models.Manager["Skill"]):
    def get_by_natural_key(self, slug: str) -> "Skill":
        return self.get(slug=slug)


class Skill(models.Model):
    """A rateable ability, with what somebody does at each level and how to get to the next."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    summary = models.CharField(max_length=200)
    anchor_0 = models.CharField(
        "level 0", max_length=160, help_text="First person, behaviour, no self-praise."
    )
    anchor_1 = models.CharField("level 1", max_length=160, help_text="What somebody does with help.")
    anchor_2 = models.CharField(
        "level 2", max_length=160, help_text="What somebody does alone for known problems."
    )
    anchor_3 = models.CharField(
        "level 3", max_length=160, help_text="What somebody does alone for hard or new problems."
    )
    anchor_4 = models.CharField("level 4", max_length=160, help_text="How somebody guides others.")
    practice_1 = models.CharField(
        "to reach level 1", max_length=180, help_text="One concrete thing to do, as an instruction."
    )
    practice_2 = models.CharField("to reach level 2", max_length=180)
    practice_3 = models.CharField("to reach level 3", max_length=180)
    practice_4 = models.CharField("to reach level 4", max_length=180)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in lists and charts.")

    objects = SkillManager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.anchor_0, self.anchor_1, self.anchor_2, self.anchor_3, self.anchor_4)

    @property
    def practice(self) -> tuple[str, ...]:
        return (self.practice_1, self.practice_2, self.practice_3, self.practice_4)
