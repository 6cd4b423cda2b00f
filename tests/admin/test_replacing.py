"""Find and replace: everywhere, shown before, row by row, and nothing else is touched."""

import re
from typing import Any

from django.test import Client

from quiz.models import Item
from quiz.packs.rows import KEYS
from roles.models import Change, Role, Statement
from tests.admin.conftest import member_of
from tests.admin.test_exchange import everything

REPLACE = "/admin/quiz/contentpack/replace/"


def look(client: Client, find: str, by: str = "", **more: str) -> Any:
    return client.get(REPLACE, {"find": find, "by": by, **more})


def replace_in(client: Client, looked: Any, rows: list[str], **more: str) -> Any:
    form = looked.context["form"].cleaned_data
    posted = {"find": form["find"], "by": form["by"], "reviewed": looked.context["reviewed"], "row": rows}
    return client.post(REPLACE, posted | ({"whole_words": "on"} if form["whole_words"] else {}) | more)


def names(looked: Any) -> list[str]:
    return [hit.name for hit in looked.context["hits"] if not hit.refusal]


def test_a_wording_is_replaced_wherever_it_stands_and_nothing_else_is(editor: Client, draft: None):
    before = everything()
    looked = look(editor, "Kubernetes", "K8s", whole_words="on")
    assert len(names(looked)) > 20 and everything() == before

    response = replace_in(editor, looked, names(looked), because="As people call it.")

    assert response.status_code == 302
    after = everything()
    assert after.keys() == before.keys()
    for name, row in after.items():
        for field, text in row.items():
            was = before[name][field]
            assert text == was or re.sub(r"\bKubernetes\b", "K8s", was) == text, (name, field)
    assert names(look(editor, "Kubernetes", "K8s", whole_words="on")) == []
    assert {change.reason for change in Change.objects.all()} == {"As people call it."}
    assert len({change.act for change in Change.objects.all()}) == 1


def test_only_the_ticked_rows_are_written(editor: Client, draft: None):
    looked = look(editor, "Kubernetes", "K8s")
    first, *others = names(looked)

    replace_in(editor, looked, [first])

    assert names(look(editor, "Kubernetes", "K8s")) == others
    assert Change.objects.count() == 1


def test_each_place_is_shown_before_and_after_under_its_name(editor: Client, draft: None):
    Role.objects.filter(slug="tech-lead").update(best_for="like a rare word such as quokka")

    page = look(editor, "quokka", "wombat")

    (hit,) = page.context["hits"]
    text = page.content.decode()
    assert hit.title == "Tech Lead"
    assert "like a rare word such as quokka" in text and "<ins>like a rare word such as wombat</ins>" in text
    assert look(editor, "Quokka").context["found"] == 0
    assert look(editor, "quok", whole_words="on").context["found"] == 0


def test_what_people_have_answered_is_reworded_on_its_own_page(editor: Client, draft: None):
    Item.objects.filter(slug="coach-or-build").update(text="Do you like a quokka?")

    looked = look(editor, "quokka", "wombat")
    replace_in(editor, looked, [hit.name for hit in looked.context["hits"]])

    page = looked.content.decode()
    assert "Reword it on its own page" in page
    assert "None of these is replaced here" in page and "Replace where it is ticked" not in page
    assert names(looked) == [] and Item.objects.get(slug="coach-or-build").text.endswith("quokka?")


def test_what_would_be_too_long_or_empty_is_refused_with_the_reason(editor: Client, draft: None):
    Role.objects.filter(slug="tech-lead").update(best_for="quokka")

    empty, long = look(editor, "quokka"), look(editor, "quokka", "x" * 200)

    assert "It can’t be empty." in empty.content.decode()
    assert names(empty) == []
    assert ["180" in hit.refusal for hit in long.context["hits"]] == [True]


def test_short_names_addresses_and_figures_are_left_alone(editor: Client, draft: None):
    looked = look(editor, "backend-engineer", "server-engineer")
    fields = {change.field for hit in looked.context["hits"] for change in hit.changes}

    assert fields.isdisjoint({"slug", "key", "address", "source"})


def test_a_draft_that_moved_since_the_look_is_looked_at_again(editor: Client, draft: None):
    looked = look(editor, "Kubernetes", "K8s")
    statement = Statement.objects.filter(text__contains="Kubernetes").first()
    Statement.objects.filter(pk=statement.pk).update(text="Kubernetes, and more of it.")

    response = replace_in(editor, looked, names(looked))

    assert "The draft has changed since you looked" in response.content.decode()
    assert Statement.objects.get(pk=statement.pk).text == "Kubernetes, and more of it."


def test_nothing_ticked_nothing_found_and_nothing_asked_say_so(editor: Client, draft: None):
    looked = look(editor, "Kubernetes", "K8s")

    assert "tick the rows" in replace_in(editor, looked, []).content.decode()
    assert "Nothing says “no such thing”." in look(editor, "no such thing").content.decode()
    assert "Write what is to be found." in look(editor, "").content.decode()
    assert "Nothing is replaced before you have seen each place." in editor.get(REPLACE).content.decode()


def test_however_often_it_stands_somewhere_looking_takes_as_many_queries(
    editor: Client, draft: None, django_assert_max_num_queries
):
    look(editor, "e", "E")

    with django_assert_max_num_queries(10 + len(KEYS)):
        page = look(editor, "e", "E")

    assert "It stands in more than 200 rows" in page.content.decode()
    assert len(page.context["hits"]) == 200


def test_who_may_replace(draft: None, stranger: Client, staff_without_permission: Client):
    reviewer = member_of("Reviewer")
    looked = look(reviewer, "Kubernetes", "K8s")

    assert stranger.get(REPLACE).status_code == 302
    assert look(staff_without_permission, "Kubernetes").status_code == 403
    assert "You may look, but not replace" in looked.content.decode()
    assert replace_in(reviewer, looked, names(looked)).status_code == 403
    assert replace_in(member_of("Author"), looked, names(looked)).status_code == 302
