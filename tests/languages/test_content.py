"""An edition's texts in another language: what is translated, what falls back, what is stale."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from quiz.content import EditionContent
from quiz.editions.check import check_content, check_translations
from quiz.editions.document import canonical, digest, read_document, write_document
from quiz.editions.draft import read_draft
from quiz.editions.store import content_of
from quiz.editions.texts import name_of, texts_of
from quiz.editions.translation import Original, localised, missing
from quiz.models import Translation
from quiz.packs.export import write_files
from quiz.submission import Submission
from quiz.wording import question_of
from reports.verdict import reach_verdict
from roles.models import Statement, Step
from tests.builders import small_content
from tests.conftest import FIXTURES
from tests.languages.builders import GERMAN, bilingual
from tests.reports.builders import a_submission
from tests.speed.test_budgets import calls_of

NAME = "role/backend-engineer/name"
PROPER_NAMES = ("/name", "/also_called", "practice", "/title")


def test_what_is_translated_is_said_in_german() -> None:
    german = localised(bilingual(), "de")

    assert german.roles["backend-engineer"].name == "Backend-Entwicklung"
    assert german.dimensions["data"].name == "Daten"
    assert german.skills["databases"].anchors[2] == "Ich entwerfe Schemata allein."


def test_the_rest_falls_back_to_the_original_and_says_so() -> None:
    german = localised(bilingual(), "de")

    fallen_back = german.skills["databases"].anchors[1]
    assert fallen_back == small_content().skills["databases"].anchors[1]
    assert isinstance(fallen_back, Original)
    assert fallen_back.language == "en-GB"
    assert not isinstance(german.roles["backend-engineer"].name, Original)


def test_every_text_has_a_name_of_its_own_and_keeps_it(shipped: EditionContent) -> None:
    texts = texts_of(shipped)

    told: dict[str, int] = {}
    for name in texts:
        told[str(name_of(name))] = told.get(str(name_of(name)), 0) + 1
    assert set(told) == set(texts)
    assert len(texts) > 3_000


def test_scores_do_not_depend_on_the_language(shipped: EditionContent) -> None:
    persona = json.loads((Path(__file__).parent.parent / "personas/systems-thinker.json").read_text("utf-8"))
    submission = Submission(persona["answers"])

    english = reach_verdict(shipped, submission)
    german = reach_verdict(localised(shipped, "de"), submission)
    assert [(r.role.slug, r.match, r.place, r.interval) for r in german.ranking] == [
        (r.role.slug, r.match, r.place, r.interval) for r in english.ranking
    ]
    assert german.respondent == english.respondent
    assert (german.chance, german.certainty) == (english.chance, english.certainty)


def test_only_texts_differ_between_languages(shipped: EditionContent) -> None:
    german = write_document(localised(shipped, "de"))
    english = write_document(shipped)

    for found, kept in zip(german["roles"], english["roles"], strict=True):
        assert found["preferences"] == kept["preferences"]
        assert found["skills"] == kept["skills"]
    assert german["constants"] == english["constants"]


def test_an_edition_without_translations_has_the_document_of_old() -> None:
    document = write_document(small_content())

    assert "translations" not in document
    assert digest(document) == digest(write_document(replace(small_content(), translations={})))


def test_translations_are_part_of_an_edition() -> None:
    content = bilingual(stale=(NAME,))

    document = json.loads(canonical(write_document(content)))
    assert read_document(document) == content
    assert digest(document) != digest(write_document(small_content()))


def test_a_reader_gets_the_edition_in_the_active_language(publish_content) -> None:
    edition = publish_content(bilingual())

    with translation.override("de"):
        german = content_of(edition).roles["backend-engineer"].name
    assert german == "Backend-Entwicklung"
    assert content_of(edition).roles["backend-engineer"].name == "Backend Engineer"


def test_a_translation_of_another_wording_is_stale_and_still_shown(draft: None) -> None:
    Translation.objects.filter(kind="item", key="coach-or-build", field="text").update(source="What it was.")

    draft = read_draft()
    assert draft.translations["de"].stale == ("item/coach-or-build/text",)
    assert localised(draft, "de").items["coach-or-build"].text == "Was ergäbe den besseren Monat?"
    findings = [str(f) for f in check_content(draft) if f.where == "All but the roles in German"]
    assert len(findings) == 1
    question = question_of(draft.items["coach-or-build"])
    assert f"1 text was made from another wording: {question}" in findings[0]


def test_editors_are_told_what_a_begun_language_lacks() -> None:
    content = bilingual()

    lacking = tuple(missing(content, "de"))
    rest = [name for name in lacking if not name.startswith("role/")]
    finding = next(f for f in check_content(content) if f.where == "All but the roles in German")
    assert NAME not in lacking
    assert f"{len(rest)} texts are missing" in finding.problem
    assert not finding.blocks and finding.roles == ()


def test_what_a_role_lacks_in_a_language_is_told_at_the_role() -> None:
    content = bilingual(stale=("role/backend-engineer/summary", "role/staff-engineer/name"))

    told = {f.where: f for f in check_content(content) if f.where.endswith("in German") and f.roles}

    lacking = told["Data Engineer in German"]
    assert lacking.roles == ("data-engineer",)
    assert lacking.problem == "2 texts are missing, Data Engineer first."
    stale = told["Backend Engineer in German"]
    assert stale.roles == ("backend-engineer",) and not stale.blocks
    assert stale.problem == "1 text was made from another wording: Backend Engineer: summary."
    assert told["Staff Engineer in German"].roles == ("staff-engineer",)


def test_what_a_language_lacks_is_sorted_by_role_in_one_go() -> None:
    """Looking through all of it for each role took seconds with a thousand roles."""

    def calls(count: int) -> int:
        role = small_content().roles["data-engineer"]
        roles = {f"role-{n}": replace(role, slug=f"role-{n}") for n in range(count)}
        content = replace(bilingual(), roles=roles)
        return calls_of(lambda: list(check_translations(content)))

    assert calls(400) < 5 * calls(100)


def test_the_shipped_german_lacks_no_text_of_quiz_roles_steps_figures_or_sources(
    shipped: EditionContent,
) -> None:
    assert set(texts_of(shipped)) - set(shipped.translations["de"].texts) == set()
    assert shipped.translations["de"].stale == ()


def test_a_statement_or_step_that_is_reworded_makes_its_shipped_german_stale(draft: None) -> None:
    statement = Statement.objects.order_by("pk")[0]
    step = Step.objects.exclude(note="").order_by("pk")[0]
    Statement.objects.filter(pk=statement.pk).update(text="Reworded.")
    Step.objects.filter(pk=step.pk).update(note="Reworded too.")

    stale = read_draft().translations["de"].stale

    assert len(stale) == 2
    assert stale[0].startswith(f"role/{statement.role.slug}/{statement.kind}/")
    assert stale[1] == f"step/{step.from_role.slug}>{step.to_role.slug}/note"


def test_numbers_of_a_shipped_text_are_those_of_its_german(shipped: EditionContent) -> None:
    """A figure that a translation drops or changes is a false claim."""
    texts, german = texts_of(shipped), shipped.translations["de"].texts

    assert [name for name, text in texts.items() if numbers_in(text) != numbers_in(german[name])] == []


def numbers_in(text: str) -> list[str]:
    """The numbers, however thousands and decimals are written."""
    return sorted(re.sub(r"[.,]", "", found) for found in re.findall(r"\d(?:[\d.,]*\d)?", text))


def test_german_says_something_else_than_english(shipped: EditionContent) -> None:
    """Names of roles, places, occupations and sources are the same; a sentence would have been forgotten."""
    texts, german = texts_of(shipped), shipped.translations["de"].texts

    same = [name for name, text in german.items() if texts[name] == text]
    assert [name for name in same if not name.endswith(PROPER_NAMES)] == []


def test_shipped_translations_survive_export_and_load(draft: None, tmp_path: Path) -> None:
    write_files(tmp_path)
    exported = (tmp_path / "40-translations-de.json").read_text("utf-8")
    assert exported == (FIXTURES / "40-translations-de.json").read_text("utf-8")


def test_a_text_is_translated_once_into_a_language(db: None) -> None:
    said = {"language": "de", "kind": "place", "key": "DE", "field": "name", "source": "Germany"}
    Translation.objects.create(**said, text="Deutschland")

    with pytest.raises(ValidationError, match="has a translation into that language already"):
        Translation(**said, text="Bundesrepublik").full_clean()
    with pytest.raises(ValidationError, match="the original is shown then"):
        Translation(**said | {"key": "FR", "text": ""}).validate_constraints()


def test_a_translation_of_what_is_no_longer_there_is_left_out(db: None) -> None:
    Translation.objects.create(
        language="de", kind="role", key="gone", field="name", text="Fort", source="Gone"
    )

    assert read_draft().translations == {}


def test_german_texts_are_names_that_exist() -> None:
    assert set(GERMAN) <= set(texts_of(small_content()))
    assert a_submission().answers
