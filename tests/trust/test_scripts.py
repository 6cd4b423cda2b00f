"""What our scripts never do, read from their text; the policy in every answer lets no other run."""

import re

import pytest
from django.conf import settings

SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
# They show a page of our own in their page, as its template escaped it.
OUR_OWN_PAGE = {"admin-ahead.js", "findings.js"}
WRITING = re.compile(
    r"(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|document\.write|createContextualFragment"
)
AS_ESCAPED = re.compile(r"\.innerHTML = await answer\.text\(\);")
RUNNING = re.compile(r"\beval\(|new Function|setTimeout\(\s*[\"'`]|setInterval\(\s*[\"'`]|import\(")
COPYING = re.compile(
    r"Object\.assign|__proto__|structuredClone|\[key\]\s*=|\bfor \((?:const|let|var) \w+ in "
)
ELSEWHERE = re.compile(r"fetch\(\s*[\"'`](?:https?:)?//|XMLHttpRequest|WebSocket|sendBeacon\(\s*[\"'`]http")
KEEPING = re.compile(r"localStorage|sessionStorage|indexedDB|postMessage")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_runs_no_text_and_sends_nothing_elsewhere(script):
    text = script.read_text("utf-8")
    markup = AS_ESCAPED.sub("", text) if script.name in OUR_OWN_PAGE else text

    assert not WRITING.search(markup)
    assert not RUNNING.search(text)
    assert not COPYING.search(text)
    assert not ELSEWHERE.search(text)
    assert not KEEPING.search(text)


def test_there_are_scripts_and_those_that_show_our_own_pages_are_among_them():
    assert {script.name for script in SCRIPTS} >= OUR_OWN_PAGE
