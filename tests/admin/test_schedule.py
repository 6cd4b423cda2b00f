"""Publishing at a time: by a timer or by the next visit, and never over somebody else's edition."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.models import Edition, PlannedEdition
from quiz.sweeping import sweep
from roles.models import Role
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in

DRAFT = "/admin/quiz/edition/draft/"


def edit(words: str = "like plumbing") -> None:
    Role.objects.filter(slug="backend-engineer").update(best_for=words)


def schedule(client: Client, *, hours: float = 24, note: str = "Later.") -> str:
    due_at = timezone.localtime(timezone.now() + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")
    posted = filled_in(client.get(DRAFT), note=note, due_at=due_at) | {"schedule": "Schedule it"}
    return client.post(DRAFT, posted, follow=True).content.decode()


def its_time_comes() -> None:
    PlannedEdition.objects.update(due_at=timezone.now() - timedelta(minutes=1))


def run_due() -> str:
    said = StringIO()
    call_command("edition", "publish", "--due", stdout=said)
    return said.getvalue()


def test_a_scheduled_draft_is_published_by_the_timer_as_it_was_reviewed(editor: Client, published: Edition):
    edit()
    page = schedule(editor)
    reviewed = PlannedEdition.objects.get().digest
    edit("like something else by now")

    early = run_due()
    its_time_comes()
    said = run_due()

    newest = Edition.objects.newest()
    assert "will be published on" in page
    assert early == "" and "Published edition 2, as scheduled: Later." in said
    assert (newest.digest, newest.note, newest.published_by.username) == (reviewed, "Later.", "editor")
    assert "like plumbing" in newest.document and run_due() == ""


def test_a_serving_process_publishes_it_when_nobody_looks(editor: Client, published: Edition):
    edit()
    schedule(editor)

    its_time_comes()
    sweep()

    assert Edition.objects.newest().note == "Later."


def test_the_next_visit_publishes_what_the_timer_did_not(editor: Client, published: Edition):
    edit()
    schedule(editor)
    its_time_comes()

    page = member_of("Reviewer").get(DRAFT).content.decode()

    assert "Edition 2, scheduled for" in page and "is published." in page
    assert PlannedEdition.objects.get().state == "published"


def test_the_page_says_what_is_scheduled_and_that_the_draft_went_on(editor: Client, published: Edition):
    edit()
    schedule(editor, note="For Monday.")
    before = editor.get(DRAFT).content.decode()
    edit("like something else")

    after = editor.get(DRAFT).content.decode()

    assert "For Monday." in before and "The draft has changed since" not in before
    assert "The draft has changed since; those changes are not part of it." in after


def test_a_plan_is_held_when_another_edition_came_in_between(editor: Client, published: Edition):
    edit()
    schedule(editor)
    edit("like something more urgent")
    editor.post(DRAFT, filled_in(editor.get(DRAFT), note="Urgent."))
    its_time_comes()

    with pytest.raises(CommandError, match="held: another edition was published") as refused:
        run_due()

    assert refused.value.returncode == 3
    assert Edition.objects.count() == 2
    assert PlannedEdition.objects.get().state == "held"


def test_a_plan_is_cancelled_and_comes_to_nothing(editor: Client, published: Edition):
    edit()
    schedule(editor)
    plan = PlannedEdition.objects.get()
    cancel = reverse("admin:quiz_edition_cancel", args=[plan.pk])

    told = editor.post(cancel, follow=True).content.decode()
    again = editor.post(cancel, follow=True).content.decode()
    its_time_comes()

    assert "Nothing is scheduled any more." in told and "no longer waiting" in again
    assert run_due() == "" and Edition.objects.count() == 1


def test_only_one_publication_waits(editor: Client, published: Edition):
    edit()
    schedule(editor)

    page = schedule(editor, note="And another.")

    assert "A publication is already scheduled. Cancel it first" in page
    assert PlannedEdition.objects.count() == 1
    first = PlannedEdition.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedEdition.objects.create(
            digest=first.digest, document="{}", note="x", due_at=first.due_at, planned_at=first.planned_at
        )


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        ("", "Say when it is to be published."),
        ("2020-01-01T09:00", "That time is past."),
        ("tomorrow", "Write the time as"),
    ],
)
def test_a_time_that_cannot_be_is_refused_at_its_field(
    editor: Client, published: Edition, due_at: str, words: str
):
    edit()
    posted = filled_in(editor.get(DRAFT), note="Kept.", due_at=due_at) | {"schedule": "Schedule it"}

    page = editor.post(DRAFT, posted).content.decode()

    assert words in page and "Kept." in page
    assert not PlannedEdition.objects.exists() and Edition.objects.count() == 1


def test_scheduling_and_cancelling_are_for_publishers(editor: Client, published: Edition):
    edit()
    schedule(editor)
    plan = PlannedEdition.objects.get()
    author, reviewer = member_of("Author"), member_of("Reviewer")

    for client in (author, reviewer):
        assert client.post(reverse("admin:quiz_edition_cancel", args=[plan.pk])).status_code == 403
        assert client.post(DRAFT, {"note": "x", "schedule": "1"}).status_code == 403
    assert PlannedEdition.objects.get().state == "waiting"
    assert editor.get(reverse("admin:quiz_edition_cancel", args=[plan.pk])).status_code == 405
