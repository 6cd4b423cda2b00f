"""Makes the web pictures from the sample report’s first page: the page and the social preview, by language.

``python scripts/pictures.py PAGE.png GERMAN_PAGE.png FONTS`` writes into static/img/. Pillow comes with
WeasyPrint.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
COLOURS = 48  # Enough for flat colours and smooth type; a third of the bytes.
SIZE = (1200, 630)  # What previews are shown at.
PAPER, INK, SOFT, ACCENT, RULE = "#fffefb", "#1a2530", "#545f69", "#0f6b62", "#d9d5cb"
WIDTH = 496  # Between the edge and the page.


@dataclass(frozen=True, slots=True)
class Words:
    """What a preview says beside the page; the title line by line."""

    title: tuple[str, ...]
    line: str


ENGLISH = Words(
    ("Which software", "role fits you,", "and how sure", "is that?"),
    "A self-assessment that shows its working",
)
GERMAN = Words(
    ("Welche", "Softwarerolle", "passt zu dir, und", "wie sicher ist das?"),
    "Eine Selbsteinschätzung, die ihren Rechenweg zeigt",
)


def main(page: Path, german: Path, fonts: Path) -> None:
    """Writes sample-verdict.png and social.png, and the same with -de."""
    for path, words, suffix in ((page, ENGLISH, ""), (german, GERMAN, "-de")):
        sheet = Image.open(path).convert("RGB")
        save(sheet, f"sample-verdict{suffix}.png")
        save(social(sheet, words, fonts), f"social{suffix}.png")


def social(sheet: Image.Image, words: Words, fonts: Path) -> Image.Image:
    """The question on the left, the top of the page on the right."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 14, SIZE[1]), fill=ACCENT)
    shown = sheet.resize((560, round(560 * sheet.height / sheet.width)), Image.Resampling.LANCZOS)
    picture.paste(shown, (600, 56))
    draw.rectangle((599, 55, 1160, SIZE[1]), outline=RULE)
    draw.text((64, 60), "Rolewise", font=face(fonts, "Bold", 34), fill=ACCENT)
    title = fitting(fonts, "Bold", 68, *words.title)
    for number, line in enumerate(words.title):
        draw.text((64, 150 + 76 * number), line, font=title, fill=INK)
    draw.text((64, 520), words.line, font=fitting(fonts, "Regular", 28, words.line), fill=SOFT)
    return picture


def fitting(fonts: Path, weight: str, largest: int, *lines: str) -> ImageFont.FreeTypeFont:
    """The face in the largest size in which no line is wider than there is room."""
    faces = (face(fonts, weight, size) for size in range(largest, 0, -1))
    return next(each for each in faces if max(map(each.getlength, lines)) <= WIDTH)


def face(fonts: Path, weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts / f"SourceSans3-{weight}.ttf"), size)


def save(picture: Image.Image, name: str) -> None:
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
