"""Sentences of the verdict in the editors' own words: written, refused, read by personas, and published."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quiz.editions.check import check_content
from quiz.editions.draft import read_draft
from quiz.editions.publish import publish
from quiz.editions.reset import reset_draft, restore_copy
from quiz.models import Edition, Translation, Wording
from quiz.packs.personas import load_personas
from quiz.phrases import ALL
from roles.models import Change
from tests.admin.conftest import member_of

pytestmark = pytest.mark.django_db
LIST = "/admin/quiz/wording/"
OWN = "{role} suits you, by your own measure"
DRAFT = "/admin/quiz/edition/draft/"


def add(client: Client, slug: str, text: str, **more: str) -> HttpResponse:
    return client.post(f"{LIST}add/?slug={slug}", {"text": text, **more})


def refusals(page: HttpResponse) -> str:
    return " ".join(page.context["adminform"].form.errors.get("text", []))


@pytest.fixture
def personas() -> None:
    load_personas(settings.BASE_DIR / "fixtures" / "personas" / "personas.json")


def test_the_list_tells_of_every_sentence_when_it_is_shown_and_what_it_says(editor: Client):
    Wording.objects.create(slug="lead-clear", text="Ahead of {second} *{times}*.")

    page = editor.get(LIST).text

    assert all(phrase.title in page and phrase.shown.replace("'", "&#x27;") in page for phrase in ALL)
    assert "{role} fits you best" in page and "As shipped. Room for 48 characters." in page
    assert "Ahead of {second} *{times}*." in page and "Yours, 28 of 140 characters." in page


def test_an_editor_words_a_sentence_and_goes_back_to_the_shipped_one(editor: Client, draft: None):
    saved = add(editor, "headline-one", OWN)
    row = Wording.objects.get()
    worded = read_draft().wordings

    editor.post(reverse("admin:quiz_wording_delete", args=[row.pk]), {"post": "yes"})

    assert saved.status_code == 302
    assert worded == {"headline-one": OWN}
    assert read_draft().wordings == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{rolle} fits you", "There is no {rolle} here. You can use {role}."),
        ("{role.name} fits you, {role}", "“{role.name}” is no placeholder"),
        ("{role!r} fits you, {role}", "“{role!r}” is no placeholder"),
        ("{role:>9} fits you, {role}", "“{role:>9}” is no placeholder"),
        ("{0} fits you, {role}", "“{0}” is no placeholder"),
        ("{role fits you, {role}", "A brace stands alone"),
        ("{{role}} fits you", "A brace stands alone"),
        ("This one fits you", "It has to say {role}"),
        ("<b>{role}</b> fits you", "no markup"),
        ("{role} fits you" + " well" * 12, "It has 75 characters; at most 48 fit on the printed page."),
    ],
)
def test_what_could_not_be_printed_is_refused_at_the_field(editor: Client, draft: None, text: str, told: str):
    page = add(editor, "headline-one", text)

    assert page.status_code == 200
    assert told in refusals(page)
    assert not Wording.objects.exists()


def test_a_text_too_long_is_kept_to_be_made_shorter_and_cut_by_no_browser(editor: Client, draft: None):
    blank = editor.get(f"{LIST}add/?slug=headline-one").text
    long = "{role} fits you" + " well" * 12

    page = add(editor, "headline-one", long).text

    assert "maxlength" not in "".join(re.findall(r"<textarea[^>]*>", blank + page))
    assert f"{long}</textarea>" in page


@pytest.mark.parametrize(
    "row", [{"slug": "no-such"}, {"text": ""}, {"text": "x" * 49}], ids=["unknown", "empty", "too long"]
)
def test_the_database_refuses_what_the_verdict_has_no_place_for(row: dict[str, Any]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(**{"slug": "headline-one", "text": "{role} fits", **row})


def test_a_sentence_is_worded_once(editor: Client, draft: None):
    Wording.objects.create(slug="headline-one", text=OWN)

    page = add(editor, "headline-one", "{role} it is")
    opened = editor.get(f"{LIST}add/?slug=headline-one")

    assert "Somebody else has put this sentence in words meanwhile." in page.text
    assert opened.url == reverse("admin:quiz_wording_change", args=[Wording.objects.get().pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(slug="headline-one", text="{role} again")


def test_how_a_sentence_reads_is_shown_for_each_persona_and_saves_nothing(
    editor: Client, draft: None, personas: None
):
    page = add(editor, "lead-clear", "Far before {second}: *{times}*", _read="1")

    assert "How it would read (nothing is saved yet)" in page.text
    assert "Read by 6 of 8 personas." in page.text
    assert re.search(
        r"Far before [A-Z][\w /&;-]+: <strong>(more than )?\d\d times in 100</strong>", page.text
    )
    assert "It doesn’t end in a full stop" in page.text
    assert not Wording.objects.exists()
    assert "Please correct" not in page.text


def test_a_sentence_that_no_persona_reads_is_shown_with_the_longest_names(
    editor: Client, draft: None, personas: None
):
    page = editor.get(f"{LIST}add/?slug=headline-tied").text

    longest = max((role.name for role in read_draft().scored_roles), key=len)
    assert "None of the 8 personas meets the condition." in page
    assert re.search(rf"<dd>{longest}, .+ and .+ are too close to call</dd>", page)


def test_the_page_leads_to_the_result_and_the_pdf_of_who_reads_it(
    editor: Client, draft: None, personas: None
):
    page = editor.get(f"{LIST}add/?slug=headline-undecided").text

    found = re.search(r'href="(/admin/quiz/persona/\d+/preview/)"', page)
    assert found and "preview.pdf" in page
    assert "Your answers favour no role yet" in editor.get(found[1]).text


def test_the_browser_checks_the_spelling_in_english(editor: Client, draft: None):
    page = editor.get(f"{LIST}add/?slug=closing").text

    assert re.search(r'<textarea[^>]*lang="en-GB"[^>]*spellcheck="true"', page)


def test_authors_word_sentences_and_others_look(draft: None):
    row = Wording.objects.create(slug="headline-one", text=OWN)
    change = reverse("admin:quiz_wording_change", args=[row.pk])
    author, reviewer, publisher = map(member_of, ("Author", "Reviewer", "Publisher"))

    author.post(change, {"text": "{role} it is"})
    refused = [client.post(change, {"text": "{role} or not"}) for client in (reviewer, publisher)]

    assert Wording.objects.get().text == "{role} it is"
    assert [page.status_code for page in refused] == [403, 403]
    assert [client.get(page).status_code for client in (reviewer, publisher) for page in (change, LIST)] == [
        200
    ] * 4
    assert add(reviewer, "closing", "Bye.").status_code == 403


def test_the_checks_of_the_draft_name_slips_and_lead_to_the_sentence(editor: Client, draft: None):
    row = Wording.objects.create(slug="closing", text='Talk to to us (room "3"')

    page = editor.get(DRAFT).text

    assert f'<a href="/admin/quiz/wording/{row.pk}/change/">Sentence “Last words”</a>' in page
    for told in ("“to” stands there twice", "Quotation marks are straight", "has no partner", "full stop"):
        assert told in page


def test_a_sentence_that_could_not_be_filled_in_keeps_a_draft_from_being_published(draft: None):
    Wording.objects.create(slug="headline-one", text="{nobody} fits you")  # An import asks no form.

    blocking = [finding for finding in check_content(read_draft()) if finding.blocks]

    assert [finding.where for finding in blocking] == ["Sentence “One role comes first”"] * 2
    assert "There is no {nobody} here." in blocking[0].problem


def test_a_translation_is_given_on_the_sheet_and_refused_with_broken_placeholders(
    editor: Client, draft: None
):
    Wording.objects.create(slug="headline-one", text=OWN)
    name, sheet = "wording/headline-one/text", "/admin/quiz/translation/sheet/?language=de&kind=wording"

    missing = [f.problem + f.mend for f in check_content(read_draft()) if "German" in f.where]
    refused = editor.post(sheet, {name: "{rolle} passt zu dir"})
    editor.post(sheet, {name: "{role} passt zu dir"})

    assert ["of your own sentences the shipped one" in told for told in missing] == [True]
    assert "One role comes first" in missing[0]
    assert "There is no {rolle} here." in refused.text
    assert Translation.objects.get(kind="wording").text == "{role} passt zu dir"
    assert not [f for f in check_content(read_draft()) if f.blocks]


def test_the_difference_calls_a_sentence_by_its_name(editor: Client, published: Edition):
    Wording.objects.create(slug="headline-one", text=OWN)

    page = editor.get(DRAFT).text

    assert "Sentences of the verdict" in page and "One role comes first" in page


def test_a_change_of_words_is_kept_with_who_made_it_and_can_be_put_back(editor: Client, draft: None):
    add(editor, "headline-one", OWN)
    row = Wording.objects.get()
    change = reverse("admin:quiz_wording_change", args=[row.pk])
    editor.post(change, {"text": "{role} it is", "because": "Too long"})
    told = editor.get(reverse("admin:quiz_wording_history", args=[row.pk])).text

    last = Change.objects.filter(model="quiz.wording").order_by("pk").last()
    seen = editor.get(reverse("admin:put_back", args=[last.pk])).context["plan"]
    editor.post(reverse("admin:put_back", args=[last.pk]), {"seen": seen.seen})

    assert "Too long" in told and "{role} it is" in told
    assert Wording.objects.get().text == OWN


def test_going_back_to_an_edition_brings_back_its_words_and_the_copy_those_of_before(
    editor: Client, draft: None
):
    Wording.objects.create(slug="headline-one", text=OWN)
    edition, _is_new = publish(timezone.now(), "With our words.")
    Wording.objects.all().delete()
    Wording.objects.create(slug="closing", text="Come and see us.")

    copy = reset_draft(edition, timezone.now(), "Test", None)
    back = read_draft().wordings
    restore_copy(copy, timezone.now(), "Test", None)

    assert back == {"headline-one": OWN}
    assert read_draft().wordings == {"closing": "Come and see us."}
