"""The words that a student reads, in the language they asked for.

English stands in the code, as the argument of `say`; every other language has one catalogue under
`grader/locale/`, a mapping from the English template to its own. `tests/test_language.py` holds
that no template lacks a translation.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final, Protocol

import yaml

__all__ = ["LANGUAGES", "current_language", "pick", "preferred_language", "say", "use_language"]

LANGUAGES: Final = ("en", "ko")
_CATALOGUES: Final = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    text = (_CATALOGUES / f"{language}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) or {}


def current_language() -> str:
    """Return the language that `say` speaks now: "en" or "ko"."""
    return _language.get()


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return what the environment asks for: GRADER_LANG first, then LC_ALL, LC_MESSAGES, LANG."""
    for variable in ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(variable, "")[:2].lower()
        if wanted in LANGUAGES:
            return wanted
    return "en"


@contextmanager
def use_language(language: str) -> Generator[None]:
    """Speak `language` inside the `with` block.

    Raises:
        ValueError: If there is no catalogue for it.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no catalogue for {language!r}; there are {LANGUAGES}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def say(template: str, /, **values: object) -> str:
    """Return `template` in the current language, its `{fields}` filled with `values`."""
    return _catalogue(_language.get()).get(template, template).format(**values)


class Translated(Protocol):
    """A text with one attribute a language; English is never empty."""

    @property
    def en(self) -> str:
        """The English text."""
        ...


def pick(text: str | Translated) -> str:
    """Return a YAML text in the current language: a string serves all languages."""
    if isinstance(text, str):
        return text
    return getattr(text, _language.get(), "") or text.en
