"""The whole job without a browser, and what it answers to answers files that are no such thing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from quiz.models import Edition
from quiz.scoring.ideal import ideal_answers
from tests.builders import small_content
from tests.content.test_personas import PERSONAS

pytestmark = pytest.mark.django_db


def answers_file(folder: Path, document: Any) -> Path:
    path = folder / "answers.json"
    path.write_text(json.dumps(document) if not isinstance(document, str) else document, encoding="utf-8")
    return path


@pytest.fixture
def good_answers() -> dict[str, Any]:
    content = small_content()
    return {
        "edition": 1,
        "answers": dict(ideal_answers(content.items, content.scored_roles[0], content.constants)),
    }


def assess(*words: str | Path) -> str:
    said = StringIO()
    call_command("assess", *map(str, words), stdout=said)
    return said.getvalue()


def test_a_pdf_and_a_json_come_out(edition: Edition, tmp_path: Path, good_answers):
    pdf, out = tmp_path / "verdict.pdf", tmp_path / "verdict.json"

    assess(answers_file(tmp_path, good_answers), "--pdf", pdf, "--json", out, "--date", "2026-01-05")

    verdict = json.loads(out.read_text())
    assert PdfReader(pdf).pages
    assert verdict["edition"] == 1
    assert verdict["answers"] == good_answers["answers"]


def test_contributions_and_base_add_up_to_each_fit(edition: Edition, tmp_path: Path, good_answers):
    out = tmp_path / "verdict.json"

    assess(answers_file(tmp_path, good_answers), "--json", out)

    for ranked in json.loads(out.read_text())["ranking"]:
        total = ranked["base"] + sum(c["points"] for c in ranked["contributions"])
        assert total == pytest.approx(ranked["fit"], abs=1e-9)


def test_what_comes_out_can_go_in_again(edition: Edition, tmp_path: Path, good_answers):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assess(answers_file(tmp_path, good_answers), "--json", first, "--date", "2026-01-05")

    assess(first, "--json", second, "--date", "2026-01-05")

    assert second.read_bytes() == first.read_bytes()


def test_few_answers_get_no_verdict(edition: Edition, tmp_path: Path, good_answers):
    few = dict(list(good_answers["answers"].items())[:2])

    said = assess(answers_file(tmp_path, {"answers": few}), "--json", tmp_path / "verdict.json")

    assert said == "Not enough to say: 2 questions answered.\n"
    assert json.loads((tmp_path / "verdict.json").read_text())["ranking"] == []


@pytest.mark.parametrize(
    "document, complaint",
    [
        ("", "The file is empty."),
        ("{", "Not JSON at line 1"),
        ("[]", "An answers file is a JSON object"),
        ("3", "An answers file is a JSON object"),
        ({}, "item slugs with values are missing"),
        ({"answers": []}, "item slugs with values are missing"),
        ({"edition": 7, "answers": {}}, "edition 7 is not published here; there is 1."),
        ({"edition": "1", "answers": {}}, "edition '1' is not published here"),
        ({"edition": True, "answers": {}}, "edition True is not published here"),
        ({"answers": {"no-such-item": 3}}, "“no-such-item” is not an item of this edition."),
        ({"answers": {}, "extra": 1}, "“extra” is not part of an answers file"),
        ({"answers": {}, "balance": 1.5}, "balance: 1.5 is not a number from 0 to 1."),
        ({"answers": {}, "balance": "half"}, "balance: 'half' is not a number"),
        ({"answers": {}, "about": []}, "about"),
        ({"answers": {}, "about": {"years": -1}}, "years must be a whole number from 0 to 60"),
        ({"answers": {}, "about": {"name": "x" * 81}}, "text of at most 80 characters"),
        ({"answers": {}, "about": {"role_in_mind": "wizard"}}, "role_in_mind 'wizard' is not known"),
        ({"answers": {}, "about": {"shoe_size": 44}}, "“shoe_size” is not known"),
        ({"answers": {}, "must_haves": {"salary_floor": "a lot"}}, "salary_floor must be a whole number"),
        ({"answers": {}, "must_haves": {"remote": 1}}, "remote must be true or false"),
        ('{"answers": {}, "balance": 1' + "0" * 5_000 + "}", "Holds a number that no answers file needs"),
        ('{"answers": {}, "about": {"name": "\\ud800"}}', "name must be printable text"),
        ('{"answers": {}, "about": {"name": "a\\nb"}}', "name must be printable text"),
        ('{"answers": {"x\\nERR": 1}}', "“x\\nERR” is not an item"),
        ({"answers": {"liked": [1] * 1000}}, "is not an item"),
        ('{"answers": {}, "answers": {}}', "“answers” is there twice"),
        ('{"answers": {}, "balance": NaN}', "NaN is not a value"),
        ('{"answers": ' * 100_000, "at most 1,000,000"),
        ("[" * 200_000, "Nested too deeply"),
        (" " * 10_000_000, "at most 1,000,000"),
    ],
)
def test_a_bad_file_gets_one_clear_line_and_nothing_is_written(
    edition: Edition, tmp_path: Path, document: Any, complaint: str
):
    path = answers_file(tmp_path, document)

    with pytest.raises(CommandError) as refused:
        assess(path, "--pdf", tmp_path / "verdict.pdf", "--json", tmp_path / "verdict.json")

    assert refused.value.returncode == 2
    assert complaint in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert [found.name for found in tmp_path.iterdir()] == ["answers.json"]


@pytest.mark.parametrize("answer", [0, 6, "a", True, 2.5, [3], "5"])
def test_an_answer_out_of_range_says_what_the_item_takes(edition: Edition, tmp_path: Path, answer: Any):
    agreement = next(item.slug for item in small_content().items.values() if 5 in item.values)

    with pytest.raises(CommandError, match="takes a whole number from 1 to 5"):
        assess(answers_file(tmp_path, {"answers": {agreement: answer}}))


def test_when_no_role_meets_the_conditions_nothing_is_called_first(
    edition: Edition, tmp_path: Path, good_answers
):
    out = tmp_path / "verdict.json"
    wanting = good_answers | {"must_haves": {"salary_floor": 9_000_000}}

    said = assess(answers_file(tmp_path, wanting), "--json", out)

    scored = len(small_content().scored_roles)
    assert said == f"{scored} roles fail a must-have; the report says which and why.\n"
    assert json.loads(out.read_text())["certainty"] is None


def test_an_undecided_verdict_says_so(shipped, publish_content):
    publish_content(shipped)

    said = assess(PERSONAS / "undecided-flat.json")

    assert said.startswith("These answers favour no role yet.")


def test_null_is_read_as_not_sure(edition: Edition, tmp_path: Path):
    slugs = list(small_content().items)
    out = tmp_path / "verdict.json"

    assess(answers_file(tmp_path, {"answers": dict.fromkeys(slugs)}), "--json", out)

    assert json.loads(out.read_text())["answered"] == 0


def test_every_problem_of_a_file_has_its_own_line(edition: Edition, tmp_path: Path):
    document = {"answers": {"no-such-item": 3, "nor-this-one": 4}, "balance": 2}

    with pytest.raises(CommandError) as refused:
        assess(answers_file(tmp_path, document))

    assert len(str(refused.value).splitlines()) == 3


def test_a_file_that_is_not_there_is_named(edition: Edition, tmp_path: Path):
    with pytest.raises(CommandError, match=r"nowhere\.json: can't be read: No such file") as refused:
        assess(tmp_path / "nowhere.json")

    assert refused.value.returncode == 2


def test_without_an_edition_it_says_what_to_do(tmp_path: Path):
    with pytest.raises(CommandError, match=r"manage\.py edition publish"):
        assess(answers_file(tmp_path, {"answers": {}}))


def test_a_folder_that_cannot_be_written_is_named(edition: Edition, tmp_path: Path, good_answers):
    with pytest.raises(CommandError, match="can't be written"):
        assess(answers_file(tmp_path, good_answers), "--json", tmp_path / "no" / "verdict.json")
