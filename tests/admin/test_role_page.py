"""An editor opens, changes and copies a role."""

import pytest
from django import VERSION as DJANGO
from django.test import Client
from django.urls import reverse

from roles.models import Dimension, Role, Source, Statement, Step
from roles.profile import StatementKind
from tests.admin.forms import filled_in, row_of, with_new_row

INLINE_KINDS = 7


def page_of(role: Role) -> str:
    return reverse("admin:roles_role_change", args=[role.pk])


def errors_of(response: object) -> str:
    return " ".join(str(form) for form in response.context["errors"])  # type: ignore[attr-defined]


def test_the_fullest_role_opens_within_its_query_budget(
    editor: Client, backend: Role, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10 + INLINE_KINDS):
        response = editor.get(page_of(backend))

    assert response.status_code == 200


def test_the_list_of_roles_stays_within_ten_queries(
    editor: Client, draft: None, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        response = editor.get(reverse("admin:roles_role_changelist"))

    assert "12 of 12 targets" in response.content.decode()


def test_each_target_stands_beside_the_words_for_its_poles(editor: Client, backend: Role):
    page = editor.get(page_of(backend)).content.decode()

    for dimension in Dimension.objects.all():
        assert f"0 = {dimension.low} &middot; 100 = {dimension.high}" in page


def test_saving_a_role_unchanged_changes_nothing(editor: Client, backend: Role):
    before = sorted(Statement.objects.filter(role=backend).values_list("key", "text", "source"))

    response = editor.post(page_of(backend), filled_in(editor.get(page_of(backend))))

    assert response.status_code == 302
    assert sorted(Statement.objects.filter(role=backend).values_list("key", "text", "source")) == before
    assert backend.preferences.count() == 12


def test_one_sentence_of_the_fullest_role_is_saved_within_thirty_queries(
    editor: Client, backend: Role, django_assert_max_num_queries
):
    fields = filled_in(editor.get(page_of(backend)))
    text = next(name for name in fields if name.startswith("statements-0") and name.endswith("-text"))

    with django_assert_max_num_queries(30):
        response = editor.post(page_of(backend), fields | {text: "Said anew."})

    assert response.status_code == 302
    assert Statement.objects.filter(role=backend, text="Said anew.").exists()


def test_a_new_role_starts_with_an_empty_row_for_each_dimension(editor: Client, draft: None):
    response = editor.get(reverse("admin:roles_role_add"))
    fields = filled_in(response)

    rows = [fields[f"preferences-{row}-dimension"] for row in range(12)]
    assert rows == [str(dimension.pk) for dimension in Dimension.objects.all()]


def test_rows_left_empty_are_no_targets(editor: Client, draft: None):
    page = editor.get(reverse("admin:roles_role_add"))
    fields = filled_in(
        page,
        name="Release Engineer",
        slug="release-engineer",
        discipline="infrastructure",
        level="mid",
        track="individual-contributor",
        summary="Gets work out of the door.",
        best_for="like a calm Friday",
        on_call="rarely",
        remote="usually",
        source=str(Source.objects.get(slug="editors").pk),
    )
    fields |= {"preferences-2-target": "80", "preferences-2-weight": "2"}

    response = editor.post(reverse("admin:roles_role_add"), fields)

    assert response.status_code == 302
    third = Dimension.objects.all()[2]
    targets = Role.objects.get(slug="release-engineer").preferences.all()
    assert [(p.dimension, p.target, p.weight) for p in targets] == [(third, 80, 2)]


def test_saving_as_new_copies_everything_a_role_has(editor: Client, backend: Role):
    copy = {"name": "API Engineer", "slug": "api-engineer", "_saveasnew": "Save as new"}

    response = editor.post(page_of(backend), filled_in(editor.get(page_of(backend)), **copy))

    assert response.status_code == 302
    copied = Role.objects.get(slug="api-engineer")
    for rows in ("preferences", "demands", "statements", "technologies", "companies", "steps_out"):
        assert getattr(copied, rows).count() == getattr(backend, rows).count() > 0


def test_saving_as_new_under_a_taken_name_says_so_and_keeps_the_rows(editor: Client, backend: Role):
    response = editor.post(
        page_of(backend), filled_in(editor.get(page_of(backend)), _saveasnew="Save as new")
    )

    assert "Role with this Name already exists." in errors_of(response)
    assert len(filled_in(response)) > 500


def test_a_statement_without_a_short_name_gets_one_from_its_text(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)))
    row = {"kind": "benefit", "text": "Quiet weeks after a release", "position": "9", "key": ""}
    source = str(Source.objects.get(slug="editors").pk)
    fields = with_new_row(fields, "statements", **row, source=source)
    fields = with_new_row(fields, "statements", **row | {"text": "Loud ones before it"}, source=source)

    response = editor.post(page_of(backend), fields)

    assert response.status_code == 302
    keys = backend.statements.filter(position=9, kind="benefit").values_list("key", flat=True)
    assert set(keys) == {"quiet-weeks-after-a-release", "loud-ones-before-it"}


@pytest.mark.parametrize(
    ("rows", "field", "value", "message"),
    [
        ("preferences", "target", "101", "Ensure this value is less than or equal to 100."),
        ("preferences", "weight", "4", "Ensure this value is less than or equal to 3."),
        ("demands", "level", "5", "Ensure this value is less than or equal to 4."),
        ("demands", "level", "0", "Ensure this value is greater than or equal to 1."),
        ("statements", "source", "", "This field is required."),
        ("statements", "text", "x" * 161, "Ensure this value has at most 160 characters (it has 161)."),
    ],
)
def test_a_value_out_of_range_is_refused_at_its_field(
    editor: Client, backend: Role, rows: str, field: str, value: str, message: str
):
    fields = filled_in(editor.get(page_of(backend))) | {f"{rows}-0-{field}": value}

    response = editor.post(page_of(backend), fields)

    form = next(f for f in response.context["inline_admin_formsets"] if f.formset.prefix == rows)
    assert form.formset.forms[0].errors == {field: [message]}


def test_a_step_to_the_role_itself_is_refused_at_its_field(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend))) | {"steps_out-0-to_role": str(backend.pk)}

    response = editor.post(page_of(backend), fields)

    assert "A step leads from one role to another one." in errors_of(response)


def test_a_circle_of_promotions_is_refused_by_name(editor: Client, backend: Role):
    senior = Step.objects.get(from_role=backend, to_role__slug="senior-backend-engineer").to_role
    fields = with_new_row(
        filled_in(editor.get(page_of(senior))),
        "steps_out",
        to_role=str(backend.pk),
        kind="promotion",
        note="Back again.",
        source=str(Source.objects.get(slug="editors").pk),
    )

    response = editor.post(page_of(senior), fields)

    message = errors_of(response)
    assert "lead round in a circle" in message
    assert "Backend Engineer" in message and "Senior Backend Engineer" in message
    assert not Step.objects.filter(from_role=senior, to_role=backend).exists()


def test_a_circle_of_promotions_is_refused_on_the_page_of_a_step(editor: Client, backend: Role):
    step = Step.objects.filter(from_role=backend, kind="promotion").first()
    page = editor.get(reverse("admin:roles_step_add"))
    fields = filled_in(
        page,
        from_role=str(step.to_role_id),
        to_role=str(backend.pk),
        kind="promotion",
        note="Back again.",
        source=str(step.source_id),
    )

    response = editor.post(reverse("admin:roles_step_add"), fields)

    assert "lead round in a circle" in errors_of(response)


def test_the_same_technology_twice_is_refused(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)))
    present = fields["technologies-0-technology"]
    fields = with_new_row(
        fields,
        "technologies",
        technology=present,
        purpose="again",
        position="0",
        source=fields["technologies-0-source"],
    )

    response = editor.post(page_of(backend), fields)

    # From 6.1 on Django says it in the words of our constraint.
    own_words = "This role already lists that technology."
    djangos = "Please correct the duplicate data for technology."
    assert (own_words if DJANGO >= (6, 1) else djangos) in errors_of(response)


def test_a_removed_statement_is_gone_and_the_others_stay(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)))
    statement = backend.statements.filter(kind="benefit").first()
    row = row_of(fields, "statements", "id", str(statement.pk))
    count = backend.statements.count()

    editor.post(page_of(backend), fields | {f"{row}-DELETE": "on"})

    assert backend.statements.count() == count - 1
    assert not Statement.objects.filter(pk=statement.pk).exists()


def test_resulting_figures_are_shown_with_kind_place_and_date(editor: Client, backend: Role):
    figure = backend.occupation_matches.first().occupation.figures.filter(kind="percentiles").first()

    page = editor.get(page_of(backend)).content.decode()

    assert f"{figure.middle:,}" in page
    assert "percentiles, United States, " in page


def test_a_thin_role_says_which_sections_are_thin(editor: Client, backend: Role):
    backend.statements.filter(kind="ergonomics").delete()

    assert "1 section thin" in editor.get(reverse("admin:roles_role_changelist")).content.decode()
    assert "1 section thin: ergonomics (0)." in editor.get(page_of(backend)).content.decode()


def test_a_role_says_what_is_missing_for_its_report(editor: Client, backend: Role):
    assert "Nothing is missing." in editor.get(page_of(backend)).content.decode()
    backend.technologies.all().delete()
    backend.preferences.first().delete()

    page = editor.get(page_of(backend)).content.decode()

    assert "Missing for the report: a target on 1 dimension; tools, languages and frameworks." in page
    whole = 12 + len(StatementKind) + 5
    assert f"{whole - 2} of {whole} parts of its report are there." in page
