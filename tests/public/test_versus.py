"""One role against another."""

from dataclasses import replace

from django.test import Client

from quiz.models import Edition
from reports.public.versus import TOLD_ALONE, tells_of_each, versus_of
from roles.profile import Preference
from tests.builders import a_step, small_content
from tests.public.conftest import Visit

ADDRESS = "/compare/backend-engineer/product-engineer/"
SECTIONS = [
    "At a Glance",
    "Pay and Benefits",
    "Developer Experience",
    "Verdict",
    "Performance",
    "Use Cases",
    "Ecosystem",
    "Key Skills and Tools",
    "Career Progression",
    "Common Workflows and Frameworks",
    "Common Companies Hiring",
    "Education and Context",
]


def test_a_pair_has_all_sections_and_nothing_empty(edition: Edition, visit: Visit):
    page = visit(ADDRESS)

    assert page.faults == []
    assert page.at("h1") == ["Backend Engineer versus Product Engineer"]
    assert [heading for heading in page.at("h2") if heading in SECTIONS] == SECTIONS
    for part in ("Onboarding Process", "Documentation Quality", "Developer Ergonomics"):
        assert part in page.text


def test_a_pair_costs_one_query(edition: Edition, client: Client, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        client.get(ADDRESS)


def test_a_pair_weighs_little_on_the_wire(shipped_edition, client: Client):
    response = client.get("/compare/backend-engineer/senior-engineer/", headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 30_000


def test_the_other_order_leads_to_the_alphabetical_one_for_good(edition: Edition, client: Client):
    response = client.get("/compare/product-engineer/backend-engineer/")

    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_a_role_against_itself_is_its_own_page(edition: Edition, client: Client):
    response = client.get("/compare/backend-engineer/backend-engineer/")

    assert (response.status_code, response["Location"]) == (301, "/roles/backend-engineer/")


def test_unknown_roles_have_no_pair(edition: Edition, client: Client):
    for path in ("backend-engineer/beekeeper", "beekeeper/beekeeper"):
        assert client.get(f"/compare/{path}/").status_code == 404


def test_a_role_on_paths_only_has_a_pair_that_says_what_is_not_known(edition: Edition, visit: Visit):
    page = visit("/compare/backend-engineer/staff-engineer/")

    assert page.faults == []
    assert "Staff Engineer stands on career paths only: the quiz does not rank it" in page.text
    assert "their work differs most" not in page.text.lower()
    assert "these two are close" not in page.text
    assert "you would rather" not in page.text


def test_of_a_role_on_paths_only_no_section_has_an_empty_column():
    content = small_content()
    bare = replace(content.roles["staff-engineer"], technologies=(), companies=())
    page = versus_of(
        replace(content, roles={**content.roles, bare.slug: bare}), "backend-engineer", bare.slug
    )
    told = {group.key: group for section in page.sections for group in section.comparison.groups}

    assert "glance" in told
    assert not {"tools", "ecosystem", "performance"} & told.keys()
    assert all(tells_of_each(group) for key, group in told.items() if key not in TOLD_ALONE)


def test_nothing_is_said_of_leanings_that_are_stated_for_one_role_only():
    page = versus_of(small_content(), "backend-engineer", "staff-engineer")

    assert (page.lines, page.differences) == ((), ())
    assert [advice.rather for advice in page.advice] == [(), ()]


def test_no_skill_is_said_to_go_further_than_where_none_is_stated():
    content = small_content()
    bare = replace(content.roles["staff-engineer"], skills={})
    content = replace(content, roles={**content.roles, bare.slug: bare})

    page = versus_of(content, "backend-engineer", "staff-engineer")

    assert [advice.deeper for advice in page.advice] == [(), ()]


def test_a_pair_tells_the_way_with_the_fewest_steps_from_one_to_the_other():
    start, middle, goal = "backend-engineer", "senior-backend-engineer", "staff-engineer"
    steps = (
        a_step(start, middle),
        a_step(middle, goal),
        a_step(goal, "data-engineer"),
        a_step("data-engineer", start),
    )
    content = replace(small_content(), steps=steps)

    there, back = versus_of(content, start, goal).crossings

    assert [move.role.slug for move in there.moves] == [middle, goal]
    assert [move.role.slug for move in back.moves] == ["data-engineer", start]


def test_a_pair_without_a_way_says_so(publish_content, visit: Visit):
    publish_content(replace(small_content(), steps=(a_step("backend-engineer", "data-engineer"),)))

    page = visit("/compare/backend-engineer/data-engineer/")
    apart = visit("/compare/backend-engineer/product-engineer/")

    assert "From Backend Engineer to Data Engineer in one step" in page.text
    assert "From Data Engineer to Backend Engineer" not in page.text
    assert "no way of at most five steps from either role to the other" in apart.text


def test_the_verdict_names_preferences_that_the_targets_really_lean_to():
    backend, product = versus_of(small_content(), "backend-engineer", "product-engineer").advice
    dimensions = small_content().dimensions

    assert dimensions["infrastructure"].high_phrase in backend.rather
    assert dimensions["visual-craft"].high_phrase in product.rather
    assert dimensions["infrastructure"].low_phrase in product.rather


def test_the_milder_of_two_alike_targets_is_not_told_as_the_opposite_pole():
    content = small_content()
    one = replace(content.roles["backend-engineer"], preferences={"data": Preference(95, 3)})
    other = replace(content.roles["data-engineer"], preferences={"data": Preference(60, 3)})
    content = replace(content, roles={**content.roles, one.slug: one, other.slug: other})

    strong, mild = versus_of(content, one.slug, other.slug).advice

    assert strong.rather == (content.dimensions["data"].high_phrase,)
    assert mild.rather == ()


def test_the_verdict_names_skills_that_a_role_asks_more_of():
    backend, product = versus_of(small_content(), "backend-engineer", "product-engineer").advice

    assert backend.deeper == ("Databases",)
    assert "Programming" not in (*backend.deeper, *product.deeper)


def test_two_roles_with_the_same_targets_are_said_to_be_close(publish_content, visit: Visit):
    content = small_content()
    twin = replace(
        content.roles["product-engineer"], preferences=content.roles["backend-engineer"].preferences
    )
    publish_content(replace(content, roles={**content.roles, twin.slug: twin}))

    page = visit(ADDRESS)

    assert page.faults == []
    assert "these two are close" in page.text


def test_the_chooser_leads_to_the_chosen_pair(edition: Edition, client: Client):
    response = client.get("/compare/", {"a": "product-engineer", "b": "backend-engineer"})

    assert (response.status_code, response["Location"]) == (302, ADDRESS)


def test_the_chooser_offers_every_role_and_leads_to_those_on_paths_too(edition: Edition, client: Client):
    page = client.get("/compare/", {"a": "staff-engineer"}).content.decode()
    chosen = client.get("/compare/", {"a": "staff-engineer", "b": "backend-engineer"})

    assert page.count('<option value="') == 2 * len(small_content().roles)
    assert '<option value="staff-engineer" selected>' in page
    assert chosen["Location"] == "/compare/backend-engineer/staff-engineer/"


def test_the_chooser_asks_again_when_both_are_the_same(edition: Edition, visit: Visit):
    page = visit("/compare/", a="backend-engineer", b="backend-engineer")

    assert page.faults == []
    assert "Both are the same role" in page.text


def test_the_chooser_ignores_roles_that_do_not_exist(edition: Edition, visit: Visit):
    assert visit("/compare/", a="beekeeper", b="backend-engineer").faults == []
