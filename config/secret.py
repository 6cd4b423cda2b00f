"""The secret key: given by the operator, or made once for this machine and kept beside its data."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32  # Characters; shorter keys can be guessed.


def secret_key(given: str, data_dir: Path) -> str:
    """``given`` if it is long enough, else the key kept in ``data_dir``, made on first use."""
    if given:
        if len(given) < SHORTEST:
            raise ImproperlyConfigured(
                f"SECRET_KEY has {len(given)} characters; it needs {SHORTEST} or more."
            )
        return given
    path = data_dir / "secret_key"
    if not path.exists():
        make_key(path)
    return path.read_text().strip()


def make_key(path: Path) -> None:
    """Writes a new key that only this user can read; of two processes at once the first one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
