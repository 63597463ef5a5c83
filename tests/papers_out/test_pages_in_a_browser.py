"""The pages in a browser: axe-core finds nothing against WCAG 2.2 AA, on a wide screen and on a phone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from store.papers.writing import meeting_writers
from store.papers.writing.register_paper import Edition
from store.papers.writing.specimens import ANNUAL, MINUTES, PACK, PLAN
from store.papers.writing.writers import write
from tests.papers_out.registers import PAPER, ROW

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
INTERNAL = replace(PAPER, rows=(*PAPER.rows, replace(ROW, confidential=True)), edition=Edition.INTERNAL)
PAGES = {
    "register": write(PAPER, "html"),
    "internal register": write(INTERNAL, "html"),
    "empty register": write(replace(PAPER, rows=(), previous=None, changes=()), "html"),
    "pack": meeting_writers.write(PACK, "html"),
    "minutes": meeting_writers.write(MINUTES, "html"),
    "annual review": meeting_writers.write(ANNUAL, "html"),
    "plan": meeting_writers.write(PLAN, "html"),
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_in_anybodys_way(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(PAGES[name].decode())

    found = Axe().run(page, options=RULES)

    assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    assert len(found.response["passes"]) > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_page_that_is_hard_to_read_would_be_found(page: Page) -> None:
    page.set_content(PAGES["register"].decode().replace("--ink: #0b0c0c", "--ink: #bbbbbb"))

    found = Axe().run(page, options=RULES)

    assert "color-contrast" in {one["id"] for one in found.response["violations"]}


def test_on_a_phone_each_cell_says_what_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.set_content(PAGES["annual review"].decode())

    shown = page.locator("td[data-head]").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert shown == '"Meeting"'
    page.set_viewport_size({"width": 1280, "height": 800})
    shown = page.locator("td[data-head]").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert shown == "none"
