"""Hostile and odd names: printed safely, or refused or left out with the reason."""

import json
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from quiz.content import EditionContent
from quiz.forms import AboutForm
from quiz.submission import NAME_LENGTH, BadSubmission, read_submission
from reports.html import print_document
from tests.builders import small_content
from tests.reports.builders import a_report, a_submission
from tests.reports.test_edges import words_of

LEFT_OUT = "Your name is left out: the report's typeface lacks characters of it."
OTHER_SCRIPTS = {
    "arabic": "محمد عبد الرحمن بن سلمان الخطيب الأنصاري الدمشقي الحلبي المصري",
    "hebrew": "אברהם בן יצחק",
    "devanagari": "श्रीनिवास रामानुजन",
    "thai": "สมชาย ใจดี",
    "japanese": "山田太郎",
    "chinese": "歐陽娜娜",
    "korean": "김철수",
    "emoji": "Bo 😀",
    "an emoji of several": "👩🏽‍💻 Ada",
    "letters of mathematics": "𝕬𝖉𝖆",
    "towers of accents": "Z\u0363\u0489a\u0353lgo\u0489",
}
PRINTED = {
    "markup": ("<b>Eve</b> & 'Co' \"x\"", "<b>Eve</b> & 'Co' \"x\""),
    "a template": ("{{ report.code }}{% now %}", "{{ report.code }}{% now %}"),
    "a script": ("</title><script>alert(1)</script>", "</title><script>alert(1)</script>"),
    "text turned around": ("Eve\u202eliame\u202c\u2066x\u2069", "Eveliamex"),
    "invisible characters": ("A\u200bd\u00ada\ufeff", "Ada"),
    "sixty letters of greek": ("Παναγιώτα-Ευαγγελία Παπαδοπούλου-Χατζηκωνσταντίνου της Θεσσαλονίκης",) * 2,
    "letters and accents apart": ("Zoe\u0308", "Zoë"),
}


def document(name: object) -> dict[str, object]:
    return json.loads(json.dumps(a_submission().document(3) | {"about": {"name": name}}))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def content() -> EditionContent:
    return small_content()


@pytest.mark.parametrize("name", OTHER_SCRIPTS.values(), ids=OTHER_SCRIPTS.keys())
def test_a_name_that_the_typeface_lacks_is_left_out_with_the_reason_and_without_boxes(
    name: str, content: EditionContent
) -> None:
    report = a_report(read_submission(document(name), content))

    printed = words_of(print_document(report))

    assert LEFT_OUT in printed
    assert "For " not in printed.split("\n", 40)[0]
    assert "?" not in printed.split("fits you best")[0]
    assert report.document["about"]["name"] == name


@pytest.mark.parametrize(("given", "shown"), PRINTED.values(), ids=PRINTED.keys())
def test_a_hostile_name_is_printed_as_plain_text(given: str, shown: str, content: EditionContent) -> None:
    page = print_document(a_report(read_submission(document(given), content)))

    assert f"For {shown}, 3 February 2026" in " ".join(words_of(page).split())
    assert "<script>" not in page
    assert "<b>Eve" not in page


@pytest.mark.parametrize("length", [NAME_LENGTH + 1, 500])
def test_a_name_of_500_characters_is_refused_with_the_length_allowed(
    length: int, content: EditionContent
) -> None:
    with pytest.raises(BadSubmission, match=r"name must be printable text of at most 80 characters"):
        read_submission(document("x" * length), content)

    form = AboutForm(content, {}, QueryDict(urlencode({"name": "x" * length})))
    assert f"at most 80 characters (it has {length})" in form.errors["name"][0]


@pytest.mark.parametrize("name", ["Eve\x00", "Eve\x1b[31m", "Eve\nLin", "Eve\ud800", 7, ["Eve"], None])
def test_controls_halves_of_characters_and_what_is_no_text_are_refused(
    name: object, content: EditionContent
) -> None:
    with pytest.raises(BadSubmission, match="name must be printable text"):
        read_submission(document(name), content)
