"""A verdict as JSON: everything the report's numbers rest on, for other programs to check."""

from dataclasses import asdict
from typing import Any

from quiz.submission import Submission
from reports.report import Stamp
from reports.verdict import RankedRole, Standing, Verdict


def verdict_document(verdict: Verdict, submission: Submission, stamp: Stamp) -> dict[str, Any]:
    """The verdict with its working; contributions plus base add up to each fit."""
    decided = verdict.standing is not Standing.TOO_FEW
    compared = decided and len(verdict.suggested) > 1  # Of one role, or none, no order can be sure.
    return {
        "edition": stamp.edition,
        "digest": stamp.digest,
        "finished_at": stamp.finished_at.isoformat(),
        "standing": verdict.standing.value,
        "certainty": verdict.certainty.value if compared else None,
        "chance": verdict.chance if compared else None,
        "balance": verdict.balance,
        "answered": verdict.answered,
        "notes": [note.value for note in verdict.notes],
        "ranking": [ranked_document(ranked) for ranked in verdict.ranking] if decided else [],
        "respondent": {
            "preferences": {
                slug: {"position": 100 * e.position, "variance": e.variance, "evidence": e.evidence}
                for slug, e in verdict.respondent.preferences.items()
            },
            "skills": {
                slug: {"rating": e.rating, "level": e.level, "variance": e.variance}
                for slug, e in verdict.respondent.skills.items()
            },
        },
        "submission": submission.document(stamp.edition),
    }


def ranked_document(ranked: RankedRole) -> dict[str, Any]:
    match = ranked.match
    return {
        "role": ranked.role.slug,
        "rank": ranked.rank,
        "place": ranked.place,
        "tied": ranked.tied,
        "fit": match.fit,
        "interval": [ranked.interval.low, ranked.interval.high],
        "preference_fit": match.preference_fit,
        "skill_fit": match.skill_fit,
        "readiness": match.readiness,
        "fails": [must_have.value for must_have in ranked.fails],
        "base": match.base,
        "contributions": [asdict(contribution) for contribution in match.contributions],
    }
