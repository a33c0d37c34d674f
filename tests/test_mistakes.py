"""docs/mistakes.md tells of examples that are there, in the words that their reports must say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.authoring.expectations import Expectation
from grader.results import Verdict
from grader.spec_file import read_spec

PAGE = Path(__file__).resolve().parent.parent / "docs" / "mistakes.md"
ROWS = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d+\. ", line)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].strip("| "))
def test_the_report_says_what_the_page_says(row: str):
    (place,) = re.findall(r"\]\((\.\./tests/submissions/[\w/]+)\)", row)
    expected, _ = read_spec(PAGE.parent / place / "expect.yaml", Expectation)
    words = expected.says if expected.verdict is Verdict.PASSED else expected.cause
    assert words
    assert [word for word in words if word.lower() not in row.lower()] == []
