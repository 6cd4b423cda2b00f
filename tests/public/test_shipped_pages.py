"""Every public page of the shipped content: nothing empty, nothing unsourced, nothing from elsewhere."""

from itertools import combinations

import pytest

from quiz.content import EditionContent
from reports.comparison import comparison_of
from reports.public.versus import versus_of
from tests.public.conftest import Visit

pytestmark = [pytest.mark.rendered_by_django, pytest.mark.same_on_any_database]  # One row is read.


def test_every_role_page_is_whole(shipped_edition: EditionContent, visit: Visit):
    faults = {slug: visit(f"/roles/{slug}/").faults for slug in shipped_edition.roles}

    assert {slug: found for slug, found in faults.items() if found} == {}


def test_every_pair_is_whole(shipped_edition: EditionContent, visit: Visit):
    slugs = sorted(role.slug for role in shipped_edition.scored_roles)
    faults = {pair: visit("/compare/{}/{}/".format(*pair)).faults for pair in combinations(slugs, 2)}

    assert len(faults) == 190
    assert {pair: found for pair, found in faults.items() if found} == {}


def test_every_pair_with_a_role_on_paths_only_is_told_and_those_of_one_are_whole_pages(
    shipped: EditionContent, shipped_edition: EditionContent, visit: Visit
):
    on_paths = {slug for slug, role in shipped.roles.items() if not role.is_scored}
    pairs = [pair for pair in combinations(sorted(shipped.roles), 2) if on_paths & set(pair)]
    told = [versus_of(shipped, *pair) for pair in pairs]
    visited = [pair for pair in pairs if "staff-engineer" in pair]
    faults = {pair: visit("/compare/{}/{}/".format(*pair)).faults for pair in visited}

    assert (len(pairs), len(visited)) == (845, 45)
    assert all({"at-a-glance", "pay", "verdict", "career"} <= {s.key for s in page.sections} for page in told)
    assert {pair: found for pair, found in faults.items() if found} == {}


def test_the_other_pages_are_whole(shipped_edition: EditionContent, visit: Visit):
    paths = ("/roles/", "/compare/", "/method/", "/sources/")

    assert {path: visit(path).faults for path in paths} == {path: [] for path in paths}


def test_every_scored_role_has_something_to_say_in_every_group_but_pay_paths_and_frameworks(
    shipped: EditionContent,
):
    may_be_empty = {"salary", "progression", "adjacent", "frameworks"}
    for role, other in combinations(shipped.scored_roles, 2):
        comparison = comparison_of(shipped, (role.slug, other.slug))
        silent = [
            (cell.role.slug, row.heading)
            for group in comparison.groups
            if group.key not in may_be_empty
            for row in group.rows
            for cell in row.cells
            if not cell.entries and row.heading != "Also called"
        ]
        assert silent == []


def test_an_article_pair_carries_the_facts_of_the_article(shipped_edition: EditionContent, visit: Visit):
    text = visit("/compare/backend-engineer/product-engineer/").text

    for fact in ("USD 100,000–180,000", "Stripe", "Shopify", "PostgreSQL", "Figma", "Spring Boot", "Next.js"):
        assert fact in text
