from pathlib import Path

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont

from config.static_files import CollectedFiles
from reports import fonts as faces
from reports.faces import make_fonts


def test_faces_that_are_there_are_not_made_again(fonts: None) -> None:
    assert make_fonts(settings.FONT_DIR) is False


def test_an_older_version_or_a_missing_face_is_noticed(tmp_path: Path) -> None:
    for name in faces.font_files():
        (tmp_path / name).touch()
    assert not faces.are_made(tmp_path)

    (tmp_path / faces.STAMP).write_text(faces.wanted_version())
    assert faces.are_made(tmp_path)

    (tmp_path / faces.font_files()[0]).unlink()
    assert not faces.are_made(tmp_path)


@pytest.mark.parametrize("face", faces.FACES, ids=lambda face: face.style)
def test_every_face_is_static_with_figures_of_one_width(fonts: None, face: faces.Face) -> None:
    for ending in ("ttf", "woff2"):
        font = TTFont(settings.FONT_DIR / f"{face.stem}.{ending}")
        letters = font.getBestCmap()

        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == face.weight
        widths = [font["hmtx"][letters[ord(figure)]][0] for figure in "0123456789"]
        assert max(widths) - min(widths) <= 1  # Thousandths of the type size: rounding.


def test_the_web_faces_cover_what_the_pages_print(fonts: None) -> None:
    letters = TTFont(settings.FONT_DIR / "SourceSans3-Regular.woff2").getBestCmap()

    assert all(ord(character) in letters for character in "Aßłαд–−→✓△“”€£")


def test_nothing_is_compressed_that_no_browser_asks_for() -> None:
    compressor = CollectedFiles().create_compressor(extensions=None, quiet=True)

    asked = {"paper.css", "brand.svg", "SourceSans3-Bold.ttf", "SourceSans3-Bold.woff2"}
    assert {name for name in asked if compressor.should_compress(name)} == {"paper.css", "brand.svg"}
