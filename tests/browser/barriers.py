"""What axe has against a page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Only what is wrong comes back: on a long page, telling what is in order takes longer than finding it.
FIND = """rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(found =>
    found.violations.map(({id, nodes}) => ({id, nodes: nodes.map(node => node.html)})))"""


def barriers(page: Page, *more_rules: str) -> list[str]:
    """Each rule that the page breaks, with each element that breaks it."""
    if not page.evaluate("'axe' in window"):  # Once for each page, however often it is looked at.
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(FIND, [*RULES, *more_rules])
    return [f"{broken['id']} {html[:200]}" for broken in found for html in broken["nodes"]]
