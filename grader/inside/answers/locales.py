"""`locale.setlocale` where a language is not installed, and `locale.currency` where none is set."""

from __future__ import annotations

import locale
from typing import Any

__all__ = ["answer_locales"]


def answer_locales() -> None:
    """Let a run go on in the plain locale where the one that a file wants is not installed."""
    module: Any = locale
    set_locale, currency = module.setlocale, module.currency

    def answered_set(category: int, locale: Any = None) -> str:
        try:
            return set_locale(category, locale)
        except module.Error:
            return set_locale(category)

    def answered_currency(val: float, *arguments: Any, **named: Any) -> str:
        try:
            return currency(val, *arguments, **named)
        except ValueError:
            return f"{val:.2f}"

    module.setlocale, module.currency = answered_set, answered_currency
