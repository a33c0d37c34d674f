"""What every test starts from: English, no colour, no terminal, and no deadline for hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from grader.exercise import Exercise
from grader.practice import open_sandbox
from grader.proving import grader_for
from grader.results import Report
from grader.sandbox.protocol import Sandbox

# Two cores are shared with trainings; a slow example says nothing about the code.
settings.register_profile("shared_cores", deadline=None)
settings.load_profile("shared_cores")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a person's shell would say about language and colour."""
    for variable in ("GRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """Return one open sandbox a test process: the library is imported once."""
    with open_sandbox("auto") as opened:
        yield opened


@pytest.fixture(scope="session")
def grade_file(sandbox: Sandbox) -> Callable[[Exercise, Path], Report]:
    """Return a function that grades a file for an exercise, as `grader check` does."""
    return grader_for(sandbox)
