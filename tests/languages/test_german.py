"""The report and the pages in German: words, plurals, numbers, amounts, dates."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import translation

from quiz.forms import AboutForm
from quiz.models import Edition
from quiz.submission import quoted
from reports.grammar import decimal, joined, lower, number, plain_points, points, times_in_100, whole
from reports.html import print_document
from reports.labels import amount, full_date, licence_words, main_amount, partial_date, span, years
from reports.pdf import prepare
from reports.sections.progression import shared_words
from reports.sections.verdict import VerdictSection
from reports.words import level, reasons, routes, verdict
from roles.profile import Level
from tests.builders import a_figure, a_role, a_skill, small_content
from tests.languages.builders import bilingual, german_report
from tests.reports.builders import FINISHED, a_report, a_verdict

COMMA = re.compile(r'\b(?:x|y|x1|x2|cx|cy|r|width|height)="-?\d+,\d')


@pytest.fixture
def in_german() -> object:
    with translation.override("de"):
        yield


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["language"] = "de"
    return client


def test_lists_and_numbers_are_written_as_german_writes_them(in_german: None) -> None:
    assert joined(["a", "b", "c"]) == "a, b und c"
    assert (points(6.14), points(-3.9), plain_points(92.7)) == ("+6,1", "−3,9", "92,7")
    assert (decimal("0.94"), whole(12345)) == ("0,94", "12.345")
    assert times_in_100(0.934) == "in 93 von 100 Fällen"
    assert [number(count) for count in (0, 1, 12, 20, 21)] == ["keine", "ein", "zwölf", "zwanzig", "21"]


def test_a_noun_keeps_its_capital_inside_a_sentence(in_german: None) -> None:
    assert lower("Datenbanken") == "Datenbanken"


def test_amounts_and_dates_are_written_as_german_writes_them(in_german: None) -> None:
    assert amount(105210, "USD") == "105.210 USD"
    assert span(105210, 171980, "USD") == "105.210–171.980 USD"
    assert main_amount(a_figure()).endswith("USD im Jahr")
    assert [partial_date(written) for written in ("2025", "2025-05", "2025-05-31")] == [
        "2025",
        "Mai 2025",
        "31. Mai 2025",
    ]
    assert full_date(FINISHED.date()) == "3. Februar 2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "Jahre unbekannt"), (1, "etwa 1 Jahr"), (2, "etwa 2 Jahre"), (1.5, "etwa 1,5 Jahre")],
)
def test_years_have_their_singular(in_german: None, value: float | None, said: str) -> None:
    assert years(value) == said


def test_a_verdict_counts_and_places_in_german(in_german: None) -> None:
    tied = a_verdict({"Backend": 1, "Data": 1, "Platform": 3})
    alone = a_verdict({"Backend": 1})

    assert verdict.headline(alone) == "Backend passt am besten zu dir"
    assert verdict.place_label(tied, 2) == "Platz 3"
    assert verdict.too_few(1, 1).startswith("Du hast eine Frage beantwortet, die zählt, zu einer Vorliebe.")
    assert verdict.too_few(3, 2).startswith("Du hast drei Fragen beantwortet, die zählen, zu zwei Vorlieben.")


def test_steps_have_their_singular(in_german: None) -> None:
    skill, role = a_skill("databases", "Datenbanken"), a_role()

    assert routes.effort([(skill, 1, 2)], rated=True) == "eine Fähigkeitsstufe fehlt: Datenbanken 1 → 2"
    assert routes.effort([(skill, 1, 3)], rated=True) == "zwei Fähigkeitsstufen fehlen: Datenbanken 1 → 3"
    assert reasons.plan_intro(role, 1).startswith("Der Schritt, der für")
    assert reasons.plan_intro(role, 3).startswith("Drei Schritte, die für")
    assert level.counted(1, level.YEARS) == "ein Jahr"
    assert Level.ENTRY in level.LEVELS
    assert level.LEVELS[Level.ENTRY] == "Einstieg"


def test_a_report_is_written_in_the_readers_language() -> None:
    german = german_report()

    first = german.sections[0]
    assert isinstance(first, VerdictSection)
    assert first.headline == "Backend-Entwicklung passt am besten zu dir"
    assert [section.title for section in german.sections][:3] == [
        "Deine Einschätzung",
        "Rangfolge aller Rollen",
        "Du nach deinen Antworten",
    ]
    assert german.date == "3. Februar 2026"


def test_a_report_in_another_language_has_the_same_scores_and_code() -> None:
    german, english = german_report(), a_report()

    assert german.code == english.code
    assert [r.match for r in german.outcome.ranking] == [r.match for r in english.outcome.ranking]


def test_paper_speaks_german_too(in_german: None) -> None:
    document = print_document(german_report())

    assert document.startswith('<!DOCTYPE html>\n<html lang="de" dir="ltr">')
    for words in ("Was für Backend-Entwicklung spricht", "Wohin es führt", "selbst bewertet", "Dein Plan"):
        assert words in document
    assert "What speaks for" not in document
    assert '<span lang="en-GB" dir="auto">' in document


def test_drawings_keep_the_decimal_point(in_german: None) -> None:
    document = print_document(german_report())

    assert "<svg" in document
    assert COMMA.findall(document) == []


def test_a_pdf_is_kept_for_each_language_and_the_same_bytes_are_asked_for_twice(fonts: None) -> None:
    def digest(language: str) -> str:
        with translation.override(language):
            return prepare(german_report() if language == "de" else a_report(), "a4").digest

    assert digest("de") == digest("de")
    assert digest("de") != digest("en-gb")


def test_the_command_line_writes_a_report_in_german(publish_content, tmp_path: Path) -> None:
    publish_content(bilingual())
    answers, written = tmp_path / "answers.json", tmp_path / "verdict.html"
    answers.write_text('{"answers": {}}', "utf-8")

    call_command("assess", answers, html=written, language="de", stdout=StringIO())
    assert "Noch zu wenig, um etwas zu sagen" in written.read_text("utf-8")
    assert '<html lang="de"' in written.read_text("utf-8")


PAGES = (
    "home",
    "public:roles",
    "public:compare",
    "public:method",
    "public:sources",
    "quiz:resume",
    "language",
)


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_no_english_of_ours(edition: Edition, reader: Client, name: str) -> None:
    page = reader.get(reverse(name)).text

    assert '<html lang="de"' in page
    for word in ("Skip to the content", "Self-rated", "Private code", "Sources</a>", "Compare</a>"):
        assert word not in page


def test_the_quiz_asks_in_german(publish_content, reader: Client) -> None:
    publish_content(bilingual(item__data_more__text="Ich messe gern."))
    reader.post(reverse("quiz:start"), {"path": "all"})

    page = reader.get(reverse("quiz:page", args=[1])).text
    assert "Frage 1" in page
    assert "Stimme völlig zu" in page
    assert "Fragen 1–5 von 24" in page
    posted = reader.post(reverse("quiz:page", args=[1]), {}).text
    assert "Beantworte Frage 1 oder wähle „Unsicher oder trifft nicht zu“" in posted
    assert "Etwas stimmt noch nicht" in posted


def test_licences_and_unknown_publishers_are_told_in_german(edition: Edition, reader: Client) -> None:
    page = reader.get(reverse("public:sources")).content.decode()

    with translation.override("de"):
        assert (
            licence_words("Open Government Licence v3.0; facts only")
            == "Open Government Licence v3.0; nur Fakten"
        )
    assert "facts only" not in page
    assert "<dd>unknown</dd>" not in page


def test_examples_are_no_estimates_and_quotation_marks_are_german(in_german: None) -> None:
    form = AboutForm(small_content(), {}, QueryDict("salary_floor=viel&years=lang"))

    assert [fault for faults in form.errors.values() for fault in faults] == [
        "Die Jahre bezahlter Arbeit müssen eine ganze Zahl sein, zum Beispiel 4",
        "Das Mindeste, wofür du arbeiten würdest, muss eine ganze Zahl sein, zum Beispiel 90000",
    ]
    assert quoted("a\nb") == "„a\\nb“"


def test_the_two_sides_of_a_trade_off_keep_their_capitals_in_quotation_marks(in_german: None) -> None:
    report = a_report()

    asked = [answer.question for answer in report.sections[-1].answers if " oder " in answer.question]
    assert asked
    assert all(re.fullmatch("„[^“]+“ oder „[^“]+“\\?", question) for question in asked)


def test_what_roles_share_is_counted_in_figures_throughout(in_german: None) -> None:
    assert shared_words(7, 10, ["SQL"]) == "hat 7 von 10 Fähigkeiten gemeinsam; neu: SQL"
