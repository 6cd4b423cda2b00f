"""The arithmetic of docs/operating.md: every sum follows from the figures that stand above it."""

import ast
import operator
import re
from collections.abc import Mapping

import pytest
from django.conf import settings

PAGE = (
    (settings.BASE_DIR / "docs" / "operating.md").read_text("utf-8").split("## A million verdicts a day")[1]
)
FIGURES = {key: float(value) for key, value in re.findall(r"^\| (\w) \| [^|]+ \| ([\d.]+) \|", PAGE, re.M)}
SUMS = re.findall(r"^\| ([^|]{5,}) \| ([^|]*[×+÷][^|]*) \| ([\d.,]+) \|$", PAGE, re.M)
SIGNS = {ast.Add: operator.add, ast.Mult: operator.mul, ast.Div: operator.truediv}


def reckoned(node: ast.expr, figures: Mapping[str, float]) -> float:
    match node:
        case ast.BinOp():
            left, right = reckoned(node.left, figures), reckoned(node.right, figures)
            return SIGNS[type(node.op)](left, right)
        case ast.Name():
            return figures[node.id]
        case ast.Constant():
            return float(node.value)
    raise AssertionError(ast.dump(node))


def test_there_are_figures_and_sums():
    assert len(FIGURES) == 18
    assert len(SUMS) == 16


@pytest.mark.parametrize(("what", "sum_", "result"), SUMS, ids=[what for what, *_ in SUMS])
def test_a_sum_follows_from_the_figures(what: str, sum_: str, result: str):
    found = reckoned(ast.parse(sum_.replace("×", "*").replace("÷", "/"), mode="eval").body, FIGURES)

    assert found == pytest.approx(float(result.replace(",", "")), rel=0.02)


@pytest.mark.django_db
def test_the_quiz_has_as_many_questions_and_pages_as_the_sums_say(shipped):
    from quiz.paging import pages_of

    assert FIGURES["n"] == len(shipped.items)
    assert FIGURES["p"] == len(pages_of(shipped.items))
