"""An editor keeps figures, sources and what they rest on."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from roles.admin.age import cutoff, stale
from roles.dates import is_stale
from roles.models import Figure, Occupation, Skill, Source, Technology
from tests.admin.forms import filled_in

FIGURES = "admin:roles_figure_changelist"
RISING = {
    "kind": "percentiles",
    "low": "",
    "lower_quartile": "90000",
    "middle": "100000",
    "upper_quartile": "110000",
    "high": "",
}


def a_figure(**changes: str) -> dict[str, str]:
    """The fields of a base range that can be saved."""
    return {
        "slug": "test-figure",
        "occupation": str(Occupation.objects.first().pk),
        "kind": "base-range",
        "currency": "USD",
        "period": "year",
        "low": "100000",
        "high": "150000",
        "as_of": "2025",
        "source": str(Source.objects.get(slug="editors").pk),
    } | changes


def post_figure(editor: Client, **changes: str):
    return editor.post(reverse("admin:roles_figure_add"), a_figure(**changes))


def test_a_complete_figure_is_saved(editor: Client, draft: None):
    assert post_figure(editor).status_code == 302
    assert Figure.objects.filter(slug="test-figure").exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"low": "160000"}, "low", "The low figure is above the high one."),
        ({"high": ""}, "low", "A range needs a low and a high figure"),
        ({"kind": "average"}, "middle", "An average or a median needs the middle figure"),
        ({"kind": "percentiles", "middle": "120000"}, "middle", "Percentiles need the 25th"),
        (RISING | {"low": "100000"}, "low", "The 10th percentile is above the 25th."),
        (RISING | {"high": "100000"}, "high", "The 90th percentile is below the 75th."),
        ({"lower_quartile": "110000"}, "lower_quartile", "Only percentiles have a 25th."),
        ({"upper_quartile": "140000"}, "upper_quartile", "Only percentiles have a 75th."),
        ({"kind": ""}, "kind", "This field is required."),
        ({"source": ""}, "source", "This field is required."),
        ({"occupation": ""}, "occupation", "This field is required."),
        ({"currency": "dollars"}, "currency", "Ensure this value has at most 3 characters"),
        ({"currency": "usd"}, "currency", "Write the currency as three capital letters"),
        ({"as_of": "May 2025"}, "as_of", "Write the date as 2025, 2025-05 or 2025-05-31."),
        ({"as_of": "2025-02-31"}, "as_of", "It must be in the calendar, from 1900 to 2200."),
        ({"as_of": "0000"}, "as_of", "It must be in the calendar, from 1900 to 2200."),
        ({"low": "-1"}, "low", "Ensure this value is greater than or equal to 0."),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_the_field(
    editor: Client, draft: None, changes: dict[str, str], field: str, words: str
):
    response = post_figure(editor, **changes)

    errors = response.context["adminform"].form.errors
    assert words in " ".join(errors[field])
    assert "__all__" not in errors
    assert not Figure.objects.filter(slug="test-figure").exists()


def test_a_slug_is_taken_once(editor: Client, draft: None):
    taken = Figure.objects.first().slug

    response = post_figure(editor, slug=taken)

    assert "Figure with this Slug already exists." in str(response.context["errors"])


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2023", True),
        ("2024", False),
        ("2024-02", True),
        ("2024-03", False),
        ("2024-03-14", True),
        ("2024-03-15", False),
        ("", False),
    ],
)
def test_a_figure_is_stale_when_all_of_its_date_is_past(draft: None, as_of: str, expected: bool):
    before = date(2024, 3, 15)
    figure = Figure.objects.first()
    Figure.objects.filter(pk=figure.pk).update(as_of=as_of)

    assert is_stale(as_of, before) is expected
    assert Figure.objects.filter(stale(before), pk=figure.pk).exists() is expected


def test_stale_figures_are_marked_and_can_be_filtered(editor: Client, draft: None, settings):
    settings.STALE_AFTER_DAYS = 730
    figure = Figure.objects.first()
    Figure.objects.filter(pk=figure.pk).update(as_of="2015-05")

    page = editor.get(reverse(FIGURES), {"age": "stale"}).content.decode()

    assert figure.slug in page
    assert '2015-05 <strong class="stale">stale</strong>' in page


@pytest.mark.parametrize("age", ["current", "stale", "undated", "nonsense"])
def test_ages_share_the_figures_out(editor: Client, draft: None, age: str):
    shown = editor.get(reverse(FIGURES), {"age": age}).context["cl"].queryset

    dated = Figure.objects.exclude(as_of="")
    expected = {
        "current": dated.exclude(stale(cutoff(date.today()))),
        "stale": dated.filter(stale(cutoff(date.today()))),
        "undated": Figure.objects.filter(as_of=""),
        "nonsense": Figure.objects.all(),
    }
    assert set(shown) == set(expected[age])


def test_figures_are_filtered_by_year(editor: Client, draft: None):
    shown = editor.get(reverse(FIGURES), {"year": "2025"}).context["cl"].queryset

    assert {figure.as_of[:4] for figure in shown} == {"2025"}


def test_an_occupation_shows_its_figures_and_roles_on_one_page(
    editor: Client, draft: None, django_assert_max_num_queries
):
    occupation = Occupation.objects.filter(figures__isnull=False, matches__isnull=False).first()

    with django_assert_max_num_queries(10 + 2):
        page = editor.get(reverse("admin:roles_occupation_change", args=[occupation.pk]))

    fields = filled_in(page)
    assert occupation.figures.first().slug in fields.values()


def test_a_source_says_what_rests_on_it(editor: Client, draft: None, django_assert_max_num_queries):
    source = Source.objects.get(slug="bls-oews-2025")
    figures = source.figures.count()

    with django_assert_max_num_queries(10):
        page = editor.get(reverse("admin:roles_source_change", args=[source.pk])).content.decode()

    assert f"?source__id__exact={source.pk}" in page
    assert f"{figures} figures" in page


def test_a_source_in_use_cannot_be_deleted(editor: Client, draft: None):
    source = Source.objects.get(slug="bls-oews-2025")

    page = editor.post(reverse("admin:roles_source_delete", args=[source.pk]), {"post": "yes"})

    assert "would require deleting the following protected related objects" in page.content.decode()
    assert Source.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize(
    "name",
    [
        "admin:index",
        "admin:roles_figure_changelist",
        "admin:roles_occupation_changelist",
        "admin:roles_source_changelist",
        "admin:roles_step_changelist",
        "admin:roles_technology_changelist",
        "admin:roles_company_changelist",
        "admin:roles_dimension_changelist",
        "admin:roles_skill_changelist",
        "admin:roles_place_changelist",
        "admin:quiz_item_changelist",
        "admin:quiz_edition_changelist",
    ],
)
def test_no_list_takes_more_than_ten_queries(
    editor: Client, draft: None, django_assert_max_num_queries, name: str
):
    with django_assert_max_num_queries(10):
        response = editor.get(reverse(name))

    assert response.status_code == 200


def test_technologies_and_skills_open_within_their_budgets(
    editor: Client, draft: None, django_assert_max_num_queries
):
    python, skill = Technology.objects.get(slug="python"), Skill.objects.first()

    with django_assert_max_num_queries(10 + 1):
        assert editor.get(reverse("admin:roles_technology_change", args=[python.pk])).status_code == 200
    with django_assert_max_num_queries(10):
        page = editor.get(reverse("admin:roles_skill_change", args=[skill.pk])).content.decode()

    assert skill.practice_1 in page


@pytest.mark.parametrize("word", ["source", "occupation", "place"])
def test_autocompletes_answer_an_editor_and_no_stranger(
    editor: Client, stranger: Client, draft: None, word: str
):
    asked = {"app_label": "roles", "model_name": "figure", "field_name": word, "term": "a"}
    address = reverse("admin:autocomplete")

    assert editor.get(address, asked).json()["results"]
    assert stranger.get(address, asked).status_code == 302
