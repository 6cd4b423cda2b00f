"""What the database refuses is said beside a field."""

import pytest
from django.db.models import CheckConstraint, Model

from quiz.admin.item import ItemForm
from quiz.models import Item
from roles.admin.messages import MessagesAtFields
from roles.admin.pay import FigureForm
from roles.admin.role import RoleForm
from roles.admin.rows import StatementForm
from roles.admin.steps import StepForm, StepRowForm
from roles.models import Figure, Role, Statement, Step


@pytest.mark.parametrize(
    ("form", "model"),
    [
        (RoleForm, Role),
        (StatementForm, Statement),
        (StepForm, Step),
        (StepRowForm, Step),
        (FigureForm, Figure),
        (ItemForm, Item),
    ],
)
def test_each_rule_of_a_row_has_a_field_to_speak_at(form: type[MessagesAtFields], model: type[Model]):
    rules = {rule.name for rule in model._meta.constraints if isinstance(rule, CheckConstraint)}
    fields = {field.name for field in model._meta.fields}

    assert rules <= set(form.at_field)
    assert set(form.at_field.values()) <= fields
