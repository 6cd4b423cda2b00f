"""The invented languages: what isn't translatable stays plain in one, the other turns every page around."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from quiz.models import Edition
from reports.html import print_document
from roles.catalogues import GAP
from roles.management.commands.messages import compile_catalogues
from roles.pseudo import KEPT, disguise
from tests.reports.builders import a_report

# What isn't ours to translate: names, and what the languages on offer call themselves.
PLAIN = {"Rolewise", "Accented", "English", "Deutsch", "Mirrored", "PDF", "JSON"}
OURS = ("quiz:resume", "language", "privacy", "reports:restore")


@pytest.fixture
def invented(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("en-xa", "Accented"), ("ar-xb", "Mirrored")]
    settings.LOCALE_PATHS = [tmp_path]
    compile_catalogues()


def test_a_disguise_keeps_gaps_and_markup() -> None:
    text = 'You can <a href="%(home_url)s">start</a> with %(count)d &amp; 5 %% more.'

    for code in ("en-xa", "ar-xb"):
        told = disguise(code, text)
        assert KEPT.findall(told) == KEPT.findall(text)


@given(st.text(alphabet="abcXYZ %()<>", max_size=40))
def test_a_disguise_never_loses_a_gap(text: str) -> None:
    assert GAP.findall(disguise("en-xa", text)) == GAP.findall(text)


def test_the_accented_language_is_longer_and_the_mirrored_one_overrides_the_direction() -> None:
    assert len(disguise("en-xa", "Check your answers")) >= 1.3 * len("Check your answers")
    assert disguise("ar-xb", "Back") == "\N{RIGHT-TO-LEFT OVERRIDE}Back\N{POP DIRECTIONAL FORMATTING}"


def test_the_mirrored_language_turns_pages_and_paper_around(
    edition: Edition, client: Client, invented: None
) -> None:
    client.cookies["language"] = "ar-xb"
    page = client.get(reverse("home")).text
    with translation.override("ar-xb"):
        paper = print_document(a_report())

    assert '<html lang="ar-XB" dir="rtl">' in page
    assert '<html lang="ar-XB" dir="rtl">' in paper


@pytest.mark.parametrize("name", OURS)
def test_no_word_of_ours_stays_plain(edition: Edition, client: Client, invented: None, name: str) -> None:
    client.cookies["language"] = "en-xa"

    page = client.get(reverse(name)).text
    body = re.sub(r"<(script|style|code).*?</\1>", " ", page[page.index("<body") :], flags=re.S)
    words = set(re.findall(r"[A-Za-z]{3,}", unescape(re.sub(r"<[^>]+>", " ", body))))
    accented = {word for word in re.findall(r"\w+", body) if not word.isascii()}
    assert {word for word in words if not any(word in longer for longer in accented)} - PLAIN == set()


def test_nobody_is_offered_an_invented_language(edition: Edition, client: Client) -> None:
    client.cookies["language"] = "ar-xb"

    assert '<html lang="en-GB" dir="ltr">' in client.get(reverse("home")).text
