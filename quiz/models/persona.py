"""Made-up people whose verdicts editors watch while they edit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonaManager(models.Manager["Persona"]):
    def get_by_natural_key(self, slug: str) -> "Persona":
        return self.get(slug=slug)


class Persona(models.Model):
    """A typical reader: answers by item slug, as an answers file has them.

    Answers to items that the draft or an edition lacks are kept and not counted.
    """

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, help_text=_("Who this is, such as “People leader”."))
    note = models.CharField(
        _("note"),
        max_length=240,
        blank=True,
        help_text=_("What the verdict ought to say, and why this persona is worth watching."),
    )
    answers = models.JSONField(_("answers"), default=dict, blank=True)

    objects = PersonaManager()

    class Meta:
        ordering = ["name", "slug"]
        verbose_name = _("persona")
        verbose_name_plural = _("personas")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
