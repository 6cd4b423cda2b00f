"""A report costs the same to print whether the edition has twenty roles or a thousand."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.report import with_roles
from quiz.content import EditionContent
from quiz.submission import read_submission
from reports.html import print_document
from reports.sections.ranking import MOST_PRINTED
from tests.reports.builders import a_report

PERSONA = Path(__file__).parent.parent / "personas/systems-thinker.json"


def elements(content: EditionContent) -> Counter[str]:
    """How often each element is in the printed document, which is what the renderer is paid for."""
    submission = read_submission(json.loads(PERSONA.read_text("utf-8")), content)
    return Counter(re.findall(r"<([a-z][a-z0-9]*)", print_document(a_report(submission, content))))


@pytest.mark.django_db
@pytest.mark.same_on_any_database
def test_a_thousand_roles_print_no_more_than_twenty(shipped: EditionContent) -> None:
    few, many = elements(with_roles(shipped, MOST_PRINTED)), elements(with_roles(shipped, 1000))

    assert many["tr"] <= few["tr"] + 1
    assert many["text"] <= few["text"] * 1.02
    assert many.total() <= few.total() * 1.02
