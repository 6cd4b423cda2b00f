"""What editors are told of a draft beside what blocks it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from quiz.content import EditionContent
from quiz.editions.check import Finding
from quiz.editions.examine import Day, examine
from roles.aliases import alike
from roles.profile import Demand, Preference, RoleTechnology, StepKind, TechnologyKind
from tests.builders import a_figure, a_source, a_step, small_content

TODAY = Day(date(2026, 1, 5), 730)


def findings(content: EditionContent) -> dict[str, Finding]:
    return {f"{finding.where}: {finding.problem}": finding for finding in examine(content, TODAY)}


def with_role(slug: str, **changes: object) -> EditionContent:
    content = small_content()
    return replace(content, roles={**content.roles, slug: replace(content.roles[slug], **changes)})


def said(content: EditionContent, words: str) -> Finding:
    found = [finding for line, finding in findings(content).items() if words in line]
    assert found, list(findings(content))
    return found[0]


def test_complete_content_gives_nothing_to_say():
    assert examine(small_content(), TODAY) == ()


def test_the_shipped_content_has_no_error_and_no_simulated_warning(shipped: EditionContent):
    found = examine(shipped, Day(date(2026, 11, 22), 730))

    assert not any(finding.blocks for finding in found)
    assert all("no address" in finding.problem for finding in found), [str(f) for f in found]


def test_roles_too_alike_are_named_on_both_their_pages_with_what_would_mend_it():
    backend = small_content().roles["backend-engineer"]
    alike_role = replace(
        backend,
        slug="server-engineer",
        name="Server Engineer",
        preferences={**backend.preferences, "data": Preference(70, 1)},
        skills={**backend.skills, "databases": Demand(2, 3)},
    )
    content = small_content()
    content = replace(content, roles={**content.roles, "server-engineer": alike_role})

    finding = said(content, "Backend Engineer: The quiz can’t tell it from Server Engineer")

    assert finding.roles == ("backend-engineer", "server-engineer")
    assert "No item would help" in finding.mend and not finding.blocks


def test_a_role_that_its_own_people_are_not_led_to_is_named_with_what_would_mend_it():
    """Around it stand four more that each differ from it on one dimension."""
    content = small_content()
    backend = content.roles["backend-engineer"]
    around = {
        f"near-{slug}": replace(
            backend,
            slug=f"near-{slug}",
            name=f"Near {slug}",
            preferences={**backend.preferences, slug: Preference(50, wanted.weight)},
        )
        for slug, wanted in backend.preferences.items()
    }

    finding = said(replace(content, roles={**content.roles, **around}), "Backend Engineer: Only")

    share = re.fullmatch(r"Only (\d+) % of its own people are led to it\.", finding.problem)
    assert share and int(share[1]) < 40
    assert finding.mend == "Sharpen what sets it apart from its neighbours."
    assert finding.roles == ("backend-engineer",) and not finding.blocks


def test_a_role_of_middling_wishes_is_a_hub_and_others_are_out_of_reach():
    hub = {slug: Preference(50, 3) for slug in small_content().dimensions}
    far = {slug: Preference(100, 3) for slug in small_content().dimensions}
    content = small_content()
    roles = dict(content.roles)
    for slug in ("product-engineer", "frontend-engineer", "data-engineer", "engineering-manager"):
        roles[slug] = replace(
            roles[slug], preferences={**far, "data": Preference(90, float(len(slug) % 3 + 1))}
        )
    roles["backend-engineer"] = replace(roles["backend-engineer"], preferences=hub)
    content = replace(content, roles=roles)

    lines = " ".join(findings(content))

    assert "Backend Engineer: It is a hub" in lines
    assert "Hardly anybody can reach it" in lines
    assert "is before it for all but" in lines


def test_a_stale_figure_is_named_on_the_pages_of_the_roles_that_print_it():
    content = small_content(figures=(a_figure(as_of="2019-05"), *small_content().figures[1:]))

    finding = said(content, "Figure developers-us: It is of 2019-05, and stale.")

    assert "backend-engineer" in finding.roles and "engineering-manager" not in finding.roles


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (a_source("bls", "Statistics", address=""), "it has no address"),
        (a_source("bls", "Statistics", is_judgement=True), "it is a judgement"),
    ],
)
def test_a_figure_nobody_can_look_up_is_named(source, words: str):
    content = small_content()
    content = replace(content, sources={**content.sources, "bls": source})

    assert words in said(content, "Statistics: 2 salary figures rest on it").problem


@pytest.mark.parametrize(
    ("part", "words"), [("technologies", "names no language"), ("companies", "names no hiring company")]
)
def test_an_empty_row_of_the_report_is_named(part: str, words: str):
    finding = said(with_role("data-engineer", **{part: ()}), words)

    assert (finding.where, finding.roles) == ("Data Engineer", ("data-engineer",))


def test_a_circle_of_promotions_is_an_error_on_the_page_of_each_role_in_it():
    back = a_step("staff-engineer", "senior-backend-engineer", kind=StepKind.PROMOTION)
    content = small_content(steps=(*small_content().steps, back))

    finding = said(content, "Promotions lead round in a circle")

    assert finding.blocks
    assert set(finding.roles) == {"staff-engineer", "senior-backend-engineer"}


def test_two_names_of_one_technology_are_named_together():
    named = tuple(
        RoleTechnology(slug, name, TechnologyKind.TOOL, "services", "editors")
        for slug, name in (("node", "Node"), ("node-js", "Node.js"))
    )

    finding = said(
        with_role("product-engineer", technologies=named), "Node, Node.js look like one technology"
    )

    assert finding.roles == ("product-engineer",)
    assert finding.mend == "Choose them in the list of technologies and merge them into one."


def test_spellings_of_one_name_are_found_and_different_names_kept():
    groups = alike(
        ["Node", "Node.js", "NodeJS", "Express", "Express.js", "C", "C++", "C#", "Postgres", "PostgreSQL"]
    )

    assert sorted(groups) == [
        ("Express", "Express.js"),
        ("Node", "Node.js", "NodeJS"),
        ("PostgreSQL", "Postgres"),
    ]
    assert alike(["Java", "JavaScript", "Go", "Django"]) == []


def test_a_text_edit_leaves_the_simulated_findings_as_they_were():
    content = with_role("data-engineer", best_for="like tidy data")

    assert examine(content, TODAY) == examine(small_content(), TODAY)
