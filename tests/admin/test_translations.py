"""The sheet on which editors translate: what is missing, what is stale, and saving."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from quiz.editions.draft import read_draft
from quiz.models import Item, Translation
from roles.models import Role
from tests.admin.conftest import member_of

pytestmark = pytest.mark.django_db
SHEET = "/admin/quiz/translation/sheet/"
ITEM = "item/coach-or-build/text"


def test_the_sheet_lists_what_is_missing(editor: Client, draft: None) -> None:
    Translation.objects.filter(kind="item", key="coach-or-build", field="text").delete()

    page = editor.get(SHEET, {"language": "de", "status": "missing", "kind": "item"}).text
    assert ITEM in page
    assert "Which would make the better month?" in page
    assert page.count("<textarea") == 1


def test_a_changed_wording_makes_its_translation_stale_until_it_is_saved_again(
    editor: Client, draft: None
) -> None:
    Item.objects.filter(slug="coach-or-build").update(text="Which month would you rather have?")
    stale = {"language": "de", "status": "stale"}
    before = editor.get(SHEET, stale).text

    saved = editor.post(f"{SHEET}?language=de&status=stale", {ITEM: "Welchen Monat hättest du lieber?"})
    assert "Which month would you rather have?" in before
    assert saved.status_code == 302
    assert "Nothing is stale here" in editor.get(SHEET, stale).text
    assert read_draft().translations["de"].texts[ITEM] == "Welchen Monat hättest du lieber?"
    assert read_draft().translations["de"].stale == ()


def test_the_sheet_opens_on_what_there_is_to_do_and_calls_texts_by_name(editor: Client, draft: None) -> None:
    Role.objects.filter(slug="backend-engineer").update(best_for="like it so", summary="Runs servers.")

    page = editor.get(f"{SHEET}?language=de&kind=role/backend-engineer/").text

    assert page.count("<textarea") == 2
    assert "Backend Engineer: best for<br>" in page and "Backend Engineer: summary<br>" in page
    assert '<option value="role/backend-engineer/" selected>Backend Engineer</option>' in page


def test_the_checks_lead_to_what_is_to_be_translated(editor: Client, draft: None) -> None:
    Role.objects.filter(slug="backend-engineer").update(best_for="like it so")
    role = Role.objects.get(slug="backend-engineer")

    page = editor.get(reverse("admin:quiz_edition_role_findings", args=[role.pk])).text

    assert "1 text was made from another wording: Backend Engineer: best for." in page
    sheet = editor.get(re.search(rf'href="({SHEET}[^"]+)"', page)[1].replace("&amp;", "&")).text
    assert sheet.count("<textarea") == 1 and "like it so" in sheet


def test_what_is_left_empty_changes_nothing(editor: Client, draft: None) -> None:
    before = Translation.objects.count()

    editor.post(f"{SHEET}?language=de", {ITEM: "  ", "item/unknown/text": "Nirgends"})
    assert Translation.objects.count() == before


def test_a_text_that_is_too_long_is_refused_and_kept_in_its_field(editor: Client, draft: None) -> None:
    Translation.objects.filter(kind="item", key="coach-or-build", field="text").delete()
    long = "x" * 2_001

    page = editor.post(f"{SHEET}?language=de", {ITEM: long}).text
    assert "It has 2001 characters; at most 2000 fit" in page
    assert long in page
    assert not Translation.objects.filter(key="coach-or-build", field="text").exists()


def test_a_reviewer_reads_the_sheet_and_saves_nothing(draft: None) -> None:
    reviewer = member_of("Reviewer")

    page = reviewer.get(SHEET, {"status": "current"}).text
    assert "readonly" in page
    assert "Save this page" not in page
    assert reviewer.post(f"{SHEET}?language=de", {ITEM: "Etwas"}).status_code == 403


def test_strangers_are_asked_to_sign_in(client: Client, db: None) -> None:
    assert client.get(SHEET).status_code == 302


def test_saving_a_row_by_itself_marks_it_as_fresh(editor: Client, draft: None) -> None:
    row = Translation.objects.get(kind="item", key="coach-or-build", field="text")
    Translation.objects.filter(pk=row.pk).update(source="Another wording")

    editor.post(reverse("admin:quiz_translation_change", args=[row.pk]), {"text": row.text})
    row.refresh_from_db()
    assert row.source == "Which would make the better month?"


def test_the_list_leads_to_the_sheet(editor: Client, draft: None) -> None:
    page = editor.get(reverse("admin:quiz_translation_changelist"), {"language": "de"}).text

    assert SHEET in page
