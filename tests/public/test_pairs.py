"""Pairs that people name."""

import pytest

from reports.public.directory import directory_of
from reports.public.pairs import asked_pair
from tests.builders import small_content
from tests.public.conftest import Visit


@pytest.mark.parametrize(
    "text",
    [
        "staff engineer vs backend engineer",
        "Backend Engineer versus Staff Engineer",
        "  STAFF vs. backend engineer ",
        "Staff Engineer oder Backend Engineer",
    ],
)
def test_a_search_for_one_role_against_another_names_their_pair(text: str):
    pair = asked_pair(small_content(), text)

    assert pair is not None
    assert (pair.first.slug, pair.second.slug) == ("backend-engineer", "staff-engineer")


@pytest.mark.parametrize(
    "text",
    ["", "backend engineer", "beekeeper vs backend engineer", "staff vs staff engineer", "a vs b vs c"],
)
def test_any_other_search_names_no_pair(text: str):
    assert asked_pair(small_content(), text) is None


def test_the_full_name_goes_before_a_longer_one_that_has_its_words():
    pair = asked_pair(small_content(), "backend engineer or senior backend engineer")

    assert pair is not None
    assert {pair.first.slug, pair.second.slug} == {"backend-engineer", "senior-backend-engineer"}


def test_the_directory_leads_to_the_pair_and_lists_both(edition, visit: Visit):
    page = visit("/roles/", q="staff engineer vs product engineer")

    assert page.faults == []
    assert "/compare/product-engineer/staff-engineer/" in page.links
    assert directory_of(small_content(), {"q": "staff engineer vs product engineer"}).found == 2
