"""A PDF in the wrong typeface is never given out."""

import io
import logging
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from pypdf import PdfReader
from pytest_django import Settings

from reports import fonts as faces
from reports import pdf as door
from reports import render
from reports.management.commands import fonts as command
from reports.pdf import Printout, Rendered, RenderError, print_out, render_html, render_pdf
from tests.reports.builders import a_report

NOTHING = Printout("<p>x</p>", b"{}", 0)


def warn(monkeypatch: pytest.MonkeyPatch, *warnings: str) -> None:
    """Has the renderer warn instead of rendering."""
    monkeypatch.setattr(door, "render_html", lambda *told: Rendered(b"%PDF", warnings))


def test_a_damaged_face_ends_the_printing_with_what_to_do(
    fonts: None, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = Path(shutil.copytree(settings.FONT_DIR, tmp_path / "fonts"))
    (damaged / "SourceSans3-Bold.ttf").write_bytes(b"cut off")
    settings.FONT_DIR = damaged

    with pytest.raises(RenderError, match=r"another typeface.*manage.py fonts --again"):
        render_pdf(a_report())
    assert "Font-face 'Source Sans 3' cannot be loaded" in caplog.text


@pytest.mark.parametrize(
    "warning",
    [
        "Font-face 'Source Sans 3' cannot be loaded",
        "Text in the font 'DejaVu Sans' in place of 'Source Sans 3'",
        'Unable to subset "Source Sans 3" with HarfBuzz font',
    ],
)
def test_a_warning_about_a_font_is_an_error(monkeypatch: pytest.MonkeyPatch, warning: str) -> None:
    warn(monkeypatch, warning)

    with pytest.raises(RenderError, match="another typeface"):
        print_out(NOTHING)


def test_any_other_warning_is_logged_and_the_pdf_given_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    warn(monkeypatch, "Ignored `x: y` at 1:1, unknown property.")

    assert print_out(NOTHING) == b"%PDF"
    assert "unknown property" in caplog.text


def test_text_in_another_family_is_noticed_without_a_warning_of_the_renderer(fonts: None) -> None:
    told = render_html("<html lang='en'><head><title>x</title></head><body><p>x</p></body></html>", b"{}", 0)

    assert [each for each in told.warnings if "in place of 'Source Sans 3'" in each]


def test_what_libraries_say_beside_is_logged_and_breaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    said = b'Fontconfig error: No writable cache directories\n["a warning"]'

    with caplog.at_level(logging.WARNING):
        rendered = door.read_outcome(subprocess.CompletedProcess([], 0, b"%PDF", said))

    assert rendered == Rendered(b"%PDF", ("a warning",))
    assert "No writable cache directories" in caplog.text


def test_the_renderer_expects_the_family_that_is_made() -> None:
    assert render.FAMILY == faces.FAMILY


def test_faces_are_made_again_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(command, "make_fonts", lambda folder, *, again: not asked.append(again))

    call_command("fonts", "--again")

    assert asked == [True]
    assert "faces made" in capsys.readouterr().out


def test_a_name_without_a_space_stays_on_the_page(fonts: None) -> None:
    first = PdfReader(io.BytesIO(render_pdf(a_report(name="W" * 80)))).pages[0].extract_text()

    lines = [line for line in first.splitlines() if "WW" in line]
    assert len(lines) > 1
    assert sum(line.count("W") for line in lines) == 80
