"""Conflicts with a release: kept until an editor settles them, one by one."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from quiz.models import ContentConflict
from quiz.packs.conflicts import name_of_conflict
from quiz.packs.load import load
from quiz.packs.names import Name
from roles.models import Change, Figure, Preference, Role, Source, Statement, Technology
from tests.admin.conftest import NOW, member_of

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
ROLE = "10-role-backend-engineer.json"
PAGE = "/admin/quiz/contentconflict/"

Release = Callable[..., None]
DAYS = (NOW + timedelta(days=day) for day in count())  # No two releases come at one moment.


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Brings out a release in which one row of a file has changed, and loads it."""
    folder = tmp_path / "pack"
    folder.mkdir()
    wanted = [*FIXTURES.glob("0[1-7]-*.json"), FIXTURES / "08-figures-article-senior-backend.json"]
    for path in [*wanted, FIXTURES / ROLE, FIXTURES / "30-items.json"]:
        shutil.copy(path, folder)
    load(folder, next(DAYS))

    def bring_out(file: str = ROLE, find: dict[str, Any] | None = None, **change: Any) -> None:
        entries = json.loads((folder / file).read_text(encoding="utf-8"))
        found = next(e for e in entries if all(e["fields"].get(k) == v for k, v in (find or {}).items()))
        if change:
            found["fields"] |= change
        else:
            entries.remove(found)
        (folder / file).write_text(json.dumps(entries), encoding="utf-8")
        load(folder, next(DAYS))

    return bring_out


def backend() -> Role:
    return Role.objects.get(slug="backend-engineer")


def edited(**fields: Any) -> None:
    Role.objects.filter(slug="backend-engineer").update(**fields)


def settle(client: Client, choice: str, **more: str) -> Any:
    conflict = ContentConflict.objects.get()
    group = client.get(PAGE).context["groups"][0]
    address = reverse("admin:quiz_contentconflict_settle", args=[conflict.pk])
    return client.post(address, {"choice": choice, "seen": group.conflicts[0].here, **more})


def test_only_the_field_that_both_changed_is_a_conflict(release: Release):
    edited(summary="As our editors put it.", position=9)

    release(summary="As the release puts it.", best_for="like it anew")

    assert (backend().summary, backend().best_for, backend().position) == (
        "As our editors put it.",
        "like it anew",
        9,
    )
    conflict = ContentConflict.objects.get()
    assert (conflict.key, conflict.field) == ("backend-engineer", "summary")
    assert conflict.now == "As the release puts it."


def test_a_conflict_waits_through_releases_that_leave_it_alone(release: Release):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    release(best_for="like it anew")

    assert ContentConflict.objects.get().now == "As the release puts it."
    assert backend().summary == "As our editors put it."


def test_a_release_that_takes_its_change_back_ends_the_conflict(release: Release):
    shipped = backend().summary
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    release(summary=shipped)

    assert not ContentConflict.objects.exists()
    assert backend().summary == "As our editors put it."


def test_the_page_shows_all_three_texts(release: Release, editor: Client):
    shipped = backend().summary
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    page = editor.get(PAGE).content.decode()

    assert all(text in page for text in (shipped, "As the release puts it.", "As our editors put it."))


def test_a_conflict_is_headed_by_names_and_leads_to_the_page_of_its_role(release: Release, editor: Client):
    target = Preference.objects.filter(role=backend()).first()
    Preference.objects.filter(pk=target.pk).update(target=1)
    find = {"role": ["backend-engineer"], "dimension": [target.dimension.slug]}

    release(ROLE, find, target=99)

    (group,) = editor.get(PAGE).context["groups"]
    assert group.title == f"Preference: Backend Engineer: {target.dimension.name}"
    assert group.address == reverse("admin:roles_role_change", args=[backend().pk])


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("ours", "As our editors put it."),
        ("theirs", "As the release puts it."),
        ("other", "As both would put it."),
    ],
)
def test_each_choice_is_carried_out_and_ends_the_conflict(
    release: Release, editor: Client, choice: str, said: str
):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    response = settle(editor, choice, other="As both\r\nwould put it.")

    assert response.status_code == 302
    assert backend().summary == said
    assert not ContentConflict.objects.exists()


def test_a_conflict_on_a_translation_is_about_the_row_it_names():
    name = Name("quiz.translation", ("de", "item", "watch-people-use-it", "a/text"))

    kept = ContentConflict(model=name.model, key="/".join(name.key))

    assert name_of_conflict(kept) == name


def test_another_text_against_the_rules_is_refused_beside_it_and_kept(release: Release, editor: Client):
    edited(level="senior")
    release(level="staff")

    response = settle(editor, "other", other="wizard")

    assert response.status_code == 200
    (conflict,) = response.context["groups"][0].conflicts
    assert "not a valid choice" in conflict.refusal
    assert conflict.other == "wizard"
    assert backend().level == "senior"


def test_a_figure_is_never_settled_into_nonsense(release: Release, editor: Client):
    figures = "08-figures-article-senior-backend.json"
    figure = Figure.objects.filter(kind="range").first() or Figure.objects.filter(low__isnull=False).first()
    Figure.objects.filter(pk=figure.pk).update(low=figure.low + 1)
    release(figures, {"slug": figure.slug}, low=figure.low + 2)

    response = settle(editor, "other", other=str(figure.high + 1))

    assert "low figure is above the high one" in response.content.decode()
    assert Figure.objects.get(pk=figure.pk).low == figure.low + 1
    assert ContentConflict.objects.exists()


def test_what_changed_since_the_page_was_opened_is_not_settled_over(release: Release, editor: Client):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")
    conflict = ContentConflict.objects.get()
    edited(summary="As somebody put it since.")

    address = reverse("admin:quiz_contentconflict_settle", args=[conflict.pk])
    response = editor.post(address, {"choice": "theirs", "seen": "As our editors put it."})

    assert response.status_code == 200
    assert "changed here since you opened this page" in response.content.decode()
    assert backend().summary == "As somebody put it since."


def test_a_row_that_the_release_drops_and_an_editor_changed_waits(release: Release, editor: Client):
    statement = backend().statements.filter(kind="benefit").first()
    Statement.objects.filter(pk=statement.pk).update(text="In our words.")

    release(find={"kind": "benefit", "key": statement.key})

    assert Statement.objects.get(pk=statement.pk).text == "In our words."
    settle(editor, "theirs")
    assert not Statement.objects.filter(pk=statement.pk).exists()


def test_a_role_that_was_removed_here_comes_back_whole_if_an_editor_says_so(release: Release, editor: Client):
    statements = backend().statements.count()
    backend().delete()
    release(summary="As the release puts it.")
    assert not Role.objects.exists()

    response = settle(editor, "theirs")

    assert response.status_code == 302
    assert backend().summary == "As the release puts it."
    assert backend().statements.count() == statements
    assert backend().preferences.count() == 12


def test_a_role_with_statements_of_ours_outlives_a_release_that_drops_it(release: Release, tmp_path: Path):
    shipped = backend().statements.count()
    own = Statement.objects.create(
        role=backend(), kind="benefit", key="ours", text="Ours.", source=Source.objects.get(slug="editors")
    )
    (tmp_path / "pack" / ROLE).write_text("[]")

    load(tmp_path / "pack", next(DAYS))

    assert Statement.objects.filter(pk=own.pk).exists()
    assert backend().statements.count() == shipped + 1
    conflict = ContentConflict.objects.get()
    assert (conflict.model, conflict.field, conflict.now) == ("roles.role", "", None)


def test_a_source_that_a_row_of_ours_names_outlives_a_release_that_drops_it(release: Release, tmp_path: Path):
    entries = json.loads((tmp_path / "pack" / "01-sources.json").read_text())
    extra = {**entries[0]["fields"], "slug": "brief-visit", "title": "A brief visit"}
    (tmp_path / "pack" / "01-sources.json").write_text(
        json.dumps([*entries, {"model": "roles.source", "fields": extra}])
    )
    load(tmp_path / "pack", next(DAYS))
    edited(source=Source.objects.get(slug="brief-visit"))
    (tmp_path / "pack" / "01-sources.json").write_text(json.dumps(entries))

    load(tmp_path / "pack", next(DAYS))

    assert backend().source.slug == "brief-visit"
    assert ContentConflict.objects.get().key == "brief-visit"


def test_a_name_that_an_editor_gave_away_first_does_not_stop_the_upgrade(release: Release):
    Technology.objects.create(slug="our-own", name="Very New", kind="tool")
    release("05-technologies.json", {"slug": Technology.objects.first().slug}, name="Very New")

    conflict = ContentConflict.objects.get()
    assert (conflict.field, conflict.now) == ("name", "Very New")


def test_strangers_and_readers_settle_nothing(release: Release, stranger: Client):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")
    address = reverse("admin:quiz_contentconflict_settle", args=[ContentConflict.objects.get().pk])

    assert stranger.get(PAGE).status_code == 302
    assert stranger.post(address, {"choice": "theirs"}).status_code == 302
    assert member_of("Reviewer").get(PAGE).status_code == 200
    assert member_of("Publisher").post(address, {"choice": "theirs"}).status_code == 403
    assert ContentConflict.objects.exists()


def test_the_page_stays_within_ten_queries(release: Release, editor: Client, django_assert_max_num_queries):
    edited(summary="As our editors put it.", best_for="like it our way")
    release(summary="As the release puts it.", best_for="like it anew")

    with django_assert_max_num_queries(10):
        page = editor.get(PAGE).content.decode()

    assert page.count('class="conflict"') == 2


def test_nothing_to_settle_says_so(editor: Client):
    assert "Nothing to settle." in editor.get(PAGE).content.decode()


def test_the_start_page_says_how_many_wait(release: Release, editor: Client):
    assert "conflict with the release waits" not in editor.get("/admin/").content.decode()
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    assert "1 conflict with the release waits for you" in editor.get("/admin/").content.decode()


def test_settling_a_conflict_stands_in_the_history_with_who_and_why(editor: Client, release: Release):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")

    settle(editor, "theirs")

    change = Change.objects.filter(model="roles.role", key="backend-engineer").first()
    (field,) = change.fields
    assert (change.who, change.reason) == ("editor", "Settled a conflict with a release")
    assert (field["was"], field["is"]) == ("As our editors put it.", "As the release puts it.")
    assert "Settled a conflict" in editor.get(f"/admin/roles/role/{backend().pk}/history/").content.decode()


def test_keeping_ours_changes_nothing_and_writes_no_history(editor: Client, release: Release):
    edited(summary="As our editors put it.")
    release(summary="As the release puts it.")
    before = Change.objects.count()

    settle(editor, "ours")

    assert Change.objects.count() == before and backend().summary == "As our editors put it."
