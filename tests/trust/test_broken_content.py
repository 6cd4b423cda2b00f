"""R6: content is loaded twice and in any order without a change, and broken content is refused by name."""

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quiz.packs.files import BrokenContent
from quiz.packs.load import current_rows, load
from tests.conftest import FIXTURES, PUBLISHED_AT
from tests.trust.sizes import told

pytestmark = pytest.mark.django_db

Rows = list[dict[str, Any]]
ROLE, SECOND, ITEMS = "10-role-backend-engineer.json", "10-role-senior-backend-engineer.json", "30-items.json"
FIGURES, SOURCES, STEPS = "08-figures-article-senior-backend.json", "01-sources.json", "20-steps.json"
SKILLS, DIMENSIONS = "04-skills.json", "03-dimensions.json"


def first(rows: Rows, model: str, **known: Any) -> dict[str, Any]:
    """The fields of the first row of a model that has these values."""
    return next(
        row["fields"]
        for row in rows
        if row["model"] == model and all(row["fields"].get(name) == value for name, value in known.items())
    )


def lacking(model: str, field: str) -> Callable[[Rows], object]:
    return lambda rows: first(rows, model).pop(field)


def having(model: str, field: str, value: Any, **known: Any) -> Callable[[Rows], object]:
    return lambda rows: first(rows, model, **known).update({field: value})


def twice(model: str) -> Callable[[Rows], object]:
    return lambda rows: rows.append({"model": model, "fields": dict(first(rows, model))})


def turned_round(rows: Rows) -> None:
    """Whoever is promoted is promoted back."""
    step = dict(first(rows, "roles.step", kind="promotion"))
    ends = {"from_role": step["to_role"], "to_role": step["from_role"]}
    rows.append({"model": "roles.step", "fields": step | ends})


# File, what is done to its rows, the row or field that is named, and the reason.
ROWS: list[tuple[str, Callable[[Rows], object], str, str]] = [
    (ROLE, lacking("roles.role", "slug"), "slug", "is missing"),
    (ROLE, lacking("roles.role", "name"), "name", "is missing"),
    (ROLE, lacking("roles.role", "source"), "source", "is missing"),
    (ROLE, lacking("roles.preference", "dimension"), "dimension", "is missing"),
    (ROLE, lacking("roles.demand", "skill"), "skill", "is missing"),
    (FIGURES, lacking("roles.figure", "occupation"), "occupation", "is missing"),
    (SOURCES, lacking("roles.source", "title"), "title", "is missing"),
    (ITEMS, lacking("quiz.item", "kind"), "kind", "is missing"),
    (STEPS, lacking("roles.step", "to_role"), "to_role", "is missing"),
    (ROLE, having("roles.role", "name", 7), "name", "wrong type"),
    (ROLE, having("roles.role", "name", ["x"]), "name", "wrong type"),
    (ROLE, having("roles.role", "name", {"en": "x"}), "name", "wrong type"),
    (ROLE, having("roles.role", "is_scored", "yes"), "is_scored", "wrong type"),
    (ROLE, having("roles.role", "is_scored", 1), "is_scored", "wrong type"),
    (ROLE, having("roles.role", "source", "editors"), "source", "wrong type"),
    (ROLE, having("roles.preference", "target", "75"), "target", "wrong type"),
    (ROLE, having("roles.preference", "target", True), "target", "wrong type"),
    (ROLE, having("roles.demand", "level", 2.5), "level", "wrong type"),
    (ITEMS, having("quiz.item", "text", 1), "text", "wrong type"),
    (ROLE, having("roles.role", "name", None), "name", "must not be null"),
    (ROLE, having("roles.demand", "level", None), "level", "must not be null"),
    (ROLE, having("roles.role", "source", [1]), "source", "natural key"),
    (ROLE, having("roles.role", "source", ["nobody"]), "source", "not there"),
    (ROLE, having("roles.preference", "dimension", ["nowhere"]), "dimension", "not there"),
    (ROLE, having("roles.demand", "skill", ["magic"]), "skill", "not there"),
    (STEPS, having("roles.step", "to_role", ["astronaut"]), "to_role", "not there"),
    (ROLE, twice("roles.role"), "roles.role backend-engineer", "twice"),
    (ROLE, twice("roles.preference"), "roles.preference", "twice"),
    (ROLE, twice("roles.statement"), "roles.statement", "twice"),
    (SOURCES, twice("roles.source"), "roles.source", "twice"),
    (ITEMS, twice("quiz.item"), "quiz.item", "twice"),
    (DIMENSIONS, twice("roles.dimension"), "roles.dimension", "twice"),
    (ROLE, having("roles.role", "slug", "Back end"), "slug", "valid"),
    (ROLE, having("roles.role", "slug", "../etc/passwd"), "slug", "valid"),
    (ROLE, having("roles.role", "level", "wizard"), "level", "not a valid choice"),
    (ITEMS, having("quiz.item", "kind", "essay"), "kind", "not a valid choice"),
    (ROLE, having("roles.role", "name", "x" * 100_000), "name", "at most"),
    (ROLE, having("roles.role", "summary", "x" * 100_000), "summary", "at most"),
    (ROLE, having("roles.preference", "target", 101), "target", "less than or equal"),
    (ROLE, having("roles.preference", "target", -1), "target", "greater than or equal"),
    (ROLE, having("roles.preference", "weight", 1e308), "weight", "less than or equal"),
    (ROLE, having("roles.demand", "level", 5), "level", "less than or equal"),
    (FIGURES, having("roles.figure", "low", 10**30), "low", "less than or equal"),
    (FIGURES, having("roles.figure", "as_of", "last May"), "as_of", "date"),
    (FIGURES, having("roles.figure", "currency", "dollars"), "currency", "capital letters"),
    (ROLE, having("roles.role", "salary", 1), "salary", "no such field"),
    (ROLE, lambda rows: rows[0].pop("model"), "row 1", "not a kind of content"),
    (ROLE, lambda rows: rows[0].pop("fields"), "row 1", "a row is an object"),
    (ROLE, lambda rows: rows[0].update(model="auth.user"), "row 1", "not a kind of content"),
    (ROLE, lambda rows: rows.insert(0, "nothing"), "row 1", "a row is an object"),  # type: ignore[arg-type]
]
# What only rows side by side, or a rule of the table, can tell.
RULES: list[tuple[str, Callable[[Rows], object], str, str]] = [
    (STEPS, turned_round, "roles.step senior-backend-engineer/backend-engineer", "round in a circle"),
    (FIGURES, having("roles.figure", "low", 900_000, low=100_000), "roles.figure", "above the high one"),
    (FIGURES, having("roles.figure", "low", None, low=100_000), "roles.figure", "A range needs"),
    (ITEMS, having("quiz.item", "key", None, kind="agreement"), "quiz.item", "needs a dimension"),
    (ITEMS, having("quiz.item", "skill", None, kind="skill"), "quiz.item", "needs the skill"),
    (ITEMS, having("quiz.item", "a_text", "", kind="trade-off"), "quiz.item", "needs two statements"),
]
BYTES: list[tuple[bytes, str]] = [
    (b"", "not JSON at line 1"),
    (b"[{", "not JSON at line 1"),
    (b"{}", "no list of rows"),
    (b"\xef\xbb\xbf[]", "byte order mark"),
    (b'["\xff"]', "byte 2 is not UTF-8"),
    ("[]".encode("utf-16"), "is not UTF-8"),
    (b'[{"model": "roles.role", "fields": {"position": NaN}}]', "NaN is not a number"),
    (b'[{"model": "roles.role", "fields": {"position": -Infinity}}]', "-Infinity is not a number"),
    (b"[" * 100_000, "nested too deeply"),
    (b"[" + b" " * 5_000_000 + b"]", "5,000,002 bytes are more"),
]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Two roles, a step between them and all that they rest on."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name in [*(path.name for path in FIXTURES.glob("0[1-7]-*.json")), FIGURES, ROLE, SECOND, ITEMS]:
        shutil.copy(FIXTURES / name, folder)
    rows = json.loads((FIXTURES / STEPS).read_text("utf-8"))
    ends = {"backend-engineer", "senior-backend-engineer"}
    kept = [row for row in rows if {row["fields"][end][0] for end in ("from_role", "to_role")} == ends]
    assert kept
    (folder / STEPS).write_text(json.dumps(kept), "utf-8")
    return folder


@pytest.mark.parametrize("loaded", [False, True], ids=["into an empty draft", "over a draft"])
def test_sixty_mutations_are_refused_by_file_place_and_reason(pack: Path, loaded: bool):
    if loaded:
        load(pack, PUBLISHED_AT)
    before = current_rows()

    faults = [fault for mutation in (*ROWS, *RULES) for fault in faults_of_rows(pack, *mutation)]
    faults += [fault for mutation in BYTES for fault in faults_of_bytes(pack, *mutation)]

    assert len(ROWS) + len(RULES) + len(BYTES) >= 60
    assert not faults, "\n".join(faults)
    assert current_rows() == before
    told(f"R6: {len(ROWS) + len(RULES) + len(BYTES)} mutations refused, the draft unchanged")


def faults_of_rows(
    pack: Path, file: str, change: Callable[[Rows], object], place: str, reason: str
) -> list[str]:
    path, whole = pack / file, (pack / file).read_bytes()
    rows = json.loads(whole)
    change(rows)
    path.write_text(json.dumps(rows), "utf-8")
    said = refusal(pack)
    path.write_bytes(whole)
    return [f"{file}: {word} is not in {said[:300]}" for word in (file, place, reason) if word not in said]


def faults_of_bytes(pack: Path, raw: bytes, reason: str) -> list[str]:
    path, whole = pack / SOURCES, (pack / SOURCES).read_bytes()
    path.write_bytes(raw)
    said = refusal(pack)
    path.write_bytes(whole)
    return [f"{word} is not in {said[:300]}" for word in (SOURCES, reason) if word not in said]


def refusal(pack: Path) -> str:
    try:
        load(pack, PUBLISHED_AT)
    except BrokenContent as broken:
        return str(broken)
    return "It was loaded."


def test_content_reordered_and_loaded_again_changes_nothing(pack: Path):
    load(pack, PUBLISHED_AT)
    before, chance = current_rows(), random.Random(1)

    for turn in range(5):
        for path in pack.glob("*.json"):
            rows = json.loads(path.read_text("utf-8"))
            chance.shuffle(rows)
            path.write_text(json.dumps(rows), "utf-8")
        assert load(pack, PUBLISHED_AT) == (), turn

    assert current_rows() == before
