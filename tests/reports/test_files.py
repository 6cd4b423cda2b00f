"""Files are whole or not there, whoever writes them at the same time."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reports.files import write_whole


def test_twenty_writers_at_once_leave_one_whole_file(tmp_path: Path):
    path = tmp_path / "verdict.pdf"
    contents = [bytes([number]) * 100_000 for number in range(20)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda raw: write_whole({path: raw}), contents))

    assert path.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [path]


def test_when_one_of_two_files_cannot_be_written_neither_is(tmp_path: Path):
    first, second = tmp_path / "verdict.pdf", tmp_path / "no folder" / "verdict.json"

    with pytest.raises(OSError, match="No such file"):
        write_whole({first: b"whole", second: b"whole"})

    assert list(tmp_path.iterdir()) == []


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, seen = tmp_path / "verdict.pdf", []

    def synced(number: int) -> None:
        seen.append(("synced", os.fstat(number).st_size, path.exists()))

    monkeypatch.setattr(os, "fsync", synced)

    write_whole({path: b"%PDF-whole"})

    assert seen == [("synced", len(b"%PDF-whole"), False)]
    assert path.read_bytes() == b"%PDF-whole"
    assert [found.name for found in tmp_path.iterdir()] == ["verdict.pdf"]
