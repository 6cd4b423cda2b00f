"""Files are whole or not there, whoever writes them at the same time."""

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
