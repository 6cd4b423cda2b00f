"""What the pages on method and sources say, and that they say it of the edition in use."""

from dataclasses import fields, replace

from django.test import Client

from quiz.models import Edition
from quiz.scoring.constants import Constants
from reports.public.method import EXPLANATIONS, method_of
from reports.public.source_list import source_list
from tests.builders import a_source, small_content
from tests.public.conftest import Visit


def test_the_method_page_tells_counts_formulas_and_limits(edition: Edition, visit: Visit):
    page = visit("/method/")

    assert page.faults == []
    assert "5 roles in the verdict" in page.text
    assert "2 further roles on progression paths" in page.text
    assert "not for hiring decisions" in page.text
    assert "Above 90 in 100 we say clear" in page.text


def test_the_method_page_prints_the_constants_of_the_edition_and_not_of_the_code(
    publish_content, visit: Visit
):
    publish_content(small_content(constants=replace(Constants(), preference_scale=432.5)))

    assert "432.5" in visit("/method/").text


def test_every_constant_is_explained():
    assert set(EXPLANATIONS) == {field.name for field in fields(Constants)}


def test_the_items_that_ask_about_a_preference_are_counted_with_their_keys():
    measured = {each.dimension.slug: each for each in method_of(small_content()).dimensions}

    assert all(each.statements and each.reversed <= each.statements for each in measured.values())


def test_every_source_is_listed_with_its_licence_and_its_use(edition: Edition, visit: Visit):
    page = visit("/sources/")

    assert page.faults == []
    assert {source.title for source in small_content().sources.values()} == set(page.at("h2"))
    assert "CC BY 4.0" in page.text


def test_uses_are_counted_and_judgement_comes_last():
    listed = source_list(small_content())

    assert listed[-1].source.is_judgement
    uses = {used.source.slug: {use.what: use.number for use in used.uses} for used in listed}
    assert uses["editors"]["career steps"] == len(small_content().steps)
    assert sum(use.get("pay figures", 0) + use.get("pay figure", 0) for use in uses.values()) == len(
        small_content().figures
    )


def test_a_source_that_nothing_rests_on_says_so(publish_content, visit: Visit):
    content = small_content()
    publish_content(replace(content, sources={**content.sources, "idle": a_source("idle", "Idle reading")}))

    assert "Consulted; no claim of this edition rests on it alone." in visit("/sources/").text


def test_method_and_sources_cost_one_query_each(
    edition: Edition, client: Client, django_assert_max_num_queries
):
    for path in ("/method/", "/sources/", "/roles/", "/compare/", "/sitemap.xml"):
        with django_assert_max_num_queries(1):
            client.get(path)
