"""The personas that are shipped. They are the editors' own from the first load on."""

import json
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from quiz.models import Persona
from roles.history.record import note_added, recording


@transaction.atomic
def load_personas(file: Path) -> int:
    """Adds the shipped personas if there are none yet; how many were added.

    Editors change and delete them as they like, so that a later load leaves everything as it is.
    """
    if Persona.objects.exists():
        return 0
    personas = [Persona(**fields) for fields in json.loads(file.read_text(encoding="utf-8"))]
    with recording(reason=_("Came with the software")):
        note_added(Persona.objects.bulk_create(personas))
    return len(personas)
