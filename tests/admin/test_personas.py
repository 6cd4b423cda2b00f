"""Personas belong to the editors and say live what the draft would tell them; nothing else is written."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

import reports.admin.preview
from quiz.models import Edition, Persona
from quiz.packs.personas import load_personas
from roles.models import Demand, Preference, Role
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in
from tests.admin.test_preview import everything_stored

SHIPPED = settings.BASE_DIR / "fixtures" / "personas" / "personas.json"
LIST = "/admin/quiz/persona/"


@pytest.fixture
def personas(draft: None) -> None:
    load_personas(SHIPPED)


@pytest.fixture
def published(editor: Client, personas: None) -> Edition:
    page = editor.get("/admin/quiz/edition/draft/")
    editor.post("/admin/quiz/edition/draft/", filled_in(page, note="First."))
    return Edition.objects.get()


def turn_backend_into_testing() -> None:
    """Whoever suited QA Engineer now suits Backend Engineer as well, and comes to it by name."""
    qa, backend = Role.objects.get(slug="qa-engineer"), Role.objects.get(slug="backend-engineer")
    Preference.objects.filter(role=backend).delete()
    Demand.objects.filter(role=backend).delete()
    Preference.objects.filter(role=qa).update(role=backend)
    Demand.objects.filter(role=qa).update(role=backend)
    Role.objects.filter(pk=qa.pk).update(is_scored=False)


def test_the_eight_personas_are_those_the_tests_know(personas: None):
    known = {
        path.stem: json.loads(path.read_text())["answers"] for path in Path("tests/personas").glob("*.json")
    }

    assert {persona.slug: persona.answers for persona in Persona.objects.all()} == known
    assert all(persona.note for persona in Persona.objects.all())


def test_personas_are_shipped_once_and_never_touched_again(personas: None):
    Persona.objects.exclude(slug="careful-tester").delete()
    Persona.objects.update(name="Ours")
    said = StringIO()

    call_command("persona", "load", stdout=said)

    assert "there are some already" in said.getvalue()
    assert [persona.name for persona in Persona.objects.all()] == ["Ours"]


def test_the_list_shows_what_each_is_told_now_and_by_the_draft(editor: Client, published: Edition):
    turn_backend_into_testing()

    page = editor.get(LIST).content.decode()

    assert "QA Engineer, Backend Developer, Tech Lead" in page
    assert "<ins>Backend Engineer, " in page
    assert "undecided, " in page


def test_a_persona_shows_its_verdict_on_its_own_page(editor: Client, published: Edition):
    turn_backend_into_testing()
    persona = Persona.objects.get(slug="careful-tester")

    page = editor.get(reverse("admin:quiz_persona_change", args=[persona.pk])).content.decode()

    assert "<strong>Readers are told</strong> QA Engineer" in page
    assert "<strong>The draft says</strong> Backend Engineer" in page


def test_an_answer_is_changed_and_the_others_stay(editor: Client, personas: None):
    persona = Persona.objects.get(slug="people-leader")
    persona.answers["of-an-older-edition"] = 3
    persona.save()
    address = reverse("admin:quiz_persona_change", args=[persona.pk])

    editor.post(address, filled_in(editor.get(address), **{"answer-skill-databases": "4"}))

    answers = Persona.objects.get(pk=persona.pk).answers
    assert answers == persona.answers | {"skill-databases": 4}


def test_a_new_persona_answers_as_a_role_would_have_it(editor: Client, personas: None):
    add = reverse("admin:quiz_persona_add")

    editor.post(add, filled_in(editor.get(add), name="Ideal", slug="ideal", as_role="data-engineer"))

    page = editor.get(LIST).content.decode()
    assert len(Persona.objects.get(slug="ideal").answers) == 84
    assert "Data Engineer, " in page


def test_an_answers_file_is_taken_whole_or_refused_with_its_problems(editor: Client, personas: None):
    add = reverse("admin:quiz_persona_add")
    good = Path("tests/personas/data-explorer.json").read_text()
    fields = filled_in(editor.get(add), name="Pasted", slug="pasted")

    bad = editor.post(add, fields | {"answers_file": '{"answers": {"skill-databases": 9, "nothing": 1}}'})
    broken = editor.post(add, fields | {"answers_file": "not json"})
    editor.post(add, fields | {"answers_file": good})

    assert "skill-databases" in bad.content.decode() and "nothing" in bad.content.decode()
    assert "it isn’t JSON" in broken.content.decode()
    assert Persona.objects.get(slug="pasted").answers == json.loads(good)["answers"]


def test_a_personas_report_is_previewed_and_leaves_no_trace(
    editor: Client, personas: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reports.admin.preview, "render_pdf", lambda report: report.title.encode())
    persona = Persona.objects.get(slug="careful-tester")
    before = everything_stored()

    page = editor.get(reverse("admin:quiz_persona_preview", args=[persona.pk])).content.decode()
    pdf = editor.get(reverse("admin:quiz_persona_preview_pdf", args=[persona.pk]))

    assert "QA Engineer fits you best" in page and "Careful tester (draft preview)" in page
    assert pdf.content == b"QA Engineer fits you best"
    assert everything_stored() == before


def test_who_may_see_and_change_personas(personas: None, stranger: Client, staff_without_permission: Client):
    persona = Persona.objects.get(slug="careful-tester")
    preview = reverse("admin:quiz_persona_preview", args=[persona.pk])
    change = reverse("admin:quiz_persona_change", args=[persona.pk])

    assert stranger.get(preview).status_code == 302
    assert staff_without_permission.get(preview).status_code == 403
    assert member_of("Reviewer").get(preview).status_code == 200
    assert member_of("Publisher").post(change, {"name": "Mine"}).status_code == 403
    assert member_of("Author").get(change).status_code == 200
