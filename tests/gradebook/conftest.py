"""Gradebooks to fill: each test of what one does runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.gradebook import Gradebook, open_gradebook

from .postgresql import Server, own_server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with own_server() as found:
        if found is None:
            pytest.skip("PostgreSQL is not installed")
        yield found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "gradebook.db")
    return request.getfixturevalue("server").new_database()


@pytest.fixture
def book(url: str) -> Iterator[Gradebook]:
    with open_gradebook(url) as opened:
        yield opened
