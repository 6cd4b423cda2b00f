"""Answering again: both takes are kept, and the new result says what has changed."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from quiz.content import EditionContent
from quiz.editions.store import as_value
from quiz.items import Agreement
from quiz.models import Edition, Sitting
from reports.html import print_document
from reports.report import generate_report
from reports.since import SinceLastTime, Take, since_last_time
from reports.verdict import reach_verdict
from tests.builders import ideal_answers, small_content
from tests.reports.builders import FINISHED, a_submission, flat

pytestmark = pytest.mark.usefixtures("own_folder")


def newest_sitting() -> Sitting:
    return Sitting.objects.latest("pk")


def values(sitting: Sitting) -> dict[str, str]:
    return dict(sitting.responses.values_list("item", "value"))


def finish_as(role: str) -> None:
    sitting = newest_sitting()
    for slug, answer in ideal_answers(small_content(), role).items():
        sitting.responses.update_or_create(item=slug, defaults={"value": as_value(answer)})
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=FINISHED)


def test_a_blank_take_starts_empty_and_keeps_the_former_one(
    owner: Client, sitting: tuple[Sitting, str]
) -> None:
    former, code = sitting
    before = values(former)

    answer = owner.post("/result/again/", {"answers": "blank"})

    assertRedirects(answer, "/quiz/about/")
    new = newest_sitting()
    assert (new.former, new.finished_at, new.about, values(new)) == (former, None, {}, {})
    assert owner.cookies["sitting"].value != code
    assert values(Sitting.objects.with_code(code).get()) == before


def test_a_take_from_the_last_answers_holds_all_of_them(owner: Client, sitting: tuple[Sitting, str]) -> None:
    Sitting.objects.update(balance=0.7, must_haves={"remote": True})

    answer = owner.post("/result/again/", {"answers": "last"})

    assertRedirects(answer, "/quiz/check/")
    new = newest_sitting()
    assert values(new) == values(sitting[0])
    assert (new.about, new.balance, new.must_haves) == (sitting[0].about, 0.7, {"remote": True})


def test_a_short_take_is_repeated_page_by_page(owner: Client, sitting: tuple[Sitting, str]) -> None:
    bank = list(small_content().items)
    pages = [bank[:5], bank[-5:]]
    Sitting.objects.update(path="short", pages=pages)

    owner.post("/result/again/", {"answers": "last"})
    copied = newest_sitting()
    owner.cookies["sitting"] = sitting[1]
    owner.post("/result/again/", {"answers": "blank"})

    assert (copied.path, copied.pages) == ("short", pages)
    assert newest_sitting().pages == pages[:1]


def test_the_newest_edition_is_taken_unless_the_same_is_asked_for(
    owner: Client, sitting: tuple[Sitting, str], publish_content: Callable[[EditionContent], Edition]
) -> None:
    newest = publish_content(reworded())
    assertContains(owner.get("/result/"), "Stay on edition 1, not the newest, 2")

    owner.post("/result/again/", {"answers": "last"})
    on_newest = newest_sitting()
    owner.cookies["sitting"] = sitting[1]
    owner.post("/result/again/", {"answers": "last", "edition": "same"})

    assert on_newest.edition == newest
    assert values(sitting[0]).keys() - values(on_newest).keys() == {"data-1", "data-2"}
    assert newest_sitting().edition == sitting[0].edition


def test_the_first_take_has_nothing_to_compare_with(owner: Client) -> None:
    page = owner.get("/result/")

    assertContains(page, "Answer again, blank")
    assertNotContains(page, "Since last time")


def test_the_new_result_says_what_changed(owner: Client) -> None:
    owner.post("/result/again/", {"answers": "blank"})
    finish_as("product-engineer")

    page = owner.get("/result/")

    assertContains(page, "Since last time")
    assertContains(page, "more than noise")
    assertContains(page, "within noise")


def test_the_same_answers_again_are_all_noise(owner: Client) -> None:
    owner.post("/result/again/", {"answers": "last"})
    Sitting.objects.update(finished_at=FINISHED)

    page = owner.get("/result/")

    assertContains(page, "Nothing. Every difference")
    assertNotContains(page, "<strong>more than noise</strong>")


def test_a_deleted_former_take_leaves_the_new_one_whole(owner: Client, sitting: tuple[Sitting, str]) -> None:
    owner.post("/result/again/", {"answers": "last"})
    Sitting.objects.update(finished_at=FINISHED)
    sitting[0].delete()

    page = owner.get("/result/")

    assert page.status_code == 200
    assertNotContains(page, "Since last time")


def test_the_pdf_compares_with_the_last_take_and_no_longer_once_that_is_deleted(
    owner: Client, sitting: tuple[Sitting, str]
) -> None:
    alone = code_and_print(sitting[0])
    owner.post("/result/again/", {"answers": "last"})
    finish_as("product-engineer")
    compared = code_and_print(newest_sitting())
    again = code_and_print(newest_sitting())
    sitting[0].delete()
    after = code_and_print(newest_sitting())

    assert "Since last time" not in alone[1]
    assert "Backend Engineer, Data Engineer" in compared[1][compared[1].index("Since last time") :]
    assert compared == again
    assert "Since last time" not in after[1]
    assert compared[0] != after[0]


def test_paper_shows_only_what_changed_by_more_than_noise(owner: Client) -> None:
    owner.post("/result/again/", {"answers": "last"})
    finish_as("product-engineer")

    report = generate_report(newest_sitting())
    since = next(each for each in report.sections if isinstance(each, SinceLastTime))

    assert {row.name for table in since.told for row in table.rows} == set(since.real)
    assert not any(row.noise for table in since.told for row in table.rows)
    assert "within noise" not in print_document(report)


def code_and_print(sitting: Sitting) -> tuple[str, str]:
    """The report's code and its print document."""
    Sitting.objects.filter(pk=sitting.pk).update(finished_at=FINISHED)
    report = generate_report(Sitting.objects.get(pk=sitting.pk))
    return report.code, print_document(report)


def test_a_stranger_starts_nothing_from_it(sitting: tuple[Sitting, str], stranger: Client) -> None:
    assert stranger.post("/result/again/", {"answers": "last"}).status_code == 404
    assert Sitting.objects.count() == 1


def test_an_unfinished_take_is_finished_first(owner: Client) -> None:
    Sitting.objects.update(finished_at=None)

    assertRedirects(owner.post("/result/again/"), "/quiz/check/")
    assert Sitting.objects.count() == 1


def test_a_compared_result_takes_five_queries(
    owner: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner.post("/result/again/", {"answers": "last"})
    Sitting.objects.update(finished_at=FINISHED)

    with django_assert_num_queries(5):
        owner.get("/result/")


def test_two_editions_are_compared_on_what_both_have() -> None:
    then = Take(small_content(), 1, a_submission(), FINISHED)
    now = Take(reworded(), 2, a_submission("product-engineer"), FINISHED)

    since = since_last_time(then, now, reach_verdict(now.content, now.submission))

    names = [row.name for table in since.tables for row in table.rows]
    assert since.other_edition == 1
    assert "Data" in names  # Still asked by trade-offs in the same words.
    assert since.first_then[0] == "Backend Engineer"
    assert since.first_now[0] == "Product Engineer"


def test_a_take_without_a_verdict_has_no_first_three() -> None:
    then = Take(small_content(), 1, flat(), FINISHED)
    now = Take(small_content(), 1, replace(flat(), answers={}), FINISHED)

    since = since_last_time(then, now, reach_verdict(now.content, now.submission))

    assert (since.first_then, since.first_now) == ((), ())
    assert since.real == ()


def reworded() -> EditionContent:
    """The small content with the statements on data in other words."""
    items = {
        slug: replace(item, text=f"Put anew: {item.text}")
        if isinstance(item, Agreement) and item.dimension == "data"
        else item
        for slug, item in small_content().items.items()
    }
    return small_content(items=items)
