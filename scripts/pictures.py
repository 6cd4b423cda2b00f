"""Makes the web pictures from the sample report’s first page: one for each language, and the social preview.

``python scripts/pictures.py PAGE.png GERMAN_PAGE.png FONTS`` writes into static/img/. Pillow comes with
WeasyPrint.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
COLOURS = 48  # Enough for flat colours and smooth type; a third of the bytes.
SIZE = (1200, 630)  # What previews are shown at.
PAPER, INK, SOFT, ACCENT, RULE = "#fffefb", "#1a2530", "#545f69", "#0f6b62", "#d9d5cb"
TITLE = ("Which software", "role fits you,", "and how sure", "is that?")
LINE = "A self-assessment that shows its working"


def main(page: Path, german: Path, fonts: Path) -> None:
    """Writes sample-verdict.png, sample-verdict-de.png and social.png."""
    sheet = Image.open(page).convert("RGB")
    save(sheet, "sample-verdict.png")
    save(Image.open(german).convert("RGB"), "sample-verdict-de.png")
    save(social(sheet, fonts), "social.png")


def social(sheet: Image.Image, fonts: Path) -> Image.Image:
    """The question on the left, the top of the page on the right."""
    picture = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 14, SIZE[1]), fill=ACCENT)
    shown = sheet.resize((560, round(560 * sheet.height / sheet.width)), Image.Resampling.LANCZOS)
    picture.paste(shown, (600, 56))
    draw.rectangle((599, 55, 1160, SIZE[1]), outline=RULE)
    draw.text((64, 60), "Rolewise", font=face(fonts, "Bold", 34), fill=ACCENT)
    for number, words in enumerate(TITLE):
        draw.text((64, 150 + 76 * number), words, font=face(fonts, "Bold", 68), fill=INK)
    draw.text((64, 520), LINE, font=face(fonts, "Regular", 28), fill=SOFT)
    return picture


def face(fonts: Path, weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts / f"SourceSans3-{weight}.ttf"), size)


def save(picture: Image.Image, name: str) -> None:
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
