"""People whose answers carry no verdict get an honest page: no error, and nothing called clear."""

from collections.abc import Callable

import pytest
from django.test import Client

from quiz.content import EditionContent
from quiz.editions.store import as_value
from quiz.items import UNSURE, Agreement, Answer, Answers, Item, SkillRating
from quiz.models import Edition, Response, Sitting
from quiz.scoring.certainty import Certainty
from quiz.submission import Submission
from reports.verdict import reach_verdict
from tests.builders import ideal_answers, small_content
from tests.reports.builders import FINISHED, flat
from tests.reports.test_html import sections_of


def every(answer: Callable[[Item], Answer]) -> Answers:
    return {slug: answer(item) for slug, item in small_content().items.items()}


def of_kinds(agreement: Answer, rating: Answer, side: Answer) -> Answers:
    kinds: dict[type, Answer] = {Agreement: agreement, SkillRating: rating}
    return every(lambda item: kinds.get(type(item), side))


def against_themselves() -> Answers:
    """Yes to everything, a statement and its reverse alike."""
    return of_kinds(5, 4, "a")


def half() -> Answers:
    whole = ideal_answers(small_content(), "backend-engineer")
    return dict(list(whole.items())[: len(whole) // 2])


BAD = {
    "contradictory": against_themselves(),
    "all neutral": dict(flat().answers),
    "all extreme": of_kinds(1, 0, "b"),
    "all not sure": every(lambda item: UNSURE),
    "half finished": half(),
    "nothing at all": {},
}


@pytest.mark.parametrize("answers", BAD.values(), ids=BAD.keys())
def test_nobody_with_such_answers_meets_an_error_or_a_confident_verdict(
    answers: Answers, client: Client, edition: Edition
) -> None:
    sitting, code = Sitting.objects.start(edition, FINISHED, finished_at=FINISHED)
    Response.objects.bulk_create(
        Response(sitting=sitting, item=item, value=as_value(answer)) for item, answer in answers.items()
    )
    client.cookies["sitting"] = code

    page = client.get("/result/")

    verdict = sections_of(page.content.decode())["verdict"].lower()
    assert page.status_code == 200
    assert "clear" not in verdict.replace("clearly", "")
    assert "fits you best" not in verdict or "close" in verdict


@pytest.mark.parametrize("answers", BAD.values(), ids=BAD.keys())
def test_no_such_verdict_is_clear_on_the_shipped_content_either(
    answers: Answers, shipped: EditionContent
) -> None:
    alike = {type(small_content().items[slug]): answer for slug, answer in answers.items()}
    told = {slug: alike[type(item)] for slug, item in shipped.items.items() if type(item) in alike}

    assert reach_verdict(shipped, Submission(told)).certainty is not Certainty.CLEAR
