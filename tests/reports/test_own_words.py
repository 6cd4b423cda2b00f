"""Sentences of the verdict in an edition's own words: what they may hold, and who reads them."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from quiz.content import EditionContent, Translated
from quiz.editions.check import check_content
from quiz.editions.document import digest_of, read_document, write_document
from quiz.editions.translation import localised
from quiz.models import Edition, Sitting
from quiz.phrases import ALL, PHRASES, Phrase, faults, filled
from quiz.scoring.care import CareNote
from quiz.scoring.certainty import Certainty
from quiz.scoring.ideal import ideal_answers
from quiz.slips import slips
from quiz.submission import About, MustHaves, Submission
from reports.html import print_document, render_document
from reports.pdf import render_pdf
from reports.phrasing import at_its_longest, shipped_text
from reports.report import Report, generate_report
from reports.verdict import MustHave
from reports.words import changes, phrases, reasons, verdict
from reports.words.phrases import SHIPPED, say_own
from tests.builders import a_role, small_content
from tests.reports.builders import FINISHED, a_report, a_submission, a_verdict, flat, too_few, with_conditions

TWO = {"Backend": 1, "Data": 2}
PIECES = [
    "{",
    "}",
    "{{",
    "}}",
    "{0}",
    "{}",
    "{role.name}",
    "{role!r}",
    "{role:9}",
    "{times[0]}",
    "%s",
    "%(role)s",
]
WORDS = ["you", "fit", " ", " ", "*", "é", "“", "’", ".", "<b>", "\u202e", "\x00"]
GAPS = [f"{{{gap}}}" for gap in dict.fromkeys(gap for phrase in ALL for gap in phrase.gaps)]
texts = st.lists(st.sampled_from(PIECES + WORDS + GAPS * 2), max_size=12).map("".join) | st.text(max_size=80)


def every_gap(phrase: Phrase) -> str:
    """A text of all that the sentence may hold."""
    return f"<{phrase.slug}> " + " ".join(f"{{{gap}}}" for gap in phrase.gaps)


OWN = {phrase.slug: every_gap(phrase) for phrase in ALL}


def worded(**own: str) -> EditionContent:
    """The small content with sentences of its own, by slug with underscores."""
    return replace(small_content(), wordings={slug.replace("_", "-"): text for slug, text in own.items()})


def people() -> list[Submission]:
    """Some for whom much, little and nothing can be said."""
    ideal = [a_submission(role.slug) for role in small_content().scored_roles]
    return [*ideal, flat(), too_few(), with_conditions(salary_floor=900_000, no_on_call=True, remote=True)]


def sound(phrase: Phrase) -> st.SearchStrategy[str]:
    """Words with some of the placeholders that the sentence has, all that it needs among them."""
    gaps = [f"{{{gap}}}" for gap in phrase.gaps]
    needed = [f"{{{gap}}}" for gap in phrase.required]
    some = (
        st.lists(st.sampled_from(gaps), unique=True).map(lambda more: sorted({*needed, *more}))
        if gaps
        else st.just([])
    )
    words = st.lists(st.sampled_from(["you", " ", "é", ".", "*", "’"]), min_size=1, max_size=6)
    return st.tuples(some, words).flatmap(lambda parts: st.permutations([*parts[0], *parts[1]])).map("".join)


spoken = st.sampled_from(ALL).flatmap(lambda phrase: st.tuples(st.just(phrase), sound(phrase) | texts))


@given(spoken)
def test_what_is_accepted_says_itself_and_the_values_it_names_and_nothing_else(said: tuple[Phrase, str]):
    phrase, text = said
    if any(faults(phrase, text)):
        return
    values = {gap: f"[{gap} {{role}} %(x)s]" for gap in phrase.gaps}  # Values may look like anything.

    parts = re.split(r"(\{[a-z]+\})", text)
    named = [part[1:-1] for part in parts if part.startswith("{")]

    assert filled(text, values) == "".join(
        values[part[1:-1]] if part.startswith("{") else part for part in parts
    )
    assert set(phrase.required) <= set(named) <= set(phrase.gaps)
    assert len(named) == len(set(named))


@given(st.sampled_from(ALL).flatmap(lambda phrase: st.tuples(st.just(phrase), sound(phrase))))
def test_plain_words_with_the_placeholders_of_a_sentence_are_accepted(said: tuple[Phrase, str]):
    phrase, text = said

    assert not text.strip() or len(text) > phrase.longest or list(faults(phrase, text)) == []


@given(said=spoken, value=st.text(max_size=8))
def test_no_words_whatever_keep_a_sentence_from_being_said(said: tuple[Phrase, str], value: str):
    phrase, text = said
    values: dict[str, object] = {gap: 2 if gap in ("low", "high") else value for gap in phrase.gaps}

    for each in (
        phrases.said({phrase.slug: text}, phrase.slug, values),
        phrases.said({}, phrase.slug, values),
    ):
        assert isinstance(each, str)
    if phrase.slug in SHIPPED:
        assert phrases.say({phrase.slug: text}, phrase.slug, **values)


@given(text=texts)
def test_slips_are_found_in_any_text(text: str):
    assert all(isinstance(slip, str) and slip for phrase in ALL for slip in slips(phrase, text))


def test_the_shipped_sentences_have_room_and_no_fault_and_no_slip():
    wrong = [
        (phrase.slug, fault)
        for phrase in ALL
        if (text := shipped_text(phrase.slug))
        for fault in (*faults(phrase, text), *slips(phrase, text))
        if not fault.startswith("It fills")
    ]

    assert wrong == []
    assert SHIPPED.keys() | {"changes", "opening", "closing"} == PHRASES.keys()


def test_every_sentence_is_given_every_value_that_it_may_name():
    tied, lead = {"A": 1, "B": 1, "C": 3}, Certainty.TOO_CLOSE
    fails = dict.fromkeys(TWO, (MustHave.NO_ON_CALL,))
    skill, role = next(iter(small_content().skills.values())), a_role()

    said = [
        verdict.headline(a_verdict(TWO), OWN),
        verdict.headline(a_verdict(tied, lead, 0.55), OWN),
        verdict.headline(a_verdict(dict.fromkeys("ABCD", 1), lead, 0.55), OWN),
        verdict.headline(a_verdict(TWO, fails=fails), OWN),
        verdict.undecided_headline(OWN),
        verdict.too_few_headline(OWN),
        verdict.how_sure(a_verdict(TWO), OWN),
        verdict.how_sure(a_verdict(TWO, Certainty.LEANING, 0.8), OWN),
        verdict.how_sure(a_verdict(tied, lead, 0.55), OWN),
        verdict.how_sure(a_verdict(TWO, fails=fails), OWN),
        verdict.undecided([], OWN),
        verdict.too_few(3, 1, OWN),
        verdict.care([CareNote.LONG_RUN], OWN),
        reasons.next_step(skill, 2, 1.4, role, OWN, is_best=True),
        reasons.next_step(skill, 2, 1.4, role, OWN, is_best=False),
        reasons.no_next_step(role, OWN),
        changes.changes_intro(role, 3, OWN),
        say_own(OWN, "opening"),
        say_own(OWN, "closing"),
    ]

    assert [re.search("<(.+)>", sentence)[1] for sentence in said] == list(PHRASES)
    assert not any("{" in sentence for sentence in said)


def test_a_report_in_the_shipped_words_is_the_shipped_report():
    shipped = {phrase.slug: text for phrase in ALL if (text := shipped_text(phrase.slug))}
    same = replace(small_content(), wordings=shipped)

    assert [render_document(a_report(person, same)) for person in people()] == [
        render_document(a_report(person)) for person in people()
    ]


def test_an_edition_without_own_words_has_the_document_that_it_always_had():
    assert "wordings" not in write_document(small_content())
    assert digest_of(replace(small_content(), wordings={})) == digest_of(small_content())
    assert digest_of(worded(closing="Come and see us.")) != digest_of(small_content())


def test_own_words_go_through_the_document_and_back():
    content = worded(closing="Come and see us.", headline_one="{role}: that’s you")

    assert read_document(write_document(content)) == content


def test_markup_in_own_words_and_in_values_is_printed_and_not_obeyed():
    content = worded(opening="Look & see: &lt;b&gt;")

    assert "Look &amp; see: &amp;lt;b&amp;gt;" in print_document(a_report(content=content))


def in_german(content: EditionContent) -> Report:
    with translation.override("de"):
        return a_report(a_submission(), localised(content, "de"))


def test_who_reads_german_reads_our_german_until_there_is_a_translation():
    content = worded(headline_one="{role}: that’s you")
    missing = replace(content, translations={"de": Translated({}, ())})
    there = Translated({"wording/headline-one/text": "{role}: das bist du"}, ())
    translated = replace(content, translations={"de": there})

    untranslated, told = in_german(missing), in_german(translated)

    assert "passt am besten zu dir" in untranslated.title
    assert told.title == "Backend Engineer: das bist du"
    found = [finding for finding in check_content(missing) if finding.where == "All but the roles in German"]
    assert "of your own sentences the shipped one" in found[0].mend


def test_a_result_has_its_edition_s_words_and_an_old_one_keeps_its_own(
    owner: Client,
    sitting: tuple[Sitting, str],
    publish_content: Callable[[EditionContent], Edition],
):
    words = {
        "headline_one": "{role}: that’s you",
        "opening": "From the careers office.",
        "closing": "Come by.",
    }
    newer = publish_content(worded(**words))
    old = generate_report(sitting[0])

    later, code = Sitting.objects.start(newer, FINISHED)
    later.finished_at = FINISHED
    later.save()
    for response in sitting[0].responses.all():
        response.pk, response.sitting = None, later
        response.save()
    before = owner.get(reverse("reports:result")).text
    owner.cookies["sitting"] = code
    after = owner.get(reverse("reports:result")).text

    assert old.title == "Backend Engineer fits you best"
    assert "Backend Engineer fits you best" in before and "From the careers office." not in before
    assert "Backend Engineer: that’s you" in after and "fits you best" not in after
    assert "From the careers office." in after and "Come by." in after


def longest_text(phrase: Phrase) -> str:
    """As many characters as fit, with every placeholder."""
    text = every_gap(phrase).partition("> ")[2]
    while len(text) < phrase.longest - 1:
        text += " wonderful words"
    return text[: phrase.longest - 1] + ("." if phrase.is_sentence else "s")


def test_the_longest_words_with_the_longest_names_fill_no_page_more(fonts: None, shipped: EditionContent):
    own = {phrase.slug: longest_text(phrase) for phrase in ALL}
    role = max(shipped.scored_roles, key=lambda each: len(each.name))
    person = Submission(
        ideal_answers(shipped.items, role, shipped.constants),
        about=About(role_in_mind="data-engineer", name="N" * 40),
        must_haves=MustHaves(salary_floor=120_000, no_on_call=True, remote=True),
    )

    pages = PdfReader(io.BytesIO(render_pdf(a_report(person, replace(shipped, wordings=own))))).pages

    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert not any(any(faults(PHRASES[slug], text)) for slug, text in own.items())
    assert len(pages) <= 10
    assert own["opening"] in texts[0] and "All roles, ranked" in texts[1]
    assert any(own["closing"] in text for text in texts[-3:])


def test_an_example_has_the_longest_names_that_there_are():
    content = small_content()

    said = at_its_longest(content, PHRASES["headline-tied"], "{roles}: hard to tell")

    longest = max((role.name for role in content.scored_roles), key=len)
    assert said.startswith(longest) and said.endswith(": hard to tell")
