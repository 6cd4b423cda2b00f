"""Reviewers say a word on the draft as it is; a later draft needs a new one."""

import pytest
from django.test import Client
from django.urls import reverse

from quiz.models import DraftReview
from roles.models import Role
from tests.admin.conftest import member_of

DRAFT = "/admin/quiz/edition/draft/"


def review(client: Client, **said: str):
    seen = client.get(DRAFT).context["reviewed"]
    return client.post(reverse("admin:quiz_edition_draft_review"), {"reviewed": seen} | said, follow=True)


def test_an_approval_is_shown_to_the_publisher_until_the_draft_changes(draft: None):
    review(member_of("Reviewer"), approves="yes", comment="Reads well.")
    publisher = member_of("Publisher")

    approved = publisher.get(DRAFT).content.decode()
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")
    changed = publisher.get(DRAFT).content.decode()

    assert "Approved" in approved and "Reads well." in approved and "Nobody has approved" not in approved
    assert "Reads well." not in changed and "Nobody has approved the draft as it is now." in changed


def test_whoever_asks_for_changes_says_which(draft: None):
    reviewer = member_of("Reviewer")

    refused = review(reviewer, approves="no").content.decode()
    taken = review(reviewer, approves="no", comment="The salary is of 2019.").content.decode()

    assert "Say what has to change." in refused
    assert "Changes asked for" in taken and "The salary is of 2019." in taken
    assert DraftReview.objects.count() == 1


def test_a_review_of_what_is_no_longer_there_is_not_taken(draft: None):
    reviewer = member_of("Reviewer")
    seen = reviewer.get(DRAFT).context["reviewed"]
    Role.objects.filter(slug="backend-engineer").update(best_for="like plumbing")

    page = reviewer.post(
        reverse("admin:quiz_edition_draft_review"), {"reviewed": seen, "approves": "yes"}, follow=True
    )

    assert "The draft has changed since you looked at it." in page.content.decode()
    assert not DraftReview.objects.exists()


@pytest.mark.parametrize("said", [{}, {"approves": "maybe"}, {"approves": "yes", "comment": "x" * 1001}])
def test_half_a_review_is_refused(draft: None, said: dict[str, str]):
    review(member_of("Reviewer"), **said)

    assert not DraftReview.objects.exists()


def test_authors_and_strangers_review_nothing(draft: None, stranger: Client):
    address = reverse("admin:quiz_edition_draft_review")

    assert member_of("Author").post(address, {"approves": "yes"}).status_code == 403
    assert stranger.post(address, {"approves": "yes"}).status_code == 302
    assert not DraftReview.objects.exists()
