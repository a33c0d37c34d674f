"""Locales that are not installed, and none that knows a currency."""

from __future__ import annotations

import locale
from collections.abc import Iterator

import pytest

from grader.inside.answers.locales import answer_locales


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = locale.setlocale(locale.LC_ALL)
    for name in ("setlocale", "currency"):
        monkeypatch.setattr(locale, name, getattr(locale, name))
    yield
    monkeypatch.undo()
    locale.setlocale(locale.LC_ALL, before)


def test_a_run_goes_on_in_the_locale_that_there_is():
    with pytest.raises(locale.Error):
        locale.setlocale(locale.LC_ALL, "xx_XX.UTF-8")
    answer_locales()
    assert locale.setlocale(locale.LC_ALL, "xx_XX.UTF-8") == locale.setlocale(locale.LC_ALL)


def test_an_amount_is_a_plain_number():
    locale.setlocale(locale.LC_ALL, "C")
    with pytest.raises(ValueError, match="Currency"):
        locale.currency(400000.0, grouping=True)
    answer_locales()
    assert locale.currency(400000.0, grouping=True) == "400000.00"
