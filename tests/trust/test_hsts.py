"""What a browser is told to insist on, and for which hosts."""

from pathlib import Path

import pytest

from tests.trust.surroundings import run_python

SCRIPT = """
from django.test import Client
answer = Client(SERVER_NAME="localhost").get("/robots.txt", secure=True)
print(answer.get("Strict-Transport-Security"))
"""
YEAR = "max-age=31536000"


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({}, YEAR),
        ({"HSTS_SUBDOMAINS": "true"}, f"{YEAR}; includeSubDomains"),
        ({"HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}, f"{YEAR}; includeSubDomains; preload"),
        ({"HTTPS": "false", "HSTS_SUBDOMAINS": "true"}, "None"),
    ],
    ids=["as shipped", "subdomains", "preload", "without https"],
)
def test_only_the_operator_binds_other_hosts_to_https(tmp_path: Path, chosen: dict[str, str], told: str):
    done = run_python(SCRIPT, DATA_DIR=str(tmp_path), **chosen)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == told
