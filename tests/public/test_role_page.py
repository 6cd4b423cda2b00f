"""The page of one role."""

from dataclasses import replace
from datetime import date

from django.test import Client

from quiz.content import EditionContent
from quiz.models import Edition
from reports.public.dots import LINE_END, LINE_START, dotted_lines
from reports.public.role_page import RolePage, role_page_of
from roles.profile import Preference
from tests.builders import a_figure, small_content
from tests.public.conftest import Visit

ADDRESS = "/roles/backend-engineer/"


def page_of(content: EditionContent, slug: str, today: date = date(2026, 1, 5)) -> RolePage:
    return role_page_of(content, slug, today, old_after_days=730)


def test_a_role_page_says_what_it_is_for_what_it_asks_pays_and_leads_to(edition: Edition, visit: Visit):
    page = visit(ADDRESS)

    assert page.faults == []
    assert page.at("h1") == ["Backend Engineer"]
    assert {
        "What the work leans to",
        "Key Skills",
        "Developer Experience",
        "Pay",
        "Career Progression",
    } <= set(page.at("h2"))
    assert page.canonical == "http://testserver" + ADDRESS
    assert page.description == small_content().roles["backend-engineer"].summary


def test_a_role_page_costs_one_query(edition: Edition, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(ADDRESS)


def test_a_role_on_paths_only_has_a_page_that_says_so(edition: Edition, visit: Visit):
    page = visit("/roles/staff-engineer/")

    assert page.faults == []
    assert "the quiz does not rank it" in page.text
    assert "/compare/?a=staff-engineer" in page.links
    assert "/compare/senior-backend-engineer/staff-engineer/" in page.links


def test_an_unknown_role_is_not_found(edition: Edition, client: Client):
    assert client.get("/roles/beekeeper/").status_code == 404


def test_targets_are_dots_between_the_poles_what_counts_most_first():
    content = small_content()
    role = replace(
        content.roles["backend-engineer"],
        preferences={
            "data": Preference(0, 1),
            "visual-craft": Preference(100, 3),
            "product-sense": Preference(50, 0),
        },
    )

    lines = dotted_lines(content, role)

    assert [line.dimension.slug for line in lines] == ["visual-craft", "data", "product-sense"]
    assert [line.dots[0].x for line in lines] == [LINE_END, LINE_START, (LINE_START + LINE_END) / 2]
    assert [line.dots[0].counts for line in lines] == ["decides", "counts a little", "doesn't count here"]


def test_targets_are_named_as_judgement(edition: Edition, visit: Visit):
    assert "our editors' judgementE: nobody has measured them" in visit(ADDRESS).text


def test_skills_come_with_the_words_of_somebody_at_that_level():
    content = small_content()

    skills = page_of(content, "backend-engineer").skills

    assert [skill.name for skill in skills] == ["Databases", "Programming"]
    assert skills[0].anchor == content.skills["databases"].anchors[3]
    assert [pip.is_filled for pip in skills[0].pips] == [True, True, True, False]


def test_kinds_and_currencies_of_pay_never_share_an_axis():
    content = small_content()
    euros = a_figure(slug="de", occupation="developers", place="DE", currency="EUR")
    content = replace(content, figures=(*content.figures, euros))

    panels = page_of(content, "backend-engineer").pay

    assert len({(panel.heading, panel.currency) for panel in panels}) == len(panels)
    assert {panel.currency for panel in panels if panel.heading == "Official percentiles"} == {"EUR", "USD"}


def test_a_bar_stays_on_its_axis_in_the_order_of_its_amounts():
    bars = [
        line.bar
        for panel in page_of(small_content(), "backend-engineer").pay
        for group in panel.groups
        for line in group.lines
        if line.bar
    ]

    assert bars
    for bar in bars:
        assert 0 <= bar.low <= bar.lower_quartile <= (bar.middle or bar.upper_quartile) <= bar.upper_quartile
        assert bar.upper_quartile <= bar.high <= 400


def test_states_are_folded_below_the_country():
    content = small_content()
    state = a_figure(slug="ca", occupation="developers", place="US-CA")
    content = replace(
        content, figures=(*content.figures, state), places=content.places | {"US-CA": "California"}
    )

    panel = page_of(content, "backend-engineer").pay[0]

    assert [line.place for line in panel.elsewhere] == ["California"]
    assert "California" not in [line.place for group in panel.groups for line in group.lines]


def test_a_role_without_figures_says_that_pay_is_unknown(publish_content, visit: Visit):
    publish_content(small_content(figures=()))

    page = visit(ADDRESS)

    assert page.faults == []
    assert "Unknown: no source of this edition states what this role earns." in page.text


def test_steps_lead_up_aside_and_in_with_years_or_their_absence():
    page = page_of(small_content(), "senior-backend-engineer")

    assert [(g.heading, [m.role.slug for m in g.moves]) for g in page.ways_out] == [
        ("Up", ["staff-engineer"]),
        ("Into management", ["engineering-manager"]),
    ]
    assert page.ways_out[0].moves[0].years == "years unknown"
    assert page.ways_in[0].moves[0].years == "about 3 years"


def test_a_role_leads_to_its_pairs_with_near_roles_then_with_every_other_ranked_one():
    rivals = page_of(small_content(), "backend-engineer").rivals
    others = [pair.other.slug for pair in rivals]

    assert set(others[:2]) == {"data-engineer", "senior-backend-engineer"}
    assert set(others[2:]) == {"product-engineer", "frontend-engineer", "engineering-manager"}
    assert all(pair.first.slug < pair.second.slug for pair in rivals)


def test_figures_are_marked_as_old_once_they_are():
    def old_ones(today: date) -> set[bool]:
        panel = page_of(small_content(), "backend-engineer", today).pay[0]
        return {line.is_old for group in panel.groups for line in group.lines}

    assert old_ones(date(2026, 1, 5)) == {False}
    assert old_ones(date(2028, 1, 5)) == {True}
