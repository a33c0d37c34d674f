from __future__ import annotations

import json

import pytest

from grader.reports.json import render_json
from grader.results import Report

from .samples import FAILED, HOSTILE, SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_there_and_back(name: str):
    text = render_json(SAMPLES[name])
    assert Report.model_validate_json(text) == SAMPLES[name]
    assert text.endswith("\n}")


def test_keys_and_values_are_the_report_s_own():
    content = json.loads(render_json(FAILED))
    assert content["schema_version"] == 1
    assert content["verdict"] == "failed"
    assert content["checks"][1]["status"] == "failed"
    assert content["checks"][2]["provenance"] == ["proven", "reported"]
    assert content["started_at"] == "2026-11-21T09:30:00Z"


def test_nothing_moves_the_cursor():
    text = render_json(HOSTILE)
    assert all(char.isprintable() or char == "\n" for char in text)


def test_korean_stays_readable():
    assert "집값" in render_json(FAILED.model_copy(update={"title": "집값"}))
