"""Differently minded people get different, sensible verdicts on the shipped content."""

import json
from pathlib import Path

import pytest

from quiz.content import EditionContent
from quiz.submission import read_submission
from reports.verdict import Standing, Verdict, reach_verdict

PERSONAS = Path(__file__).parent.parent / "personas"


def verdict_on(name: str, content: EditionContent) -> Verdict:
    document = json.loads((PERSONAS / f"{name}.json").read_text())
    return reach_verdict(content, read_submission(document, content))


def first_three(verdict: Verdict) -> set[str]:
    return {ranked.role.slug for ranked in verdict.suggested[:3]}


@pytest.mark.parametrize(
    "name, expected",
    [
        ("systems-thinker", {"backend-engineer"}),
        ("product-minded-builder", {"product-engineer"}),
        ("people-leader", {"engineering-manager", "tech-lead"}),
        ("data-explorer", {"data-scientist", "ml-engineer"}),
        ("careful-tester", {"qa-engineer"}),
        ("visual-frontender", {"frontend-engineer"}),
        ("junior-generalist", {"full-stack-engineer"}),
    ],
)
def test_a_persona_is_led_to_the_roles_its_answers_describe(name: str, expected: set[str], shipped):
    verdict = verdict_on(name, shipped)

    assert verdict.standing is Standing.DECIDED
    assert expected <= first_three(verdict)
    assert not verdict.notes


def test_somebody_who_leans_nowhere_is_told_so(shipped: EditionContent):
    assert verdict_on("undecided-flat", shipped).standing is Standing.UNDECIDED


def test_no_two_personas_share_a_first_role(shipped: EditionContent):
    names = [path.stem for path in PERSONAS.glob("*.json") if path.stem != "undecided-flat"]

    firsts = {name: verdict_on(name, shipped).suggested[0].role.slug for name in names}

    assert len(set(firsts.values())) == len(firsts), firsts
