"""The reading process: ``python -m quiz.attachment`` takes a PDF on stdin and writes its save file to stdout.

It runs alone because a PDF from anybody may be made to take hours or gigabytes. It knows no Django, opens
no file and no connection, and ends when it takes more than it should.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any

NAME = "answers.json"
MOST_ATTACHMENTS = 20
LARGEST_FOUND = 1_000_000  # Bytes, as for an answers file.
CPU_SECONDS = 5
MEMORY = 512 << 20
# Exit codes.
NONE_ATTACHED, TOO_LONG, LOCKED, NOT_READABLE = 3, 4, 5, 6


def main() -> int:
    """Writes the attachment and returns 0, or returns the code of what is wrong."""
    limit()
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, LimitReachedError

    try:
        found = next(attachments(PdfReader(io.BytesIO(sys.stdin.buffer.read()))), None)
    except FileNotDecryptedError:
        return LOCKED
    except LimitReachedError:
        return TOO_LONG
    except (MemoryError, RecursionError):
        raise
    except Exception:  # Whatever a hostile file makes the reader raise, it is not readable.
        return NOT_READABLE
    if found is None:
        return NONE_ATTACHED
    if len(found) > LARGEST_FOUND:
        return TOO_LONG
    sys.stdout.buffer.write(found)
    return 0


def limit() -> None:
    """Bounds this process before anything is read into it."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # Elsewhere the limit is either refused or without effect.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def attachments(reader: Any) -> Iterator[bytes]:
    """The contents of attached files of our name, among the first few attachments."""
    for number, attached in enumerate(reader.attachment_list):
        if number >= MOST_ATTACHMENTS:
            return
        if attached.name == NAME:
            yield attached.content


if __name__ == "__main__":
    sys.exit(main())
