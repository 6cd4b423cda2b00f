"""Files that somebody uploads: the good ones are read, hostile ones refused in time and with the reason."""

import io
import zipfile
import zlib
from functools import cache
from time import monotonic

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from quiz import upload
from quiz.answers_file import LARGEST
from quiz.submission import BadSubmission
from quiz.upload import LARGEST_PDF, read_upload


def a_pdf(attached: bytes | None, name: str = "answers.json", password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if attached is not None:
        writer.add_attachment(name, attached)
    if password:
        writer.encrypt(password)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


@cache  # Two modules ask for it where tests are collected, and half a gigabyte takes a while to pack.
def a_bomb() -> bytes:
    """A PDF of some hundred kilobytes whose attachment unpacks to half a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(500)) + packer.flush()
    stream = StreamObject()
    stream._data = packed
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    specification = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Filespec"),
            NameObject("/F"): TextStringObject("answers.json"),
            NameObject("/EF"): DictionaryObject({NameObject("/F"): writer._add_object(stream)}),
        }
    )
    names = ArrayObject([TextStringObject("answers.json"), writer._add_object(specification)])
    files = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): files})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def a_zip() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("answers.json", "{}")
    return written.getvalue()


def test_the_attachment_of_a_pdf_is_read() -> None:
    assert read_upload(a_pdf(b'{"answers": {"one": 1}}')) == {"answers": {"one": 1}}


def test_a_json_is_read_with_and_without_a_byte_order_mark() -> None:
    assert read_upload(b'{"answers": {}}') == read_upload(b'\xef\xbb\xbf{"answers": {}}') == {"answers": {}}


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b"", "empty"),
        (a_zip(), "zip archive"),
        (b"\xff\xfe{\x00}\x00", "neither a PDF nor a JSON"),
        (b'{"answers": {"\xff": 1}}', "UTF-8"),
        (b"[" * 100_000, "Nested too deeply"),
        (b'{"answers":' * 80_000, "Nested too deeply"),
        (b'{"balance": NaN}', "NaN is not a value"),
        (b'{"balance": -Infinity}', "-Infinity is not a value"),
        (b" " * (LARGEST + 1), "at most 1,000,000"),
        (b"%PDF-1.7" + b"0" * LARGEST_PDF, "at most 5,000,000"),
        (b"%PDF-1.7\nnot one at all", "be read as one"),
        (b"%PDF-1.7\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF", "be read as one"),
        (a_pdf(None), "no answers attached"),
        (a_pdf(b"{}", name="other.json"), "no answers attached"),
        (a_pdf(b"{}", password="hush"), "locked with a password"),
        (a_pdf(b" " * (LARGEST + 1)), "larger than any save file"),
        (a_pdf(a_zip()), "UTF-8"),
        (a_pdf(b"[" * 100_000), "Nested too deeply"),
        (a_bomb(), "larger than any save file"),
    ],
    ids=range(19),
)
def test_what_is_no_save_file_is_refused_with_the_reason_and_in_time(raw: bytes, reason: str) -> None:
    began = monotonic()

    with pytest.raises(BadSubmission, match=reason):
        read_upload(raw)
    assert monotonic() - began < upload.SECONDS + upload.PATIENCE


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "SECONDS", 0.01)

    with pytest.raises(BadSubmission, match="more time or memory"):
        read_upload(a_pdf(b"{}"))


def test_while_others_are_being_read_one_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "PATIENCE", 0.01)

    with upload.AT_ONCE, upload.AT_ONCE, pytest.raises(BadSubmission, match="Try again in a few seconds"):
        read_upload(a_pdf(b"{}"))
    assert read_upload(a_pdf(b"{}")) == {}


def test_a_process_that_was_ended_by_its_limits_is_told_as_such() -> None:
    assert "more time or memory" in upload.reason(-9)
    assert "more time or memory" in upload.reason(1)
