"""The result page tells how to come back to it, and prints what paper prints."""

from django.test import Client
from django.urls import reverse

from quiz.content import EditionContent
from quiz.models import Sitting
from quiz.submission import About, Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.sections.cards import role_card
from reports.sections.progression import write_progression
from reports.verdict import reach_verdict
from tests.builders import ideal_answers
from tests.reports.builders import STAMP


def test_the_result_page_tells_its_private_code_and_link(owner: Client, sitting: tuple[Sitting, str]) -> None:
    page = owner.get(reverse("reports:result")).content.decode()

    assert "Come back to this result" in page
    assert f'<code class="code">{sitting[1]}</code>' in page
    assert reverse("quiz:resume_link", args=[sitting[1]]) in page


def test_points_on_an_open_scale_have_a_number_and_no_bar(shipped: EditionContent) -> None:
    submission = Submission(ideal_answers(shipped, "backend-engineer"))
    case = Case(shipped, submission, reach_verdict(shipped, submission), STAMP, SourceMarks(shipped.sources))

    liked, ready, able = role_card(case, 0).meters

    assert float(able.shown) > 50
    assert able.filled is None
    assert liked.filled
    assert ready.filled


def test_pay_that_only_an_article_states_is_not_called_unknown(shipped: EditionContent) -> None:
    submission = Submission({}, About(current_role="backend-engineer"))
    case = Case(shipped, submission, reach_verdict(shipped, submission), STAMP, SourceMarks(shipped.sources))

    senior = next(line for line in write_progression(case).stages if line.slug == "senior-engineer")

    assert "USD 130,000–200,000 a year, base range in an article" in senior.terms
