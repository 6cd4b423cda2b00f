"""The forms of the quiz. What they accept is what the scoring core accepts."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quiz.content import EditionContent
from quiz.items import Agreement, Item, SkillRating, TradeOff
from quiz.paging import Page
from quiz.selects import PlainSelect
from quiz.submission import HIGHEST_FLOOR, MOST_YEARS, NAME_LENGTH, About, MustHaves, is_name, tidy_name
from quiz.wording import BALANCE_LABELS, choices_of, unsure_label
from roles.language import alphabetical

# Whole, in groups of three behind any of the usual marks, or in thousands.
AMOUNT = re.compile(r"(?P<digits>[0-9]+|[0-9]{1,3}(?:[.,'\u2019\u00a0\u202f ][0-9]{3})+) ?(?P<k>[kK]?)")
WORLD = "WORLD"  # The code of the place that holds all others.
SEEN = "seen-"  # Before an item's slug: the answer that was stored when the page was made, "" for none.


class ItemField(forms.ChoiceField):
    """One item as radios; nothing is preselected."""

    widget = forms.RadioSelect

    def __init__(self, item: Item, number: int, content: EditionContent) -> None:
        super().__init__(
            label=item.text,
            choices=choices_of(item, content),
            error_messages={
                "required": _("Answer question %(number)d, or choose “%(unsure)s”")
                % {"number": number, "unsure": unsure_label()},
                "invalid_choice": _("Question %(number)d: choose one of the answers shown")
                % {"number": number},
            },
        )
        self.item = item
        self.number = number

    @property
    def arrangement(self) -> str:
        """How the answers lie on the page: in a row, as two cards, or one below the other."""
        match self.item:
            case Agreement():
                return "scale"
            case TradeOff():
                return "pair"
            case SkillRating():
                return "anchors"


class PageForm(forms.Form):
    """One page of the quiz, a field per item.

    ``stored`` holds earlier answers by item slug. An item that is missing from the posted data, or
    posted with nonsense, or posted just as the page had shown it, keeps its stored answer: another
    tab may have changed it since. ``chosen`` are the posted answers to save, whether or not the rest
    of the page is well.
    """

    use_required_attribute = False

    def __init__(
        self,
        page: Page,
        content: EditionContent,
        stored: Mapping[str, str],
        posted: Mapping[str, str] | None = None,
    ) -> None:
        slugs = [item.slug for item in page.items]
        kept = {slug: stored[slug] for slug in slugs if slug in stored}
        sent = posted or {}
        self.posted = {key: value for key, value in sent.items() if not is_untouched(key, sent, kept)}
        self.shown = kept | self.posted
        self.asked = content.items.keys()  # What else is sent may be of the next release, whose page it was.
        super().__init__(data=None if posted is None else self.shown, initial=kept)
        for number, item in enumerate(page.items, start=page.first):
            self.fields[item.slug] = ItemField(item, number, content)
        self.helper = helper_for(Layout(*(Field(slug, template="rolewise/question.html") for slug in slugs)))
        self.helper.form_id = "page"

    def clean(self) -> None:
        for slug in self.errors.keys() & self.initial.keys():
            self.shown[slug] = self.initial[slug]
        self.initial = {
            **self.initial,
            **self.cleaned_data,
        }  # What will be stored when the page comes back with an error.
        if (self.posted.keys() & self.asked) - self.fields.keys():
            raise forms.ValidationError(
                _(
                    "The form came with an answer to a question that isn’t on this page. It was left out; "
                    "everything else is kept."
                )
            )

    @property
    def chosen(self) -> dict[str, str]:
        self.is_valid()  # Runs the checks, once.
        return {slug: value for slug, value in self.cleaned_data.items() if slug in self.posted}


def is_untouched(slug: str, sent: Mapping[str, str], kept: Mapping[str, str]) -> bool:
    """Whether an answer comes back just as the page had shown it."""
    return slug in kept and sent[slug] == sent.get(f"{SEEN}{slug}")


class AmountField(forms.IntegerField):
    """A whole amount of money as people write it: 90000, 90,000, 90.000, 90 000, 90k."""

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and (found := AMOUNT.fullmatch(value.strip())):
            digits, thousands = re.sub(r"[^0-9]", "", found["digits"]), "000" if found["k"] else ""
            value = digits + thousands
        elif isinstance(value, str) and re.search("[.,]", value):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


class WishesForm(forms.Form):
    """What somebody is after: what counts for more, and conditions a role must meet."""

    salary_floor = AmountField(
        required=False,
        min_value=0,
        max_value=HIGHEST_FLOOR,
        label=gettext_lazy("The least you would work for, in US dollars a year before tax"),
        help_text=gettext_lazy(
            "A whole number, such as 90000. Roles whose official pay stays below it are set aside."
        ),
        error_messages={
            "invalid": gettext_lazy("The least you would work for must be a whole number, such as 90000")
        },
        widget=forms.TextInput(attrs={"class": "input input--medium", "inputmode": "numeric"}),
    )
    no_on_call = forms.BooleanField(required=False, label=gettext_lazy("No on-call duty"))
    remote = forms.BooleanField(required=False, label=gettext_lazy("Remote work possible"))
    balance = forms.TypedChoiceField(
        required=False,
        coerce=float,
        empty_value=None,
        label=gettext_lazy("What should count for more?"),
        help_text=gettext_lazy("You can change this on the result page. Without a choice, both count alike."),
        choices=lambda: [(str(share), words) for share, words in BALANCE_LABELS.items()],
        widget=forms.RadioSelect,
    )

    use_required_attribute = False

    def must_haves(self) -> MustHaves:
        return MustHaves(**{key: self.cleaned_data[key] for key in ("salary_floor", "no_on_call", "remote")})

    def balance_chosen(self) -> float | None:
        chosen: float | None = self.cleaned_data["balance"]
        return chosen


class AboutForm(WishesForm):
    """What somebody may say about themselves and about what matters to them. Nothing is required."""

    field_order = ("name", "years", "current_role", "place", "role_in_mind", "balance")

    name = forms.CharField(
        required=False,
        max_length=NAME_LENGTH,
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy(
            "Printed on your report if it is in Latin, Greek or Cyrillic letters. "
            "Leave it empty and the report carries no name."
        ),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )
    years = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MOST_YEARS,
        label=gettext_lazy("Years of paid work in software"),
        help_text=gettext_lazy("Shown beside your likely level; it never moves a ranking."),
        error_messages={"invalid": gettext_lazy("Years of paid work must be a whole number, such as 4")},
        widget=forms.TextInput(attrs={"class": "input input--short", "inputmode": "numeric"}),
    )
    current_role = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Your role today"),
        help_text=gettext_lazy("The report starts its map of paths here."),
        widget=PlainSelect(),
    )
    place = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Where you work, or want to"),
        help_text=gettext_lazy("Where we have pay figures for this place, the report shows them."),
        widget=PlainSelect(),
    )
    role_in_mind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("A role you have in mind"),
        help_text=gettext_lazy("The report answers it outright, also if it ranks low."),
        widget=PlainSelect(),
    )

    use_required_attribute = False

    def __init__(
        self, content: EditionContent, said: dict[str, object], posted: QueryDict | None = None
    ) -> None:
        super().__init__(data=posted, initial=said)
        roles = sorted((role.name, role.slug) for role in content.roles.values())
        scored = sorted((role.name, role.slug) for role in content.scored_roles)
        self.choose("current_role", roles, nothing=_("None of these, or not said"))
        self.choose("role_in_mind", scored, nothing=_("None in particular"))
        self.choose("place", places_listed(content), nothing=_("Not said"))
        self.helper = helper_for(
            Layout(
                Fieldset(_("You"), "name", "years", "current_role", "place"),
                Fieldset(_("What you are after"), "role_in_mind", "balance"),
                Fieldset(_("Must-haves"), "salary_floor", "no_on_call", "remote"),
            )
        )

    def choose(self, field: str, named: Iterable[tuple[str, str]], *, nothing: str) -> None:
        """Fills a select with names and slugs, below a first choice that says nothing."""
        select = self.fields[field]
        assert isinstance(select, forms.ChoiceField)
        select.choices = [("", nothing), *((slug, name) for name, slug in named)]

    def clean_name(self) -> str:
        """A name that the file of the answers can be read with again."""
        name = tidy_name(self.cleaned_data["name"])
        if not is_name(name):
            raise forms.ValidationError(_("Your name holds a character that can’t be printed"))
        return name

    def about(self) -> About:
        keys = ("name", "years", "current_role", "role_in_mind", "place")
        return About(**{key: self.cleaned_data[key] for key in keys})


def places_listed(content: EditionContent) -> list[tuple[str, str]]:
    """Names and codes: the whole world, then all others by name in the reader's language."""
    named = ((name, code) for code, name in content.places.items())
    return sorted(named, key=lambda each: (each[1] != WORLD, alphabetical(each[0])))


class ResumeForm(forms.Form):
    """A private code, or the whole resume link pasted in its place."""

    code = forms.CharField(
        max_length=400,
        label=gettext_lazy("Your private code"),
        help_text=gettext_lazy("It was shown under “Continue on another device” on every page of the quiz."),
        error_messages={"required": gettext_lazy("Enter your private code")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}),
    )

    use_required_attribute = False

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(data=posted)
        self.helper = helper_for(Layout("code"))

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].rstrip("/").rpartition("/")[2]
        return code


def helper_for(layout: Layout, button: str = "") -> FormHelper:
    """How our forms are written: our own messages instead of the browser's, one button."""
    helper = FormHelper()
    helper.form_class = "form"
    helper.attrs = {"novalidate": ""}
    helper.layout = layout
    helper.add_input(Submit("continue", button or _("Continue")))
    return helper
