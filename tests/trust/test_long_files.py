"""A file may be long and hostile, and still costs no longer to refuse than it takes to read."""

import re
from http import HTTPStatus
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from quiz.answers_file import LARGEST, MOST_DOUBLED
from quiz.models import Edition

SECONDS = 5  # Of the processor; comparing each name with all others takes many minutes.


@pytest.fixture
def doubled() -> str:
    """A hundred thousand names, each of them twice in one object."""
    names = ",".join(f'"{number % 50_000:x}":0' for number in range(100_000))
    return f'{{"answers":{{{names}}}}}'


def test_a_file_of_doubled_names_is_refused_in_time(edition: Edition, client: Client, doubled: str):
    assert len(doubled) < LARGEST
    file = SimpleUploadedFile("answers.json", doubled.encode(), "application/json")
    began = process_time()

    answer = client.post(reverse("reports:restore"), {"file": file})

    assert process_time() - began < SECONDS
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    named = re.findall(r"“(\w+)” is there twice; keep one", answer.content.decode())
    assert len(set(named)) == MOST_DOUBLED


def test_so_is_one_that_a_form_carries_along(edition: Edition, client: Client, doubled: str):
    began = process_time()

    answer = client.post(reverse("reports:restore_sitting"), {"kept": doubled})

    assert process_time() - began < SECONDS
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
