"""Markdown and code of a student's as HTML that nothing can hide in.

Markdown is drawn by nbconvert's own renderer, raw HTML and all, and then reduced to a few harmless
elements by bleach, which parses it as browsers do. What takes long is not drawn but shown as it is:
both parsers need time that grows with the square of a hostile text's length.
"""

from __future__ import annotations

import html
import re
import warnings
from typing import Any, Final, cast

from markupsafe import Markup, escape

from grader.reports.plain import plain

__all__ = ["highlighted", "markdown_html"]

LONGEST_MARKDOWN: Final = 6_000
LONGEST_CODE: Final = 20_000
LONGEST_LINE: Final = 1_000
_TAGS: Final = frozenset(
    {"a", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4",
     "h5", "h6", "hr", "i", "kbd", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table",
     "tbody", "td", "th", "thead", "tr", "u", "ul"}
)  # fmt: skip
_UNSPOKEN: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_HEADING: Final = re.compile(r"<(/?)h([1-6])>")
_ENTITY: Final = re.compile(r"&#?\w{1,40};?")


def markdown_html(source: str) -> Markup:
    """Return Markdown as harmless HTML; a text that is too long or cannot be drawn, as it is."""
    source = plain(source)
    if len(source) > LONGEST_MARKDOWN:
        return _as_it_is(source)
    try:
        drawn = _cleaned(_UNSPOKEN.sub("", _drawn(source)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError):
        return _as_it_is(source)
    drawn = plain(_ENTITY.sub(_printing, drawn))  # what was written as &#x202e; is a sign by now
    drawn = _HEADING.sub(lambda tag: f"<{tag[1]}h{min(int(tag[2]) + 2, 6)}>", drawn)
    return Markup(drawn.replace("<a ", '<a rel="noopener noreferrer nofollow" '))  # noqa: S704


def highlighted(source: str) -> tuple[Markup, ...]:
    """Return the lines of Python code, each as HTML of its own, as many as there are."""
    lines = [_short(plain(line)) for line in source.split("\n")]
    text = "\n".join(lines)
    if len(text) <= LONGEST_CODE:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import find_lexer_class

        python: Any = find_lexer_class("Python")
        lexer = python(stripnl=False)
        formatter = HtmlFormatter[str](nowrap=True)
        drawn = highlight(f"{text}\n", lexer, formatter).removesuffix("\n").split("\n")
        if len(drawn) == len(lines):
            return tuple(Markup(line) for line in drawn)  # noqa: S704 pygments escapes
    return tuple(escape(line) for line in lines)


def _short(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def _as_it_is(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text[: 4 * LONGEST_MARKDOWN])


def _printing(entity: re.Match[str]) -> str:
    """Return an entity, or nothing where it stands for a character that does not print."""
    meant = html.unescape(entity[0])
    return entity[0] if meant.isprintable() or meant == "\xa0" else ""


def _drawn(source: str) -> str:
    from nbconvert.filters import markdown_mistune

    mistune = cast("Any", markdown_mistune)

    class WithoutPictures(mistune.IPythonRenderer):
        def image(self, text: str, url: str, title: str | None = None) -> str:
            """Return what stands for a picture: a page loads nothing."""
            del url, title
            return f"[{escape(text)}]"

    renderer = WithoutPictures(escape=False, exclude_anchor_links=True)
    return str(mistune.MarkdownWithMath(renderer=renderer).render(source))


def _cleaned(drawn: str) -> str:
    import bleach

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a text that looks like an address is no fault of ours
        return bleach.clean(
            drawn,
            tags=_TAGS,
            attributes={"a": ["href"]},
            protocols={"http", "https"},
            strip=True,
            strip_comments=True,
        )
