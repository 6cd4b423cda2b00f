"""What had to be pushed aside on a phone, or stood out of line, measured in a browser."""

from pathlib import Path

from playwright.sync_api import Page

from quiz.answering import finish, record_answers
from quiz.editions.store import as_value
from quiz.models import Edition, Sitting
from reports.report import generate_report
from reports.save_file import written
from tests.browser.visits import hold
from tests.builders import ideal_answers, small_content
from tests.reports.builders import FINISHED


def test_two_results_side_by_side_need_no_pushing_on_a_phone(page: Page, site: str, tmp_path: Path):
    file = tmp_path / "answers.json"
    file.write_bytes(written(generate_report(an_earlier_take()).document))
    hold(page, site, "finished")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/restore/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("button", name="Compare with my result").click()
    page.get_by_role("heading", name="Two of your results").wait_for()

    hidden = page.evaluate(
        "[...document.querySelectorAll('.table-scroll')].map(table => table.scrollWidth - table.clientWidth)"
    )

    assert hidden
    assert set(hidden) == {0}


def test_every_mark_of_a_chart_is_in_view_on_a_phone(page: Page, site: str):
    hold(page, site, "finished")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{site}/result/")

    charts = page.locator(".section svg.chart:visible")
    pushed = page.evaluate(
        "[...document.querySelectorAll('.wide')].map(each => each.scrollWidth - each.clientWidth)"
    )
    marks = page.evaluate(
        """[...document.querySelectorAll('.section svg.chart :is(circle, rect, text)')]
          .map(mark => mark.getBoundingClientRect()).filter(box => box.width)
          .filter(box => box.left < 0 || box.right > 360).length"""
    )

    assert charts.count() >= 3
    assert set(pushed) == {0}
    assert marks == 0


def test_the_words_of_the_footer_stand_on_one_line(page: Page, site: str):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site}/roles/")

    middles = page.evaluate(
        """[...document.querySelectorAll('.site-footer__inner > p')].map(part => {
          const words = document.createRange(); words.selectNodeContents(part);
          const link = part.querySelector('a > span:last-child');
          const box = (link ?? words).getBoundingClientRect();
          return Math.round(box.top + box.height / 2);
        })"""
    )

    assert len(middles) >= 3
    assert max(middles) - min(middles) <= 1


def test_german_with_text_twice_as_large_fits_a_phone(page: Page, site: str):
    page.set_extra_http_headers({"Accept-Language": "de"})
    page.set_viewport_size({"width": 360, "height": 800})

    for address in ("/", "/roles/", "/roles/backend-engineer/", "/compare/backend-engineer/data-engineer/"):
        page.goto(site + address)
        page.evaluate("document.documentElement.style.fontSize = '225%'")

        assert page.locator("html").get_attribute("lang") == "de"
        assert page.evaluate("document.documentElement.scrollWidth") == 360, address


def an_earlier_take() -> Sitting:
    sitting, _ = Sitting.objects.start(Edition.objects.get(), FINISHED)
    answers = ideal_answers(small_content(), "backend-engineer")
    record_answers(sitting, {slug: as_value(answer) for slug, answer in answers.items()}, FINISHED)
    finish(sitting, FINISHED)
    sitting.refresh_from_db()
    return sitting
