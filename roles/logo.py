"""A logo that somebody uploads: taken apart, and put together again from nothing but its pixels."""

import base64
import io
import warnings

from roles.language import gettext as _

LARGEST = 200_000  # Bytes, before and after.
WIDEST, HIGHEST = 480, 160  # Pixels kept: sharp in the header and on paper.
MOST_PIXELS = 4_000_000


class BadLogo(ValueError):
    """The file can't be used as a logo; the message says what to do."""


def clean_logo(raw: bytes) -> str:
    """The picture as a PNG in base64 without anything but pixels. Raises BadLogo."""
    from PIL import Image, UnidentifiedImageError

    if len(raw) > LARGEST:
        raise BadLogo(_("The logo has more than 200 kB. Save it smaller: 480 by 160 pixels are enough."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(raw), formats=["PNG"])
            if picture.width * picture.height > MOST_PIXELS:
                raise BadLogo(_("The logo has too many pixels. Save it smaller: 480 by 160 are enough."))
            # Asked for, since a library that is loaded beside us may let cut files through.
            Image.open(io.BytesIO(raw), formats=["PNG"]).verify()
            pixels = picture.convert("RGBA")
    except BadLogo:
        raise
    except UnidentifiedImageError as error:
        raise BadLogo(_("This is no PNG. Save the logo as PNG; other formats aren’t taken.")) from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise BadLogo(_("This PNG can’t be read. Save the logo as PNG again.")) from error
    pixels.thumbnail((WIDEST, HIGHEST))
    bare = Image.new("RGBA", pixels.size)
    bare.paste(pixels)
    written = io.BytesIO()
    bare.save(written, "PNG", optimize=True)
    if written.tell() > LARGEST:
        raise BadLogo(_("The logo has more than 200 kB even when cut down. Use one with fewer colours."))
    return base64.b64encode(written.getvalue()).decode()
