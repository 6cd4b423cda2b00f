"""Who offers the quiz, as part of the draft: it is published with an edition, and stays with it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from roles.brand import CONTACT_LENGTH, NAME_LENGTH

KEY = "organisation"  # It goes by one name, so that its history stays with it when it is renamed.


class OrganisationManager(models.Manager["Organisation"]):
    def get_by_natural_key(self, key: str) -> "Organisation":
        """The one row, whatever it is called. Raises DoesNotExist."""
        return self.get(only=1) if key == KEY else self.none().get()


class Organisation(models.Model):
    """At most one row; without it, and in every edition published without it, the look is our own."""

    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)
    name = models.CharField(
        _("name"), max_length=NAME_LENGTH, help_text=_("In the header of every page and of the PDF.")
    )
    contact = models.CharField(
        _("line of contact"),
        max_length=CONTACT_LENGTH,
        blank=True,
        help_text=_("Beside the name at the end of the report, such as an address or a room."),
    )
    accent = models.CharField(
        _("colour on paper and light screens"),
        max_length=7,
        blank=True,
        help_text=_("Such as #0f6b62; left empty, our own."),
    )
    accent_dark = models.CharField(
        _("colour on dark screens"),
        max_length=7,
        blank=True,
        help_text=_("Such as #63c5b6; left empty, a lighter shade of the other."),
    )
    logo = models.TextField(_("logo"), blank=True, editable=False, help_text=_("PNG in base64."))

    objects = OrganisationManager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(
                condition=Q(only=1),
                name="roles_organisation_only_one",
                violation_error_message=_("There is one organisation. Change it instead of adding another."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="roles_organisation_has_a_name",
                violation_error_message=_(
                    "Give the organisation a name, or delete it for the look as shipped."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (KEY,)
