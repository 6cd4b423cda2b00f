"""Values from the environment that stop the start when they make no sense.

Each raises ImproperlyConfigured with the name, the value and what would do.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

YES = {"true", "1", "yes", "on"}
NO = {"false", "0", "no", "off"}
SQLITE = "sqlite"
DATABASES = (SQLITE, "postgres", "postgresql", "psql", "pgsql")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def yes_or_no(env: Any, name: str, *, default: bool) -> bool:
    text = env.str(name, default="").strip().lower()
    if text and text not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be true or false.")
    return text in YES if text else default


def whole_number(env: Any, name: str, *, default: int, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``, both included."""
    text = env.str(name, default="").strip() or str(default)
    try:
        number = int(text)
    except ValueError:  # It would tell a part of the password.
        number = low - 1
    if not low <= number <= high:
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a whole number from {low} to {high}.")
    return number


def time_zone(env: Any, name: str, *, default: str) -> str:
    zone: str = env.str(name, default="").strip() or default
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:  # Unknown, not a relative path, a folder.
        raise ImproperlyConfigured(f"{name} is {zone!r}; it must be a name such as Europe/Berlin.") from error
    return zone


def log_level(env: Any, name: str, *, default: str) -> str:
    level: str = env.str(name, default="").strip().upper() or default
    if level not in LEVELS:
        raise ImproperlyConfigured(f"{name} is {level!r}; it must be one of {', '.join(LEVELS)}.")
    return level


def one_of(env: Any, name: str, words: tuple[str, ...]) -> str:
    """One of ``words``, the first if nothing is said."""
    word: str = env.str(name, default="").strip().lower() or words[0]
    if word not in words:
        raise ImproperlyConfigured(f"{name} is {word!r}; it must be one of {', '.join(words)}.")
    return word


def folder(env: Any, name: str, *, default: Path) -> Path:
    """A folder that only its owner can look into, made if it isn't there."""
    path = Path(env.str(name, default="") or default)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {str(path)!r}; it can't be made: {error.strerror}.") from error
    return path


def database(env: Any, name: str, *, default: dict[str, Any]) -> dict[str, Any]:
    """PostgreSQL or SQLite by its URL, ``default`` where nothing is said."""
    scheme, beginning, _ = env.str(name, default="").partition("://")
    if not scheme:
        return default
    if not beginning or scheme not in DATABASES:  # The URL holds a password: it isn't repeated.
        raise ImproperlyConfigured(
            f"{name} must begin with postgres:// or sqlite:///; only these are tested."
        )
    if scheme != SQLITE and find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            f"{name} names PostgreSQL, whose packages are not installed. `make run` installs them, or: "
            ".venv/bin/python -m pip install --require-hashes -r requirements/servers.txt"
        )
    try:
        found: dict[str, Any] = env.db(name)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} can't be read. In a password / is written %2F, # %23, @ %40, : %3A."
        ) from None
    if not found.get("NAME"):
        raise ImproperlyConfigured(f"{name} names no database: postgres://user:password@host/name")
    return found


def secret(env: Any, name: str, *, shortest: int) -> str:
    """Something that nobody guesses, or nothing."""
    text: str = env.str(name, default="").strip()
    if 0 < len(text) < shortest:
        raise ImproperlyConfigured(f"{name} has {len(text)} characters; it needs {shortest} or more.")
    return text
