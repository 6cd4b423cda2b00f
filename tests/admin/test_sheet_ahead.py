"""What a sheet would change is told before it is saved: by persona, and by pair of roles."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from quiz.editions.draft import read_draft
from quiz.editions.separation import Bench
from quiz.models import Edition, Persona
from quiz.packs.personas import load_personas
from roles.admin.matrix.sheet import SHEETS
from roles.models import Demand, Preference, Role
from tests.admin.conftest import member_of
from tests.admin.forms import filled_in
from tests.admin.test_preview import everything_stored

TARGETS = "/admin/roles/role/matrix/dimensions/"


@pytest.fixture
def personas(draft: None) -> None:
    load_personas(settings.BASE_DIR / "fixtures" / "personas" / "personas.json")


def typed_in(client: Client, name: str, source: Role, into: Role) -> dict[str, str]:
    """What a sheet posts when all that one role asks is typed into another's row."""
    sheet = SHEETS[name]
    page = filled_in(client.get(reverse("admin:roles_role_matrix", args=[name])))
    cells = {"csrfmiddlewaretoken": page["csrfmiddlewaretoken"], "seen": page["seen"]}
    for column in sheet.columns.objects.all():
        for kind in "vw":
            cells[f"{kind}-{into.pk}-{column.pk}"] = page[f"{kind}-{source.pk}-{column.pk}"]
    return cells


def told(client: Client, name: str, cells: dict[str, str]):
    return client.post(f"/admin/roles/role/matrix/{name}/ahead/", cells, headers={"X-Fragment": "1"})


def saved(client: Client, name: str, cells: dict[str, str]) -> None:
    assert client.post(f"/admin/roles/role/matrix/{name}/", cells).status_code == 302


@pytest.mark.parametrize(
    ("name", "into", "source"),
    [
        ("dimensions", "qa-engineer", "engineering-manager"),
        ("skills", "frontend-engineer", "database-administrator"),
    ],
)
def test_personas_are_told_ahead_just_what_they_are_told_once_it_is_saved(
    editor: Client, personas: None, name: str, into: str, source: str
):
    roles = (Role.objects.get(slug=slug) for slug in (source, into))
    cells = typed_in(editor, name, *roles)
    before = everything_stored()

    ahead = told(editor, name, cells).context["personas"]
    assert everything_stored() == before
    saved(editor, name, cells)

    fresh = told(editor, name, {"seen": "{}"}).context["personas"]
    assert [(each.persona, each.then) for each in ahead] == [(each.persona, each.now) for each in fresh]
    assert any(each.now != each.then for each in ahead)


def test_the_roles_that_would_come_too_near_are_named_with_both_chances(editor: Client, personas: None):
    qa, into = Role.objects.get(slug="qa-engineer"), Role.objects.get(slug="backend-developer")
    Demand.objects.filter(role=into).delete()
    for demand in Demand.objects.filter(role=qa):
        Demand.objects.create(role=into, skill=demand.skill, level=demand.level, weight=demand.weight)
    cells = typed_in(editor, "dimensions", qa, into)

    page = told(editor, "dimensions", cells)

    worst = page.context["pairs"][0]
    assert {worst.role, worst.rival} == {"QA Engineer", "Backend Developer"}
    assert worst.before < 35 < worst.after == 50 and worst.is_confused
    assert "the checks would warn" in page.content.decode()
    saved(editor, "dimensions", cells)
    bench = Bench.of(read_draft())
    roles = [read_draft().roles[slug] for slug in ("qa-engineer", "backend-developer")]
    assert worst.after == round(100 * bench.chance_behind(*roles, bench.known))


def test_an_emptied_cell_asks_nothing_and_a_bad_one_is_left_out_and_counted(editor: Client, draft: None):
    one, other = Preference.objects.filter(role__slug="qa-engineer")[:2]
    seen = filled_in(editor.get(TARGETS))["seen"]
    cells = {"seen": seen}
    for preference, value, weight in ((one, "", ""), (other, "101", "1")):
        place = f"{preference.role_id}-{preference.dimension_id}"
        cells |= {f"v-{place}": value, f"w-{place}": weight}

    page = told(editor, "dimensions", cells)

    assert page.context["refused"] == 1
    assert "1 cell can’t be read as it is" in page.content.decode()
    (pair, *_others) = page.context["pairs"]
    assert "QA Engineer" in (pair.role, pair.rival)


def test_without_scripts_it_is_a_page_of_its_own(editor: Client, personas: None):
    sheet = editor.get(TARGETS).content.decode()

    page = editor.post(f"{TARGETS}ahead/", {"seen": "{}"}).content.decode()

    assert f'formaction="{TARGETS}ahead/"' in sheet and f'data-address="{TARGETS}ahead/"' in sheet
    assert "Nothing is saved yet." in page and "everybody would be told the same" in page
    assert TARGETS in page


def test_looking_ahead_takes_ten_queries(editor: Client, personas: None, django_assert_max_num_queries):
    cells = typed_in(editor, "skills", *Role.objects.filter(slug__in=["qa-engineer", "tech-lead"]))
    told(editor, "skills", cells)

    with django_assert_max_num_queries(10):
        told(editor, "skills", cells)


def test_who_may_look_ahead(draft: None, stranger: Client, staff_without_permission: Client):
    assert told(stranger, "skills", {}).status_code == 302
    assert told(staff_without_permission, "skills", {}).status_code == 403
    author = member_of("Author")
    assert told(author, "skills", {"seen": "nonsense"}).status_code == 200
    assert told(author, "nonsense", {}).status_code == 404
    assert author.get(f"{TARGETS}ahead/").status_code == 405
    assert not Edition.objects.exists() and not Persona.objects.exists()
