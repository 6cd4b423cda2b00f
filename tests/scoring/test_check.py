"""What the editors' checks find in a draft."""

from dataclasses import replace
from typing import Any

import pytest

from quiz.content import EditionContent
from quiz.editions.check import check_content
from quiz.items import Agreement, SkillRating
from roles.profile import Demand, Preference
from tests.builders import a_dimension, a_figure, a_role, a_skill, a_step, small_content


def with_role(slug: str, **changes: Any) -> EditionContent:
    content = small_content()
    return replace(content, roles=dict(content.roles) | {slug: replace(content.roles[slug], **changes)})


def errors(content: EditionContent) -> list[str]:
    return [str(finding) for finding in check_content(content) if finding.blocks]


def warnings(content: EditionContent) -> list[str]:
    return [str(finding) for finding in check_content(content) if not finding.blocks]


def test_complete_content_has_nothing_to_find():
    assert check_content(small_content()) == ()


def test_an_empty_draft_is_told_what_it_lacks():
    assert len(errors(small_content(roles={}, items={}, steps=()))) == 2


def test_two_roles_that_ask_the_same_are_refused():
    twin = a_role(slug="server-engineer", name="Server Engineer")
    doubled = replace(
        twin, skills={slug: Demand(demand.level, demand.weight * 2) for slug, demand in twin.skills.items()}
    )
    content = small_content()

    found = errors(replace(content, roles=dict(content.roles) | {doubled.slug: doubled}))

    assert "Backend Engineer: Its preferences and skills are those of Server Engineer" in found[0]
    assert not any("ideal respondent" in problem for problem in found)


def test_a_role_whose_ideal_respondent_belongs_to_another_is_refused():
    content = small_content()
    near = a_role(
        slug="near-backend",
        name="Near Backend",
        preferences=dict(a_role().preferences) | {"product-sense": Preference(50, 0.1)},
        skills={"programming": Demand(1, 2), "databases": Demand(1, 3)},
    )

    found = errors(replace(content, roles=dict(content.roles) | {near.slug: near}))

    assert any("ideal respondent is led by" in problem for problem in found)


def test_a_weighted_dimension_that_nobody_asks_about_is_refused():
    content = small_content()
    silent = {slug: item for slug, item in content.items.items() if "infrastructure" not in slug}

    found = errors(replace(content, items=silent))

    assert any(problem.startswith("Infrastructure: 4 roles are judged by it") for problem in found)


def test_a_listed_skill_that_nobody_asks_about_is_refused():
    content = small_content()
    silent = {slug: item for slug, item in content.items.items() if slug != "skill-mentoring"}

    found = errors(replace(content, items=silent))

    assert "Mentoring: Engineering Manager is judged by it, but no item asks." in found[0]


def test_a_skill_is_rated_once():
    content = small_content()
    again = SkillRating("again", "How far does Programming go?", "Why.", "programming")

    found = errors(replace(content, items=dict(content.items) | {"again": again}))

    assert found == ["Programming: 2 items rate it. Keep one of them."]


@pytest.mark.parametrize(("count", "refused"), [(3, False), (4, True), (6, True)])
def test_a_role_that_lists_nearly_every_skill_is_refused(count, refused):
    skills = {slug: Demand(3, 1) for slug in list(small_content().skills)[:count]}

    found = errors(with_role("backend-engineer", skills=skills))

    assert any("nothing sets it apart" in problem for problem in found) is refused


@pytest.mark.parametrize("changes", [{"preferences": {}}, {"skills": {}}])
def test_a_scored_role_has_both_preferences_and_skills(changes):
    assert errors(with_role("data-engineer", **changes))


@pytest.mark.parametrize(
    "content",
    [
        with_role("backend-engineer", source="hearsay"),
        with_role(
            "backend-engineer", statements=tuple(replace(s, source="hearsay") for s in a_role().statements)
        ),
        small_content(figures=(a_figure(source="hearsay"),)),
        small_content(steps=(a_step("backend-engineer", "staff-engineer", source="hearsay"),)),
        small_content(steps=(a_step("backend-engineer", "hearsay"),)),
        small_content(figures=(a_figure(occupation="hearsay"),)),
        small_content(figures=(a_figure(place="hearsay"),)),
        small_content(items={"i": Agreement("i", "Text.", "Why.", "hearsay", 1)}),
        with_role("backend-engineer", preferences={"hearsay": Preference(50, 1)}),
        with_role("backend-engineer", skills={"hearsay": Demand(1, 1)}),
    ],
)
def test_whatever_is_named_is_there(content):
    found = errors(content)

    assert len(found) == 1
    assert '"hearsay" is named but missing' in found[0]


def test_a_figure_without_a_source_or_a_kind_is_refused():
    assert "names no source" in errors(small_content(figures=(a_figure(source=""),)))[0]
    assert "no kind of figure" in errors(small_content(figures=(a_figure(kind="guess"),)))[0]


def test_a_figure_states_amounts_that_ascend():
    empty = a_figure(low=None, lower_quartile=None, middle=None, upper_quartile=None, high=None)

    assert "states no amount" in errors(small_content(figures=(empty,)))[0]
    assert "don't ascend" in errors(small_content(figures=(a_figure(low=900_000),)))[0]


@pytest.mark.parametrize("as_of", ["2025-02-31", "0000", "2025-13", "1899", "last May"])
def test_a_figure_from_no_day_in_the_calendar_is_refused(as_of):
    assert f'"{as_of}" is in no calendar' in errors(small_content(figures=(a_figure(as_of=as_of),)))[0]


def test_promotions_that_lead_round_are_refused_and_switches_may():
    there, back = (
        ("backend-engineer", "senior-backend-engineer"),
        ("senior-backend-engineer", "backend-engineer"),
    )
    switches = small_content().steps[3:5]

    circle = errors(small_content(steps=(a_step(*there), a_step(*back), *switches)))
    itself = errors(small_content(steps=(a_step("backend-engineer", "backend-engineer"),)))

    assert circle == [
        "Steps: Promotions lead round in a circle: Backend Engineer, Senior Backend Engineer. "
        "Remove one of these steps, or call it a switch."
    ]
    assert len(itself) == 1
    assert not errors(
        small_content(steps=(*switches, a_step("data-engineer", "backend-engineer", kind=switches[0].kind)))
    )


def test_a_role_that_tells_a_reader_too_little_is_pointed_out():
    sketchy = with_role("frontend-engineer", statements=a_role().statements[:2], occupations=())

    found = warnings(replace(sketchy, steps=sketchy.steps[:3]))

    assert not errors(sketchy)
    assert any("Nothing is said about key skill, workflow" in problem for problem in found)
    assert "Frontend Engineer: It has no salary figure. Match it to an occupation that has figures." in found
    assert "Frontend Engineer: No step leads to it or from it. Add a step up, aside or into it." in found


def test_items_keyed_one_way_are_pointed_out():
    content = small_content()
    forward = {
        slug: replace(item, key=1) if slug == "data-2" else item for slug, item in content.items.items()
    }

    (finding,) = check_content(replace(content, items=forward))
    assert str(finding) == (
        "Data: 2 of its items are keyed forward and 0 in reverse. "
        "Reword some, so that agreeing to everything says nothing."
    )
    assert not finding.blocks
    assert set(finding.roles) == {role.slug for role in content.scored_roles if "data" in role.preferences}
    assert "data-engineer" in finding.roles


def test_a_dimension_asked_about_too_little_is_pointed_out():
    content = small_content()
    fewer = {slug: item for slug, item in content.items.items() if slug != "data-2"}

    assert (
        "Data: Its items measure it with a reliability of only 0.53."
        in warnings(replace(content, items=fewer))[0]
    )


def test_what_moves_no_verdict_is_pointed_out():
    content = small_content()
    spare = Agreement("spare-1", "Text.", "Why.", "spare", 1)
    rating = SkillRating("skill-spare", "Text?", "Why.", "spare")

    found = warnings(
        replace(
            content,
            dimensions=dict(content.dimensions) | {"spare": a_dimension("spare", "Spare time")},
            skills=dict(content.skills) | {"spare": a_skill("spare", "Spare parts")},
            items=dict(content.items) | {"spare-1": spare, "skill-spare": rating},
        )
    )

    assert any("Spare time: No role weighs it" in problem for problem in found)
    assert any("Spare parts: No role lists it" in problem for problem in found)
