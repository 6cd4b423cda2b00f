"""Keeps private codes out of the logs, whoever writes the line."""

import logging
import re

# The rest of a resume or share address, and any run of characters as long as a code (32 bytes, base64).
CODE = re.compile(r"(?:(?<=/resume/)|(?<=/shared/))[^\s\"'<>]+|[A-Za-z0-9_-]{43,}")
MASK = "[code]"


def mask(text: str) -> str:
    """``text`` without what is or could be a private code."""
    return CODE.sub(MASK, text)


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
