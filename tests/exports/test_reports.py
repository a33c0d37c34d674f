from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.exports.reports import file_name, parse_report, read_report
from grader.reports.json import render_json
from grader.results import Epoch
from tests.reports.samples import FAILED, SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_what_check_writes_is_read(name: str, tmp_path: Path):
    path = tmp_path / "report.json"
    path.write_text(render_json(SAMPLES[name]), encoding="utf-8")
    assert read_report(path) == SAMPLES[name]


def test_a_loss_that_became_nan_is_read():
    report = FAILED.model_copy(
        update={"history": (Epoch(number=1, logs={"loss": float("nan"), "x": float("-inf")}),)}
    )
    logs = parse_report(render_json(report).encode(), "x").history[0].logs
    assert str(logs) == "{'loss': nan, 'x': -inf}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "JSON: Invalid JSON"),
        (b"[]", "is not a report"),
        (render_json(FAILED).replace('"seed"', '"sede"').encode(), r"\(sede: Extra"),
        (render_json(FAILED).replace('"failed"', '"fine"', 1).encode(), r"\(verdict: "),
        (b" " * 32_000_001, "is larger than 32 MB"),
    ],
)
def test_what_is_no_report(content: bytes, told: str):
    with pytest.raises(UsageError, match=told):
        parse_report(content, "x.json")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_report(tmp_path / "none.json")


@given(st.binary(max_size=100))
def test_hostile_bytes(content: bytes):
    with pytest.raises(UsageError):
        parse_report(content, "x.json")


@given(st.text(max_size=100), st.integers(0, 9))
def test_no_student_chooses_a_path(key: str, number: int):
    name = file_name(key, number)
    assert re.fullmatch(r"[\w.-]+", name)
    assert not name.startswith((".", "-"))
    assert name.endswith(f"-{number}")
    assert len(name) < 70


def test_file_names():
    assert file_name("ana.ruiz", 3) == "ana.ruiz-3"
    assert file_name("../../etc/passwd", 1) == "etc_passwd-1"
    assert file_name("조은", 2) == "조은-2"
    assert file_name("..", 2) == "student-2"
