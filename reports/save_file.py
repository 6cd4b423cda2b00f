"""The save file: one JSON document with what somebody said and what was made of it.

It is attached to the PDF, downloaded from the result page and written by ``assess --json``; an answers
file is one without the reckoned part. reports/schema/save-file.json describes it; whoever reads one
believes only what was said and reckons the rest again.
"""

import json
from datetime import datetime
from typing import Any

from quiz.scoring.respondent import RespondentProfile
from quiz.submission import Submission
from reports.case import Stamp
from reports.verdict import RankedRole, Standing, Verdict
from roles.version import VERSION

FORMAT = "rolewise-save-file"
FORMAT_VERSION = 1
NEWER_VERSION = 2  # Of files that hold ADDED_IN_2; the others stay as they were, byte for byte.
ADDED_IN_2 = ("path", "appeals")
VERSIONS = (FORMAT_VERSION, NEWER_VERSION)
DECIMALS = 11  # 32 rounded contributions still add up to 1e-9, and the file is a third smaller.

Document = dict[str, Any]


def save_document(verdict: Verdict, submission: Submission, stamp: Stamp) -> Document:
    """The save file of a finished sitting; contributions plus base add up to each fit (1e-9)."""
    return (
        said_document(submission, stamp.edition, stamp.digest, stamp.finished_at)
        | reckoned(verdict)
        | {"respondent": profile_document(verdict.respondent)}
    )


def said_document(
    submission: Submission, edition: int, digest: str, finished_at: datetime | None = None
) -> Document:
    """What was said so far, and on which edition: all that a report depends on."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "software": VERSION,
        "digest": digest,
        "finished_at": finished_at.isoformat() if finished_at else None,
    } | submission.document(edition)


def with_more(document: Document, **more: object) -> Document:
    """The document with what version 2 added: the ``path`` of an open sitting, the ``appeals`` of a finished
    one (a word for each role). The PDF's own file has neither, so that no later word changes a report."""
    added = {key: value for key, value in more.items() if value}
    return document | added | {"version": NEWER_VERSION} if added else document


def written(document: Document) -> bytes:
    """The document as it is embedded and downloaded: equal documents give equal bytes."""
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def reckoned(verdict: Verdict) -> Document:
    """The verdict with its working, as numbers."""
    decided = verdict.standing is not Standing.TOO_FEW
    compared = decided and len(verdict.suggested) > 1  # Of one role, or none, no order can be sure.
    return {
        "standing": verdict.standing.value,
        "certainty": verdict.certainty.value if compared else None,
        "chance": rounded(verdict.chance) if compared else None,
        "balance_used": verdict.balance,
        "answered": verdict.answered,
        "notes": [note.value for note in verdict.notes],
        "ranking": [ranked_document(ranked) for ranked in verdict.ranking] if decided else [],
    }


def ranked_document(ranked: RankedRole) -> Document:
    match = ranked.match
    return {
        "role": ranked.role.slug,
        "rank": ranked.rank,
        "place": ranked.place,
        "tied": ranked.tied,
        "fit": rounded(match.fit),
        "interval": [rounded(ranked.interval.low), rounded(ranked.interval.high)],
        "preference_fit": rounded(match.preference_fit),
        "skill_fit": rounded(match.skill_fit),
        "readiness": None if match.readiness is None else rounded(match.readiness),
        "fails": [must_have.value for must_have in ranked.fails],
        "base": rounded(match.base),
        "contributions": [
            {"aspect": each.aspect, "slug": each.slug, "points": rounded(each.points)}
            for each in match.contributions
        ],
    }


def profile_document(respondent: RespondentProfile) -> Document:
    """Where the answers place somebody: position 0-100, theta and its variance in standard deviations."""
    return {
        "preferences": {
            slug: {
                "position": rounded(100 * estimate.position),
                "theta": rounded(estimate.theta),
                "variance": rounded(estimate.variance),
                "evidence": rounded(estimate.evidence),
            }
            for slug, estimate in respondent.preferences.items()
        },
        "skills": {
            slug: {
                "rating": estimate.rating,
                "level": rounded(estimate.level),
                "variance": rounded(estimate.variance),
            }
            for slug, estimate in respondent.skills.items()
        },
    }


def rounded(number: float) -> float:
    return round(number, DECIMALS) + 0.0  # Never "-0.0".
