"""A cohort: a report for each row, nothing lost by an interruption, nothing told of fewer than five."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pytest_django import Settings

from quiz.models import Edition
from quiz.submission import Submission, read_submission
from reports.cohort import run
from reports.cohort.command import Progress
from reports.cohort.make import DONE, RowJob
from reports.cohort.rows import BadCohort, neutral, read_rows
from reports.cohort.summary import FEWEST, shares, summarise
from reports.faces import make_fonts
from reports.verdict import reach_verdict
from tests.builders import answers_of, ideal_answers, small_content
from tests.reports.builders import flat, too_few

CONTENT = small_content()
ITEMS = list(CONTENT.items)
ROLES = [role.slug for role in CONTENT.scored_roles]


def table(*people: dict[str, Any], columns: Sequence[str] = ("name", *ITEMS), delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue().encode()


def ideal(role: str = "backend-engineer", **about: Any) -> dict[str, Any]:
    return {**ideal_answers(CONTENT, role), **about}


# Reading


def test_each_row_is_what_an_answers_file_would_be() -> None:
    columns = ["name", "years", "salary_floor", "no_on_call", "remote", "balance", *ITEMS]
    person = ideal(name="Ada", years="4", salary_floor="90000", no_on_call="yes", remote="NO", balance="0.25")

    (row,) = read_rows(table(person, columns=columns), CONTENT)

    assert row.line == 2
    assert row.submission == read_submission(
        {
            "answers": dict(ideal_answers(CONTENT, "backend-engineer")),
            "about": {"name": "Ada", "years": 4},
            "must_haves": {"salary_floor": 90_000, "no_on_call": True},
            "balance": 0.25,
        },
        CONTENT,
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_and_a_byte_order_mark_are_recognised(delimiter: str) -> None:
    raw = b"\xef\xbb\xbf" + table(ideal(name="Ada"), delimiter=delimiter)

    (row,) = read_rows(raw, CONTENT)

    assert row.submission and row.submission.about.name == "Ada"


def test_empty_cells_are_not_asked_and_empty_rows_nobody() -> None:
    raw = table({"name": "Bo", ITEMS[0]: "Unsure"}) + b"\r\n" + b"," * len(ITEMS) + b"\r\n"

    (row,) = read_rows(raw, CONTENT)

    assert row.submission and row.submission.answers == {ITEMS[0]: "unsure"}


def test_bad_rows_are_named_by_the_line_they_begin_on_and_the_others_are_read() -> None:
    raw = table(ideal(name='two\nlines"'), ideal(name="Ada"), {ITEMS[0]: "9"}, ideal())
    raw += b"x," * 60 + b"\r\n"

    rows = read_rows(raw, CONTENT)

    assert [row.line for row in rows] == [2, 4, 5, 6, 7]
    assert [bool(row.submission) for row in rows] == [False, True, False, True, False]
    assert "printable text" in rows[0].problems[0]
    assert "takes a whole number from 1 to 5" in rows[2].problems[0]
    assert rows[4].problems == ("61 cells, but 25 columns.",)


@pytest.mark.parametrize(
    "raw, complaint",
    [
        (b"", "empty"),
        (b"\n", "No column is a question"),
        (b"name\nAda\n", "No column is a question"),
        (b"shoe size," + ITEMS[0].encode() + b"\n", "no other column that is known: “shoe size”"),
        (f"{ITEMS[0]},{ITEMS[0]}\n".encode(), "there twice"),
        (b"PK\x03\x04rest", "zip archive or a spreadsheet"),
        (b"\xff\xfe\x00", "UTF-8"),
        (ITEMS[0].encode() + b"\n\x001\n", "zero byte"),
        (ITEMS[0].encode() + b'\n"1\n', "Not a CSV at line"),
        (ITEMS[0].encode() + b"\n" + b"1" * 200_000, "Not a CSV at line"),
        (ITEMS[0].encode() + b"\n" + b"1\n" * 10_001, "More than 10,000 rows"),
        (b"1\n" * 1_000_000 + b"1\n" * 1_600_000, "at most 5,000,000"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_of_answers_is_refused_with_the_reason(raw: bytes, complaint: str) -> None:
    with pytest.raises(BadCohort, match=complaint):
        read_rows(raw, CONTENT)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_they_are_read_or_refused(noise: bytes) -> None:
    header = ITEMS[0].encode() + b",name\n"

    with suppress(BadCohort):
        assert all(row.submission or row.problems for row in read_rows(header + noise, CONTENT))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_compute_is_written_as_text(cell: str) -> None:
    assert neutral(cell) == "'" + cell


# Telling nothing of the few


def verdicts(*submissions: Submission) -> list[Any]:
    return [reach_verdict(CONTENT, submission) for submission in submissions]


def people(role: str, number: int) -> list[Submission]:
    return [Submission(ideal_answers(CONTENT, role))] * number


def test_of_four_people_nothing_is_said() -> None:
    summary = summarise(verdicts(*people("data-engineer", 4)), CONTENT)

    assert not summary.is_shown
    assert (summary.first_roles, summary.certainty, summary.gaps) == ((), (), ())


def test_first_roles_are_counted_and_the_undecided_with_them() -> None:
    cohort = [*people("data-engineer", 9), *people("backend-engineer", 6), *[flat()] * 5]

    summary = summarise(verdicts(*cohort), CONTENT)

    told = [(share.name, share.people, share.percent) for share in summary.first_roles]
    assert told == [
        ("Data Engineer", 9, 45),
        ("Backend Engineer", 6, 30),
        ("Undecided: the answers favour nothing", 5, 25),
    ]


def test_one_rare_role_is_hidden_with_the_rarest_that_could_be_shown() -> None:
    cohort = [*people("data-engineer", 9), *people("backend-engineer", 6), too_few()]

    summary = summarise(verdicts(*cohort), CONTENT)

    told = [(share.name, share.people) for share in summary.first_roles]
    assert told == [("Data Engineer", 9), ("All others together", 7)]


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(1, 30), min_size=1))
def test_no_table_tells_or_lets_anybody_compute_a_count_below_five(counts: dict[str, int]) -> None:
    told = shares(counts)

    shown = {share.name: share.people for share in told}
    hidden = {name for name in counts if name not in shown}
    rest = sum(counts[name] for name in hidden)
    assert all(share.people >= FEWEST for share in told)
    assert all(counts[name] == number for name, number in shown.items() if name in counts)
    assert rest == 0 or rest >= FEWEST or sum(counts.values()) < FEWEST
    assert sum(shown.values()) in (0, sum(counts.values()))


def rated(role: str, **ratings: int) -> Submission:
    answers = dict(ideal_answers(CONTENT, role))
    lower = answers_of(CONTENT, {}, ratings)
    skills = {slug: value for slug, value in lower.items() if slug.startswith("skill-") and value != "unsure"}
    return Submission(answers | skills)


def test_gaps_are_told_where_five_share_them_and_five_do_not() -> None:
    lacking = [rated("data-engineer", databases=0)] * 6

    shared = summarise(verdicts(*lacking, *people("data-engineer", 7)), CONTENT)
    nearly = summarise(verdicts(*lacking, *people("data-engineer", 2)), CONTENT)
    rare = summarise(verdicts(*lacking[:4], *people("data-engineer", 7)), CONTENT)

    assert [(gap.skill, gap.people, gap.percent) for gap in shared.gaps] == [("Databases", 6, 46)]
    assert [(gap.skill, gap.people) for gap in nearly.gaps] == [("Databases", None)]
    assert rare.gaps == ()


# The command


def assess(*words: object) -> str:
    said = StringIO()
    call_command("assess", *map(str, words), stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture
def makes_nothing(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """In place of the processes: writes the files of each row at once; the list grows by its lines."""
    lines: list[int] = []

    def make_all(todo: list[RowJob], document: str, jobs: int, told: Callable[[int], None]) -> list[Any]:
        for number, job in enumerate(todo, start=1):
            for path, raw in zip(job.files, (b"%PDF", b"{}", job.input_digest.encode()), strict=True):
                path.write_bytes(raw)
            lines.append(job.line)
            told(number)
        return []

    monkeypatch.setattr(run, "make_all", make_all)
    monkeypatch.setattr(run, "cohort_files", lambda *_: {})
    return lines


@pytest.fixture
def cohort(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_bytes(table(ideal(name="=Ada"), {ITEMS[0]: "9"}, ideal("data-engineer")))
    return path


@pytest.mark.django_db
def test_bad_rows_are_reported_by_line_and_the_exit_code_says_so(
    edition: Edition, cohort: Path, makes_nothing: list[int], tmp_path: Path
) -> None:
    said = StringIO()

    with pytest.raises(CommandError, match="1 row was left out") as ended:
        call_command(
            "assess", "--cohort", str(cohort), "--out", str(tmp_path / "out"), stdout=said, stderr=said
        )

    assert ended.value.returncode == 3
    assert "answers.csv, line 3: answers:" in said.getvalue()
    assert makes_nothing == [2, 4]


@pytest.mark.django_db
def test_a_row_made_before_is_kept_and_a_changed_one_made_anew(
    edition: Edition, makes_nothing: list[int], tmp_path: Path
) -> None:
    path, out = tmp_path / "answers.csv", tmp_path / "out"
    path.write_bytes(table(ideal(), ideal("data-engineer"), ideal("frontend-engineer")))
    assess("--cohort", path, "--out", out, "--date", "2026-01-05")
    makes_nothing.clear()

    again = assess("--cohort", path, "--out", out)
    path.write_bytes(table(ideal(), ideal("product-engineer")))
    assess("--cohort", path, "--out", out)

    assert "0 reports made, 3 were there before" in again
    assert makes_nothing == [3]
    assert (out / DONE / "date").read_text() == "2026-01-05"
    assert sorted(each.name for each in out.glob("line-*.pdf")) == ["line-00002.pdf", "line-00003.pdf"]


@pytest.mark.django_db
def test_the_index_says_whose_which_file_is_and_computes_nothing(
    edition: Edition, cohort: Path, makes_nothing: list[int], tmp_path: Path
) -> None:
    with pytest.raises(CommandError):
        assess("--cohort", cohort, "--out", tmp_path / "out")

    index = (tmp_path / "out" / "index.csv").read_text("utf-8-sig")
    first, second, third = csv.DictReader(io.StringIO(index))
    assert first["name"] == "'=Ada"
    assert (first["first role"], first["file"]) == ("Backend Engineer", "line-00002.pdf")
    assert (second["file"], bool(second["left out because"])) == ("", True)
    assert third["first role"] == "Data Engineer"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words, complaint",
    [
        ((), "Name an answers file"),
        (("x.json", "--cohort", "x.csv"), "Name an answers file"),
        (("--cohort", "x.csv"), "Say with --out"),
        (("--cohort", "x.csv", "--out", "o", "--jobs", "0"), "whole number from 1"),
        (("--cohort", "x.csv", "--out", "o", "--edition", "7"), "there is 1"),
        (("--cohort", "nowhere.csv", "--out", "o"), "can't be read: No such file"),
    ],
)
def test_what_is_missing_is_said(edition: Edition, words: tuple[str, ...], complaint: str) -> None:
    with pytest.raises(CommandError, match=complaint) as refused:
        assess(*words)

    assert refused.value.returncode == 2


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True

    def write(self, text: str, ending: str = "\n") -> int:  # type: ignore[override]
        return super().write(text + ending)


def test_a_terminal_shows_a_bar_and_how_long_it_takes() -> None:
    terminal = Terminal()
    progress = Progress(terminal)

    for done in range(1, 11):
        progress(done, 10)

    assert "\r[###...........................] 1 of 10, about" in terminal.getvalue()
    assert terminal.getvalue().rstrip().endswith("[##############################] 10 of 10")


# For real


@pytest.fixture(scope="module")
def fonts() -> None:
    make_fonts(django_settings.FONT_DIR)


@pytest.mark.django_db
def test_reports_are_made_in_processes_and_the_cohort_is_reported_on(
    edition: Edition, fonts: None, tmp_path: Path
) -> None:
    path, out = tmp_path / "answers.csv", tmp_path / "out"
    few = dict(list(ideal().items())[:3])
    path.write_bytes(table(ideal("data-engineer", name="Ada"), *[few] * 5))

    said = assess("--cohort", path, "--out", out, "--jobs", "2", "--date", "2026-01-05")

    assert "6 of 6 reports" in said
    assert len(PdfReader(out / "line-00002.pdf").pages) >= 5
    assert json.loads((out / "line-00002.json").read_text("utf-8"))["about"] == {"name": "Ada"}
    assert json.loads((out / "cohort.json").read_text("utf-8"))["people"] == 6
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(out / "cohort.pdf").pages).split())
    assert "6 people, 5 January 2026" in told
    assert "Data Engineer" not in told
    assert "Ada" not in told + (out / "cohort.html").read_text("utf-8")


@pytest.mark.django_db
def test_a_class_is_told_in_the_language_asked_for(edition: Edition, fonts: None, tmp_path: Path) -> None:
    path, out = tmp_path / "answers.csv", tmp_path / "out"
    path.write_bytes(table(*[dict(list(ideal().items())[:3])] * 2))

    assess("--cohort", path, "--out", out, "--jobs", "1", "--language", "de")

    told = PdfReader(out / "line-00003.pdf").pages[0].extract_text()
    assert "Zu wenige" in told or "Antworten" in told
    assert PdfReader(out / "line-00003.pdf").trailer["/Root"]["/Lang"] == "de"


SCRIPT = """
import sys, json
import django
django.setup()
from datetime import datetime, UTC
from pathlib import Path
from reports.cohort.make import DONE, job_of
from reports.cohort.run import make_all
from quiz.submission import Submission
from quiz.editions.document import canonical, write_document
from tests.builders import small_content
from tests.reports.builders import too_few

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / DONE).mkdir(exist_ok=True)
    stamp = dict(digest="ab" * 32, finished_at=datetime(2026, 2, 3, tzinfo=UTC), stale_after_days=730,
                 paper="a4", language="en-gb", folder=folder)
    jobs = [job_of(line, too_few(), 3, **stamp) for line in range(2, 8)]
    todo = [job for job in jobs if not job.is_done]
    print("todo", len(todo), flush=True)
    document = canonical(write_document(small_content()))
    list(make_all(todo, document, 2, lambda done: print("done", done, flush=True)))
"""


def test_killed_in_the_middle_it_leaves_whole_files_and_goes_on_from_there(
    fonts: None, tmp_path: Path, settings: Settings
) -> None:
    script, out = tmp_path / "script.py", tmp_path / "out"
    script.write_text(SCRIPT)
    out.mkdir()
    usual = {"PYTHONPATH": str(settings.BASE_DIR), "DJANGO_SETTINGS_MODULE": "config.settings"}
    start = {
        "args": [sys.executable, str(script), str(out)],
        "env": {**os.environ, **usual, "DATA_DIR": str(django_settings.FONT_DIR.parent)},
        "cwd": settings.BASE_DIR,
        "text": True,
    }
    with subprocess.Popen(**start, stdout=subprocess.PIPE) as interrupted:
        assert interrupted.stdout
        while "done 1" not in interrupted.stdout.readline():
            assert interrupted.poll() is None
        workers = children_of(interrupted.pid)
        interrupted.send_signal(signal.SIGKILL)
    for _ in range(200):
        if not any(map(is_running, workers)):
            break
        time.sleep(0.1)

    marks = list((out / DONE).glob("line-*"))
    for mark in marks:
        assert PdfReader(out / f"{mark.name}.pdf").pages
        assert json.loads((out / f"{mark.name}.json").read_text("utf-8"))["edition"] == 3
    assert 1 <= len(marks) < 6
    assert not any(map(is_running, workers))

    went_on = subprocess.run(**start, capture_output=True, check=True)

    assert f"todo {6 - len(marks)}\n" in went_on.stdout
    assert len(list(out.glob("line-*.pdf"))) == 6


def children_of(pid: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(word) for word in told.stdout.split()]


def is_running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
