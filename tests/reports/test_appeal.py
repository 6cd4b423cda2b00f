"""Do these roles appeal to you? Optional, drawn without chance, and without effect on the verdict."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.content import EditionContent
from quiz.models import Appeal, Sitting
from quiz.submission import Submission
from reports.appeal import appeal_cards, decile
from reports.report import generate_report
from reports.verdict import reach_verdict
from tests.builders import ideal_answers, small_content
from tests.reports.builders import too_few, verdict_on

pytestmark = pytest.mark.usefixtures("own_folder")

CODES = [f"{number:064x}" for number in range(40)]


def cards_of(shipped: EditionContent, code: str, balance: float | None = None) -> list[tuple[str, int]]:
    submission = Submission(ideal_answers(shipped, "backend-engineer"), balance=balance)
    cards = appeal_cards(shipped, reach_verdict(shipped, submission), code)
    return [(card.role.slug, card.decile) for card in cards]


def test_four_cards_fit_well_and_two_poorly(shipped: EditionContent):
    for code in CODES:
        deciles = [decile for _, decile in cards_of(shipped, code)]
        assert len(deciles) == 6
        assert sum(each <= 5 for each in deciles) == 2
        assert sorted(deciles)[-4:] == [9, 9, 10, 10]


def test_the_draw_hangs_on_the_sitting_and_on_nothing_else(shipped: EditionContent):
    draws = {tuple(cards_of(shipped, code)) for code in CODES}

    assert len(draws) > 30
    assert all(cards_of(shipped, code) == cards_of(shipped, code) for code in CODES[:3])


def test_every_poor_role_is_drawn_sooner_or_later_and_the_order_tells_nothing(shipped: EditionContent):
    drawn = [cards_of(shipped, code) for code in CODES]

    poor = {slug for cards in drawn for slug, decile in cards if decile <= 5}
    assert len(poor) == 10
    assert {cards.index(next(card for card in cards if card[1] <= 5)) for cards in drawn} >= {0, 1, 2, 3}


def test_turning_the_dial_asks_about_no_other_roles(shipped: EditionContent):
    slugs = [{slug for slug, _ in cards_of(shipped, CODES[0], balance)} for balance in (0.3, 0.5, 0.7)]

    assert slugs[0] == slugs[1] == slugs[2]


def test_the_first_role_stands_in_the_tenth_decile_and_the_last_in_the_first(shipped: EditionContent):
    verdict = reach_verdict(shipped, Submission(ideal_answers(shipped, "backend-engineer")))
    found = [decile(verdict, ranked.role.slug) for ranked in verdict.ranking]

    assert (found[0], found[-1]) == (10, 1)
    assert found == sorted(found, reverse=True)


def test_nobody_without_a_ranking_is_asked(owner: Client):
    assert appeal_cards(small_content(), verdict_on(too_few()), CODES[0]) == ()

    sitting = Sitting.objects.get()
    sitting.responses.exclude(item=next(iter(small_content().items))).delete()

    assertNotContains(owner.get("/result/"), "Do these roles appeal to you?")


def test_an_answer_is_kept_with_the_fit_of_the_day(owner: Client):
    answer = owner.post("/result/appeal/", {"backend-engineer": "yes", "data-engineer": "no"})

    assertRedirects(answer, "/result/")
    assert set(Appeal.objects.values_list("role", "answer")) == {
        ("backend-engineer", "yes"),
        ("data-engineer", "no"),
    }
    assert Appeal.objects.get(role="backend-engineer").fit_decile == 10


def test_a_second_answer_takes_the_place_of_the_first_and_the_others_stay(owner: Client):
    owner.post("/result/appeal/", {"backend-engineer": "yes", "data-engineer": "no"})
    owner.post("/result/appeal/", {"backend-engineer": "unsure"})

    assert set(Appeal.objects.values_list("role", "answer")) == {
        ("backend-engineer", "unsure"),
        ("data-engineer", "no"),
    }
    page = owner.get("/result/").content.decode()
    assert re.search(r'id="appeal-backend-engineer_1"\s+checked', page)


def test_the_verdict_knows_nothing_of_it(owner: Client):
    before = generate_report(Sitting.objects.get())
    owner.post("/result/appeal/", dict.fromkeys(small_content().roles, "no"))

    assert generate_report(Sitting.objects.get()) == before
    assertContains(owner.get("/result/"), "it changes nothing in your result")


def test_nothing_is_required(owner: Client):
    assertRedirects(owner.post("/result/appeal/", {}), "/result/")
    assert not Appeal.objects.exists()


def test_roles_that_were_not_asked_about_are_left_out(owner: Client):
    owner.post("/result/appeal/", {"staff-engineer": "yes", "backend-engineer": "yes"})

    assert list(Appeal.objects.values_list("role", flat=True)) == ["backend-engineer"]


def test_nonsense_is_told_and_not_kept(owner: Client):
    page = owner.post("/result/appeal/", {"backend-engineer": "adore"})

    assertContains(page, "Choose one of the three answers")
    assert not Appeal.objects.exists()


def test_a_stranger_says_nothing(sitting: tuple[Sitting, str], stranger: Client):
    assert stranger.post("/result/appeal/", {"backend-engineer": "yes"}).status_code == 404


def test_what_appeals_goes_with_its_sitting(owner: Client):
    owner.post("/result/appeal/", {"backend-engineer": "yes"})
    Sitting.objects.get().delete()

    assert not Appeal.objects.exists()


@pytest.mark.parametrize("wrong", [{"answer": "adore"}, {"fit_decile": 0}, {"fit_decile": 11}])
def test_the_database_keeps_to_the_known_answers(sitting: tuple[Sitting, str], wrong: dict[str, object]):
    row = Appeal(
        **{"sitting": sitting[0], "role": "backend-engineer", "answer": "yes", "fit_decile": 3} | wrong
    )

    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
