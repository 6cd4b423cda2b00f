"""S3: nothing that somebody writes makes the renderer reach for anything outside, whoever writes it."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.utils.html import escape
from pypdf import PdfReader

from quiz.content import EditionContent
from quiz.editions.document import read_document, write_document
from quiz.submission import About
from reports import pdf as door
from reports.html import print_document
from reports.report import build_report
from roles.brand import Brand
from tests.builders import small_content
from tests.reports.builders import STAMP, a_submission
from tests.reports.conftest import fonts

__all__ = ["fonts"]

PORT_MARK, CANARY = "PORT", "canary-of-the-file-system"
PAYLOADS = [
    '<img src="http://127.0.0.1:PORT/a">',
    '<img srcset="http://127.0.0.1:PORT/b 2x">',
    '<link rel="stylesheet" href="http://127.0.0.1:PORT/c">',
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a rel="attachment" href="file:CANARY">x</a>',
    '<object data="file:CANARY">x</object>',
    '<embed src="http://127.0.0.1:PORT/d">',
    '<iframe src="http://127.0.0.1:PORT/e"></iframe>',
    '<svg><image href="http://127.0.0.1:PORT/f"/></svg>',
    '<svg><use href="http://127.0.0.1:PORT/g#a"/></svg>',
    '<style>@import "http://127.0.0.1:PORT/h";</style>',
    "<style>body{background:url(http://127.0.0.1:PORT/i)}</style>",
    '<p style="background:url(http://127.0.0.1:PORT/j)">x</p>',
    '<base href="http://127.0.0.1:PORT/k">',
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:PORT/l">',
    '<script src="http://127.0.0.1:PORT/m"></script>',
    '<input type="image" src="http://127.0.0.1:PORT/n">',
    '<video poster="http://127.0.0.1:PORT/o"></video>',
    '<body background="http://127.0.0.1:PORT/p">',
    '<table background="http://127.0.0.1:PORT/q"></table>',
    '"><img src=http://127.0.0.1:PORT/r>',
    "'><img src=http://127.0.0.1:PORT/s>",
    '--><img src="http://127.0.0.1:PORT/t"><!--',
    ']]><img src="http://127.0.0.1:PORT/u">',
    '</title><img src="http://127.0.0.1:PORT/v">',
    '</style><img src="http://127.0.0.1:PORT/w">',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:CANARY">]>&e;',
    '&lt;img src="http://127.0.0.1:PORT/x"&gt;',
    '&#60;img src="http://127.0.0.1:PORT/y"&#62;',
    "{% include 'CANARY' %}",
    "{{ settings.SECRET_KEY }}",
    "{% load static %}{% debug %}",
    "url(file:CANARY)",
    "file:CANARY",
    "data:text/html,<img src=http://127.0.0.1:PORT/z>",
    "ftp://127.0.0.1:PORT/aa",
    "gopher://127.0.0.1:PORT/bb",
    "//127.0.0.1:PORT/cc",
    "\\\\127.0.0.1\\PORT\\dd",
    "javascript:fetch('http://127.0.0.1:PORT/ee')",
]
# Every field of an edition that is prose; the others are slugs, dates and words from a fixed list.
TEXTS = {
    *("title", "publisher", "licence", "note", "name", "low", "high", "summary", "low_phrase", "high_phrase"),
    *("anchors", "practice", "also_called", "best_for", "text", "purpose", "reason", "why", "classification"),
    *("as_of_note", "years_note", "contact"),
}
BRAND = Brand("Careers at Northwind", "Ask Ada in HR", "", "", "")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that writes down who knocks."""
    knocks: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    ended = threading.Event()

    def listen() -> None:
        while not ended.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            knocks.append("knock")
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], knocks
    ended.set()
    thread.join()
    server.close()


def test_the_listener_hears_a_knock(listener: tuple[int, list[str]]) -> None:
    port, knocks = listener

    socket.create_connection(("127.0.0.1", port)).close()
    sleep(0.3)

    assert knocks == ["knock"]


def test_forty_payloads_in_every_text_reach_nothing_and_print_as_text(
    fonts: None, listener: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, knocks = listener
    secret = tmp_path / "secret.txt"
    secret.write_text(CANARY)
    told = [p.replace(PORT_MARK, str(port)).replace("CANARY", str(secret)) for p in PAYLOADS]
    content = hostile(replace(small_content(), brand=BRAND), told)

    report = build_report(content, replace(a_submission(), about=About(name=told[0][:80])), STAMP)
    printed = print_document(report)
    rendered = door.render_html(printed, door.answers_of(report), door.finished(report))

    reader = PdfReader(BytesIO(rendered.pdf))
    text = "".join(page.extract_text() for page in reader.pages)
    assert len(PAYLOADS) == 40
    assert knocks == []
    assert CANARY not in text
    assert "127.0.0.1" in text  # The payloads were there, as words.
    assert list(reader.attachments) == ["answers.json"]
    assert [warning for warning in rendered.warnings if "refused" in warning] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_is_text_whatever_it_says(payload: str) -> None:
    """Everything that a respondent writes freely: the tags that are printed are those of any other name."""
    hostile, harmless = (
        print_document(build_report(small_content(), replace(a_submission(), about=About(name=name)), STAMP))
        for name in (payload[:80], "Ada")
    )

    assert escape(payload[:80]) in hostile
    assert Tags(hostile).found == Tags(harmless).found


class Tags(HTMLParser):
    """The tags of a page and where they lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [value for name, value in attrs if name in LEADING]))


LEADING = {"src", "srcset", "href", "data", "poster", "background", "style", "rel", "action"}


def hostile(content: EditionContent, payloads: list[str]) -> EditionContent:
    """The content with a payload at the end of every text, each in turn."""
    document, turn = write_document(content), iter(range(10**9))

    def spoil(value: Any, key: str = "") -> Any:
        match value:
            case dict():
                return {name: spoil(inner, name) for name, inner in value.items()}
            case list():
                return [spoil(inner, key) for inner in value]
            case str() if key in TEXTS:
                return f"{value} {payloads[next(turn) % len(payloads)]}"
            case _:
                return value

    spoilt = read_document(spoil(document))
    assert next(turn) > len(payloads)  # Every payload was used.
    return spoilt
