"""What the README points to is there."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from quiz.submission import read_submission

DOCUMENTS = [
    settings.BASE_DIR / name
    for name in ("README.md", "ARCHITECTURE.md", "DATA_SOURCES.md", "CHANGELOG.md", "docs/scoring.md")
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_picture_of_a_document_is_there(document: Path):
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))

    missing = [
        target for target in targets if "://" not in target and not (document.parent / target).exists()
    ]

    assert missing == []


def test_every_make_target_of_the_readme_is_in_the_makefile():
    makefile = (settings.BASE_DIR / "Makefile").read_text()

    for target in re.findall(r"make ([a-z-]+)", (settings.BASE_DIR / "README.md").read_text()):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.django_db
def test_the_answers_file_of_the_readme_is_one(shipped):
    shown = (settings.BASE_DIR / "README.md").read_text().partition("scores an answers file:")[2]
    document = json.JSONDecoder().raw_decode(shown.lstrip())[0]

    assert read_submission(document, shipped).about.name == "Ada"
