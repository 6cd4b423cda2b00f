"""Impact of a draft, a walk through its quiz, and a role's findings: pages that write nothing."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from django.test import Client
from django.urls import reverse

from benchmarks.counting import python_calls
from quiz.editions.store import as_value, content_of
from quiz.models import Edition, Item, Response, Sitting
from quiz.scoring.ideal import ideal_answers
from roles.models import Figure, Role, Statement
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in
from tests.admin.test_how_the_quiz_does import DRIVER, sit
from tests.admin.test_personas import turn_backend_into_testing
from tests.admin.test_preview import everything_stored

COMPARED = 150_000  # Python calls, a fifth more than there are on SQLite.
DRAFT, IMPACT = "/admin/quiz/edition/draft/", "/admin/quiz/impact/"
NOW = datetime(2026, 1, 6, tzinfo=UTC)


@pytest.fixture
def published(editor: Client, draft: None) -> Edition:
    editor.post(DRAFT, filled_in(editor.get(DRAFT), note="First."))
    return Edition.objects.get()


def finished_quizzes(edition: Edition, slug: str, count: int, **fields: object) -> None:
    """People who answered just as a role would have it."""
    content = content_of(edition)
    answers = ideal_answers(content.items, content.roles[slug], content.constants)
    for number in range(count):
        sitting, _ = Sitting.objects.start(edition, NOW, **fields)
        Sitting.objects.filter(pk=sitting.pk).update(finished_at=NOW + timedelta(minutes=number))
        Response.objects.bulk_create(
            Response(sitting=sitting, item=item, value=as_value(answer)) for item, answer in answers.items()
        )


def test_the_impact_on_the_latest_quizzes_is_told_role_by_role(editor: Client, published: Edition):
    finished_quizzes(published, "qa-engineer", 7)
    finished_quizzes(published, "data-engineer", 5)
    finished_quizzes(published, "qa-engineer", 3, leaves_no_trace=True)
    turn_backend_into_testing()

    response = editor.get(IMPACT)

    impact, page = response.context["impact"], response.content.decode()
    assert (impact.people, impact.firsts_changed) == (12, 7)
    assert "Of 12 people, 7 would be told another first role" in page
    assert {r.slug: (r.first_before, r.first_after) for r in impact.movers}["qa-engineer"] == (7, 0)
    assert page.index("QA Engineer") < page.index("Data Engineer")


def test_of_fewer_than_five_people_of_many_no_number_is_shown(editor: Client, published: Edition):
    finished_quizzes(published, "qa-engineer", 3)
    finished_quizzes(published, "data-engineer", 5)
    turn_backend_into_testing()

    response = editor.get(IMPACT)

    roles = {role.slug: role for role in response.context["impact"].roles}
    assert "Of 8 people, some would be told another first role" in response.content.decode()
    assert (roles["qa-engineer"].first_before, roles["data-engineer"].first_before) == (None, None)
    assert (roles["qa-engineer"].first_after, roles["qa-engineer"].first_moved) == (None, None)
    assert "−3" not in response.content.decode()


def test_nothing_is_shown_of_fewer_than_five(editor: Client, published: Edition):
    finished_quizzes(published, "qa-engineer", 4)
    turn_backend_into_testing()

    page = editor.get(IMPACT).content.decode()

    assert "Fewer than 5 finished quizzes can be compared" in page
    assert "−4" not in page


def test_the_impact_reads_in_few_queries_however_many_quizzes(
    editor: Client, published: Edition, django_assert_max_num_queries
):
    finished_quizzes(published, "qa-engineer", 6)

    with django_assert_max_num_queries(10 + 18):
        editor.get(IMPACT)


def test_the_last_two_thousand_are_compared_within_two_seconds(editor: Client, published: Edition):
    finished_quizzes(published, "qa-engineer", 5)  # Too long ago to count.
    sit(published, content_of(published), 2_000)
    turn_backend_into_testing()
    editor.get(IMPACT)  # What is worked out once for each draft is not of people.

    began = process_time()
    impact = editor.get(IMPACT).context["impact"]
    took = process_time() - began

    assert impact.people + impact.left_out == 2_000
    assert impact.firsts_changed > 0
    assert took < 2, took
    assert python_calls(lambda: editor.get(IMPACT)) < COMPARED + DRIVER


def test_before_anything_is_published_there_is_nothing_to_compare(editor: Client, draft: None):
    assert "there is nothing to compare" in editor.get(IMPACT).content.decode()


def test_the_draft_is_walked_through_page_by_page_and_nothing_is_stored(editor: Client, draft: None):
    before = everything_stored()
    address = reverse("admin:quiz_preview", args=["draft", 1])
    pages = 0

    while address != DRAFT:
        page = editor.get(address)
        assert page.status_code == 200
        pages, address = pages + 1, page.context["form"].helper.form_action

    assert pages == 17
    assert everything_stored() == before
    assert not editor.cookies.get("sitting")


def test_any_question_is_shown_as_it_is_worded_in_the_draft(editor: Client, published: Edition):
    item = Item.objects.filter(kind="agreement").last()
    Item.objects.filter(pk=item.pk).update(text="I like my new wording.")

    on_draft = editor.get(reverse("admin:quiz_preview_item", args=["draft", item.slug])).content.decode()
    on_edition = editor.get(reverse("admin:quiz_preview_item", args=["1", item.slug])).content.decode()

    assert "I like my new wording." in on_draft and "Preview of the quiz of the draft" in on_draft
    assert "I like my new wording." not in on_edition and "edition 1" in on_edition
    assert 'method="get"' in on_draft and "js/quiz.js" not in on_draft


@pytest.mark.parametrize("where", [("draft", 99), ("7", 1), ("nonsense", 1)])
def test_pages_that_are_not_there_are_not_found(editor: Client, draft: None, where: tuple[str, int]):
    assert editor.get(reverse("admin:quiz_preview", args=where)).status_code == 404


def test_a_walk_takes_no_posts(editor: Client, draft: None):
    assert editor.post(reverse("admin:quiz_preview", args=["draft", 1])).status_code == 405


def test_a_roles_findings_are_shown_for_its_page(editor: Client, backend: Role):
    Figure.objects.filter(occupation__matches__role=backend, kind="percentiles").update(as_of="2019-05")
    Statement.objects.filter(role=backend, kind="benefit").delete()
    backend.companies.all().delete()
    address = reverse("admin:quiz_edition_role_findings", args=[backend.pk])

    page = editor.get(reverse("admin:roles_role_change", args=[backend.pk])).content.decode()
    fragment = editor.get(address, headers={"X-Fragment": "1"}).content.decode()
    alone = editor.get(address).content.decode()

    assert f'data-address="{address}"' in page and f'href="{address}"' in page
    assert "It names no hiring company." in fragment and "Nothing is said about benefit." in fragment
    assert "It is of 2019-05, and stale." in fragment
    assert "<html" not in fragment and "<html" in alone
    assert reverse("admin:roles_role_change", args=[backend.pk]) in fragment


def test_a_sound_role_is_told_so(editor: Client, draft: None):
    role = Role.objects.get(slug="mobile-engineer")

    page = editor.get(reverse("admin:quiz_edition_role_findings", args=[role.pk])).content.decode()

    assert "Nothing to mend" in page


def test_the_draft_page_names_the_pairs_that_lie_nearest(editor: Client, draft: None):
    page = editor.get(DRAFT)

    assert "Which roles the quiz tells apart least" in page.content.decode()
    assert [pair.percent for pair in page.context["pairs"]] == sorted(
        (pair.percent for pair in page.context["pairs"]), reverse=True
    )


@pytest.mark.parametrize("address", [IMPACT, "/admin/quiz/edition/walk/draft/1/"])
def test_looking_ahead_is_closed_to_strangers_and_staff_without_permission(
    stranger: Client, staff_without_permission: Client, draft: None, address: str
):
    assert stranger.get(address).status_code == 302
    assert staff_without_permission.get(address).status_code == 403
    assert member_of("Reviewer").get(address).status_code == 200
