"""Reading an answers file: bytes from anybody to a JSON value, or one clear line per fault."""

import json
from collections.abc import Sequence
from typing import Any

from quiz.submission import BadSubmission, quoted

LARGEST = 1_000_000  # Bytes. A full set of answers is about 4,000.


def parse_answers(raw: bytes) -> object:
    """The JSON value in an answers file. Raises BadSubmission."""
    if len(raw) > LARGEST:
        raise BadSubmission([f"The file has {len(raw):,} bytes; an answers file has at most {LARGEST:,}."])
    if not raw.strip():
        raise BadSubmission(["The file is empty."])
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        raise BadSubmission([f"Not a text file in UTF-8 (byte {error.start})."]) from error
    except json.JSONDecodeError as error:
        problem = f"Not JSON at line {error.lineno}, column {error.colno}: {error.msg}."
        raise BadSubmission([problem]) from error
    except RecursionError as error:
        raise BadSubmission(["Nested too deeply to be an answers file."]) from error
    except BadSubmission:
        raise
    except ValueError as error:  # A number of more digits than Python reads.
        raise BadSubmission(["Holds a number that no answers file needs."]) from error


def unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise BadSubmission([f"{quoted(name)} is there twice; keep one." for name in twice])
    return found


def refuse_constant(constant: str) -> object:
    raise BadSubmission([f"{constant} is not a value that an answers file can hold."])
