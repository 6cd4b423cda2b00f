"""The report at the edges of grammar, and the sources that its claims lead to."""

import re
from dataclasses import replace
from html import unescape

import pytest

from quiz.content import EditionContent
from quiz.submission import Submission
from reports.html import print_document
from reports.sections.method import MethodSection
from tests.builders import answers_of, ideal_answers, small_content
from tests.reports.builders import a_report, a_submission, flat, too_few, with_conditions

CONTENT = small_content()


def one_role() -> EditionContent:
    """Content in which one role is scored."""
    roles = {
        slug: replace(role, is_scored=slug == "backend-engineer") for slug, role in CONTENT.roles.items()
    }
    return replace(CONTENT, roles=roles)


def with_skills(level: int) -> Submission:
    """The ideal backend engineer with every skill at one level: 0 lacks all, 4 lacks none."""
    ideal = ideal_answers(CONTENT, "backend-engineer")
    rated = answers_of(CONTENT, {}, dict.fromkeys(CONTENT.skills, level))
    return Submission(
        {**ideal, **{slug: value for slug, value in rated.items() if slug.startswith("skill-")}}
    )


def three_alike() -> EditionContent:
    """Content in which three roles ask almost the same, so that they tie."""
    first = CONTENT.roles["backend-engineer"]
    alike = {
        slug: replace(role, preferences=first.preferences, skills=first.skills)
        for slug, role in CONTENT.roles.items()
        if slug in ("product-engineer", "data-engineer")
    }
    return replace(CONTENT, roles=CONTENT.roles | alike)


CASES = {
    "one role": (a_submission(), one_role()),
    "a tie of three": (a_submission(), three_alike()),
    "no gaps": (with_skills(4), CONTENT),
    "all gaps": (with_skills(0), CONTENT),
    "undecided": (flat(), CONTENT),
    "too few answers": (too_few(), CONTENT),
    "no role meets the conditions": (with_conditions(salary_floor=9_000_000), CONTENT),
}
SLIPS = {
    "a word from the code": r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|\{|%\(|\bStanding\.|\bobject at\b",
    "a singular in the plural": r"(?<![\d.,])1 (roles|questions|answers|points|years|gaps|levels|skills)\b",
    "punctuation on its own": r" [,.;:](?!\d)|,,|\.\.(?!\.)|;;|\(\)|, and and\b",
    "a word twice": r"\b(the|a|an|of|and|to|is|for|in) \1\b",
}


def words_of(page: str) -> str:
    body = re.sub(r"(?s)<svg.*?</svg>|<style.*?</style>|<head>.*?</head>", " ", page)
    inline = re.sub(r"</?(?:strong|em|span|a|sup|b)\b[^>]*>", "", body)
    return " ".join(unescape(re.sub(r"<[^>]+>", "\n", inline)).split(" "))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("slip", SLIPS)
def test_no_sentence_slips_at_the_edges(name: str, slip: str) -> None:
    submission, content = CASES[name]

    text = words_of(print_document(a_report(submission, content)))

    assert [found.group() for found in re.finditer(SLIPS[slip], text)] == []


def test_a_tie_of_three_is_a_tie_of_three() -> None:
    report = a_report(a_submission(), three_alike())

    assert [ranked.place for ranked in report.outcome.ranking[:3]] == [1, 1, 1]


def test_no_gap_and_all_gaps_are_told_apart() -> None:
    lacking, skilled = (print_document(a_report(with_skills(level), CONTENT)) for level in (0, 4))

    assert words_of(lacking) != words_of(skilled)


@pytest.mark.parametrize("name", CASES)
def test_the_list_of_references_prints_title_publisher_year_and_licence(name: str) -> None:
    report = a_report(*CASES[name])
    method = report.sections[-1]
    assert isinstance(method, MethodSection)

    text = " ".join(words_of(print_document(report)).split())

    for used in method.sources:
        assert used.source.title in text
        if not used.source.is_judgement:
            stated = f"{used.source.publisher}, {used.source.year}. {used.source.licence}"
            assert stated in text


def test_editors_judgement_is_named_as_such_and_marked_apart() -> None:
    method = a_report().sections[-1]
    assert isinstance(method, MethodSection)

    judged = {used.mark: used.source.title for used in method.sources if used.source.is_judgement}

    assert judged == {"E": "Editors' judgement"}
