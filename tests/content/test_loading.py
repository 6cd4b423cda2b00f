"""Shipped content comes in whole or not at all, and never over an editor's work."""

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quiz.content import EditionContent
from quiz.editions.draft import read_draft
from quiz.models import ContentPack, Item
from quiz.packs import load as loading
from quiz.packs.export import write_files
from quiz.packs.files import BrokenContent, read_files
from quiz.packs.load import load
from quiz.packs.merge import Action
from quiz.packs.rows import KEYS
from roles.models import Figure, Role, Source, Statement
from tests.conftest import FIXTURES, PUBLISHED_AT

pytestmark = pytest.mark.django_db

Edit = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """The shipped vocabulary with one role and one source of figures: quick to load."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for path in FIXTURES.glob("0[1-7]-*.json"):
        shutil.copy(path, folder)
    shutil.copy(FIXTURES / "08-figures-article-senior-backend.json", folder)
    shutil.copy(FIXTURES / "10-role-backend-engineer.json", folder)
    shutil.copy(FIXTURES / "30-items.json", folder)
    return folder


def edit(path: Path, change: Edit) -> None:
    entries = json.loads(path.read_text(encoding="utf-8"))
    change(entries)
    path.write_text(json.dumps(entries), encoding="utf-8")


def fields(entries: list[dict[str, Any]], **key: Any) -> dict[str, Any]:
    """The fields of the first entry that has these values."""
    return next(e["fields"] for e in entries if all(e["fields"].get(k) == v for k, v in key.items()))


@pytest.mark.django_db(transaction=True)
def test_files_are_read_while_answers_can_be_saved_and_rows_are_read_once(
    small_pack: Path, monkeypatch: pytest.MonkeyPatch
):
    reading: list[tuple[str, bool]] = []

    def noted(kind: str, read: Callable[..., Any]) -> Callable[..., Any]:
        def reads(asked: Any) -> Any:
            reading.append((kind, connection.in_atomic_block))
            return read(asked)

        return reads

    monkeypatch.setattr(loading, "read_files", noted("files", loading.read_files))
    monkeypatch.setattr(loading, "stored_rows", noted("rows", loading.stored_rows))

    load(small_pack, PUBLISHED_AT)

    assert reading == [("files", False)] + [("rows", True)] * len(KEYS)


def test_loading_twice_changes_nothing(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    before = read_draft()

    decisions = load(small_pack, PUBLISHED_AT)

    assert decisions == ()
    assert read_draft() == before
    assert ContentPack.objects.count() == 1


def test_the_order_of_files_and_rows_does_not_matter(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    for path in small_pack.glob("*.json"):
        edit(path, list.reverse)

    assert load(small_pack, PUBLISHED_AT) == ()


def test_a_bare_loaddata_makes_the_same_draft_and_a_second_changes_nothing(
    shipped: EditionContent, small_pack: Path
):
    call_command("loaddata", *sorted(map(str, FIXTURES.glob("*.json"))), verbosity=0)
    first = read_draft()

    for path in (*FIXTURES.glob("20-*.json"), *FIXTURES.glob("40-*.json")):
        some = json.loads(path.read_text("utf-8"))[:50]  # Every row goes the same way; there are thousands.
        (small_pack / path.name).write_text(json.dumps(some), encoding="utf-8")
    again = sorted(small_pack.iterdir())
    loaded = {entry["model"] for path in again for entry in json.loads(path.read_text("utf-8"))}
    assert loaded == set(KEYS) - {"quiz.wording"}  # Those are the editors' alone.
    call_command("loaddata", *map(str, again), verbosity=0)

    assert first == shipped
    assert read_draft() == shipped


def test_what_is_exported_is_what_was_loaded_byte_for_byte(tmp_path: Path):
    load(FIXTURES, PUBLISHED_AT)

    written = write_files(tmp_path)

    assert [path.name for path in written] == sorted(path.name for path in FIXTURES.glob("*.json"))
    for path in written:
        assert path.read_bytes() == (FIXTURES / path.name).read_bytes(), path.name


def test_an_editors_wording_survives_a_release_that_did_not_touch_it(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    Role.objects.filter(slug="backend-engineer").update(summary="As our editors put it.")
    edit(small_pack / "30-items.json", lambda rows: fields(rows, kind="skill").update(why="A better reason."))

    decisions = load(small_pack, PUBLISHED_AT)

    assert Role.objects.get(slug="backend-engineer").summary == "As our editors put it."
    assert Item.objects.filter(why="A better reason.").exists()
    assert {d.action for d in decisions} == {Action.KEEP, Action.UPDATE}


def test_a_row_changed_on_both_sides_is_kept_and_named(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    Role.objects.filter(slug="backend-engineer").update(summary="As our editors put it.")
    edit(
        small_pack / "10-role-backend-engineer.json",
        lambda rows: fields(rows, slug="backend-engineer").update(summary="As the release puts it."),
    )
    said = StringIO()

    call_command("content", "merge", "--from", str(small_pack), stdout=said)

    assert Role.objects.get(slug="backend-engineer").summary == "As our editors put it."
    assert "conflict, kept as edited here: roles.role backend-engineer, summary" in said.getvalue()


def test_a_row_that_an_editor_deleted_stays_deleted(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    Statement.objects.filter(kind="benefit").delete()

    load(small_pack, PUBLISHED_AT)

    assert not Statement.objects.filter(kind="benefit").exists()


def test_a_row_that_a_release_drops_goes_unless_it_was_edited(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    kept, dropped = Figure.objects.order_by("slug")[:2]
    Figure.objects.filter(pk=kept.pk).update(note="Checked by us.")
    edit(small_pack / "08-figures-article-senior-backend.json", list.clear)

    load(small_pack, PUBLISHED_AT)

    assert list(Figure.objects.values_list("slug", flat=True)) == [kept.slug]
    assert dropped.slug != kept.slug


def test_overwriting_takes_the_release_everywhere(small_pack: Path):
    load(small_pack, PUBLISHED_AT)
    Role.objects.filter(slug="backend-engineer").update(summary="As our editors put it.")

    load(small_pack, PUBLISHED_AT, overwriting=True)

    assert Role.objects.get(slug="backend-engineer").summary != "As our editors put it."


def test_a_dry_run_writes_nothing(small_pack: Path):
    said = StringIO()

    call_command("content", "load", "--dry-run", "--from", str(small_pack), stdout=said)

    assert "rows added" in said.getvalue()
    assert not Role.objects.exists()
    assert not ContentPack.objects.exists()


ROLE, ITEMS, FIGURES = (
    "10-role-backend-engineer.json",
    "30-items.json",
    "08-figures-article-senior-backend.json",
)


@pytest.mark.parametrize(
    "file, change, complaint",
    [
        (ROLE, lambda rows: rows[0].pop("model"), "None is not a kind of content row"),
        (ROLE, lambda rows: rows[0].pop("fields"), 'a row is an object with "model" and "fields"'),
        (ROLE, lambda rows: rows[0].update(model="auth.user"), "'auth.user' is not a kind of content row"),
        (ROLE, lambda rows: rows[0].update(model=["roles.role"]), "is not a kind of content row"),
        (ROLE, lambda rows: rows.append("nothing"), "a row is an object"),
        (ROLE, lambda rows: rows[0]["fields"].pop("name"), "name: is missing"),
        (ROLE, lambda rows: rows[0]["fields"].pop("source"), "source: is missing"),
        (ROLE, lambda rows: rows[0]["fields"].update(salary=1), "salary: there is no such field"),
        (ROLE, lambda rows: rows[0]["fields"].update(name=7), "name: 7 is of the wrong type"),
        (ROLE, lambda rows: rows[0]["fields"].update(name=None), "name: must not be null"),
        (ROLE, lambda rows: rows[0]["fields"].update(name="x" * 10_000), "at most 60 characters"),
        (ROLE, lambda rows: rows[0]["fields"].update(slug="Back end"), "slug: Enter a valid"),
        (ROLE, lambda rows: rows[0]["fields"].update(level="wizard"), "is not a valid choice"),
        (
            ROLE,
            lambda rows: rows[0]["fields"].update(is_scored="yes"),
            "is_scored: 'yes' is of the wrong type",
        ),
        (
            ROLE,
            lambda rows: rows[0]["fields"].update(source="editors"),
            "source: 'editors' is of the wrong type",
        ),
        (ROLE, lambda rows: rows[0]["fields"].update(source=[1]), "is not a natural key"),
        (
            ROLE,
            lambda rows: rows[0]["fields"].update(source=["nobody"]),
            "source names nobody, which is not there",
        ),
        (ROLE, lambda rows: rows.append(rows[0]), "roles.role backend-engineer is there twice"),
        (ROLE, lambda rows: fields(rows, dimension=["data"]).update(target=101), "less than or equal to 100"),
        (ROLE, lambda rows: fields(rows, dimension=["data"]).update(target=-1), "greater than or equal to 0"),
        (
            ROLE,
            lambda rows: fields(rows, dimension=["data"]).update(target=True),
            "target: True is of the wrong type",
        ),
        (ROLE, lambda rows: fields(rows, dimension=["data"]).update(weight=1e308), "less than or equal to 3"),
        (ROLE, lambda rows: fields(rows, skill=["databases"]).update(level=5), "less than or equal to 4"),
        (
            ROLE,
            lambda rows: fields(rows, skill=["databases"]).update(level=2.5),
            "level: 2.5 is of the wrong type",
        ),
        (
            FIGURES,
            lambda rows: fields(rows, low=100000).update(low=900000),
            "The low figure is above the high one",
        ),
        (
            FIGURES,
            lambda rows: fields(rows, low=100000).update(low=None),
            "A range needs a low and a high figure",
        ),
        (FIGURES, lambda rows: rows[0]["fields"].update(currency="dollars"), "three capital letters"),
        (FIGURES, lambda rows: rows[0]["fields"].update(as_of="last May"), "Write the date as"),
        (FIGURES, lambda rows: rows[0]["fields"].update(low=10**30), "low: Ensure this value is less than"),
        (
            ITEMS,
            lambda rows: fields(rows, kind="agreement").update(key=None),
            "needs a dimension and a direction",
        ),
        (ITEMS, lambda rows: fields(rows, kind="agreement").update(key=2), "is not a valid choice"),
        (ITEMS, lambda rows: fields(rows, kind="skill").update(skill=None), "needs the skill it rates"),
        (ITEMS, lambda rows: fields(rows, kind="trade-off").update(a_text=""), "needs two statements"),
        (ITEMS, lambda rows: fields(rows, kind="agreement").update(kind="essay"), "is not a valid choice"),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_loaded(
    small_pack: Path, file: str, change: Edit, complaint: str
):
    edit(small_pack / file, change)

    with pytest.raises(BrokenContent) as broken:
        load(small_pack, PUBLISHED_AT)

    assert complaint in str(broken.value)
    assert not Source.objects.exists()
    assert not Role.objects.exists()


@pytest.mark.parametrize(
    "raw, complaint",
    [
        (b"", "not JSON at line 1"),
        (b"[{", "not JSON at line 1"),
        (b'{"model": "roles.role"}', "holds no list of rows"),
        (b"\xef\xbb\xbf[]", "byte order mark"),
        (b'["\xff"]', "byte 2 is not UTF-8"),
        (b'[{"model": "roles.role", "fields": {"position": NaN}}]', "NaN is not a number"),
        (b'[{"model": "roles.role", "fields": {"position": -Infinity}}]', "-Infinity is not a number"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b" " * 5_000_000 + b"]", "5,000,002 bytes are more"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(small_pack: Path, raw: bytes, complaint: str):
    (small_pack / "01-sources.json").write_bytes(raw)

    with pytest.raises(BrokenContent) as broken:
        load(small_pack, PUBLISHED_AT)

    assert "01-sources.json" in str(broken.value)
    assert complaint in str(broken.value)
    assert not Role.objects.exists()


def test_every_fault_of_a_pack_is_named_at_once(small_pack: Path):
    edit(small_pack / ROLE, lambda rows: rows[0]["fields"].pop("name"))
    edit(small_pack / ITEMS, lambda rows: rows[0]["fields"].pop("text"))

    with pytest.raises(BrokenContent) as broken:
        read_files(small_pack)

    complaints = str(broken.value)
    assert f"{ROLE}, row 1 (roles.role): name: is missing." in complaints
    assert f"{ITEMS}, row 1 (quiz.item): text: is missing." in complaints


def test_the_command_refuses_in_words_and_with_exit_code_2(small_pack: Path):
    (small_pack / "01-sources.json").write_text("[")

    with pytest.raises(CommandError, match="Nothing was loaded") as refused:
        call_command("content", "load", "--from", str(small_pack))

    assert refused.value.returncode == 2


def test_an_empty_folder_says_so(tmp_path: Path):
    with pytest.raises(BrokenContent, match="no fixture files"):
        load(tmp_path, PUBLISHED_AT)
