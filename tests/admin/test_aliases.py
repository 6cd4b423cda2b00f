"""Several names of one technology: kept beside it, refused for another, understood in a table."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quiz.models import ContentConflict, ContentPack
from quiz.packs.load import load
from roles.aliases import joined_names, split_names
from roles.models import Role, RoleTechnology, Technology
from tests.admin.conftest import NOW
from tests.admin.forms import filled_in
from tests.admin.test_exchange import look, reasons, save
from tests.conftest import FIXTURES


@pytest.fixture
def node(draft: None) -> Technology:
    return Technology.objects.get(slug="nodejs")


def use(role: str, technology: str) -> str:
    return f"role,technology,purpose,source\n{role},{technology},services,editors\n"


def without(technology: Technology) -> Role:
    """A role that doesn't use it."""
    return Role.objects.scored().exclude(technologies__technology=technology)[0]


@pytest.mark.parametrize("written", ["Node", "node", "NodeJS", "Node.JS", "node-js"])
def test_a_table_may_call_a_technology_by_any_of_its_names(editor: Client, node: Technology, written: str):
    role = without(node)

    looked = look(editor, use(role.slug, written), kind="roles.roletechnology")
    save(editor, looked)

    assert f"“{written}” is nodejs" in " ".join(looked.content.decode().split())
    assert RoleTechnology.objects.get(role=role, purpose="services").technology == node
    assert Technology.objects.filter(name__icontains="node").count() == 1


def test_a_name_of_the_editors_own_is_understood_too(editor: Client, node: Technology):
    node.aliases = "Server-side script"
    node.save()
    role = without(node)

    save(editor, look(editor, use(role.slug, "server-side script"), kind="roles.roletechnology"))

    assert RoleTechnology.objects.filter(role=role, technology=node).exists()


def test_a_technology_that_is_here_under_another_name_is_not_added_again(editor: Client, node: Technology):
    count = Technology.objects.count()

    save(editor, look(editor, "slug,name,kind\nnode-js,Node,tool\n", kind="roles.technology"))

    node.refresh_from_db()
    assert Technology.objects.count() == count
    assert (node.name, node.kind) == ("Node.js", "tool")


def test_a_name_that_two_share_means_neither_and_is_refused_by_column(editor: Client, node: Technology):
    Technology.objects.create(slug="node-red", name="Node-RED", kind="tool", aliases="Node")

    found = look(editor, use(without(node).slug, "Node"), kind="roles.roletechnology")

    assert [(line, column) for line, column, _ in reasons(found)] == [(2, "technology")]


@pytest.mark.parametrize(
    ("field", "change"),
    [("aliases", {"aliases": "JVM, node"}), ("name", {"name": "Node"}), ("aliases", {"aliases": "Node.js"})],
)
def test_another_s_name_is_refused_at_its_field(
    editor: Client, node: Technology, field: str, change: dict[str, str]
):
    other = Technology.objects.get(slug="java")
    address = reverse("admin:roles_technology_change", args=[other.pk])

    page = editor.post(address, filled_in(editor.get(address), **change))

    (said,) = page.context["adminform"].form.errors[field]
    assert "is Node.js already" in said
    other.refresh_from_db()
    assert (other.name, other.aliases) == ("Java", "")


def test_what_is_merged_away_stays_as_another_name(editor: Client, node: Technology):
    goes = Technology.objects.create(slug="express-2", name="Expressive", kind="framework", aliases="Xpr")
    posted: dict[str, Any] = {"action": "merge_names", "_selected_action": [str(node.pk), str(goes.pk)]}
    stays = {"stays": str(node.pk), "shown": str(node.pk), "merge": "1"}

    editor.post("/admin/roles/technology/", posted | stays)

    node.refresh_from_db()
    assert split_names(node.aliases)[-2:] == ["Expressive", "Xpr"]


def test_more_names_than_fit_are_left_out_whole():
    assert joined_names(["Node", "Node", "NodeJS", "JS"], 12) == "Node, NodeJS"


def test_a_release_from_before_there_were_aliases_leaves_no_conflict(tmp_path: Path, db: None):
    """An installation remembers what was shipped without the field; nobody here has touched it."""
    shutil.copytree(FIXTURES, tmp_path / "old")
    file = tmp_path / "old" / "05-technologies.json"
    rows = json.loads(file.read_text())
    for row in rows:
        row["fields"].pop("aliases")
    file.write_text(json.dumps(rows))
    load(tmp_path / "old", NOW)
    pack = ContentPack.objects.get()
    pack.rows = [[m, k, {f: v for f, v in row.items() if f != "aliases"}] for m, k, row in pack.rows]
    pack.save()

    load(FIXTURES, NOW)

    assert not ContentConflict.objects.exists()
    assert Technology.objects.get(slug="nodejs").aliases == "Node, NodeJS"
