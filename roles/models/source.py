"""Where facts come from."""

from django.db import models


class SourceManager(models.Manager["Source"]):
    def get_by_natural_key(self, slug: str) -> "Source":
        return self.get(slug=slug)


class Source(models.Model):
    """A publication, or the editors' own judgement, that a fact rests on."""

    slug = models.SlugField(
        max_length=60, unique=True, help_text="Short name used in references, such as bls-oews-2025."
    )
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=120, help_text='Who published it; "unknown" if nobody is named.')
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Leave empty if the source has no date; the report then says so."
    )
    licence = models.CharField(max_length=200, help_text="What the licence allows, such as CC BY 4.0.")
    address = models.URLField(max_length=300, blank=True, help_text="Public web address, if there is one.")
    retrieved = models.DateField(null=True, blank=True, help_text="When somebody last looked it up.")
    note = models.CharField(max_length=400, blank=True, help_text="Caveats a reader should know.")
    is_judgement = models.BooleanField(
        "editors' judgement",
        default=False,
        help_text="Tick if nobody measured this: the report then names it as judgement.",
    )

    objects = SourceManager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.title}, {self.year}" if self.year else self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
