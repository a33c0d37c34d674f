"""A page read as a browser reads it, to assert on."""

from __future__ import annotations

import unicodedata
from collections import Counter
from html.parser import HTMLParser

_ELEMENTS = """
html head meta title link style body header main footer section article aside h1 h2 h3 h4 h5 h6 p
div span bdi strong em small code pre ul ol li dl dt dd figure figcaption img svg desc g path rect
circle text table caption thead tbody tr th td details summary time a br b i hr blockquote del sub
sup
"""
_ALLOWED = set(_ELEMENTS.split())


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.script = ""
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._open = tag
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.script += data
        elif self._open != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        """Everything that is read, with single blanks."""
        return " ".join(" ".join(self.words).split())

    def values(self, tag: str, name: str) -> list[str]:
        """The values of an attribute."""
        return [value for t, n, value in self.attributes if (t, n) == (tag, name)]


def harmless(html: str, *, scripts: int = 0) -> Page:
    """Read a page and assert that nothing of a student's got out of its place."""
    page = Page(html)
    assert page.tags["script"] == scripts
    assert page.tags["style"] == 1
    assert set(page.tags) - {"script"} <= _ALLOWED
    assert [a for a in page.attributes if a[1].startswith("on") or a[1] == "style"] == []
    assert all(uri.startswith("data:image/") for uri in page.values("img", "src"))
    for address in page.values("a", "href"):
        assert address.startswith(("#", "https:", "http:")) or ":" not in address.split("/")[0]
    (policy,) = [v for _, n, v in page.attributes if n == "content" and "default-src" in v]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    shown = html.replace("\n", " ")
    assert [c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}] == []
    return page
