"""The personas that are shipped. They are the editors' own from the first load on."""

import json
from pathlib import Path

from django.db import transaction

from quiz.models import Persona


@transaction.atomic
def load_personas(file: Path) -> int:
    """Adds the shipped personas if there are none yet; how many were added.

    Editors change and delete them as they like, so that a later load leaves everything as it is.
    """
    if Persona.objects.exists():
        return 0
    personas = [Persona(**fields) for fields in json.loads(file.read_text(encoding="utf-8"))]
    return len(Persona.objects.bulk_create(personas))
