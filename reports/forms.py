"""The forms of the result page: choices that the report follows, and questions put to it."""

from collections.abc import Iterable, Mapping, Sequence

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quiz.content import EditionContent
from quiz.editions.once import once
from quiz.forms import WishesForm, helper_for
from quiz.models import Appeal
from quiz.selects import PlainSelect, SharedChoices
from quiz.submission import FEWEST_COMPARED, MOST_COMPARED
from reports.appeal import AppealCard
from roles.profile import RoleProfile

SAME = _("Both are the same role. Choose another one on either side.")
UNKNOWN = _("This edition has no such role. Choose one from the list.")
MISSING = _("Choose a role from the list.")

Choices = list[tuple[str, object]]


class ChoicesForm(WishesForm):
    """The wishes of the quiz, tried out on the result page, and the role in mind."""

    role_in_mind = forms.ChoiceField(
        required=False,
        label=_("A role you have in mind"),
        help_text=_("The report answers it outright, also if it ranks low."),
        error_messages={"invalid_choice": UNKNOWN},
        widget=PlainSelect(),
    )

    def __init__(
        self, content: EditionContent, said: Mapping[str, object], posted: QueryDict | None = None
    ) -> None:
        super().__init__(data=posted, initial=dict(said))
        self.fields["balance"].help_text = ""
        known, offered = content.roles.get(str(said.get("role_in_mind", ""))), ranked(content)
        if known and not known.is_scored:  # A file may name one.
            offered = SharedChoices(options([*content.scored_roles, known]))
        choose_from(self, "role_in_mind", offered.after(str(_("None in particular"))))
        self.helper = helper_for(
            Layout(
                "balance",
                Fieldset(str(_("Must-haves")), "salary_floor", "no_on_call", "remote"),
                "role_in_mind",
            ),
            button=str(_("Show my verdict with these")),
        )
        self.helper.form_action = reverse("reports:choices")

    def role_chosen(self) -> str:
        """The role in mind; the one said before if the form didn't ask."""
        name = "role_in_mind"
        chosen: str = self.cleaned_data[name] if name in self.data else self.initial.get(name, "")
        return chosen


class CompareForm(forms.Form):
    """Which two to four roles stand side by side: a select for each column."""

    use_required_attribute = False

    def __init__(
        self, content: EditionContent, chosen: Sequence[str], posted: QueryDict | None = None
    ) -> None:
        columns = [f"column_{number}" for number in range(1, MOST_COMPARED + 1)]
        offered = by_kind(content).after(str(_("None")))
        super().__init__(data=posted, initial=dict(zip(columns, chosen, strict=False)))
        for number, column in enumerate(columns, start=1):
            self.fields[column] = role_field(
                _("Role %(number)d") % {"number": number}, offered, required=False
            )
        self.helper = helper_for(Layout(*columns), button=str(_("Set these side by side")))
        self.helper.form_action = reverse("reports:compare")

    def clean(self) -> None:
        chosen = self.chosen()
        if self.errors or not chosen:
            return
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("Each role can stand there once. Choose different ones."))
        if len(chosen) < FEWEST_COMPARED:
            raise forms.ValidationError(
                _("Choose at least two roles, or none to see the ones that lead your ranking.")
            )

    def chosen(self) -> list[str]:
        return [slug for slug in self.cleaned_data.values() if slug]


class PairForm(forms.Form):
    """Two ranked roles, to be told why one of them is ahead."""

    use_required_attribute = False

    def __init__(
        self, content: EditionContent, asked: QueryDict | None = None, pair: Sequence[str] = ()
    ) -> None:
        super().__init__(data=asked, initial=dict(zip("ab", pair, strict=False)), auto_id="why-%s")
        self.fields["a"] = role_field(_("One role"), ranked(content))
        self.fields["b"] = role_field(_("Another role"), ranked(content))
        self.helper = question_helper("reports:why", Layout("a", "b"), str(_("Show why")))

    def clean(self) -> None:
        if not self.errors and self.cleaned_data["a"] == self.cleaned_data["b"]:
            raise forms.ValidationError(SAME)


class WaysForm(forms.Form):
    """A role to get to, and where from."""

    use_required_attribute = False

    def __init__(self, content: EditionContent, asked: QueryDict | None = None, goal: str = "") -> None:
        super().__init__(data=asked, initial={"goal": goal}, auto_id="ways-%s")
        here = str(_("Where I am now, else my first suggestion"))
        self.fields["goal"] = role_field(_("To"), by_kind(content))
        self.fields["start"] = role_field(_("From"), by_kind(content).after(here), required=False)
        self.helper = question_helper("reports:ways", Layout("goal", "start"), str(_("Show the ways")))


class AppealForm(forms.Form):
    """Whether each of some roles appeals. Nothing is required."""

    use_required_attribute = False

    def __init__(
        self, cards: Sequence[AppealCard], said: Mapping[str, str], posted: QueryDict | None = None
    ) -> None:
        super().__init__(data=posted, initial=dict(said), auto_id="appeal-%s")
        for card in cards:
            self.fields[card.role.slug] = forms.ChoiceField(
                required=False,
                label=card.role.name,
                help_text=card.role.summary,
                choices=Appeal.Answer.choices,
                error_messages={"invalid_choice": _("Choose one of the three answers.")},
                widget=forms.RadioSelect,
            )
        self.helper = helper_for(Layout(*self.fields), button=str(_("Save what appeals to me")))
        self.helper.form_action = reverse("reports:appeal")

    def answers(self) -> dict[str, str]:
        """What was answered, by role."""
        return {slug: answer for slug, answer in self.cleaned_data.items() if answer}


def role_field(label: object, choices: SharedChoices, *, required: bool = True) -> forms.ChoiceField:
    """A select of roles with messages that say what to do."""
    return forms.ChoiceField(
        required=required,
        label=str(label),
        choices=choices,
        error_messages={"invalid_choice": UNKNOWN, "required": MISSING},
        widget=PlainSelect(),
    )


def question_helper(name: str, layout: Layout, button: str) -> FormHelper:
    """A form that asks and changes nothing, so that its answer has an address."""
    helper = helper_for(layout, button=button)
    helper.form_method = "get"
    helper.form_action = reverse(name)
    return helper


def choose_from(form: forms.Form, name: str, choices: SharedChoices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def options(roles: Iterable[RoleProfile]) -> Choices:
    """Roles by name."""
    return [(role.slug, role.name) for role in sorted(roles, key=lambda role: role.name)]


@once
def ranked(content: EditionContent) -> SharedChoices:
    """The ranked roles."""
    return SharedChoices(options(content.scored_roles))


@once
def by_kind(content: EditionContent) -> SharedChoices:
    """Every role: the ranked ones, then those that stand on paths only."""
    further = [role for role in content.roles.values() if not role.is_scored]
    groups = ((_("Ranked roles"), content.scored_roles), (_("Further stages"), further))
    return SharedChoices((str(name), options(roles)) for name, roles in groups if roles)
