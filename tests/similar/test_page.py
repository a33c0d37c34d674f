"""The page: whole, harmless whatever students wrote, and readable without a script."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
from __future__ import annotations

import base64
import hashlib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest

from grader.language import use_language
from grader.similar.page import render_similar
from grader.similar.ranking import rank
from grader.similar.table import LeftOut
from grader.similar.values import Pair, Sample

from .copies import disguised, right_ones

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = "<script>alert(1)</script>\"'&\x1b[2J\u202e{{ 7*7 }}"
HORSES = right_ones("c1w4_horse_or_human")
SHORT = "model.fit(xs, ys, epochs=500)\n"


def ranked() -> tuple[Pair, ...]:
    text = HORSES[0].text
    copy = disguised(text) + f'\nlast = """{HOSTILE}"""\n'
    return rank(
        [
            *(Sample("Ana/solution.py", text), Sample(HOSTILE, copy), Sample("Ben/s.py", text)),
            *(Sample("Cem/s.py", SHORT), Sample("Dao/s.py", SHORT)),
        ],
        "",
    )


def page(**more: Any) -> str:
    return render_similar(ranked(), exercise="Horses", compared=5, **more)


class Outline(HTMLParser):
    """Elements, their ids and links, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


def test_it_holds_what_is_known():
    words = " ".join(Outline(page()).words.split())
    for said in (
        "a reason to look, not a proof",
        "Submissions compared: 5",
        "Ana/solution.py",
        "identical, letter for letter",
        "Too short to say",
        "100%",
        "Conv2D",
    ):
        assert said in words


def test_it_loads_and_runs_nothing():
    text = page()
    outline = Outline(text)
    assert not {"script", "link", "img", "iframe", "form"} & set(outline.tags)
    assert not [
        key for key, _ in outline.attributes if key.startswith("on") or key in {"src", "style"}
    ]
    assert all(link.startswith("#") for link in outline.values("href"))
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
    assert "url(" not in style
    assert "@import" not in style


def test_what_students_wrote_stays_text():
    text = page(left_out=[LeftOut(label=HOSTILE, why=HOSTILE)])
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_each_number_leads_to_the_same_stretch_on_the_other_side():
    outline = Outline(page())
    ids = outline.values("id")
    assert len(set(ids)) == len(ids)
    links = [link.removeprefix("#") for link in outline.values("href")]
    stretches = [link for link in links if re.fullmatch(r"s\d+[ab]-\d+", link)]
    assert len(stretches) >= 4
    assert set(links) <= set(ids)
    assert sorted(stretches) == sorted(id_ for id_ in ids if re.fullmatch(r"s\d+[ab]-\d+", id_))


def test_without_a_pair_it_says_so():
    assert "No two submissions are that much alike." in render_similar([], compared=3)


def test_korean():
    with use_language("ko"):
        text = page()
    assert '<html lang="ko">' in text
    assert "비슷한 제출물" in text
    assert "a reason to look" not in text


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_in_a_browser(tmp_path: Path, width: int, scheme: Any):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    path = tmp_path / "page.html"
    path.write_text(page(left_out=[LeftOut(label="x.py", why="It is empty.")]), encoding="utf-8")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        told: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        opened = context.new_page()
        opened.on("console", lambda message: told.append(message.text))
        opened.goto(path.as_uri())
        mark = opened.locator("code mark").first
        assert mark.evaluate("m => getComputedStyle(m).backgroundColor") != "rgba(0, 0, 0, 0)"
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        tops = opened.locator("#pair1 .side").evaluate_all("s => s.map(e => e.offsetTop)")
        assert (tops[0] == tops[1]) == (width > 1000)
        assert told == []
        # The page's own policy keeps axe out; it has been tested above.
        freed = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
        freed.goto(path.as_uri())
        found = cast("dict[str, list[dict[str, object]]]", Axe().run(freed).response)
        browser.close()
    assert [fault["id"] for fault in found["violations"]] == []
