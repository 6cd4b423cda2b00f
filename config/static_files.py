"""Styles, scripts and fonts while one release takes over from another on the same data folder: pages of both
are being read, and a file of either may be asked of a process of the other."""

import hashlib
import json
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from whitenoise.compress import Compressor
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

from reports.files import write_whole

RELEASES = 3  # Whose files are kept: that of now, that which it takes over from, and a way back beyond.
SETTLED = (
    86_400.0  # Seconds: nothing younger goes. It may be of a release that is being prepared this minute.
)
COMPRESSED = {".br", ".gz"}
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves what was collected, also what another release collected since this process began."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.autorefresh and request.path_info not in self.files:
            self.look_for(request.path_info)
        try:
            response: HttpResponseBase = super().__call__(request)
        except FileNotFoundError:  # Of a release that is long gone; forget_old_releases removed it.
            self.files.pop(request.path_info, None)
            response = self.get_response(request)
        return response

    def look_for(self, url: str) -> None:
        """Adds a file that has come since, if it is there. What has such a name never changes.

        By one address each: of the ways round a folder ("css/../css") there is no end, and all would be kept.
        """
        if not url.startswith(self.static_prefix) or not NAMED_BY_CONTENT.search(url):
            return
        if not self.url_is_canonical(url):
            return
        try:
            path = safe_join(settings.STATIC_ROOT, url.removeprefix(self.static_prefix))
            is_there = Path(path).is_file()  # OSError: the name is longer than the disk takes.
        except (SuspiciousFileOperation, ValueError, OSError):
            return
        if is_there:
            self.add_file_to_dictionary(url, path)


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names files by their content, and lists the names for each release apart.

    With one list for all, a process of the former release that begins after the new one has collected its
    files would miss those that the new one no longer has, and fail on every page.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        self.manifest_name = f"staticfiles.{release()}.json"
        super().__init__(*args, manifest_storage=Lists(), **options)

    def create_compressor(self, **options: Any) -> Compressor:
        """All but what is compressed already, and the printer's faces: no browser asks for those."""
        own = {"extensions": (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")}  # Brotli takes seconds for them.
        return super().create_compressor(**options | own)

    def save_manifest(self) -> None:
        super().save_manifest()
        with suppress(FileNotFoundError):  # Another process is at it too.
            forget_old_releases()

    def read_manifest(self) -> str | None:
        """This release's list; while somebody works on the files, the newest there is."""
        own: str | None = super().read_manifest()
        found = sorted(lists(), key=lambda path: path.stat().st_mtime)
        return found[-1].read_text("utf-8") if own is None and found else own


class Lists(StaticFilesStorage):
    """Where the lists are: one takes the place of the former whole, so that no process reads none."""

    def delete(self, name: str) -> None:
        """Leaves it to what is written next."""

    def _save(self, name: str, content: "ContentFile[bytes]") -> str:
        write_whole({Path(self.path(name)): content.read()})
        return name


def lists() -> list[Path]:
    """The lists of all releases that collected their files here."""
    return list(Path(settings.STATIC_ROOT).glob("staticfiles*.json"))


def forget_old_releases() -> None:
    """Removes what was collected by releases before the latest RELEASES, and is named by none of those.

    Files without a name by content are of no release in particular, and stay.
    """
    newest_first = sorted(lists(), key=lambda path: path.stat().st_mtime, reverse=True)
    before = time.time() - SETTLED
    former = [path for path in newest_first[RELEASES:] if path.stat().st_mtime < before]
    latest = [path for path in newest_first if path not in former]
    if not former:
        return
    named = {name for path in latest for name in json.loads(path.read_text("utf-8"))["paths"].values()}
    root = Path(settings.STATIC_ROOT)
    collected = (path for path in root.rglob("*") if NAMED_BY_CONTENT.search(plain_name(path)))
    unnamed = (path for path in collected if plain_name(path) not in named)
    old = [path for path in unnamed if path.stat().st_mtime < before]
    for path in [*old, *former]:
        path.unlink(missing_ok=True)


def plain_name(path: Path) -> str:
    """The name that a list has of a collected file, or of the file that this is a compressed copy of."""
    name = path.relative_to(settings.STATIC_ROOT).as_posix()
    return name.removesuffix(path.suffix) if path.suffix in COMPRESSED else name


def release() -> str:
    """What the files of this release are told by."""
    folder = settings.BASE_DIR / "static"
    told = hashlib.sha256(django.__version__.encode())  # The desk's own files come with Django.
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        told.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return told.hexdigest()[:12]
