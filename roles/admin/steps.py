"""Forms for steps between roles: a ladder of promotions never leads round in a circle."""

from collections.abc import Iterable
from typing import Any

import networkx
from django.core.exceptions import ValidationError

from roles.admin.known import LabelledRows
from roles.admin.messages import MessagesAtFields
from roles.admin.sentence import Sentence
from roles.models import Step
from roles.profile import StepKind

AT_FIELD = {
    "roles_step_once": "to_role",
    "roles_step_goes_somewhere": "to_role",
    "roles_step_known_kind": "kind",
    "roles_step_years_not_negative": "typical_years",
}


class StepForm(MessagesAtFields):
    """One step on its own page."""

    at_field = AT_FIELD

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("from_role"), cleaned.get("to_role")
        if start and end and start != end and cleaned.get("kind") == StepKind.PROMOTION:
            others = Step.objects.exclude(pk=self.instance.pk)
            refuse_cycle([*promotions(others), (start.name, end.name)])
        return cleaned


class StepRowForm(MessagesAtFields):
    """One step among a role's steps out."""

    at_field = AT_FIELD

    class Meta:
        widgets = {"note": Sentence(cols=36)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        end = cleaned.get("to_role")
        # Django leaves constraints on the parent of an inline to the database, which only fails.
        if end and end.pk == self.instance.from_role_id:
            self.add_error("to_role", "A step leads from one role to another one.")
        return cleaned


class StepsOut(LabelledRows):
    """The steps out of one role, checked together with everybody else's."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data.get("to_role") and not form.cleaned_data.get("DELETE")
        ]
        own = [
            (self.instance.name, row["to_role"].name)
            for row in kept
            if row["kind"] == StepKind.PROMOTION and row["to_role"] != self.instance
        ]
        if own:
            refuse_cycle([*promotions(Step.objects.exclude(from_role=self.instance.pk)), *own])


def promotions(steps: Any) -> list[tuple[str, str]]:
    """Promotions as pairs of role names."""
    found = steps.filter(kind=StepKind.PROMOTION.value).order_by()
    return list(found.values_list("from_role__name", "to_role__name"))


def refuse_cycle(steps: Iterable[tuple[str, str]]) -> None:
    """Raises ValidationError naming the circle, if the promotions make one."""
    try:
        cycle = networkx.find_cycle(networkx.DiGraph(steps))
    except networkx.NetworkXNoCycle:
        return
    way = ", then ".join((*(start for start, _ in cycle), cycle[0][0]))
    raise ValidationError(
        f'These promotions lead round in a circle: {way}. Remove one of them or make it a "Switch".'
    )
