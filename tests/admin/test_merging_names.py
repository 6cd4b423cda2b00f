"""Node and Node.js become one, in every role that uses either."""

from typing import Any

import pytest
from django.test import Client

from roles.models import Company, Role, RoleCompany, RoleTechnology, Technology
from tests.admin.conftest import member_of

LIST = "/admin/roles/technology/"


@pytest.fixture
def twins(draft: None) -> tuple[Technology, Technology]:
    """Two names of one thing: one role uses both, another only the second."""
    stays = Technology.objects.create(slug="one-js", name="One.js", kind="framework")
    goes = Technology.objects.create(slug="one", name="One", kind="framework")
    both, only = Role.objects.scored()[:2]
    for role, technology, purpose in (
        (both, stays, "kept words"),
        (both, goes, "x"),
        (only, goes, "moved words"),
    ):
        RoleTechnology.objects.create(role=role, technology=technology, purpose=purpose, source=role.source)
    return stays, goes


def chosen(*names: Any, **more: str) -> dict[str, Any]:
    return {"action": "merge_names", "_selected_action": [str(name.pk) for name in names], **more}


def test_what_merging_changes_is_shown_first(editor: Client, twins: tuple[Technology, Technology]):
    stays, goes = twins

    response = editor.post(LIST, chosen(stays, goes, stays=str(stays.pk), show="1"))

    assert {(use.words, use.kept) for use in response.context["uses"]} == {
        ("x", "kept words"),
        ("moved words", ""),
    }
    assert Technology.objects.filter(pk=goes.pk).exists()


def test_every_role_uses_the_name_that_stays(editor: Client, twins: tuple[Technology, Technology]):
    stays, goes = twins

    response = editor.post(
        LIST, chosen(stays, goes, stays=str(stays.pk), shown=str(stays.pk), merge="1"), follow=True
    )

    assert "One became One.js in 2 roles." in response.content.decode()
    assert not Technology.objects.filter(pk=goes.pk).exists()
    assert sorted(stays.roles.values_list("purpose", flat=True)) == ["kept words", "moved words"]


def test_one_alone_is_not_merged(editor: Client, twins: tuple[Technology, Technology]):
    response = editor.post(LIST, chosen(twins[0]), follow=True)

    assert "Choose two or more" in response.content.decode()


def test_who_may_not_change_names_merges_none(twins: tuple[Technology, Technology]):
    stays, goes = twins

    member_of("Reviewer").post(LIST, chosen(stays, goes, stays=str(stays.pk), shown=str(stays.pk), merge="1"))

    assert Technology.objects.filter(pk=goes.pk).exists()


def test_companies_are_merged_too(editor: Client, draft: None):
    stays, goes = Company.objects.filter(roles__isnull=False).distinct()[:2]
    roles = set(RoleCompany.objects.filter(company__in=[stays, goes]).values_list("role", flat=True))

    editor.post(
        "/admin/roles/company/", chosen(stays, goes, stays=str(stays.pk), shown=str(stays.pk), merge="1")
    )

    assert set(RoleCompany.objects.filter(company=stays).values_list("role", flat=True)) == roles
    assert not Company.objects.filter(pk=goes.pk).exists()


def test_a_name_that_was_not_shown_as_staying_is_shown_first(
    editor: Client, twins: tuple[Technology, Technology]
):
    stays, goes = twins

    response = editor.post(LIST, chosen(stays, goes, stays=str(goes.pk), shown=str(stays.pk), merge="1"))

    assert response.context["stays"] == goes
    assert Technology.objects.filter(pk=stays.pk).exists()
