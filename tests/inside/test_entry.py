"""What is kept of an exception."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_of_a_long_message_both_ends_are_kept():
    from grader.inside.entry import raised_facts

    told = raised_facts(ValueError("first" + "." * 5000 + "last"), Path("submission.py"))["message"]
    assert told.startswith("first")
    assert told.endswith("last")
    assert len(told) < 4000
    assert raised_facts(ValueError("short"), Path("submission.py"))["message"] == "short"
