"""The organisation's look: set in the admin, refused where unreadable, and kept by old editions."""

import base64
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from quiz.content import EditionContent
from quiz.editions.difference import difference
from quiz.editions.document import digest, read_document, write_document
from quiz.editions.draft import read_draft
from quiz.models import Edition, Sitting
from reports.html import print_document, render_document
from reports.report import build_report, generate_report
from roles.brand import DARK, LIGHT, Brand, contrast, is_readable, on_dark, on_light, readable_like
from roles.logo import BadLogo, clean_logo
from roles.models import Organisation, Role
from tests.builders import small_content
from tests.reports.builders import STAMP, a_submission

ADD = "admin:roles_organisation_add"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def a_png(width: int = 40, height: int = 20, **info: str) -> bytes:
    written = io.BytesIO()
    notes = PngImagePlugin.PngInfo()
    for key, text in info.items():
        notes.add_text(key, text)
    Image.new("RGBA", (width, height), (110, 40, 140, 255)).save(written, "PNG", pnginfo=notes)
    return written.getvalue()


def a_bomb() -> bytes:
    """A PNG of a few bytes that claims 100,000 by 100,000 pixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


def a_brand(**changes: Any) -> Brand:
    logo = base64.b64encode(a_png()).decode()
    brand = Brand("University of Coding", "Room 3.14", "#6e288c", "", logo)
    return replace(brand, **changes)


def save(editor: Client, logo: bytes | None = None, **fields: str) -> HttpResponse:
    sent: dict[str, Any] = {"name": "University of Coding", "contact": "", "accent": "", "accent_dark": ""}
    sent |= fields
    if logo is not None:
        sent["logo_file"] = SimpleUploadedFile("logo.png", logo)
    return editor.post(reverse(ADD), sent)


def complaints(page: HttpResponse) -> str:
    return " ".join(str(page.context["adminform"].form.errors).split())


# Setting it


@pytest.mark.django_db
def test_name_contact_colours_and_logo_are_kept_as_a_draft(editor: Client) -> None:
    answer = save(editor, a_png(), contact="Room 3.14", accent="#6E288C", accent_dark="#be7cda")

    brand = read_draft().brand
    assert answer.status_code == 302
    assert brand and (brand.name, brand.contact) == ("University of Coding", "Room 3.14")
    assert (brand.accent, brand.accent_dark) == ("#6e288c", "#be7cda")
    assert base64.b64decode(brand.logo).startswith(b"\x89PNG")


@pytest.mark.django_db
def test_there_is_one_organisation(editor: Client) -> None:
    save(editor)

    assert save(editor).status_code == 403
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields, complaint",
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 61}, "at most 60"),
        ({"name": "<img src=http://127.0.0.1:9/x>"}, "no markup"),
        ({"name": "abc\u202edef"}, "no invisible characters"),
        ({"name": "a\u0007b"}, "no invisible characters"),
        ({"contact": "</style><script>"}, "no markup"),
        ({"contact": "x" * 121}, "at most 120"),
        ({"accent": "red"}, "such as #0f6b62"),
        ({"accent": "#12345"}, "such as #0f6b62"),
        ({"accent": "#12;}*{"}, "such as #0f6b62"),
        ({"accent": "url(//)"}, "such as #0f6b62"),
        ({"accent": "#ffee00"}, "The nearest that can is #"),
        ({"accent": "#0f6b62", "accent_dark": "#0f6b62"}, "The nearest that can is #"),
        ({"accent_dark": "#63c5b6"}, "Choose this colour too"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_nobody_could_read_or_trust_is_refused_with_what_to_do(
    fields: dict[str, str], complaint: str, editor: Client
) -> None:
    answer = save(editor, **fields)

    assert answer.status_code == 200
    assert complaint in complaints(answer)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "raw, complaint",
    [
        (b"", "no PNG"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/"/></svg>', "no PNG"),
        (b"GIF89a" + bytes(100), "no PNG"),
        (a_bomb(), "too many pixels|can’t be read|no PNG"),
        (a_png()[:60], "can’t be read"),
        (a_png(3_000, 2_000), "too many pixels"),
        (a_png() + bytes(200_000), "more than 200 kB"),
    ],
    ids=["empty", "svg", "gif", "bomb", "cut short", "huge", "heavy"],
)
def test_what_is_no_small_png_is_no_logo(raw: bytes, complaint: str) -> None:
    with pytest.raises(BadLogo, match=complaint):
        clean_logo(raw)


def test_nothing_but_pixels_is_kept_of_a_logo_and_no_more_than_are_shown() -> None:
    cleaned = base64.b64decode(clean_logo(a_png(900, 300, Comment="CANARY") + b"CANARY"))

    picture = Image.open(io.BytesIO(cleaned))
    assert b"CANARY" not in cleaned
    assert picture.size == (480, 160)
    assert picture.info == {}


@pytest.mark.django_db
def test_a_logo_can_be_replaced_and_removed(editor: Client) -> None:
    save(editor, a_png())
    change = reverse("admin:roles_organisation_change", args=[Organisation.objects.get().pk])

    editor.post(change, {"name": "Another"})
    kept = Organisation.objects.get().logo
    editor.post(change, {"name": "Another", "no_logo": "on"})

    assert kept
    assert Organisation.objects.get().logo == ""


# Colours


@given(colours)
def test_what_is_proposed_can_be_read_everywhere(colour: str) -> None:
    assert is_readable(readable_like(colour, LIGHT), LIGHT)
    assert is_readable(readable_like(colour, DARK), DARK)


@given(colours)
def test_every_shade_that_follows_from_a_colour_can_be_read(colour: str) -> None:
    light, dark = on_light(readable_like(colour, LIGHT)), on_dark(readable_like(colour, DARK))

    for shades in (light, dark):
        assert contrast(shades["accent-strong"], shades["accent-soft"]) >= 4.5
        assert contrast(shades["on-accent"], shades["accent"]) >= 4.5
        assert contrast(shades["on-accent"], shades["accent-strong"]) >= 4.5


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("file, surfaces", [("tokens", LIGHT), ("dark", DARK)])
def test_the_surfaces_are_those_of_the_style_sheets(
    file: str, surfaces: tuple[str, ...], settings: Any
) -> None:
    styles = (settings.BASE_DIR / "static" / "css" / f"{file}.css").read_text("utf-8")

    for name, colour in zip(("paper", "surface", "surface-strong"), surfaces, strict=True):
        assert f"--{name}: {colour};" in styles


# Editions keep it


def test_an_edition_without_a_look_of_its_own_is_written_as_of_old() -> None:
    assert "organisation" not in write_document(small_content())


def test_a_look_goes_into_the_edition_and_comes_out_again() -> None:
    content = small_content(brand=a_brand())

    document = write_document(content)

    assert read_document(document) == content
    assert digest(document) != digest(write_document(small_content()))


def test_a_change_of_name_and_the_end_of_a_look_are_listed_as_differences() -> None:
    branded = small_content(brand=a_brand())

    renamed = difference(branded, small_content(brand=a_brand(name="Another")))
    ended = difference(branded, small_content())

    assert "'University of Coding' -> 'Another'" in str(renamed[0])
    assert [str(change) for change in ended] == ["removed organisation: organisation"]


@pytest.mark.django_db
def test_an_old_report_keeps_the_look_it_was_made_with(
    publish_content: Callable[[EditionContent], Edition],
) -> None:
    plain = publish_content(small_content())
    branded = publish_content(small_content(brand=a_brand()))
    finished = STAMP.finished_at
    old, _code = Sitting.objects.start(plain, finished, finished_at=finished)
    new, _code = Sitting.objects.start(branded, finished, finished_at=finished)

    assert "University of Coding" not in print_document(generate_report(old))
    assert "University of Coding" in print_document(generate_report(new))


# Where it shows


def told(page: HttpResponse) -> str:
    return page.content.decode()


@pytest.mark.django_db
def test_the_header_of_the_site_is_that_of_the_newest_edition(
    publish_content: Callable[[EditionContent], Edition], client: Client
) -> None:
    branded = publish_content(small_content(brand=a_brand()))
    style, logo = reverse("brand_style", args=[branded.digest]), reverse("brand_logo", args=[branded.digest])

    page = told(client.get(reverse("public:roles")))

    assert "<span>University of Coding</span>" in page
    assert "Room 3.14" in page
    assert style in page
    assert logo in page
    assert "--accent: #6e288c;" in told(client.get(style))
    assert client.get(style)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(logo).content.startswith(b"\x89PNG")


@pytest.mark.django_db
def test_without_an_organisation_the_look_is_our_own(edition: Edition, client: Client) -> None:
    page = told(client.get(reverse("public:roles")))

    assert "<span>Rolewise</span>" in page
    assert client.get(reverse("brand_style", args=[edition.digest])).status_code == 404
    assert client.get(reverse("brand_logo", args=["../../x".replace("/", "-")])).status_code == 404


def test_the_report_names_who_offers_it_and_prints_in_their_colour() -> None:
    report = build_report(small_content(brand=a_brand()), a_submission(), STAMP)

    page = print_document(report)

    assert 'content="University of Coding"' in page
    assert "Offered by" in page
    assert "University of Coding, Room 3.14" in page
    assert 'fill="#6e288c"' in page
    assert "#0f6b62" not in page


def test_hostile_text_that_got_past_the_form_is_printed_as_text() -> None:
    hostile = a_brand(name='"><img src="file:///etc/passwd">', contact="</style><script>", logo="")

    for page in (print_document, render_document):
        written = page(build_report(small_content(brand=hostile), a_submission(), STAMP))
        assert "<img" not in written
        assert "<script>" not in written


@pytest.mark.django_db
def test_the_preview_shows_the_look_of_the_draft(editor: Client, draft: None) -> None:
    save(editor, a_png(), accent="#6e288c")
    role = Role.objects.filter(is_scored=True)[0]

    page = told(editor.get(reverse("admin:roles_role_preview", args=[role.pk])))

    style = reverse("admin:roles_organisation_style")
    assert "<span>University of Coding</span>" in page
    assert style in page
    assert "--accent: #6e288c;" in told(editor.get(style))
    assert Client().get(style).status_code == 302
