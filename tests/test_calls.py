"""Calls of students' functions: what is sent, and whatever comes back."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from grader.calls import lay_out_calls, lay_out_picture, read_calls
from grader.checks.base import Call
from grader.checks.judge import Plan
from grader.facts import TrainingFacts
from grader.language import use_language
from grader.run_facts import CallFacts, LeftFacts

IMAGE = np.arange(12, dtype=np.float64).reshape(3, 4)
PLAN = Plan(
    probes={},
    questions={},
    calls={2: [Call(("f", "g"), (IMAGE, 0.5)), Call(("f", "g"), (3, True))], 5: [Call(("h",), ())]},
)
KEYS = ["2-0", "2-1", "5-0"]


def facts(*calls: dict[str, Any]) -> TrainingFacts:
    return TrainingFacts(
        entry="",
        returned="",
        model_from="none",
        exported_model=None,
        calls=tuple(CallFacts(**call) for call in calls),
    )


ALL_TOLD = facts(*({"key": key} for key in KEYS))


def test_arguments_are_laid_out(tmp_path: Path):
    told = lay_out_calls(tmp_path, PLAN)
    assert json.loads(json.dumps(told)) == [
        {"key": "2-0", "names": ["f", "g"], "arguments": ["{inbox}/call-2-0-0.npy", 0.5]},
        {"key": "2-1", "names": ["f", "g"], "arguments": [3, True]},
        {"key": "5-0", "names": ["h"], "arguments": []},
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["call-2-0-0.npy"]
    assert np.array_equal(np.load(tmp_path / "call-2-0-0.npy"), IMAGE)


def test_nothing_is_called(tmp_path: Path):
    plan = Plan(probes={}, questions={})
    assert lay_out_calls(tmp_path, plan) == []
    assert read_calls(tmp_path, plan, ALL_TOLD) == {}


def test_answers_are_read(tmp_path: Path):
    for key in KEYS:
        np.save(tmp_path / f"returned-{key}.npy", IMAGE.astype(np.uint8) if key == "2-0" else 7)
    found = read_calls(tmp_path, PLAN, ALL_TOLD)
    assert list(found) == KEYS
    first = found["2-0"].answer
    assert first is not None
    assert (first.dtype, first.tolist()) == (np.float64, IMAGE.tolist())
    assert found["2-0"].arguments[1] == 0.5
    assert [found[key].answer for key in KEYS[1:]] == [7, 7]
    assert not any(found[key].error for key in KEYS)


def test_what_was_said_of_errors_is_read(tmp_path: Path):
    np.save(tmp_path / "returned-2-0.npy", IMAGE)
    found = read_calls(
        tmp_path,
        PLAN,
        facts({"key": "2-0", "error": "ValueError: x", "line": 4}, {"key": "none", "line": 9}),
    )
    assert (found["2-0"].answer, found["2-0"].error, found["2-0"].line) == (
        None,
        "ValueError: x",
        4,
    )
    assert (found["2-1"].answer, found["2-1"].error) == (None, "nothing came back")
    with use_language("ko"):
        assert read_calls(tmp_path, PLAN, facts())["5-0"].error == "돌아온 값이 없습니다"


def text(path: Path) -> None:
    np.save(path, np.array(["a", "b"]))


def pickled(path: Path) -> None:
    np.save(path, np.array([{}, []], dtype=object), allow_pickle=True)


def cut_off(path: Path) -> None:
    np.save(path, IMAGE)
    path.write_bytes(path.read_bytes()[:-9])


def link(path: Path) -> None:
    np.save(path.with_name("elsewhere.npy"), IMAGE)
    path.symlink_to(path.with_name("elsewhere.npy"))


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**30)


def no_array(path: Path) -> None:
    path.write_bytes(b"no array")


def imaginary(path: Path) -> None:
    np.save(path, np.array([1j]))


def missing(_path: Path) -> None:
    return


HOSTILE: list[Any] = [
    Path.mkdir,
    Path.touch,
    os.mkfifo,
    text,
    pickled,
    cut_off,
    link,
    huge,
    no_array,
    imaginary,
    missing,
]


@pytest.mark.parametrize("leave", HOSTILE)
def test_what_cannot_be_read_did_not_come_back(tmp_path: Path, leave: Any):
    leave(tmp_path / "returned-2-0.npy")
    np.save(tmp_path / "returned-2-1.npy", 1)
    found = read_calls(tmp_path, PLAN, ALL_TOLD)
    assert found["2-0"].answer is None
    assert found["2-0"].error.startswith("returned-2-0.npy")
    assert found["2-1"].answer == 1


def test_numbers_that_are_none_are_read_as_they_are(tmp_path: Path):
    np.save(tmp_path / "returned-2-0.npy", np.array([np.nan, np.inf]))
    np.save(tmp_path / "returned-2-1.npy", np.zeros((0, 3)))
    found = read_calls(tmp_path, PLAN, ALL_TOLD)
    assert str(found["2-0"].answer) == "[nan inf]"
    assert found["2-1"].answer is not None
    assert found["2-1"].answer.shape == (0, 3)


PICTURE = np.arange(64, dtype=np.uint8).reshape(8, 8)
SCRIPT = Plan(
    probes={},
    questions={},
    calls={1: [Call(("f",), (), script=True)], 4: [Call(("g",), (), script=True)]},
    picture=PICTURE,
)


def test_the_picture_is_laid_out_once_and_only_where_it_is_asked_for(tmp_path: Path):
    assert lay_out_picture(tmp_path, PLAN) == ""
    assert lay_out_picture(tmp_path, SCRIPT) == "{inbox}/picture.npy"
    assert lay_out_calls(tmp_path, SCRIPT) == []
    assert np.array_equal(np.load(tmp_path / "picture.npy"), PICTURE)


def test_what_a_file_left_is_read(tmp_path: Path):
    np.save(tmp_path / "left-0.npy", np.ones((8, 8), np.float32))
    (tmp_path / "left-1.npy").write_bytes(b"no array")
    left = {"arrays": ["a", "b", "c"], "kernels": [[*range(9)]], "weights": [0.5]}
    told = facts().model_copy(update={"left_over": LeftFacts.model_validate(left)})
    found = read_calls(tmp_path, SCRIPT, told)
    assert found["1-0"].left is found["4-0"].left
    kept = found["1-0"].left
    assert kept is not None
    assert [*kept.arrays] == ["a"]
    assert np.array_equal(kept.kernels[0], np.arange(9).reshape(3, 3))
    assert kept.weights == (0.5,)
    assert np.array_equal(found["1-0"].arguments[0], PICTURE)


def test_nothing_was_told_of_what_is_left(tmp_path: Path):
    kept = read_calls(tmp_path, SCRIPT, facts())["1-0"].left
    assert kept is not None
    assert not kept.arrays


@pytest.mark.parametrize(
    "forged",
    [{"kernels": [[1, 2]]}, {"arrays": ["a"] * 13}, {"weights": ["1e9", "x"]}, {"more": 1}],
)
def test_forged_facts_of_what_is_left_are_refused(forged: dict[str, Any]):
    with pytest.raises(ValidationError):
        LeftFacts.model_validate(forged)
