"""What a serving process has read by the time somebody asks for a page."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

LOADED = "import sys, config.wsgi; print(*sys.modules)"
CATALOGUES = "import config.wsgi; from babel.localedata import _cache; print(*_cache)"


def told(program: str, folder: Path) -> list[str]:
    env = os.environ | {"DATA_DIR": str(folder), "HTTPS": "false", "SECRET_KEY": "a" * 50}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def test_nobody_waits_for_the_code_of_a_page_to_be_loaded(tmp_path: Path):
    loaded = set(told(LOADED, tmp_path))

    assert {"config.urls", "reports.views", "reports.admin.statistics", "quiz.admin.short_way"} <= loaded
    assert "weasyprint" not in loaded  # It has a process of its own.


def test_nobody_waits_for_the_lists_of_their_language(tmp_path: Path):
    assert {"en", "de"} <= set(told(CATALOGUES, tmp_path))
