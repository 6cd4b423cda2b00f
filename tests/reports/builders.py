"""People and reports for the tests of this folder."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from quiz.content import EditionContent
from quiz.items import TradeOff
from quiz.scoring.certainty import Certainty, Interval
from quiz.scoring.fit import Match
from quiz.submission import About, MustHaves, Submission
from reports.report import Report, Stamp, build_report
from reports.verdict import MustHave, RankedRole, Standing, Verdict, reach_verdict
from tests.builders import a_respondent, a_role, answers_of, ideal_answers, small_content

FINISHED = datetime(2026, 2, 3, 14, 30, tzinfo=UTC)
STAMP = Stamp(edition=3, digest="ab" * 32, finished_at=FINISHED, stale_after_days=730)


def a_submission(role: str = "backend-engineer", **changes: Any) -> Submission:
    """The ideal respondent of a role, unless changed."""
    return replace(Submission(ideal_answers(small_content(), role)), **changes)


def a_report(
    submission: Submission | None = None, content: EditionContent | None = None, **about: Any
) -> Report:
    """The report of a submission on the small content."""
    submission = submission or a_submission(about=About(**about))
    return build_report(content or small_content(), submission, STAMP)


def too_few() -> Submission:
    """Somebody who has answered three questions."""
    answers = answers_of(small_content(), {"data": 1})
    return Submission(dict(list(answers.items())[:3]))


def flat() -> Submission:
    """Somebody who stands in the middle of everything, every skill rated alike."""
    content = small_content()
    neutral = answers_of(content, {}, dict.fromkeys(content.skills, 2))
    # Each dimension is chosen once and passed over once around the ring of trade-offs.
    chosen = {slug: "a" for slug, item in content.items.items() if isinstance(item, TradeOff)}
    return Submission({**neutral, **chosen})


def with_conditions(**wanted: Any) -> Submission:
    return a_submission(must_haves=MustHaves(**wanted))


def a_verdict(
    names: Mapping[str, int],
    certainty: Certainty = Certainty.CLEAR,
    chance: float = 0.93,
    fails: Mapping[str, tuple[MustHave, ...]] | None = None,
    standing: Standing = Standing.DECIDED,
) -> Verdict:
    """A verdict over roles of these names at these places, ten points apart."""
    places = list(names.values())
    ranking = tuple(
        RankedRole(
            role=a_role(slug=name.lower(), name=name),
            match=Match(name.lower(), 90.0 - 10 * index, 80.0, 70.0, 60.0, 75.0, ()),
            rank=index + 1,
            place=place,
            tied=places.count(place) > 1,
            interval=Interval(80.0 - 10 * index, 100.0 - 10 * index),
            fails=(fails or {}).get(name, ()),
        )
        for index, (name, place) in enumerate(names.items())
    )
    suggested = [ranked.place for ranked in ranking if not ranked.fails]
    own = tuple(suggested.index(place) + 1 for place in suggested)
    return Verdict(standing, a_respondent(), 0.5, 40, ranking, chance, certainty, (), own)


def verdict_on(submission: Submission) -> Verdict:
    return reach_verdict(small_content(), submission)
