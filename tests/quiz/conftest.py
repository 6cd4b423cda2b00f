"""People in front of the quiz."""

from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from quiz.editions.store import content_of
from quiz.models import Edition, Sitting
from quiz.paging import pages_of


@dataclass
class Respondent:
    """Somebody with a browser and a sitting."""

    client: Client
    edition: Edition

    @property
    def code(self) -> str:
        return self.client.cookies["sitting"].value

    @property
    def sitting(self) -> Sitting:
        return Sitting.objects.with_code(self.code).get()

    @property
    def values(self) -> dict[str, str]:
        return dict(self.sitting.responses.values_list("item", "value"))

    def get(self, name: str, /, *args: object) -> HttpResponse:
        return self.client.get(reverse(name, args=args))

    def post(self, name: str, /, *args: object, **sent: str) -> HttpResponse:
        return self.client.post(reverse(name, args=args), sent)

    def slugs_on(self, number: int) -> list[str]:
        return [item.slug for item in pages_of(content_of(self.edition).items)[number - 1].items]

    def answer_page(self, number: int, value: str = "unsure", **sent: str) -> HttpResponse:
        """Posts a page with ``value`` for every item unless ``sent`` says otherwise."""
        return self.post("quiz:page", number, **dict.fromkeys(self.slugs_on(number), value) | sent)

    def answer_everything(self) -> None:
        for page in pages_of(content_of(self.edition).items):
            self.answer_page(page.number)


@pytest.fixture
def respondent(edition: Edition) -> Respondent:
    """Somebody who has just started all questions of edition 1."""
    client = Client()
    client.post(reverse("quiz:start"), {"path": "all"})
    return Respondent(client, edition)
