"""What all pages have in common: one template environment, and a policy that forbids the rest.

Nothing that is filled in is trusted: every text is stripped of control characters and cut, then
escaped. A page loads nothing, runs no script but ours, and takes no style but ours, whatever may
have slipped into it: its Content-Security-Policy names both by their digests (W3C, CSP Level 3).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grader.language import current_language, say
from grader.reports.plain import plain
from grader.reports.signs import provenance_sign, status_sign, verdict_sign
from grader.reports.times import duration

__all__ = ["between", "render_page"]

_TEMPLATES: Final = Path(__file__).parent / "templates"
_CODE: Final = re.compile(r"`([^`\n]{1,300})`")
_LONGEST: Final = 40_000
"""Characters of one text; nothing that a page shows at once needs more."""


def render_page(
    template: str, *, styles: tuple[str, ...] = (), script: str = "", **values: object
) -> str:
    """Return a page in the current language.

    Args:
        template: The name of a file in `templates/`.
        styles: Names of the style sheets that it needs beside `page.css`.
        script: The name of the one script that it may run.
        values: What the template fills in. Only `Markup` is taken as it is.
    """
    style = "".join(_file(name) for name in ("page.css", *styles))
    code = _file(script) if script else ""
    return _environment().get_template(template).render(
        language=current_language(),
        policy=_policy(style, code),
        style=Markup(style),  # noqa: S704 files of ours
        script=Markup(code),  # noqa: S704
        **values,
    )  # fmt: skip


def between(text: str, head: int, tail: int) -> tuple[str, int, str]:
    """Return the beginning of a long text, how many characters are left out, and its end."""
    if len(text) <= head + tail:
        return text, 0, ""
    return text[:head], len(text) - head - tail, text[-tail:]


@cache
def _file(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    allowed = [f"style-src {_digest(style)}", "img-src data:"]
    if script:
        allowed.append(f"script-src {_digest(script)}")
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plainly,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words: dict[str, Callable[..., object]] = {
        "duration": duration,
        "provenance_sign": provenance_sign,
        "say": say,
        "status_sign": status_sign,
        "verdict_sign": verdict_sign,
    }
    environment.globals.update(words)  # pyright: ignore[reportArgumentType, reportCallIssue] too narrow
    environment.filters["ticked"] = _ticked
    return environment


def _ticked(text: str) -> Markup:
    """Return a sentence as HTML in which what stands between backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(_plainly(text)))))  # noqa: S704 escaped


def _plainly(value: object) -> object:
    """Return what is filled in without control characters, bidirectional ones among them."""
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return plain(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")
