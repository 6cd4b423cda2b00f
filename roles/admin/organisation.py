"""The organisation's name, contact, colours and logo, refused where nobody could read them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.history import KeepsHistory
from roles.brand import DARK, LIGHT, is_colour, is_plain, is_readable, readable_like
from roles.logo import LARGEST, BadLogo, clean_logo
from roles.models import Organisation


class OrganisationForm(forms.ModelForm):
    logo_file = forms.FileField(
        required=False,
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy(
            "A PNG of at most 200 kB; 480 by 160 pixels are enough. Its pixels are kept, nothing else."
        ),
        widget=forms.FileInput(attrs={"accept": ".png"}),
    )
    no_logo = forms.BooleanField(required=False, label=gettext_lazy("Remove the logo"))

    class Meta:
        model = Organisation
        fields = ["name", "contact", "accent", "accent_dark"]

    def clean_name(self) -> str:
        return plain_line(self.cleaned_data["name"])

    def clean_contact(self) -> str:
        return plain_line(self.cleaned_data["contact"])

    def clean_accent(self) -> str:
        return readable_colour(self.cleaned_data["accent"], LIGHT)

    def clean_accent_dark(self) -> str:
        return readable_colour(self.cleaned_data["accent_dark"], DARK)

    def clean_logo_file(self) -> str:
        """The logo as it is stored, "" if none was uploaded."""
        upload = self.cleaned_data["logo_file"]
        if not upload:
            return ""
        try:
            return clean_logo(upload.read(LARGEST + 1))
        except BadLogo as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("accent_dark") and not cleaned.get("accent") and "accent" not in self.errors:
            self.add_error("accent", _("Choose this colour too, or leave both empty."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["no_logo"]:
            self.instance.logo = ""
        self.instance.logo = self.cleaned_data["logo_file"] or self.instance.logo
        return super().save(commit)


def plain_line(text: str) -> str:
    if not is_plain(text):
        raise forms.ValidationError(
            _("Use letters, figures and signs only: no markup and no invisible characters.")
        )
    return text


def readable_colour(given: str, surfaces: tuple[str, ...]) -> str:
    """The colour if it can be read on the surfaces; else the refusal proposes one that can."""
    colour = given.strip().lower()
    if not colour:
        return ""
    if not is_colour(colour):
        raise forms.ValidationError(
            _("Write the colour as # and six figures or letters a to f, such as #0f6b62.")
        )
    if not is_readable(colour, surfaces):
        told = {"colour": colour, "nearest": readable_like(colour, surfaces)}
        raise forms.ValidationError(
            _(
                "Text in %(colour)s can’t be read here (contrast below 4.5). "
                "The nearest that can is %(nearest)s."
            )
            % told
        )
    return colour


@admin.register(Organisation)
class OrganisationAdmin(KeepsHistory):
    """One row. What is saved is a draft, as everything here: readers see it with the next edition."""

    when_empty = gettext_lazy(
        "The quiz has the look that it came with. Add your organisation to put its name, colours "
        "and logo on every page and report, from the next edition on."
    )
    form = OrganisationForm
    list_display = ["name", "contact"]
    fields = ["name", "contact", "accent", "accent_dark", "logo_file", "no_logo", "now"]
    readonly_fields = ["now"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Organisation.objects.exists()

    @admin.display(description=gettext_lazy("Now"))
    def now(self, organisation: Organisation | None) -> str | SafeString:
        """The logo as stored, and where the whole look is seen."""
        if organisation is None or organisation.pk is None:
            return _("Save it, then open the preview of any role to see it in a report.")
        roles = reverse("admin:roles_role_changelist")
        seen = format_html(
            '<a href="{}">{}</a>', roles, _("Open a role and its preview to see it in a report")
        )
        if not organisation.logo:
            return seen
        picture = "data:image/png;base64," + organisation.logo
        return format_html('<img src="{}" alt="{}" height="40"> {}', picture, _("The logo as stored"), seen)
