"""What the database refuses, whichever way a row comes in."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction
from django.db.models import Model

from quiz.models import Item
from roles.models import Dimension, Figure, Occupation, Role, Skill, Source, Statement, Step

QUARTILES = {"lower_quartile": 90, "middle": 100, "upper_quartile": 110}

REFUSED = [
    ("role", {"discipline": "wizardry"}, "listed disciplines"),
    ("role", {"on_call": "now and then"}, "on call from the list"),
    ("role", {"remote": "now and then"}, "remotely from the list"),
    ("statement", {"kind": "gossip"}, "listed sections"),
    ("step", {"typical_years": -1}, "0 years or more"),
    ("percentiles", {"low": 95}, "10th percentile is above the 25th"),
    ("percentiles", {"high": 105}, "90th percentile is below the 75th"),
    ("range", {"lower_quartile": 90}, "Only percentiles have a 25th"),
    ("range", {"upper_quartile": 90}, "Only percentiles have a 75th"),
    ("average", {"lower_quartile": 90}, "Only percentiles have a 25th"),
    ("average", {"upper_quartile": 90}, "Only percentiles have a 75th"),
    ("rating", {"dimension": ["data"]}, "Only an agreement item has a dimension"),
    ("rating", {"key": 1}, "Only an agreement item has a dimension"),
    ("rating", {"a_text": "Left over"}, "Only a trade-off has statements"),
    ("rating", {"b_dimension": ["data"]}, "Only a trade-off has statements"),
    ("agreement", {"skill": ["testing"]}, "Only a skill rating has a skill"),
]


@pytest.fixture
def rows(db: None) -> dict[str, Model]:
    """A good row of each kind that has rules."""
    source = Source.objects.create(slug="editors")
    occupation = Occupation.objects.create(slug="developers", source=source)
    paid = {"occupation": occupation, "source": source}
    dimension, skill = Dimension.objects.create(slug="data"), Skill.objects.create(slug="testing")
    role = a_role("backend-engineer", source)
    return {
        "role": role,
        "statement": Statement.objects.create(role=role, kind="benefit", key="quiet", source=source),
        "step": Step.objects.create(
            from_role=role, to_role=a_role("staff-engineer", source), kind="promotion", source=source
        ),
        "percentiles": Figure.objects.create(slug="percentiles", kind="percentiles", **QUARTILES, **paid),
        "range": Figure.objects.create(slug="range", kind="range", low=80, high=120, **paid),
        "average": Figure.objects.create(slug="average", kind="average", middle=100, **paid),
        "agreement": Item.objects.create(slug="agreement", kind="agreement", dimension=dimension, key=1),
        "rating": Item.objects.create(slug="rating", kind="skill", skill=skill),
    }


def a_role(slug: str, source: Source) -> Role:
    known = {"discipline": "backend", "level": "mid", "track": "individual-contributor"}
    return Role.objects.create(
        slug=slug, name=slug, **known, on_call="rarely", remote="usually", source=source
    )


def changed(row: Model, changes: dict[str, Any]) -> list[dict[str, Any]]:
    """The row as a fixture, with some fields changed."""
    entries = json.loads(serializers.serialize("json", [row], use_natural_foreign_keys=True))
    entries[0]["fields"] |= changes
    return entries


@pytest.mark.parametrize("text", ["Тихие недели", "静かな週", "...", "_"])
def test_a_statement_in_any_script_gets_a_short_name_of_its_own(text: str):
    statement, other = Statement(text=text), Statement(text=text * 2)

    statement.clean()
    other.clean()

    assert len({statement.key, other.key, ""}) == 3
    validate_slug(statement.key)


@pytest.mark.parametrize(("kind", "changes", "words"), REFUSED)
def test_a_bare_loaddata_of_a_row_against_the_rules_is_refused(
    rows: dict[str, Model], tmp_path: Path, kind: str, changes: dict[str, Any], words: str
):
    fixture = tmp_path / "row.json"
    fixture.write_text(json.dumps(changed(rows[kind], changes)), encoding="utf-8")

    with pytest.raises(IntegrityError), transaction.atomic():
        call_command("loaddata", str(fixture), verbosity=0)


@pytest.mark.parametrize(("kind", "changes", "words"), REFUSED)
def test_the_refusal_of_a_row_says_what_to_do(
    rows: dict[str, Model], kind: str, changes: dict[str, Any], words: str
):
    (entry,) = serializers.deserialize("json", json.dumps(changed(rows[kind], changes)))

    with pytest.raises(ValidationError, match=words):
        entry.object.validate_constraints()
