"""Every page of the desk: few queries, no style or script inline, with an empty draft and the shipped one."""

import re
from time import process_time

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from roles.models import Change, Role
from tests.admin.desk_pages import DeskPage, every_page, furnish, names_of_addresses, pages_without_rows

QUERIES = 10  # And one for each kind of row on the page.
INLINE = re.compile(r"<[^>]+\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)(?![^>]*json)")
SECONDS = 3.0  # Ten times what a page may take on an idle machine: a loaded one must not fail this.


@pytest.fixture
def furnished(backend: Role) -> None:
    """The shipped draft, published, with a row behind every kind of page."""
    furnish()


@pytest.fixture
def in_groups(editor: Client) -> Client:
    """The browser of somebody who may do everything at the desk by way of groups: two more queries."""
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.set(Group.objects.all())
    client = Client()
    client.force_login(user)
    return client


def asked(client: Client, address: str) -> tuple[int, int, str]:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    body = b"".join(page.streaming_content) if page.streaming else page.content
    return page.status_code, len(queries), body.decode()


def test_no_address_of_the_desk_is_forgotten(furnished: None):
    visited = {resolve(page.address.partition("?")[0]).url_name for page in every_page()}

    assert names_of_addresses(admin.site.get_urls()) <= visited


@pytest.mark.parametrize("who", ["editor", "in_groups"])
def test_every_page_stays_within_its_queries_and_its_time_and_carries_nothing_inline(
    furnished: None, who: str, request: pytest.FixtureRequest
):
    client: Client = request.getfixturevalue(who)

    # What is read once per process is nobody's page: only the second view counts.
    assert [wrong for page in every_page() if fault(client, page) and (wrong := fault(client, page))] == []


def fault(client: Client, page: DeskPage) -> str:
    """What a page takes too much of or carries itself, in words; "" if it is within its bounds."""
    began = process_time()
    status, queries, body = asked(client, page.address)
    took = process_time() - began
    if status not in (200, 302, 403) or queries > QUERIES + page.kinds or took > SECONDS:
        return f"{page.address}: {status}, {queries} queries of {QUERIES + page.kinds}, {took:.2f} s"
    return f"{page.address}: {inline[0]}" if (inline := INLINE.search(body)) else ""


def test_no_page_of_an_empty_draft_fails_or_carries_anything_inline(editor: Client):
    answers = {page.address: asked(editor, page.address) for page in pages_without_rows()}

    assert {status for status, _queries, _body in answers.values()} <= {200, 302, 403, 404}
    assert [address for address, (_, _, body) in answers.items() if INLINE.search(body)] == []


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
