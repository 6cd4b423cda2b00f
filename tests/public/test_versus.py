"""One role against another."""

from dataclasses import replace

from django.test import Client

from quiz.models import Edition
from reports.public.versus import versus_of
from roles.profile import Preference
from tests.builders import small_content
from tests.public.conftest import Visit

ADDRESS = "/compare/backend-engineer/product-engineer/"
SECTIONS = [
    "At a Glance",
    "Pricing Comparison",
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


def test_unknown_roles_and_roles_on_paths_only_have_no_pair(edition: Edition, client: Client):
    for path in ("backend-engineer/beekeeper", "beekeeper/beekeeper", "backend-engineer/staff-engineer"):
        assert client.get(f"/compare/{path}/").status_code == 404


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


def test_the_chooser_asks_again_when_both_are_the_same(edition: Edition, visit: Visit):
    page = visit("/compare/", a="backend-engineer", b="backend-engineer")

    assert page.faults == []
    assert "Both are the same role" in page.text


def test_the_chooser_ignores_roles_that_do_not_exist(edition: Edition, visit: Visit):
    assert visit("/compare/", a="beekeeper", b="backend-engineer").faults == []
