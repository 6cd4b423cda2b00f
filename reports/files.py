"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Writes each file beside its place, syncs, and renames them once all are written.

    Threads and processes may write the same file at once: each has a draft of its own and the last
    one stays. Raises OSError, and then no draft is left.
    """
    drafts = {path: path.with_name(f".{path.name}.{secrets.token_hex(8)}") for path in files}
    try:
        for path, raw in files.items():
            with drafts[path].open("xb") as draft:
                draft.write(raw)
                draft.flush()
                os.fsync(draft.fileno())
        for path, draft_path in drafts.items():
            draft_path.replace(path)
    finally:
        for draft_path in drafts.values():
            with suppress(OSError):
                draft_path.unlink(missing_ok=True)
