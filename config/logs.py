"""Keeps private codes out of the logs, whoever writes the line."""

import json
import logging
import re
from datetime import UTC, datetime

# The rest of a resume or share address, and any run of characters as long as a code (32 bytes, base64).
CODE = re.compile(r"(?:(?<=/resume/)|(?<=/shared/))[^\s\"'<>]+|[A-Za-z0-9_-]{43,}")
MASK = "[code]"
# PostgreSQL adds the whole row to a refusal, answers included.
ROW = re.compile(r"(?<=DETAIL:)[^\n]*")


def mask(text: str) -> str:
    """``text`` without what is or could be a private code or a stored row."""
    return ROW.sub("  [row]", CODE.sub(MASK, text))


class MaskCodes(logging.Filter):
    """Masks the message with its arguments, and the traceback below it. Lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = mask(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask(record.exc_text)
        if record.stack_info:
            record.stack_info = mask(record.stack_info)
        return True


class StrangeHost(logging.Filter):
    """Tells of a request for another host in one line: it is refused, and nothing of ours has failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.exc_info = record.exc_text = None
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line, for whatever gathers logs. Fields come from ``extra={"fields": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_text or record.exc_info:
            line["exception"] = record.exc_text or self.formatException(record.exc_info)  # type: ignore[arg-type]
        return json.dumps(line, default=str)  # In ASCII: some take U+2028 for the end of a line.
