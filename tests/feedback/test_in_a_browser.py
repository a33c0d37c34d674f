"""The pages in a real Chromium: nothing is loaded, nothing of a student's runs, all can be read."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from grader.feedback import annotate_notebook, render_class, render_feedback
from grader.results import Verdict
from tests.reports.samples import ERROR, FAILED, NOT_GRADABLE, PASSED

from .samples import (
    ATTACK,
    CLASS,
    IMAGES,
    INSIGHT,
    NOTEBOOK,
    OF_NOTEBOOK,
    hostile_class,
    hostile_insight,
    hostile_notebook,
    hostile_report,
)

axe: Any = importlib.import_module("axe_playwright_python.sync_playwright")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_KOREAN = {"language": "ko", "title": "충분히 좋아지면 멈추기", "student": "김민지"}

PAGES = {
    "passed": lambda: render_feedback(PASSED, INSIGHT, images=IMAGES, next_id="c1w3"),
    "failed": lambda: render_feedback(FAILED, INSIGHT, images=IMAGES, notebook_page="x.html"),
    "error": lambda: render_feedback(ERROR),
    "not_gradable": lambda: render_feedback(NOT_GRADABLE),
    "korean": lambda: render_feedback(FAILED.model_copy(update=_KOREAN), INSIGHT, images=IMAGES),
    "notebook": lambda: annotate_notebook(NOTEBOOK, OF_NOTEBOOK, feedback_page="x.html"),
    "class": lambda: render_class(CLASS),
}
HOSTILE = {
    "report": lambda: render_feedback(
        hostile_report(ATTACK, checks=1000, output=ATTACK * 2000), hostile_insight(ATTACK)
    ),
    "ungraded": lambda: render_feedback(hostile_report(ATTACK, verdict=Verdict.NOT_GRADABLE)),
    "notebook": lambda: annotate_notebook(hostile_notebook(ATTACK), hostile_report(ATTACK)),
    "class": lambda: render_class(hostile_class(ATTACK)),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield running
        running.close()


class Visit:
    """A page in a browser, and all that it complained of or asked for."""

    def __init__(self, browser: Browser, html: str, folder: Path, **options: Any) -> None:
        (folder / "page.html").write_text(html, encoding="utf-8")
        self.context = browser.new_context(**options)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = (folder / "page.html").as_uri()
        self.page.goto(self.address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    @property
    def loaded(self) -> list[str]:
        """What was asked for beside the page itself and what stands in it."""
        return [url for url in self.asked if url != self.address and not url.startswith("data:")]

    def open_everything(self) -> None:
        """Open what can be opened."""
        self.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    def too_wide(self) -> int:
        """How many pixels there are to scroll sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_said_and_nothing_is_loaded(browser: Browser, tmp_path: Path, name: str):
    with Visit(browser, PAGES[name](), tmp_path) as visit:
        visit.open_everything()
        assert visit.said == []
        assert visit.loaded == []


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_hostile_runs(browser: Browser, tmp_path: Path, name: str):
    with Visit(browser, HOSTILE[name](), tmp_path) as visit:
        visit.open_everything()
        visit.page.mouse.move(200, 200)
        visit.page.wait_for_timeout(100)
        assert visit.page.evaluate("typeof window.hacked") == "undefined"
        assert visit.said == []
        assert visit.loaded == []
        assert visit.page.url == visit.address
        assert visit.page.evaluate("document.querySelectorAll('iframe, form, base').length") == 0


def test_a_script_that_got_in_would_not_run(browser: Browser, tmp_path: Path):
    html = PAGES["class"]().replace("<main>", "<main><script>window.hacked = 1</script>"
                                    "<img src='https://example.invalid/x.png'>"
                                    "<style>main { display: none }</style>", 1)  # fmt: skip
    with Visit(browser, html, tmp_path) as visit:
        assert visit.page.evaluate("typeof window.hacked") == "undefined"
        assert visit.page.locator("main").is_visible()
        assert len(visit.said) == 3
        assert all("Content Security Policy" in each for each in visit.said)


@pytest.mark.parametrize("name", [*PAGES, *(f"hostile {name}" for name in HOSTILE)])
def test_a_phone_needs_no_scrolling_sideways(browser: Browser, tmp_path: Path, name: str):
    html = (PAGES | {f"hostile {name}": make for name, make in HOSTILE.items()})[name]()
    with Visit(browser, html, tmp_path, viewport={"width": 360, "height": 740}) as visit:
        visit.open_everything()
        assert visit.too_wide() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_read_it(browser: Browser, tmp_path: Path, name: str, scheme: str):
    with Visit(browser, PAGES[name](), tmp_path, color_scheme=scheme) as visit:
        visit.open_everything()
        found: list[dict[str, Any]] = axe.Axe().run(visit.page).response["violations"]
        grave = {
            fault["id"]: [node["html"][:200] for node in fault["nodes"]][:3]
            for fault in found
            if fault["impact"] in {"serious", "critical"}
        }
        assert grave == {}


def test_light_and_dark_differ(browser: Browser, tmp_path: Path):
    grounds: set[str] = set()
    for scheme in ("light", "dark"):
        with Visit(browser, PAGES["passed"](), tmp_path, color_scheme=scheme) as visit:
            grounds.add(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


# --- sorting ----------------------------------------------------------------------------------


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f".everybody tbody tr > :nth-child({number})")
    return [" ".join(text.split()) for text in cells.all_inner_texts()]


def points(page: Page) -> list[float]:
    cells = page.locator(".everybody tbody tr > :nth-child(2)")
    return cells.evaluate_all("cells => cells.map(cell => Number(cell.dataset.number))")


def test_a_click_sorts_and_another_turns_it_round(browser: Browser, tmp_path: Path):
    with Visit(browser, PAGES["class"](), tmp_path) as visit:
        page = visit.page
        before, rows = points(page), sorted(column(page, 1))
        button = page.locator(".everybody thead th:nth-child(2) button")
        button.click()
        assert points(page) == sorted(before, reverse=True) != before
        assert button.locator("..").get_attribute("aria-sort") == "descending"
        button.click()
        assert points(page) == sorted(before)
        assert button.locator("..").get_attribute("aria-sort") == "ascending"
        assert sorted(column(page, 1)) == rows
        others = page.locator(".everybody thead th:not(:nth-child(2))")
        assert {h.get_attribute("aria-sort") for h in others.all()} == {"none"}


def test_the_keyboard_sorts_too(browser: Browser, tmp_path: Path):
    with Visit(browser, PAGES["class"](), tmp_path) as visit:
        page = visit.page
        page.locator(".everybody thead th:nth-child(1) button").focus()
        page.keyboard.press("Enter")
        assert column(page, 1) == sorted(column(page, 1))
        page.keyboard.press("Space")
        assert column(page, 1) == sorted(column(page, 1), reverse=True)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert points(page) == sorted(points(page), reverse=True)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_without_a_script_everything_is_there(browser: Browser, tmp_path: Path):
    with Visit(browser, PAGES["class"](), tmp_path, java_script_enabled=False) as visit:
        assert visit.page.locator("button").count() == 0
        assert visit.page.locator(".everybody tbody tr").count() == 12
        assert visit.said == []


# --- in words ---------------------------------------------------------------------------------


def test_a_chart_has_a_name_and_a_description(browser: Browser, tmp_path: Path):
    with Visit(browser, PAGES["failed"](), tmp_path) as visit:
        chart = visit.page.get_by_role("img", name="accuracy")
        assert chart.count() == 1
        assert "validation: from 0.850 to 0.949" in (chart.locator("desc").text_content() or "")
        visit.open_everything()
        assert visit.page.get_by_role("cell", name="0.949").count() == 1


def test_a_note_s_link_leads_to_its_cell(browser: Browser, tmp_path: Path):
    with Visit(browser, PAGES["notebook"](), tmp_path) as visit:
        visit.page.get_by_role("link", name="cell 3, line 7").click()
        cell = visit.page.locator("#cell-3")
        assert cell.evaluate("cell => cell.matches(':target')")
        assert cell.locator(".marked").count() == 2
