"""A console of a fixed width that keeps what is printed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import cast

import pytest
from rich.console import Console

from grader.reports.terminal import print_report
from grader.results import Report

Print = Callable[..., str]


def fixed_console(width: int = 80, *, encoding: str = "utf-8", terminal: bool = False) -> Console:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    return Console(
        file=file,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )


def printed(console: Console) -> str:
    console.file.flush()
    file = cast("io.TextIOWrapper[io.BytesIO]", console.file)
    return file.buffer.getvalue().decode(file.encoding)


@pytest.fixture
def show() -> Print:
    """Return what the report looks like."""

    def showing(report: Report, width: int = 80, **kinds: object) -> str:
        next_id = str(kinds.pop("next_id", ""))
        console = fixed_console(width, **kinds)  # pyright: ignore[reportArgumentType]
        print_report(report, console, next_id=next_id)
        return printed(console)

    return showing
