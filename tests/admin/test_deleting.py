"""What the desk says before a row is deleted, and what it refuses to delete."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from roles.models import Role, Skill, Source, Statement
from tests.admin.conftest import member_of


def asked(client: Client, row: Role | Skill | Source) -> str:
    address = reverse(f"admin:roles_{row._meta.model_name}_delete", args=[row.pk])
    return client.get(address).content.decode()


def test_what_goes_with_a_role_is_named_row_by_row(editor: Client, backend: Role):
    page = asked(editor, backend)

    assert f"Statements: {backend.statements.count()}" in page
    for statement in backend.statements.all():
        assert f"Statement: {escape(statement)}" in page
    for step in backend.steps_out.all():
        assert f'Step: <a href="/admin/roles/step/{step.pk}/change/">{escape(step)}</a>' in page


@pytest.mark.parametrize("slug", ["asked-by-nobody", "databases"])
def test_confirming_takes_as_many_queries_for_many_rows(
    editor: Client, backend: Role, slug: str, django_assert_max_num_queries
):
    skill, _ = Skill.objects.get_or_create(slug=slug)

    with django_assert_max_num_queries(5):
        asked(editor, skill)


def test_a_source_in_use_is_kept_and_what_rests_on_it_counted(editor: Client, draft: None):
    source = Statement.objects.first().source
    count = Statement.objects.filter(source=source).count()

    page = asked(editor, source)
    editor.post(reverse("admin:roles_source_delete", args=[source.pk]), {"post": "yes"})

    assert f"{count} statements" in page
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_source_that_nothing_rests_on_goes(editor: Client, draft: None):
    source = Source.objects.create(slug="unused", title="Unused", publisher="Nobody")

    editor.post(reverse("admin:roles_source_delete", args=[source.pk]), {"post": "yes"})

    assert not Source.objects.filter(pk=source.pk).exists()


def test_who_may_not_delete_steps_cannot_delete_a_role_that_has_some(backend: Role):
    Group.objects.get(name="Author").permissions.remove(Permission.objects.get(codename="delete_step"))
    author = member_of("Author")

    page = asked(author, backend)
    answer = author.post(reverse("admin:roles_role_delete", args=[backend.pk]), {"post": "yes"})

    assert "doesn’t have permission to delete" in page or "doesn't have permission to delete" in page
    assert answer.status_code == 403
    assert Role.objects.filter(pk=backend.pk).exists()
