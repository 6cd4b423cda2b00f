"""The ways that the progression section tells, and their words."""

from django.utils import translation

from quiz.items import UNSURE, SkillRating
from quiz.submission import About, Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.routes import Way
from reports.sections.progression import ProgressionSection, write_progression
from reports.sections.routes import destinations
from reports.words import routes as words
from tests.builders import a_role, a_skill, a_step, ideal_answers, small_content
from tests.reports.builders import STAMP, a_submission, verdict_on

BACKEND, STAFF = a_role(name="Backend Engineer"), a_role(slug="staff-engineer", name="Staff Engineer")

OPENNESS = "How open a step is isn’t weighed; see its note."


def a_case(submission: Submission) -> Case:
    content = small_content()
    return Case(content, submission, verdict_on(submission), STAMP, SourceMarks(content.sources))


def progression(submission: Submission) -> ProgressionSection:
    return write_progression(a_case(submission))


def a_way(*years: float | None, pay: int | None = 100_000) -> Way:
    steps = tuple(
        a_step(f"role-{number}", f"role-{number + 1}", typical_years=each)
        for number, each in enumerate(years)
    )
    known = [each for each in years if each is not None]
    return Way(steps, sum(known) if len(known) == len(years) else None, 1.5, pay, {})


def test_the_ways_to_the_role_in_mind_come_first_and_are_printed() -> None:
    told = progression(a_submission(about=About(role_in_mind="staff-engineer"))).destinations

    assert told[0].heading == "Ways to Staff Engineer"
    assert [bool(each.printed) for each in told] == [True] + [False] * (len(told) - 1)
    assert told[0].ways[0].route == "Backend Engineer → Senior Backend Engineer → Staff Engineer"


def test_where_paper_is_short_only_one_way_to_the_role_in_mind_is_printed() -> None:
    case = a_case(a_submission(about=About(role_in_mind="staff-engineer")))
    nothing_in_mind = a_case(a_submission())

    assert destinations(case, "backend-engineer", has_room=False)[0].printed == 1
    assert all(not each.printed for each in destinations(nothing_in_mind, "backend-engineer", has_room=False))


def test_the_years_of_a_way_are_not_guessed() -> None:
    (way,) = progression(a_submission(about=About(role_in_mind="staff-engineer"))).destinations[0].ways

    assert way.years == "about 3 years, and one step of unknown length"
    assert way.stops[1].text.startswith("Staff Engineer: years unknown (Not stated.)")


def test_every_step_of_a_way_has_its_source() -> None:
    for destination in progression(a_submission(about=About(role_in_mind="staff-engineer"))).destinations:
        assert all(way.marks and way.stops for way in destination.ways)


def test_a_role_in_mind_that_no_way_leads_to_is_answered() -> None:
    told = progression(a_submission(about=About(role_in_mind="frontend-engineer"))).destinations

    assert told[0].ways == ()
    assert told[0].intro == (
        "This edition knows no way of at most five steps from Backend Engineer to Frontend Engineer."
    )


def test_other_roles_that_no_way_leads_to_are_left_out() -> None:
    told = progression(a_submission()).destinations

    assert all(destination.ways for destination in told)


def test_the_way_starts_from_the_current_role() -> None:
    about = About(current_role="frontend-engineer", role_in_mind="staff-engineer")

    (way,) = progression(a_submission(about=about)).destinations[0].ways

    assert way.route == "Frontend Engineer → Product Engineer → Staff Engineer"
    assert way.years == "about 6 years"
    assert way.best.startswith("Fewest years, least effort")


def test_skills_to_add_on_the_way_are_told_from_level_to_level() -> None:
    answers = ideal_answers(small_content(), "backend-engineer")
    about = About(role_in_mind="engineering-manager")
    lowered = {**answers, "skill-mentoring": 1, "skill-communication": 4}

    (way,) = progression(Submission(lowered, about)).destinations[0].ways

    assert way.effort == "two skill levels to add: mentoring 1 → 3"


def test_without_ratings_no_skill_is_said_to_be_missing_or_met() -> None:
    content = small_content()
    unrated = {s: UNSURE for s, item in content.items.items() if isinstance(item, SkillRating)}
    answers = {**ideal_answers(content, "backend-engineer"), **unrated}

    told = progression(Submission(answers, About(role_in_mind="engineering-manager"))).destinations

    assert told[0].ways[0].effort == "no skill rated, so none is known to be missing"


def test_years_are_whole_partly_known_or_unknown() -> None:
    assert words.how_long(a_way(2.0, 3.0)) == "about 5 years"
    assert words.how_long(a_way(2.0, None, None)) == "about 2 years, and two steps of unknown length"
    assert words.how_long(a_way(None)) == "years unknown"


def test_a_way_is_praised_only_for_what_it_is_best_at() -> None:
    fast, easy = a_way(2.0), a_way(None)

    assert words.strengths(fast, fast, easy, fast) == "Fewest years and best paid on the way"
    assert words.strengths(easy, fast, easy, fast) == "Least effort"
    assert words.strengths(a_way(9.0), fast, easy, fast) == ""


def test_the_introduction_counts_the_ways_and_admits_what_nobody_says() -> None:
    known, unknown = a_way(2.0), a_way(None)

    assert words.intro([known], 1, BACKEND, STAFF) == (
        f"One way beats or equals every other on years, effort and pay. {OPENNESS}"
    )
    assert words.intro([known, unknown, known], 3, BACKEND, STAFF) == (
        f"Three ways, none of which another beats on years, effort and pay alike. {OPENNESS}"
    )
    assert words.intro([unknown, unknown], 2, BACKEND, STAFF) == (
        "Two ways, none of which another beats on effort and pay alike. "
        f"Which takes fewest years is unknown: for none of them is every step’s length known. {OPENNESS}"
    )


def test_one_way_of_unknown_years_is_not_said_to_win_on_years_nor_called_them() -> None:
    told = words.intro([a_way(None)], 1, BACKEND, STAFF)
    with translation.override("de"):
        german = words.intro([a_way(None)], 1, BACKEND, STAFF)

    assert told == (
        f"One way beats or equals every other on effort and pay. Its years are not all known. {OPENNESS}"
    )
    assert german.startswith(
        "Ein Weg ist bei Aufwand und Gehalt mindestens so gut wie jeder andere. Seine Jahre"
    )


def test_a_way_of_unknown_pay_is_not_said_to_win_on_pay() -> None:
    assert words.intro([a_way(2.0, pay=None)], 1, BACKEND, STAFF).startswith(
        "One way beats or equals every other on years and effort. "
    )


def test_pay_on_the_way_is_the_lowest_or_unknown() -> None:
    assert words.pay(a_way(1.0)) == "no official median on the way below USD 100,000"
    assert words.pay(a_way(1.0, pay=None)) == "official pay on the way partly unknown"


def test_effort_is_counted_in_levels() -> None:
    testing = a_skill("testing", "Testing")

    assert words.effort([(testing, 2, 3)], True) == "one skill level to add: testing 2 → 3"
    assert words.effort([], True) == "no rated skill missing"
