"""Checks asked for many rows at once say what each table says of each row."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.packs.checks import AT_ONCE, broken_checks, question
from quiz.packs.names import Name
from quiz.packs.rows import KEYS, model_of
from roles.history.values import fields_of

AMOUNT = st.none() | st.integers(-5, 5)
FIGURES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["range", "average", "percentiles", "guess", ""]),
        "place": st.none() | st.just(["US"]),
        "currency": st.sampled_from(["USD", "usd", ""]),
        "period": st.sampled_from(["year", "month"]),
        **dict.fromkeys(["low", "lower_quartile", "middle", "upper_quartile", "high", "sample_size"], AMOUNT),
        "as_of": st.sampled_from(["", "2025", "2025-13", "2025-05-31"]),
        "source": st.just(["editors"]),
        "occupation": st.just(["developers"]),
    }
)
ITEMS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["agreement", "trade-off", "skill", "essay"]),
        "key": st.none() | st.sampled_from([1, -1, 0]),
        "a_text": st.sampled_from(["", "One"]),
        "b_text": st.sampled_from(["", "Other"]),
        **dict.fromkeys(
            ["dimension", "a_dimension", "b_dimension", "skill"], st.none() | st.sampled_from([["a"], ["b"]])
        ),
    }
)


def as_the_table_has_it(label: str, row: Mapping[str, Any]) -> list[str]:
    """The words of each check that Django finds broken, one by one."""
    model = model_of(label)
    keys = {"US": 1, "editors": 2, "developers": 3, "a": 4, "b": 5}
    values = {
        model._meta.get_field(name).attname: keys[value[0]] if isinstance(value, list) else value
        for name, value in row.items()
    }
    broken = []
    for check in (c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)):
        try:
            check.validate(model, model(**values))
        except ValidationError as error:
            broken += error.messages
    return broken


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures=st.lists(FIGURES, max_size=4), items=st.lists(ITEMS, max_size=4))
def test_rows_asked_together_break_what_each_breaks_alone(figures: list[Any], items: list[Any]):
    rows = {Name("roles.figure", (f"f{n}",)): {"slug": f"f{n}", **row} for n, row in enumerate(figures)}
    rows |= {Name("quiz.item", (f"i{n}",)): {"slug": f"i{n}", **row} for n, row in enumerate(items)}

    broken = broken_checks(rows)

    for name, row in rows.items():
        assert [words for _field, words in broken.get(name, [])] == as_the_table_has_it(name.model, row)


@pytest.mark.django_db
def test_many_rows_are_asked_in_few_questions(django_assert_num_queries):
    count = 2 * AT_ONCE + 1
    rows = {
        Name("roles.preference", (f"r{n}", "d")): {
            "role": [f"r{n}"],
            "dimension": ["d"],
            "target": n,
            "weight": 1.0,
        }
        for n in range(count)
    }

    with django_assert_num_queries(3):
        broken = broken_checks(rows)

    assert {int(name.key[0][1:]) for name in broken} == set(range(101, count))
    assert {field for found in broken.values() for field, _words in found} == {"target"}


@pytest.mark.django_db
@pytest.mark.parametrize("label", KEYS)
def test_a_question_has_no_more_parameters_than_databases_take(label: str):
    """SQLite takes 32,766 from 3.32 on. With one more check it may have to be fewer rows at once."""
    model = model_of(label)
    row = {field.name: "1" for field in fields_of(model)}
    checks = [check for check in model._meta.constraints if isinstance(check, models.CheckConstraint)]

    _sql, values = question(0, Name(label, ("one",)), row, checks)

    assert len(values) * AT_ONCE <= 32_766
