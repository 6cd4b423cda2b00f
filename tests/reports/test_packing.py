"""A report that is packed more quickly is the same one inside, and hardly larger."""

import io
from contextlib import nullcontext

import pytest
from pypdf import PdfReader

from reports import render
from reports.pdf import prepare, served_files
from reports.render import Job
from tests.reports.builders import a_report


def unpacked(pdf: bytes) -> list[bytes]:
    """What is on each page, and all other streams."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    return [each.get_data() for each in objects if hasattr(each, "get_data")]


def test_only_the_packing_differs(fonts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    printout = prepare(a_report())
    job = Job(printout.html, served_files(), "", printout.created, 60, 2000)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(job.created))

    ours, _ = render.render(job)
    monkeypatch.setattr(render, "packed_quickly", nullcontext)
    tight, _ = render.render(job)

    assert len(tight) < len(ours) < 1.04 * len(tight)
    assert len(unpacked(ours)) > 10
    # The last stream says at which byte each object begins.
    assert unpacked(ours)[:-1] == unpacked(tight)[:-1]
