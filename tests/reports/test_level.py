"""The likely level, by skills and by years, and the place in the band that goes with it."""

from dataclasses import replace

import pytest

from quiz.content import EditionContent
from quiz.submission import About, Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.level import READY, LikelyLevel, Rung, by_years, ladder, likely_level
from reports.report import build_report
from reports.sections.salaries import level_note
from reports.sections.verdict import write_verdict
from reports.words import level as words
from roles.profile import Demand, Discipline, Level, RoleProfile, Track
from tests.builders import a_figure, a_respondent, a_role, a_step, small_content
from tests.reports.builders import STAMP, a_submission, flat, verdict_on

FIGURE = a_figure(low=80_000, lower_quartile=104_000, middle=133_000, upper_quartile=169_000, high=211_000)


def a_rung(slug: str, level: Level, asked: int, **changes: object) -> RoleProfile:
    """A backend role that asks one level of programming and of databases."""
    skills = {"programming": Demand(asked, 1), "databases": Demand(asked, 1)}
    return a_role(slug=slug, name=slug.replace("-", " ").title(), level=level, skills=skills, **changes)


JUNIOR = a_rung("junior", Level.ENTRY, 1)
MID = a_rung("mid", Level.MID, 2)
SENIOR = a_rung("senior", Level.SENIOR, 3)
STAFF = a_rung("staff", Level.STAFF, 4, discipline=Discipline.GENERAL)


def content_with(*roles: RoleProfile, **changes: object) -> EditionContent:
    return small_content(roles={role.slug: role for role in roles}, **{"steps": (), **changes})


def rated(programming: int | None, databases: int | None = None, years: int | None = None) -> LikelyLevel:
    somebody = a_respondent(skills={"programming": programming, "databases": databases})
    return likely_level(content_with(JUNIOR, MID, SENIOR, STAFF), somebody, MID, years)


def a_case(submission: Submission) -> Case:
    content = small_content()
    return Case(content, submission, verdict_on(submission), STAMP, SourceMarks(content.sources))


def test_the_highest_level_somebody_is_ready_for_is_the_likely_one() -> None:
    assert rated(1, 1).by_skills is Level.ENTRY
    assert rated(2, 2).by_skills is Level.MID
    assert rated(3, 3).by_skills is Level.SENIOR
    assert rated(4, 4).by_skills is Level.STAFF


def test_a_level_is_reached_at_the_bar_and_not_below_it() -> None:
    assert Rung(Level.MID, MID, READY).is_reached
    assert not Rung(Level.MID, MID, READY - 0.01).is_reached
    assert not Rung(Level.MID, MID, None).is_reached


def test_somebody_below_every_level_is_on_the_way_to_the_first() -> None:
    found = rated(0, 0)

    assert found.by_skills is Level.ENTRY
    assert found.is_on_the_way
    assert "still on the way" in words.likely(found, None)


def test_half_of_the_demands_rated_is_enough_and_none_is_not() -> None:
    assert rated(2, None).by_skills is Level.MID
    assert rated(None, None).by_skills is None
    assert words.likely(rated(None, None), None) == "Too few skills are rated to tell a level by them."


@pytest.mark.parametrize(
    ("years", "level"),
    [
        (None, None),
        (0, Level.ENTRY),
        (1, Level.ENTRY),
        (2, Level.MID),
        (5, Level.SENIOR),
        (8, Level.STAFF),
        (10, Level.PRINCIPAL),
        (40, Level.PRINCIPAL),
    ],
)
def test_years_suggest_a_level_of_their_own(years: int | None, level: Level | None) -> None:
    assert by_years(years) is level


def test_years_never_move_the_level_by_skills() -> None:
    assert [rated(2, 2, years).level for years in (None, 0, 30)] == [Level.MID] * 3
    assert rated(None, None, 6).level is Level.SENIOR


def test_both_levels_are_shown_where_they_disagree() -> None:
    told = words.likely(rated(2, 2, 12), 12)

    assert told == (
        "*Mid* by your own ratings: you are 100% ready for Mid, 67% for Senior. "
        "By years (12) it would be *principal*: the two disagree, and years say less."
    )


def test_years_that_agree_are_said_to_agree() -> None:
    assert words.likely(rated(2, 2, 3), 3).endswith("Your three years of experience agree.")
    assert words.likely(rated(1, 1, 1), 1).endswith("Your one year of experience agrees.")


def test_a_level_that_the_discipline_lacks_comes_from_the_general_ladder() -> None:
    levels = dict(ladder(content_with(JUNIOR, MID, SENIOR, STAFF), MID))

    assert [role.slug for role in levels.values()] == ["junior", "mid", "senior", "staff"]
    assert levels[Level.STAFF].discipline is Discipline.GENERAL


def test_a_gap_in_the_general_ladder_is_filled_by_the_role_it_leads_through() -> None:
    first, last = (replace(role, discipline=Discipline.GENERAL) for role in (JUNIOR, SENIOR))
    between = replace(MID, slug="between", discipline=Discipline.FULL_STACK)
    aside = replace(MID, slug="aside", discipline=Discipline.MOBILE)
    content = content_with(
        first,
        between,
        aside,
        last,
        STAFF,
        steps=(a_step("junior", "between"), a_step("between", "senior"), a_step("junior", "aside")),
    )

    levels = dict(ladder(content, replace(STAFF, slug="architect", discipline=Discipline.ARCHITECTURE)))

    assert levels[Level.MID].slug == "between"


def test_of_two_roles_on_a_level_the_one_on_the_same_path_stands_for_it() -> None:
    other = replace(SENIOR, slug="another-senior")
    content = content_with(MID, other, SENIOR, steps=(a_step("mid", "senior"),))

    assert dict(ladder(content, MID))[Level.SENIOR].slug == "senior"


def test_managers_stand_on_the_ladder_of_managers_only() -> None:
    manager = a_rung("manager", Level.MANAGER, 2, track=Track.MANAGEMENT)
    content = content_with(MID, STAFF, manager)

    assert dict(ladder(content, manager))[Level.STAFF] == manager
    assert dict(ladder(content, MID))[Level.STAFF] == STAFF


def test_the_verdict_page_tells_the_likely_level() -> None:
    note = write_verdict(a_case(a_submission(about=About(years=12)))).notes[-1]

    assert note.heading == "Your likely level"
    assert "by your own ratings" in note.text
    assert "principal" in note.text


def test_no_level_is_told_where_no_role_stands_out() -> None:
    headings = [note.heading for note in write_verdict(a_case(flat())).notes]

    assert "Your likely level" not in headings
    assert level_note(a_case(flat())) == ""


def test_the_place_in_the_band_follows_the_level_and_says_whose_judgement_it_is() -> None:
    told = words.place_in_band(rated(3, 3), MID, FIGURE)

    assert told == (
        "At senior level (by your ratings) the likely place in the official band of Mid is between the "
        "median and the upper quartile (USD 133,000 to USD 169,000). That is editors' judgement: no source "
        "splits these figures by level."
    )


def test_the_place_in_the_band_is_given_for_both_levels_where_they_disagree() -> None:
    told = words.place_in_band(rated(1, 1, 6), MID, FIGURE)

    assert "is below the lower quartile (USD 104,000)" in told
    assert "by your years it would be between the median and the upper quartile" in told


def test_managers_have_a_band_of_their_own() -> None:
    manager = a_rung("manager", Level.MANAGER, 4, track=Track.MANAGEMENT)
    found = likely_level(
        content_with(manager), a_respondent(skills={"programming": 4, "databases": 4}), manager, None
    )

    assert found.by_skills is Level.STAFF
    assert "between the lower quartile and the median" in words.place_in_band(found, manager, FIGURE)
    assert "managers set beside engineers" in words.likely(found, None)


def test_the_salary_page_tells_the_place_in_the_band() -> None:
    assert "official band of Backend Engineer" in level_note(a_case(a_submission()))


def test_somebody_without_level_or_years_gets_no_place_in_the_band() -> None:
    assert words.place_in_band(rated(None, None), MID, FIGURE) == ""
    assert build_report(small_content(), Submission({}), STAMP).title == "Not enough to say yet"
