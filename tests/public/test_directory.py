"""Finding a role."""

from quiz.models import Edition
from reports.public.directory import directory_of
from tests.builders import small_content
from tests.public.conftest import Visit


def found(**query: str) -> list[str]:
    directory = directory_of(small_content(), query)
    return [listed.role.slug for field in directory.fields for listed in (*field.scored, *field.on_paths)]


def test_every_role_is_listed_under_its_field_of_work(edition: Edition, visit: Visit):
    page = visit("/roles/")

    assert page.faults == []
    assert {"Backend", "Product", "Leadership"} <= set(page.at("h2"))
    assert all(role.name in page.text for role in small_content().roles.values())


def test_a_search_needs_every_word_in_any_order_and_case():
    assert found(q="BACKEND senior") == ["senior-backend-engineer"]


def test_a_search_finds_roles_by_a_technology_they_use():
    assert "backend-engineer" in found(q="django")


def test_filters_narrow_by_level_and_track():
    assert found(track="management") == ["engineering-manager"]
    assert "engineering-manager" not in found(level="mid", track="individual-contributor")


def test_a_filter_that_is_not_offered_is_ignored():
    assert found(level="wizard") == found()


def test_a_search_without_result_says_so_and_leads_back(edition: Edition, visit: Visit):
    page = visit("/roles/", q="beekeeper")

    assert page.faults == []
    assert "No role matches all of that" in page.text
    assert "0 of 7 roles" in page.text


def test_what_was_searched_is_text_and_never_markup(edition: Edition, client):
    html = client.get("/roles/", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html
