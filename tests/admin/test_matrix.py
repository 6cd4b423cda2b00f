"""The matrix: what every role asks, beside its neighbours, changed cell by cell."""

import random

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from roles.admin.matrix.grid import Ask, by_likeness, distance, summary
from roles.admin.matrix.posted import packed, unpacked
from roles.models import Demand, Dimension, Preference, Role, Skill
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in

DIMENSIONS, SKILLS = "/admin/roles/role/matrix/dimensions/", "/admin/roles/role/matrix/skills/"


@pytest.fixture
def data(backend: Role) -> Preference:
    """What Backend Engineer asks on the dimension Data."""
    return backend.preferences.select_related("dimension").get(dimension__slug="data")


def at(ask: Preference | Demand, **typed: object) -> dict[str, str]:
    """One cell as it would be posted."""
    column = ask.dimension_id if isinstance(ask, Preference) else ask.skill_id
    cell = f"{ask.role_id}-{column}"
    return {f"{field}-{cell}": str(value) for field, value in typed.items()}


def seen(client: Client, page: str = DIMENSIONS) -> dict[str, str]:
    """What a page that has just been opened carries along."""
    return {"seen": client.get(page).context["seen"]}


def refusals(response: object) -> list[str]:
    lines = response.context["lines"]  # type: ignore[attr-defined]
    return [cell.refusal for line in lines for cell in line.cells if cell.refusal]


def all_preferences() -> list[tuple[object, ...]]:
    return sorted(Preference.objects.values_list("role", "dimension", "target", "weight"))


def test_a_changed_cell_is_saved_and_the_others_are_not_touched(editor: Client, data: Preference):
    others = [row for row in all_preferences() if row[:2] != (data.role_id, data.dimension_id)]

    response = editor.post(DIMENSIONS, seen(editor) | at(data, v=71, w=2.5))

    assert response.status_code == 302
    data.refresh_from_db()
    assert (data.target, data.weight) == (71, 2.5)
    assert [row for row in all_preferences() if row[:2] != (data.role_id, data.dimension_id)] == others


def test_without_scripts_the_whole_form_is_sent_and_only_the_change_is_written(
    editor: Client, data: Preference
):
    before = all_preferences()
    fields = filled_in(editor.get(DIMENSIONS)) | at(data, v=71, w=2)

    editor.post(DIMENSIONS, fields)

    assert len(set(all_preferences()) - set(before)) == 1


def test_an_untouched_form_changes_nothing_and_says_so(editor: Client, draft: None):
    for page in (DIMENSIONS, SKILLS):
        before = all_preferences(), sorted(Demand.objects.values_list("role", "skill", "level", "weight"))

        response = editor.post(page, filled_in(editor.get(page)), follow=True)

        assert "Nothing had been changed" in response.content.decode()
        after = all_preferences(), sorted(Demand.objects.values_list("role", "skill", "level", "weight"))
        assert after == before


@pytest.mark.parametrize(
    ("value", "weight", "words"),
    [
        ("101", "1", "The target is a whole number from 0 to 100."),
        ("-1", "1", "The target is a whole number from 0 to 100."),
        ("6o", "1", "The target is a whole number from 0 to 100."),
        ("", "1", "The target is a whole number from 0 to 100."),
        ("60", "", "The weight is a number from 0 to 3."),
        ("60", "3.1", "The weight is a number from 0 to 3."),
        ("60", "nan", "The weight is a number from 0 to 3."),
        ("٦٠", "1", "The target is a whole number from 0 to 100."),
    ],
)
def test_a_value_out_of_range_is_refused_in_its_cell_and_all_that_was_typed_stays(
    editor: Client, data: Preference, value: str, weight: str, words: str
):
    good = data.role.preferences.exclude(pk=data.pk).first()
    before = all_preferences()

    response = editor.post(DIMENSIONS, seen(editor) | at(data, v=value, w=weight) | at(good, v=1, w=3))

    assert response.status_code == 200
    assert refusals(response) == [words]
    assert all_preferences() == before
    posted = filled_in(response)
    for cell, typed in (at(data, v=value, w=weight) | at(good, v=1, w=3)).items():
        assert posted[cell] == typed


def test_a_level_out_of_range_is_refused_in_its_cell(editor: Client, backend: Role):
    demand = backend.demands.first()

    response = editor.post(SKILLS, seen(editor, SKILLS) | at(demand, v=5, w=1))

    assert refusals(response) == [
        "The level is a whole number from 1 to 4. Empty both if the role does not need it."
    ]


def test_an_emptied_cell_asks_nothing_any_more(editor: Client, backend: Role):
    demand = backend.demands.first()

    editor.post(SKILLS, seen(editor, SKILLS) | at(demand, v="", w=""))

    assert not Demand.objects.filter(pk=demand.pk).exists()


def test_a_filled_cell_asks_for_a_skill(editor: Client, backend: Role):
    skill = Skill.objects.exclude(demands__role=backend).first()

    editor.post(SKILLS, seen(editor, SKILLS) | at(Demand(role=backend, skill=skill), v=2, w=1.5))

    assert backend.demands.filter(skill=skill, level=2, weight=1.5).exists()


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(editor: Client, data: Preference):
    opened = seen(editor)
    Preference.objects.filter(pk=data.pk).update(target=33, weight=1)

    response = editor.post(DIMENSIONS, opened | at(data, v=71, w=2))

    assert response.status_code == 200
    assert refusals(response) == [
        "Somebody else put 33, weight 1 here since you opened the page. Save again to put yours."
    ]
    data.refresh_from_db()
    assert data.target == 33
    again = editor.post(DIMENSIONS, filled_in(response))
    data.refresh_from_db()
    assert again.status_code == 302
    assert (data.target, data.weight) == (71, 2)


def test_two_editors_on_different_cells_do_not_meet(editor: Client, data: Preference):
    other = data.role.preferences.exclude(pk=data.pk).first()
    opened = filled_in(editor.get(DIMENSIONS))
    Preference.objects.filter(pk=other.pk).update(target=33)

    response = editor.post(DIMENSIONS, opened | at(data, v=71, w=2))

    assert response.status_code == 302
    other.refresh_from_db()
    assert other.target == 33


def test_the_difference_is_shown_before_anything_is_saved(editor: Client, data: Preference):
    before = all_preferences()

    response = editor.post(DIMENSIONS, seen(editor) | at(data, v=71, w=2) | {"review": "1"})

    (one,) = response.context["differences"]
    assert (one.role, one.column, one.after) == ("Backend Engineer", data.dimension.name, "71, 2")
    assert all_preferences() == before


def test_a_change_is_a_line_in_the_history_of_the_role(editor: Client, data: Preference):
    editor.post(DIMENSIONS, seen(editor) | at(data, v=71, w=2))

    entry = LogEntry.objects.get(object_id=str(data.role_id))
    assert "→ 71, 2" in entry.change_message


def test_the_roles_most_like_a_role_can_be_put_beside_it(editor: Client, draft: None):
    lines = editor.get(f"{DIMENSIONS}?beside=frontend-engineer").context["lines"]

    assert lines[0].role.slug == "frontend-engineer"
    near = [str(line.role.pk) for line in lines[1:4]]
    assert lines[0].near.split() == near


@pytest.mark.parametrize("sheet", [DIMENSIONS, SKILLS])
def test_a_sheet_of_all_roles_stays_within_ten_queries(
    editor: Client, draft: None, sheet: str, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        response = editor.get(sheet)

    assert response.content.count(b'class="value"') == Role.objects.scored().count() * (
        Dimension.objects.count() if sheet == DIMENSIONS else Skill.objects.count()
    )


def test_who_may_only_look_gets_no_button_and_saves_nothing(data: Preference, stranger: Client):
    reviewer = member_of("Reviewer")

    assert stranger.get(DIMENSIONS).status_code == 302
    assert "submit-row" not in reviewer.get(DIMENSIONS).content.decode()
    assert reviewer.post(DIMENSIONS, seen(reviewer) | at(data, v=71, w=2)).status_code == 403
    assert member_of("Author").post(DIMENSIONS, seen(reviewer) | at(data, v=71, w=2)).status_code == 302


@pytest.mark.parametrize("carried", ["", "[", "{}", '{"1": 2}', '{"a-b": [1, 2]}', "[" * 100_000, "null"])
def test_a_page_of_nobodys_makes_no_error(editor: Client, data: Preference, carried: str):
    response = editor.post(DIMENSIONS, {"seen": carried} | at(data, v=71, w=2))

    assert response.status_code == 200


def test_a_sheet_that_is_not_there_is_not_found(editor: Client, draft: None):
    assert editor.get("/admin/roles/role/matrix/companies/").status_code == 404


ASKS = st.dictionaries(
    st.tuples(st.integers(1, 5), st.integers(1, 4)),
    st.builds(Ask, st.integers(0, 100), st.integers(0, 6).map(lambda half: half / 2)),
)


@given(asks=ASKS)
def test_what_a_page_carries_along_comes_back_as_it_was(asks: dict[tuple[int, int], Ask]):
    assert unpacked(packed(asks)) == asks


@given(asks=ASKS, one=st.integers(1, 5), other=st.integers(1, 5))
def test_likeness_is_mutual_and_a_role_is_most_like_itself(
    asks: dict[tuple[int, int], Ask], one: int, other: int
):
    columns = [1, 2, 3, 4]
    roles = [1, 2, 3, 4, 5]
    random.Random(one).shuffle(roles)

    there, back = distance(asks, one, other, columns, 50), distance(asks, other, one, columns, 50)

    assert there == pytest.approx(back)
    assert distance(asks, one, one, columns, 50) == 0
    assert by_likeness(asks, one, roles, columns, 50)[0] == one


def test_a_column_is_summed_up_by_its_middle_and_its_ends():
    found = summary([10, 80, 60])

    assert (found.middle, found.low, found.high, found.count) == (60, 10, 80, 3)
    assert summary([]).middle is None
