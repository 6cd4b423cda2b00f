"""What the owner of a result says about a new share link."""

from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from quiz.forms import helper_for
from quiz.models.share import MOST_LINKS

DAYS = (7, 30, 90)


class ShareForm(forms.Form):
    """A new share link: how long it lasts, and whether it shows the name and what else was said beside
    the answers."""

    days = forms.TypedChoiceField(
        label=_("How long the link lasts"),
        coerce=int,
        choices=[(days, days) for days in DAYS],  # Worded when the form is made, in its reader's language.
        initial=30,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long the link lasts")},
    )
    shows_name = forms.BooleanField(
        required=False,
        label=_("Show my name on it"),
        help_text=_("Without this the shared report carries no name."),
    )

    shows_about = forms.BooleanField(
        required=False,
        label=_("Show what I said about myself, and my must-haves"),
        help_text=_(
            "Years, roles, place, the least you would work for. Without this the shared report goes by your "
            "answers alone, and ranks roles that your must-haves take out of yours."
        ),
    )

    use_required_attribute = False

    def __init__(self, posted: QueryDict | None = None, *, names: bool, says_more: bool) -> None:
        super().__init__(data=posted)
        self.fields["days"].choices = [  # type: ignore[attr-defined]
            (days, ngettext("%(days)d day", "%(days)d days", days) % {"days": days}) for days in DAYS
        ]
        if not names:
            del self.fields["shows_name"]
        if not says_more:
            del self.fields["shows_about"]
        self.helper = helper_for(Layout(*self.fields), button=gettext("Make a link"))

    def refuse_more(self) -> None:
        """Says that there are as many links as there may be."""
        self.add_error(
            None, gettext("You have %(most)d links already. Revoke one first") % {"most": MOST_LINKS}
        )

    def shows(self, what: str) -> bool:
        """Whether "name" or "about" is to be seen by others."""
        return bool(self.cleaned_data.get(f"shows_{what}"))
