"""An editor previews a role's report on the draft, and leaves no trace."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

import reports.admin.preview
from reports.cache import cache_dir
from reports.pdf import RenderError
from roles.models import Role
from tests.admin.conftest import member_of


def address_of(role: Role, pdf: bool = False) -> str:
    return reverse(f"admin:roles_role_preview{'_pdf' if pdf else ''}", args=[role.pk])


def everything_stored() -> dict[str, object]:
    """Every row of every table with all that it says, and every file that the site keeps."""
    rows = {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
    }
    files = sorted((path, path.stat().st_mtime_ns) for path in cache_dir().rglob("*"))
    return {**rows, "files": files}


def test_the_preview_shows_the_report_of_the_ideal_respondent(editor: Client, backend: Role):
    page = editor.get(address_of(backend)).content.decode()

    assert "Preview on the draft; nothing is stored." in page
    assert "Backend Engineer fits you best" in page
    assert "the ideal Backend Engineer (draft preview)" in page


def test_the_preview_speaks_of_the_draft_as_it_is_now(editor: Client, backend: Role):
    Role.objects.filter(pk=backend.pk).update(name="Server Engineer")

    assert "Server Engineer fits you best" in editor.get(address_of(backend)).content.decode()


def test_the_preview_writes_nothing(editor: Client, backend: Role):
    before = everything_stored()

    editor.get(address_of(backend))

    assert everything_stored() == before


def test_the_preview_stays_within_a_fixed_number_of_queries(
    editor: Client, backend: Role, django_assert_max_num_queries
):
    with django_assert_max_num_queries(27):
        editor.get(address_of(backend))


def test_every_scored_role_has_a_preview(editor: Client, draft: None):
    for role in Role.objects.scored():
        assert f"{role.name} fits you best" in editor.get(address_of(role)).content.decode(), role.name


def test_a_role_that_is_only_begun_has_a_preview_too(editor: Client, backend: Role):
    backend.preferences.all().delete()
    backend.demands.all().delete()
    backend.statements.all().delete()

    assert editor.get(address_of(backend)).status_code == 200


def test_the_button_is_on_the_page_of_scored_roles_only(editor: Client, backend: Role):
    path_only = Role.objects.filter(is_scored=False).first()
    page = editor.get(reverse("admin:roles_role_change", args=[backend.pk])).content.decode()
    other = editor.get(reverse("admin:roles_role_change", args=[path_only.pk])).content.decode()

    assert address_of(backend) in page and address_of(backend, pdf=True) in page
    assert "Preview report" not in other


@pytest.mark.parametrize("pdf", [False, True])
def test_a_role_on_paths_only_has_nothing_to_preview(editor: Client, draft: None, pdf: bool):
    role = Role.objects.filter(is_scored=False).first()

    page = editor.get(address_of(role, pdf), follow=True).content.decode()

    assert "This role is not in the verdict, so it has no report to preview." in page


def test_the_preview_is_there_as_pdf(editor: Client, backend: Role, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reports.admin.preview, "render_pdf", lambda report: report.title.encode())

    response = editor.get(address_of(backend, pdf=True))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="preview-backend-engineer.pdf"'
    assert response.content == b"Backend Engineer fits you best"


def test_a_failed_pdf_leads_back_with_the_reason(
    editor: Client, backend: Role, monkeypatch: pytest.MonkeyPatch
):
    def fail(report: object) -> bytes:
        raise RenderError("The PDF took longer than 60 seconds.")

    monkeypatch.setattr(reports.admin.preview, "render_pdf", fail)

    page = editor.get(address_of(backend, pdf=True), follow=True).content.decode()

    assert "The PDF took longer than 60 seconds." in page


@pytest.mark.parametrize("pdf", [False, True])
def test_previews_are_closed_to_strangers_and_staff_without_permission(
    stranger: Client, staff_without_permission: Client, backend: Role, pdf: bool
):
    assert stranger.get(address_of(backend, pdf)).status_code == 302
    assert staff_without_permission.get(address_of(backend, pdf)).status_code == 403


def test_reviewers_may_preview(backend: Role):
    assert member_of("Reviewer").get(address_of(backend)).status_code == 200


def test_previews_take_no_posts(editor: Client, backend: Role):
    assert editor.post(address_of(backend)).status_code == 405


def test_an_unknown_role_has_no_preview(editor: Client):
    assert editor.get(reverse("admin:roles_role_preview", args=[99999])).status_code == 404
