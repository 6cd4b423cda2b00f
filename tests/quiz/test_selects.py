"""A select that is written in one go is the select that Django writes."""

from django import forms
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from quiz.selects import PlainSelect, SharedChoices

WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), codec="utf-8"), max_size=9)
FLAT = st.lists(st.tuples(WORDS, WORDS), max_size=4, unique_by=lambda choice: choice[0])
CHOICES = FLAT | st.lists(st.tuples(WORDS.filter(bool), FLAT.filter(bool)), max_size=3)
same = SimpleTestCase().assertHTMLEqual


@given(CHOICES, st.none() | WORDS, st.dictionaries(st.sampled_from(["id", "aria-invalid"]), WORDS))
def test_a_select_reads_like_djangos(
    choices: list[tuple[str, object]], value: str | None, attrs: dict[str, str]
):
    ours, theirs = PlainSelect(), forms.Select(attrs={"class": "input"})
    ours.choices = theirs.choices = choices

    if once(choices, value or ""):
        same(ours.render("role", value, attrs), theirs.render("role", value, attrs))


@given(CHOICES, st.none() | WORDS, st.none() | WORDS)
def test_choices_that_selects_share_are_those_of_each(
    choices: list[tuple[str, object]], value: str | None, none: str | None
):
    own, shared = forms.ChoiceField(widget=PlainSelect()), forms.ChoiceField(widget=PlainSelect())
    own.choices = choices if none is None else [("", none), *choices]
    shared.choices = SharedChoices(choices) if none is None else SharedChoices(choices).after(none)

    assert list(shared.choices) == list(own.choices)
    assert shared.widget.render("role", value, {}) == own.widget.render("role", value, {})
    assert shared.valid_value(value or "") == own.valid_value(value or "")


def test_a_choice_in_one_select_is_no_choice_in_another():
    offered = SharedChoices([("backend-engineer", "Backend Engineer"), ("designer", "Designer")])
    one, other = PlainSelect(), PlainSelect()
    one.choices = other.choices = offered

    assert one.render("a", "designer").count(" selected") == 1
    assert " selected" not in other.render("b", None)


def once(choices: list[tuple[str, object]], value: str) -> bool:
    """Whether at most one option has the value: with more of them Django selects the first."""
    groups = [label if isinstance(label, list) else [(slug, label)] for slug, label in choices]
    return sum(slug == value for group in groups for slug, _ in group) <= 1


def test_a_label_is_text_and_never_markup():
    select = PlainSelect()
    select.choices = [('"><script>', "<b>R&D</b>"), ('<i title="">', [("a", "</select>")])]

    made = select.render("role", '"><script>', {})

    assert "<script" not in made and "<b>" not in made and "<i " not in made
    assert made.count("</select>") == 1
