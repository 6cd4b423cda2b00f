"""Reading an answers file: bytes from anybody to a JSON value, or one clear line per fault."""

import json
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from quiz.submission import BadSubmission, quoted
from roles.language import gettext as _

LARGEST = 1_000_000  # Bytes. A full set of answers is about 4,000, a save file about 100,000.
MOST_DOUBLED = 5  # Named in a refusal; whoever mends these finds the rest by trying again.


def parse_answers(raw: bytes) -> object:
    """The JSON value in an answers file. Raises BadSubmission."""
    if len(raw) > LARGEST:
        told = {"bytes": f"{len(raw):,}", "most": f"{LARGEST:,}"}
        raise BadSubmission([_("The file has %(bytes)s bytes; an answers file has at most %(most)s.") % told])
    if not raw.strip():
        raise BadSubmission([_("The file is empty.")])
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=refuse_constant)
    except UnicodeDecodeError as error:
        problem = _("Not a text file in UTF-8 (byte %(number)d).") % {"number": error.start}
        raise BadSubmission([problem]) from error
    except json.JSONDecodeError as error:
        raise BadSubmission([not_json(error)]) from error
    except RecursionError as error:
        raise BadSubmission([_("Nested too deeply to be an answers file.")]) from error
    except BadSubmission:
        raise
    except ValueError as error:  # A number of more digits than Python reads.
        raise BadSubmission([_("Holds a number that no answers file needs.")]) from error


def not_json(error: json.JSONDecodeError) -> str:
    told = {"line": error.lineno, "column": error.colno, "message": error.msg}
    return _("Not JSON at line %(line)d, column %(column)d: %(message)s.") % told


def unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _value in pairs)
        twice = islice((name for name in times if times[name] > 1), MOST_DOUBLED)
        problem = _("%(name)s is there twice; keep one.")
        raise BadSubmission([problem % {"name": quoted(name)} for name in twice])
    return found


def refuse_constant(constant: str) -> object:
    told = {"constant": constant}
    raise BadSubmission([_("%(constant)s is not a value that an answers file can hold.") % told])
