"""The result page tells how to come back to it, and prints what paper prints."""

from django.test import Client
from django.urls import reverse

from quiz.models import Sitting
from reports.sections.cards import meter


def test_the_result_page_tells_its_private_code_and_link(owner: Client, sitting: tuple[Sitting, str]) -> None:
    page = owner.get(reverse("reports:result")).content.decode()

    assert "Come back to this result" in page
    assert f'<code class="code">{sitting[1]}</code>' in page
    assert reverse("quiz:resume_link", args=[sitting[1]]) in page


def test_a_bar_beyond_a_hundred_is_marked_and_keeps_its_number() -> None:
    assert meter("Can do", 112.4, "middle").is_over
    assert meter("Can do", 112.4, "middle").shown == "112"
    assert not meter("Can do", 100.3, "middle").is_over
