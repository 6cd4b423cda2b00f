"""Settings are read once per process; so a test of them starts one."""

import os
import subprocess
import sys

from django.conf import settings


def run_python(script: str, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs ``script`` with the product's settings and only these variables of ours."""
    usual = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{script}", *words],
        cwd=settings.BASE_DIR,
        env=usual | {"DJANGO_SETTINGS_MODULE": "config.settings"} | variables,
        capture_output=True,
        text=True,
    )
