"""Content with German in it, and reports in German, for the tests of this folder."""

from dataclasses import replace

from django.utils import translation

from quiz.content import EditionContent, Translated
from quiz.editions.translation import localised
from reports.report import Report
from tests.builders import small_content
from tests.reports.builders import a_report, a_submission

GERMAN = {
    "role/backend-engineer/name": "Backend-Entwicklung",
    "role/backend-engineer/summary": "Baut die Serverseite.",
    "dimension/data/name": "Daten",
    "skill/databases/anchors/2": "Ich entwerfe Schemata allein.",
}


def bilingual(stale: tuple[str, ...] = (), **changes: str) -> EditionContent:
    """The small content with a few German texts, and ``changes`` to them by name."""
    texts = GERMAN | {name.replace("__", "/").replace("_", "-"): text for name, text in changes.items()}
    return replace(small_content(), translations={"de": Translated(texts, stale)})


def german_report() -> Report:
    """The report of the ideal backend engineer, in German."""
    with translation.override("de"):
        return a_report(a_submission(), localised(bilingual(), "de"))
