"""What would help somebody whose answers favour no role."""

from dataclasses import replace

from quiz.items import UNSURE, Agreement
from quiz.submission import Submission
from reports.case import Case
from reports.citations import SourceMarks
from reports.sections.undecided import MOST_NAMED, NEAREST, open_questions, separating
from reports.sections.verdict import write_verdict
from reports.verdict import Standing
from reports.words import verdict as words
from roles.profile import Preference
from tests.builders import DIMENSIONS, small_content
from tests.reports.builders import STAMP, flat, verdict_on


def a_case(submission: Submission) -> Case:
    content = small_content()
    return Case(content, submission, verdict_on(submission), STAMP, SourceMarks(content.sources))


def asking(case: Case, targets: dict[str, tuple[float, ...]], weight: float = 2.0) -> Case:
    """The case with the leading roles asking these targets, one a role, of each dimension."""
    ranking = tuple(
        replace(
            ranked,
            role=replace(
                ranked.role,
                preferences={
                    slug: Preference(asked[at % len(asked)], weight) for slug, asked in targets.items()
                },
            ),
        )
        for at, ranked in enumerate(case.verdict.ranking)
    )
    return replace(case, verdict=replace(case.verdict, ranking=ranking))


def test_the_dimensions_named_are_those_on_which_the_nearest_roles_differ_most() -> None:
    case = asking(
        a_case(flat()),
        {"data": (10, 90), "visual-craft": (30, 70), "infrastructure": (49, 51), "product-sense": (45, 55)},
    )

    assert separating(case) == ("data", "visual-craft", "product-sense")


def test_a_dimension_that_the_roles_ask_alike_separates_nothing() -> None:
    case = asking(a_case(flat()), {"data": (80,), "visual-craft": (30, 70)})

    assert separating(case)[0] == "visual-craft"


def test_a_dimension_that_weighs_more_separates_more() -> None:
    case = a_case(flat())
    first, second, *others = asking(case, {"data": (20, 80), "visual-craft": (20, 80)}).verdict.ranking
    heavier = [
        replace(
            ranked,
            role=replace(
                ranked.role,
                preferences={
                    **ranked.role.preferences,
                    "visual-craft": replace(ranked.role.preferences["visual-craft"], weight=3.0),
                },
            ),
        )
        for ranked in (first, second)
    ]

    ranking = (*heavier, *others)
    assert separating(replace(case, verdict=replace(case.verdict, ranking=ranking)))[0] == "visual-craft"


def test_the_questions_named_are_open_ones_on_those_dimensions() -> None:
    case = a_case(flat())
    content, wanted = case.content, separating(case)

    questions = open_questions(case)

    assert 0 < len(questions) <= MOST_NAMED < NEAREST
    for text in questions:
        (item,) = [i for i in content.items.values() if isinstance(i, Agreement) and i.text == text]
        assert item.dimension in wanted
        assert case.submission.answers.get(item.slug, UNSURE) in (3, UNSURE)


def test_each_of_the_dimensions_has_its_question_before_one_has_two() -> None:
    case = a_case(flat())

    asked = [
        item.dimension
        for text in open_questions(case)
        for item in case.content.items.values()
        if isinstance(item, Agreement) and item.text == text
    ]

    assert asked == list(separating(case))


def test_a_firm_answer_is_not_asked_for_again() -> None:
    case = a_case(flat())
    firm = {slug: 5 for slug, item in case.content.items.items() if isinstance(item, Agreement)}

    assert open_questions(replace(case, submission=Submission({**case.submission.answers, **firm}))) == ()


def test_the_undecided_are_told_what_would_separate_the_nearest_roles_and_which_questions() -> None:
    written = write_verdict(a_case(flat()))

    assert a_case(flat()).verdict.standing is Standing.UNDECIDED
    assert written.next_step is not None
    assert written.next_step.text.startswith("The nearest roles differ most in ")
    assert "A firmer answer to one of these would tell: “" in written.next_step.text
    assert written.next_step.text.endswith("”.")
    assert any(name.lower() in written.next_step.text for name, _, _ in DIMENSIONS.values())


def test_the_words_name_dimensions_and_questions() -> None:
    assert words.separating(["Data", "Visual craft"], ["I like numbers.", "I like screens."]) == (
        "The nearest roles differ most in data and visual craft. A firmer answer to one of these would tell: "
        "“I like numbers”; “I like screens”."
    )


def test_where_every_question_has_a_firm_answer_the_words_say_that_they_cancel_out() -> None:
    told = words.separating(["Data"], [])

    assert told == (
        "The nearest roles differ most in data. Your answers there cancel out; answer them again with the "
        "last work you liked in mind."
    )


def test_the_undecided_are_given_the_nearest_roles_without_a_winner() -> None:
    told = words.undecided(["Backend Engineer", "Data Engineer"])

    assert "*no role stands out*" in told
    assert told.endswith("Backend Engineer and Data Engineer come nearest, by a hair.")
