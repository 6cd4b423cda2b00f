"""Pages of five in bank order, and how long they take."""

from quiz.paging import about_minutes, first_open_page, pages_of
from tests.builders import small_content

BANK = small_content().items


def test_pages_hold_five_items_in_bank_order_and_the_last_the_rest():
    pages = pages_of(BANK)

    assert [len(page.items) for page in pages] == [5, 5, 5, 5, 4]
    assert [item.slug for page in pages for item in page.items] == list(BANK)
    assert [(page.number, page.first, page.last) for page in pages][-1] == (5, 21, 24)


def test_a_bank_without_items_has_no_pages():
    assert pages_of({}) == ()


def test_the_first_open_page_is_the_first_with_an_item_unanswered():
    pages = pages_of(BANK)
    but_one = set(BANK) - {pages[2].items[4].slug}

    assert first_open_page(pages, but_one) is pages[2]
    assert first_open_page(pages, BANK) is None


def test_minutes_are_rounded_and_never_none():
    items = list(BANK.values())

    assert about_minutes(items) == 3
    assert about_minutes(items[:1]) == 1
    assert about_minutes([*items, *items, *items]) == 9
