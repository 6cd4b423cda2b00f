"""The arithmetic of docs/operating.md: every sum follows from the figures that stand above it, and these are
those of docs/performance.md."""

import ast
import operator
import re
from collections.abc import Callable, Mapping

import pytest
from django.conf import settings

PAGE = (
    (settings.BASE_DIR / "docs" / "operating.md").read_text("utf-8").split("## A million verdicts a day")[1]
)
MEASURED = (settings.BASE_DIR / "docs" / "performance.md").read_text("utf-8")
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


def served(request: str, clients: int) -> list[float]:
    """A row of the table of what gunicorn serves: p50, p95, p99 in ms, answers a second and a CPU second."""
    (row,) = re.findall(rf"^\| {request} \| {clients} \| (.+) \|$", MEASURED, re.M)
    return [float(cell.replace(",", "")) for cell in row.split(" | ")]


def measured(pattern: str) -> list[float]:
    (found,) = re.findall(pattern, MEASURED)
    return [float(each.replace(",", "")) for each in (found if isinstance(found, tuple) else (found,))]


@pytest.mark.parametrize(
    ("figure", "found"),
    [
        ("q", lambda: 1 / served("page of five", 10)[4]),
        ("s", lambda: 1 / served("one answer saved", 10)[4]),
        ("w", lambda: served("one answer saved", 50)[3]),
        ("d", lambda: 3600 / measured(r"([\d,]+) reports an hour and worker")[0]),
        ("m", lambda: max(measured(r"(\d+) and (\d+) MB for its two workers"))),
        ("f", lambda: measured(r"\| ours warm \|[^|]+\|[^|]+\|[^|]+\| ([\d,]+) \|")[0]),
    ],
)
def test_a_figure_is_the_measured_one(figure: str, found: Callable[[], float]):
    """Measure again and docs/operating.md is to be reckoned again."""
    assert FIGURES[figure] == pytest.approx(found(), rel=0.05)


@pytest.mark.django_db
def test_the_quiz_has_as_many_questions_and_pages_as_the_sums_say(shipped):
    from quiz.paging import pages_of

    assert FIGURES["n"] == len(shipped.items)
    assert FIGURES["p"] == len(pages_of(shipped.items))
