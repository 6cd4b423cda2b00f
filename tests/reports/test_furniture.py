"""What outloud warns of beyond its errors, as far as it is ours to mend."""

from pathlib import Path

import outloud
import pytest

from reports import furniture
from tests.reports.builders import a_report
from tests.reports.test_accessible import printed

MENDED = {
    "PAG-001": "a footer is read out on every page",
    "FIG-012": "a chart's text is no language",
    "TAG-020": "an empty tag",
}


def warned_of(pdf: bytes, path: Path) -> set[str]:
    path.write_bytes(pdf)
    return {finding.rule for finding in outloud.check(str(path)).findings}


def test_footers_and_texts_of_charts_raise_no_warning(fonts: None, tmp_path: Path) -> None:
    found = warned_of(printed(a_report(name="Ingrid"), "a4"), tmp_path / "report.pdf")

    assert {MENDED[rule] for rule in found & set(MENDED)} == set()


def test_a_footer_among_the_tags_is_noticed(
    fonts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(furniture, "footers", lambda page: ())

    assert "PAG-001" in warned_of(printed(a_report(), "a4"), tmp_path / "report.pdf")
