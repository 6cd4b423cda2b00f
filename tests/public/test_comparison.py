"""Roles side by side: what stands in the cells and what never does."""

from dataclasses import replace

import pytest

from quiz.content import EditionContent
from reports.citations import SourceMarks
from reports.comparison import Comparison, Row, comparison_of
from roles.profile import FigureKind
from tests.builders import a_figure, a_respondent, small_content

PAIR = ("backend-engineer", "frontend-engineer")
ORDER = [
    "At a Glance",
    "Best For",
    "Core Responsibilities",
    "Key Skills",
    "Primary Tools",
    "Languages",
    "Frameworks",
    "Common Workflows",
    "Developer Experience",
    "Performance",
    "Use Cases",
    "Ecosystem",
    "Additional Benefits",
    "Common Hiring Companies",
    "Education",
    "Context",
    "Career Progression Path",
    "Adjacent Roles",
    "Salary",
    "Seniority",
]


def row(comparison: Comparison, heading: str) -> Row:
    return next(row for group in comparison.groups for row in group.rows if row.heading == heading)


def bare(content: EditionContent, slug: str) -> EditionContent:
    """The content with one role that says nothing of itself beyond its profile."""
    role = replace(
        content.roles[slug],
        statements=(),
        technologies=(),
        companies=(),
        occupations=(),
        also_called="",
        best_for="",
    )
    return replace(content, roles={**content.roles, slug: role})


def test_the_groups_stand_in_the_order_of_the_report():
    comparison = comparison_of(small_content(), PAIR)

    assert [group.heading for group in comparison.groups] == ORDER


def test_every_role_has_a_cell_in_every_row():
    comparison = comparison_of(small_content(), (*PAIR, "data-engineer", "engineering-manager"))

    assert {len(row.cells) for group in comparison.groups for row in group.rows} == {4}


def test_a_row_that_no_role_fills_is_left_out():
    content = bare(bare(small_content(), PAIR[0]), PAIR[1])

    comparison = comparison_of(content, PAIR)

    assert all(any(cell.entries for cell in row.cells) for group in comparison.groups for row in group.rows)
    assert not {"Salary", "Frameworks", "Developer Experience"} & {
        group.heading for group in comparison.groups
    }


def test_a_role_that_says_nothing_keeps_an_empty_cell_beside_one_that_does():
    comparison = comparison_of(bare(small_content(), PAIR[0]), PAIR)

    silent, telling = row(comparison, "Use Cases").cells
    assert not silent.entries and telling.entries


def test_every_entry_names_a_source_that_the_comparison_lists():
    comparison = comparison_of(small_content(), PAIR)

    entries = [
        e for group in comparison.groups for row in group.rows for cell in row.cells for e in cell.entries
    ]
    listed = {used.mark: used.source.slug for used in comparison.sources}
    assert entries and all(listed[entry.mark] == entry.source for entry in entries)


def test_editors_judgement_is_marked_by_a_letter_and_listed_last():
    comparison = comparison_of(small_content(), PAIR)

    assert [used.mark for used in comparison.sources][-1] == "E"
    assert comparison.sources[-1].source.is_judgement


def test_marks_go_on_where_the_page_around_left_off():
    content = small_content()
    marks = SourceMarks(content.sources)
    marks.mark("survey")

    comparison = comparison_of(content, PAIR, marks=marks)

    assert comparison.sources[0].source.slug == "survey"


def test_paper_gets_the_first_entries_and_a_count_of_the_rest():
    content = small_content()

    whole = row(comparison_of(content, PAIR), "Core Responsibilities").cells[0]
    cut = row(comparison_of(content, PAIR, limit=1), "Core Responsibilities").cells[0]

    assert cut.entries == whole.entries[:1]
    assert cut.hidden == len(whole.entries) - 1


def test_a_screen_never_folds_a_single_entry_away():
    content = small_content()
    role = content.roles[PAIR[0]]
    entry = row(comparison_of(content, PAIR), "Core Responsibilities").cells[0].entries[0]

    for count in range(1, 12):
        cell = replace(
            row(comparison_of(content, PAIR), "Level").cells[0], role=role, entries=(entry,) * count
        )
        assert len(cell.shown) + len(cell.folded) == count
        assert len(cell.folded) != 1


def test_a_respondent_sees_what_they_have_what_they_lack_and_nothing_on_what_they_did_not_rate():
    respondent = a_respondent(skills={"programming": 3, "databases": 1})

    have, lack = row(comparison_of(small_content(), PAIR, respondent), "Skill levels").cells
    holdings = {entry.text: entry.holding for entry in have.entries}
    assert (holdings["Programming"].symbol, holdings["Programming"].words) == ("✓", "you have this")
    assert (holdings["Databases"].symbol, holdings["Databases"].words) == ("△", "you lack 2 levels")
    assert {entry.text: entry.holding for entry in lack.entries}["Front end"] is None


def test_without_a_respondent_no_skill_is_ticked():
    comparison = comparison_of(small_content(), PAIR)

    assert all(
        entry.holding is None for cell in row(comparison, "Skill levels").cells for entry in cell.entries
    )


def test_kinds_of_pay_stand_in_rows_of_their_own():
    comparison = comparison_of(small_content(), PAIR)

    (salary,) = [group for group in comparison.groups if group.key == "salary"]
    assert [row.heading for row in salary.rows][:2] == ["Official percentiles", "Base pay range"]


def test_a_pay_figure_says_place_date_and_whom_it_counts():
    entry = row(comparison_of(small_content(), PAIR), "Official percentiles").cells[0].entries[0]

    assert entry.text.startswith("USD ") and entry.text.endswith(" a year")
    assert "United States, May 2025. Counts Software Developers (proxy)." in entry.note


def test_pay_of_another_place_is_shown_to_those_who_live_there():
    figure = a_figure(
        slug="de", occupation="developers", kind=FigureKind.AVERAGE, place="DE", currency="EUR",
        low=None, lower_quartile=None, middle=70_000, upper_quartile=None, high=None,
    )  # fmt: skip
    content = small_content(figures=(*small_content().figures, figure))

    there = row(comparison_of(content, PAIR, place="DE"), "Stated average").cells[0]

    assert [entry.text for entry in there.entries] == ["EUR 70,000 a year"]
    assert "Stated average" not in [r.heading for g in comparison_of(content, PAIR).groups for r in g.rows]


def test_unknown_years_are_said_to_be_unknown():
    comparison = comparison_of(small_content(), ("product-engineer", "backend-engineer"))

    promotions = [entry.text for cell in row(comparison, "Promotion").cells for entry in cell.entries]
    assert promotions == ["Staff Engineer, about 5 years", "Senior Backend Engineer, about 3 years"]
    path = comparison_of(small_content(), ("senior-backend-engineer", "backend-engineer"))
    assert row(path, "Promotion").cells[0].entries[0].text == "Staff Engineer, years unknown"


def test_groups_can_be_picked_in_an_order_of_ones_own():
    comparison = comparison_of(small_content(), PAIR, groups=("tools", "glance"))

    assert [group.key for group in comparison.groups] == ["tools", "glance"]


@pytest.mark.parametrize("slugs", [(), PAIR[:1], (PAIR[0], PAIR[0]), (*PAIR, "data-engineer", "x", "y")])
def test_one_role_five_roles_or_the_same_role_twice_cannot_be_compared(slugs):
    with pytest.raises(ValueError, match="2 to 4 different roles"):
        comparison_of(small_content(), slugs)
