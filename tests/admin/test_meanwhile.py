"""Two editors have the same page open: the second to save loses nothing and overwrites nothing unseen."""

import pytest
from django.test import Client
from django.urls import reverse

from quiz.models import Item
from roles.models import Figure, Role, Statement
from tests.admin.forms import filled_in, row_of

THEIRS = "Somebody else saved “%s” here since you opened the page. Save again to put yours."


def page_of(row: Role | Figure | Item) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_the_second_editor_sees_both_values_and_may_save_again(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)), summary="As the second puts it.")
    Role.objects.filter(pk=backend.pk).update(summary="As the first put it.")

    response = editor.post(page_of(backend), fields)

    assert response.context["adminform"].form.errors == {"summary": [THEIRS % "As the first put it."]}
    backend.refresh_from_db()
    assert backend.summary == "As the first put it."
    again = filled_in(response)
    assert again["summary"] == "As the second puts it."
    assert editor.post(page_of(backend), again).status_code == 302
    backend.refresh_from_db()
    assert backend.summary == "As the second puts it."


def test_what_only_the_first_changed_stays_and_what_only_the_second_changed_is_saved(
    editor: Client, backend: Role
):
    fields = filled_in(editor.get(page_of(backend)), best_for="like what the second says")
    Role.objects.filter(pk=backend.pk).update(summary="As the first put it.", level="senior")

    response = editor.post(page_of(backend), fields)

    assert response.status_code == 302
    backend.refresh_from_db()
    assert backend.summary == "As the first put it."
    assert (backend.level, backend.best_for) == ("senior", "like what the second says")


def test_two_editors_at_different_statements_do_not_meet(editor: Client, backend: Role):
    first, second = backend.statements.filter(kind="benefit")[:2]
    fields = filled_in(editor.get(page_of(backend)))
    row = row_of(fields, "statements", "id", str(second.pk))
    Statement.objects.filter(pk=first.pk).update(text="The first was here.")

    response = editor.post(page_of(backend), fields | {f"{row}-text": "The second was here."})

    assert response.status_code == 302
    assert Statement.objects.get(pk=first.pk).text == "The first was here."
    assert Statement.objects.get(pk=second.pk).text == "The second was here."


def test_two_editors_at_one_statement_meet_at_its_field(editor: Client, backend: Role):
    statement = backend.statements.filter(kind="benefit").first()
    fields = filled_in(editor.get(page_of(backend)))
    row = row_of(fields, "statements", "id", str(statement.pk))
    Statement.objects.filter(pk=statement.pk).update(text="The first was here.")

    response = editor.post(page_of(backend), fields | {f"{row}-text": "The second was here."})

    assert THEIRS % "The first was here." in response.content.decode()
    assert filled_in(response)[f"{row}-text"] == "The second was here."
    assert Statement.objects.get(pk=statement.pk).text == "The first was here."


def test_an_error_elsewhere_does_not_make_the_first_editors_change_forgotten(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)), best_for="")
    Role.objects.filter(pk=backend.pk).update(summary="As the first put it.")

    response = editor.post(page_of(backend), fields)
    editor.post(page_of(backend), filled_in(response, best_for="like what the second says"))

    backend.refresh_from_db()
    assert (backend.summary, backend.best_for) == ("As the first put it.", "like what the second says")


def test_a_statement_that_the_first_removed_and_the_second_changed_is_not_lost(editor: Client, backend: Role):
    statement = backend.statements.filter(kind="benefit").first()
    count = backend.statements.count()
    fields = filled_in(editor.get(page_of(backend)))
    row = row_of(fields, "statements", "id", str(statement.pk))
    statement.delete()

    response = editor.post(page_of(backend), fields | {f"{row}-text": "The second was here."})

    assert "Somebody else removed 1 row that you changed." in response.content.decode()
    assert editor.post(page_of(backend), filled_in(response)).status_code == 302
    assert backend.statements.filter(text="The second was here.").exists()
    assert backend.statements.count() == count


def test_a_statement_that_the_first_removed_and_the_second_left_alone_stays_removed(
    editor: Client, backend: Role
):
    statement = backend.statements.filter(kind="benefit").first()
    texts = set(backend.statements.values_list("text", flat=True))
    fields = filled_in(editor.get(page_of(backend)), summary="As the second puts it.")
    statement.delete()

    response = editor.post(page_of(backend), fields)

    assert response.status_code == 302
    assert set(backend.statements.values_list("text", flat=True)) == texts - {statement.text}


def test_what_the_first_added_stays(editor: Client, backend: Role):
    fields = filled_in(editor.get(page_of(backend)), summary="As the second puts it.")
    Statement.objects.create(
        role=backend, kind="benefit", key="firsts", text="Added by the first.", source=backend.source
    )

    response = editor.post(page_of(backend), fields)

    assert response.status_code == 302
    assert backend.statements.filter(key="firsts").exists()


@pytest.mark.parametrize("carried", ["", "[", "[]", '{"role-1": 5}', '{"role-1": ["x"]}', "[" * 100_000])
def test_a_page_of_nobodys_is_saved_as_ever(editor: Client, backend: Role, carried: str):
    fields = filled_in(editor.get(page_of(backend)), summary="As this one puts it.", seen=carried)

    assert editor.post(page_of(backend), fields).status_code == 302


def test_a_figure_and_a_question_are_guarded_too(editor: Client, draft: None):
    figure, item = Figure.objects.filter(kind="average").first(), Item.objects.first()
    pay = filled_in(editor.get(page_of(figure)), middle="123456")
    words = filled_in(editor.get(page_of(item)), why="As the second puts it.")
    Figure.objects.filter(pk=figure.pk).update(middle=111111)
    Item.objects.filter(pk=item.pk).update(why="As the first put it.")

    assert THEIRS % "111111" in editor.post(page_of(figure), pay).content.decode()
    assert THEIRS % "As the first put it." in editor.post(page_of(item), words).content.decode()
