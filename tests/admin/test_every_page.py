"""Every page of the desk: few queries, no style or script inline, with an empty draft and the shipped one."""

import re
from collections.abc import Iterator
from time import process_time

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from quiz.editions.publish import publish
from roles.models import Change, Role

QUERIES = 10  # And one for each kind of row on the page.
SECONDS = 3.0  # Ten times what a page may take on an idle machine: a loaded one must not fail this.


def pages_of(model_admin: ModelAdmin) -> Iterator[tuple[str, int]]:
    """The list, the page to add and the page of the first row, with what each may ask."""
    opts, kinds = model_admin.opts, len(model_admin.inlines)
    base = f"admin:{opts.app_label}_{opts.model_name}"
    yield reverse(f"{base}_changelist"), QUERIES
    kinds += 20 * reads_the_draft(opts.label_lower)
    yield reverse(f"{base}_add"), QUERIES + kinds
    row = opts.model._default_manager.first()
    if row is not None:
        yield reverse(f"{base}_change", args=[row.pk]), QUERIES + kinds
        yield reverse(f"{base}_history", args=[row.pk]), QUERIES


def own_pages() -> Iterator[tuple[str, int]]:
    """The pages that are no list and no row."""
    for name, args in (
        ("index", []),
        ("changes", []),
        ("quiz_statistics", []),
        ("quiz_edition_draft", []),
        ("quiz_edition_draft_copies", []),
        ("quiz_impact", []),
        ("roles_role_matrix", ["dimensions"]),
        ("roles_role_matrix", ["skills"]),
        ("quiz_preview", ["draft", 1]),
    ):
        try:
            yield reverse(f"admin:{name}", args=args), QUERIES + 20 * reads_the_draft(name)
        except NoReverseMatch as error:
            raise AssertionError(name) from error


def reads_the_draft(name: str) -> bool:
    """Whether the page compiles the draft: one query for each of its eighteen tables."""
    return name in ("quiz_edition_draft", "quiz_impact", "quiz_preview", "quiz.persona")


def every_page() -> list[tuple[str, int]]:
    lists = (page for model_admin in admin.site._registry.values() for page in pages_of(model_admin))
    return [*own_pages(), *lists]


def asked(client: Client, address: str) -> tuple[int, int, str]:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    body = b"".join(page.streaming_content) if page.streaming else page.content
    return page.status_code, len(queries), body.decode()


def test_every_page_stays_within_its_queries_and_its_time(editor: Client, backend: Role):
    publish(timezone.now(), "First")
    Role.objects.get(pk=backend.pk).save()
    for address, _most in every_page():
        editor.get(address)  # What is read once per process is nobody's page.

    slow = []
    for address, most in every_page():
        began = process_time()
        status, queries, _body = asked(editor, address)
        took = process_time() - began
        if status in (404, 500) or queries > most or took > SECONDS:
            slow.append((address, status, queries, most, round(took, 2)))

    assert slow == []


@pytest.mark.parametrize("is_empty", [True, False])
def test_no_page_carries_style_or_script_of_its_own(editor: Client, is_empty: bool, request):
    if not is_empty:
        request.getfixturevalue("draft")

    wrong = []
    for address, _most in every_page():
        status, _queries, body = asked(editor, address)
        if status not in (200, 302, 403) and not (is_empty and status == 404):
            wrong.append((address, status))
        if re.search(r"<[^>]+\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)(?![^>]*json)", body):
            wrong.append((address, "inline"))

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("index", "There is no content yet."),
        ("changes", "Nothing has been changed since histories are kept."),
        ("quiz_statistics", "Nothing is published yet"),
        ("quiz_impact", "Nothing is published yet"),
        ("quiz_contentconflict_changelist", "No"),
    ],
)
def test_an_empty_page_says_what_to_do(editor: Client, name: str, words: str):
    assert not Change.objects.exists()

    assert words in editor.get(reverse(f"admin:{name}")).content.decode()
