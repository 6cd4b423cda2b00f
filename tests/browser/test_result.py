"""The result page in a real browser: dial, questions, choices, PDF; with mouse, with keys, without script."""

import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from quiz.answering import finish, record_answers
from quiz.editions.store import as_value
from quiz.models import Appeal, Edition, Sitting
from tests.builders import ideal_answers, small_content


@pytest.fixture
def verdict(page: Page, site: str) -> str:
    """The address of the result of an ideal backend engineer; the browser holds its cookie."""
    now = timezone.now()
    sitting, code = Sitting.objects.start(Edition.objects.get(), now, about={"role_in_mind": "data-engineer"})
    answers = ideal_answers(small_content(), "backend-engineer")
    record_answers(sitting, {slug: as_value(answer) for slug, answer in answers.items()}, now)
    finish(sitting, now)
    page.context.add_cookies([{"name": "sitting", "value": code, "url": site}])
    page.goto(f"{site}/result/")
    return f"{site}/result/"


def test_the_dial_ranks_anew_without_leaving_the_page(page: Page, verdict: str):
    page.evaluate("window.stayed = true")
    tool = opened(page, "choices")
    before = page.locator("#ranking").inner_text()

    tool.get_by_label("What I can do").check()

    expect(status(tool)).to_have_text(re.compile(r"^Ranking updated\. First now: .+"))
    expect(tool.get_by_label("What I can do")).to_be_focused()
    assert page.evaluate("window.stayed")
    assert page.locator("#ranking").inner_text() != before
    assert Sitting.objects.get().balance == 0.3


def test_a_must_have_sets_roles_aside_at_once_and_scroll_stays(page: Page, verdict: str):
    tool = opened(page, "choices")
    floor = tool.get_by_label("The least you would work for")
    floor.scroll_into_view_if_needed()
    top = floor.bounding_box()

    floor.fill("9000000")
    floor.press("Tab")

    expect(status(tool)).to_have_text(re.compile("^Ranking updated"))
    expect(page.locator("#ranking")).to_contain_text("below your floor")
    expect(page.get_by_role("heading", level=1)).to_have_text("No role meets all your conditions")
    after = floor.bounding_box()
    assert top
    assert after
    # The line that says so is new above the field; the sections above the tools must not move it.
    assert abs(after["y"] - top["y"]) < 150


def test_a_choice_that_makes_no_sense_is_said_and_the_ranking_stays(page: Page, verdict: str):
    tool = opened(page, "choices")
    before = page.locator("#ranking").inner_text()

    tool.get_by_label("The least you would work for").fill("plenty")
    tool.get_by_label("The least you would work for").press("Tab")

    expect(status(tool)).to_have_text(re.compile("^Not updated: .*whole number"))
    expect(tool.locator(".error-summary")).to_be_visible()
    assert page.locator("#ranking").inner_text() == before


def test_the_last_of_many_quick_turns_of_the_dial_is_the_one_that_stays(page: Page, verdict: str):
    tool = opened(page, "choices")
    for label in ("What I can do", "What I’d like", "What I can do", "Both alike", "What I’d like"):
        tool.get_by_label(label).check()

    expect(status(tool)).to_have_text(re.compile("^Ranking updated"))
    page.goto(verdict)
    expect(opened(page, "choices").get_by_label("What I’d like")).to_be_checked()


def test_opened_details_stay_open_when_the_ranking_changes(page: Page, verdict: str):
    page.get_by_text("The first ten roles, with the answers that tell most").click()
    tool = opened(page, "choices")

    tool.get_by_label("What I can do").check()

    expect(status(tool)).to_have_text(re.compile("^Ranking updated"))
    expect(page.locator("details.further").first).to_have_attribute("open", "")


def test_a_server_that_does_not_answer_is_said_and_the_button_remains(page: Page, verdict: str):
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('offline')) }")
    tool = opened(page, "choices")

    tool.get_by_label("What I can do").check()
    expect(status(tool)).to_have_text(re.compile("^Not updated: the server did not answer"))
    assert Sitting.objects.get().balance is None

    page.goto(verdict)
    opened(page, "choices").get_by_label("What I can do").check()
    page.get_by_role("button", name="Show my verdict with these").click()
    expect(status(tool)).to_have_text(re.compile("^Ranking updated"))


def test_why_is_answered_in_place_and_down_to_single_answers(page: Page, verdict: str):
    tool = opened(page, "why")
    tool.get_by_label("One role").select_option(label="Engineering Manager")
    tool.get_by_label("Another role").select_option(label="Backend Engineer")

    tool.get_by_role("button", name="Show why").click()

    heading = tool.get_by_role("heading", name="Why Backend Engineer is ahead of Engineering Manager")
    expect(heading).to_be_focused()
    tool.get_by_text(re.compile("^Infrastructure: you stand at")).click()
    expect(tool.get_by_text("Infrastructure, put forward.")).to_be_visible()
    expect(page).to_have_url(verdict)


def test_a_pair_of_one_role_is_told_in_place(page: Page, verdict: str):
    tool = opened(page, "why")
    for label in ("One role", "Another role"):
        tool.get_by_label(label).select_option(label="Data Engineer")

    tool.get_by_role("button", name="Show why").click()

    expect(tool.locator(".error-summary")).to_be_focused()
    expect(tool.locator(".error-summary")).to_contain_text("Both are the same role")


def test_ways_are_found_with_keys_only(page: Page, verdict: str):
    summary = page.locator("#ways > summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#ways").get_by_label("To"))
    page.keyboard.type("Staff")
    tab_to(page, page.get_by_role("button", name="Show the ways"))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Ways to Staff Engineer", level=2)).to_be_focused()
    expect(page.locator("#ways .way__steps li")).to_have_count(2)


def test_the_reader_sets_other_roles_side_by_side(page: Page, verdict: str):
    tool = opened(page, "compare")
    tool.get_by_label("Role 1").select_option(label="Engineering Manager")
    tool.get_by_label("Role 2").select_option(label="Staff Engineer")

    tool.get_by_role("button", name="Set these side by side").click()

    expect(status(tool)).to_have_text("The side by side is updated.")
    expect(page.locator("#side-by-side thead")).to_contain_text("Engineering Manager")
    expect(page.locator("#side-by-side thead")).not_to_contain_text("Backend Engineer")


def test_every_tool_is_found_from_one_place(page: Page, verdict: str):
    names = page.locator("#tools").locator("summary, a").all_inner_texts()

    assert names == [
        "Download the PDF",
        "PDF in US Letter",
        "Your answers (JSON)",
        "Change what counts: the balance, your must-haves, the role in mind",
        "Ask why one role is ahead of another",
        "Find the ways to a role",
        "Choose the roles that stand side by side",
        "Say which roles appeal to you",
        "Share it, for reading",
        "Answer again",
        "Come back, or delete everything",
    ]
    for link in page.locator(".tools__links a[href^='#']").all():
        assert page.locator(link.get_attribute("href") or "#nowhere").count() == 1


def test_the_page_says_that_the_pdf_is_being_made_and_then_hands_it_over(page: Page, verdict: str):
    states = iter(["making", "making", "ready"])
    page.route(
        "**/result/pdf/state.json*", lambda route: route.fulfill(json={"state": next(states, "ready")})
    )
    page.route(
        "**/result/verdict.pdf",
        lambda route: (
            route.fulfill(content_type="text/html", body="")
            if route.request.method == "HEAD"
            else route.fulfill(
                content_type="application/pdf",
                body=b"%PDF-made",
                headers={"Content-Disposition": 'attachment; filename="rolewise-verdict.pdf"'},
            )
        ),
    )

    with page.expect_download() as started:
        page.get_by_role("link", name="Download the PDF").click()
        expect(page.locator("#files-status")).to_contain_text("Your PDF is being made")

    assert Path(started.value.path()).read_bytes() == b"%PDF-made"
    expect(page.locator("#files-status")).to_have_text("Your PDF is ready to download.")


def test_a_pdf_that_nobody_has_a_place_for_is_asked_for_until_one_is_free(page: Page, verdict: str):
    answers = iter(["text/html", "text/html"])
    page.route("**/result/pdf/state.json*", lambda route: route.fulfill(json={"state": "absent"}))
    page.route(
        "**/result/verdict.pdf",
        lambda route: route.fulfill(
            content_type=next(answers, "application/pdf")
            if route.request.method == "HEAD"
            else "application/pdf",
            body="" if route.request.method == "HEAD" else b"%PDF-made",
            headers={"Content-Disposition": 'attachment; filename="rolewise-verdict.pdf"'},
        ),
    )

    with page.expect_download() as started:
        page.get_by_role("link", name="Download the PDF").click()
        expect(page.locator("#files-status")).to_contain_text("Your PDF is being made")

    assert Path(started.value.path()).read_bytes() == b"%PDF-made"
    assert list(answers) == []


def test_right_after_the_finish_the_page_watches_the_pdf(page: Page, verdict: str):
    states = iter(["making", "making"])
    page.route(
        "**/result/pdf/state.json*", lambda route: route.fulfill(json={"state": next(states, "ready")})
    )
    page.goto(verdict)

    expect(page.locator("#files-status")).to_contain_text("Your PDF is being made")
    expect(page.locator("#files-status")).to_have_text("Your PDF is ready to download.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_everything_is_a_form(page: Page, verdict: str):
    tool = opened(page, "choices")
    tool.get_by_label("What I can do").check()
    tool.get_by_role("button", name="Show my verdict with these").click()
    expect(page).to_have_url(verdict)
    assert Sitting.objects.get().balance == 0.3

    tool = opened(page, "why")
    tool.get_by_role("button", name="Show why").click()
    expect(page).to_have_url(re.compile(r"/result/why/\?a=backend-engineer&b=data-engineer$"))
    expect(page.get_by_role("heading", name="Why Backend Engineer is ahead of Data Engineer")).to_be_visible()
    page.get_by_role("link", name="Back to your result").click()

    tool = opened(page, "ways")
    tool.get_by_label("To").select_option(label="Staff Engineer")
    tool.get_by_role("button", name="Show the ways").click()
    expect(page.get_by_role("heading", name="Ways to Staff Engineer")).to_be_visible()
    page.get_by_role("link", name="Back to your result").click()

    tool = opened(page, "compare")
    tool.get_by_label("Role 1").select_option(label="Engineering Manager")
    tool.get_by_role("button", name="Set these side by side").click()
    expect(page.locator(".error-summary")).to_contain_text("Choose at least two roles")
    page.locator("#compare").get_by_label("Role 2").select_option(label="Data Engineer")
    page.locator("#compare").get_by_role("button").click()
    expect(page.locator("#side-by-side thead")).to_contain_text("Engineering Manager")

    page.get_by_role("group", name="Engineering Manager").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save what appeals to me").click()
    expect(page).to_have_url(verdict)
    assert Appeal.objects.get().answer == "no"


@pytest.mark.parametrize("address", ["result/", "result/why/?a=backend-engineer&b=data-engineer"])
def test_the_page_is_light(page: Page, verdict: str, site: str, address: str):
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{site}/{address}")
    page.wait_for_load_state("networkidle")

    assert sum(size for url, size in sizes.items() if url.endswith("result.js")) <= 10_000


def test_a_printed_result_holds_the_report_and_nothing_to_press(page: Page, verdict: str):
    page.emulate_media(media="print")

    expect(page.locator("#ranking table")).to_be_visible()
    for pressed in page.locator("main :is(button, form, .tools, .actions, nav)").all():
        expect(pressed).to_be_hidden()


def test_a_printed_reason_keeps_its_points_and_drops_the_question(page: Page, verdict: str):
    page.goto(f"{verdict}why/?a=backend-engineer&b=product-engineer")
    page.emulate_media(media="print")

    expect(page.locator(".asked")).to_be_hidden()
    expect(page.locator(".share__points").first).to_be_visible()
    assert page.locator(".share > summary").first.evaluate("each => getComputedStyle(each).display") == "flex"


def opened(page: Page, tool: str) -> Locator:
    page.locator(f"#{tool} > summary").click()
    return page.locator(f"#{tool}")


def status(tool: Locator) -> Locator:
    return tool.locator(".tools__status")


def tab_to(page: Page, target: Locator) -> None:
    """Tabs forward until the target has the focus."""
    for _ in range(150):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The focus never reaches it.")
