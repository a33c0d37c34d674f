"""A student's function is called with inputs of ours; whatever it does, something is told."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

calls: Any = importlib.import_module("grader.inside.calls")
IMAGE = np.arange(12, dtype=np.float64).reshape(3, 4)

CODE = """
import numpy as np

def double(x):
    return x * 2

def spoils(x):
    x += 100
    return x

def forgets(x):
    x * 2

def wrong(x):
    return inner(x)

def inner(x):
    raise ValueError("too dark")

def leaves(x):
    raise SystemExit(3)

def interrupts(x):
    raise KeyboardInterrupt

class Silent(Exception):
    def __str__(self):
        raise RuntimeError

def silent(x):
    raise Silent

def text(x):
    return "seven"

def ragged(x):
    return [[1], [2, 3]]

def nested(x):
    return [[1, 2], [3, True]]

def truth(x):
    return x > 5

def objects(x):
    return {"a": 1}

def two(a, b):
    return a - b

number = 3
"""


@pytest.fixture
def call(tmp_path: Path) -> Any:
    """Return a function that calls what CODE defines and gives what was told and saved."""
    file = tmp_path / "submission.py"
    namespace: dict[str, Any] = {}
    exec(compile(CODE, str(file), "exec"), namespace)
    np.save(tmp_path / "image.npy", IMAGE)

    def calling(*names: str, arguments: list[Any] | None = None) -> tuple[dict[str, Any], Any]:
        asked = {
            "key": "0-0",
            "names": names,
            "arguments": arguments or [str(tmp_path / "image.npy")],
        }
        (told,) = calls.make_calls(namespace, [asked], tmp_path, file)
        saved = tmp_path / "returned-0-0.npy"
        return told, np.load(saved) if saved.exists() else None

    return calling


def test_what_came_back_is_saved(call: Any):
    told, saved = call("double")
    assert told == {"key": "0-0"}
    assert np.array_equal(saved, IMAGE * 2)


@pytest.mark.parametrize("names", [("missing", "double"), ("number", "double")])
def test_the_first_name_that_is_a_function(call: Any, names: tuple[str, ...]):
    assert call(*names)[0] == {"key": "0-0"}


@pytest.mark.parametrize("names", [("missing",), ("number",), ("missing", "number")])
def test_there_is_no_such_function(call: Any, names: tuple[str, ...]):
    told, saved = call(*names)
    assert told == {"key": "0-0", "error": f"NameError: {names[0]}"}
    assert saved is None


@pytest.mark.parametrize(("name", "wanted"), [("nested", [[1, 2], [3, 1]]), ("truth", IMAGE > 5)])
def test_what_is_numbers_in_the_end(call: Any, name: str, wanted: Any):
    assert np.array_equal(call(name)[1], wanted)


def test_numbers_are_passed_as_they_are(call: Any):
    assert call("two", arguments=[5, 0.5])[1] == 4.5


def test_a_function_that_spoils_its_argument_spoils_no_other_call(call: Any):
    for _ in range(2):
        assert np.array_equal(call("spoils")[1], IMAGE + 100)


@pytest.mark.parametrize(
    ("name", "error", "text"),
    [
        ("forgets", "TypeError: NoneType", ""),
        ("text", "TypeError: str", ""),
        ("objects", "TypeError: dict", ""),
        ("wrong", "ValueError: too dark", 'raise ValueError("too dark")'),
        ("leaves", "SystemExit: 3", "raise SystemExit(3)"),
        ("interrupts", "KeyboardInterrupt: ", "raise KeyboardInterrupt"),
        ("silent", "Silent: ", "raise Silent"),
        ("ragged", "ValueError: setting an array element", ""),
        ("two", "TypeError: two() missing 1 required", ""),
    ],
)
def test_what_went_wrong_is_told_with_its_line(call: Any, name: str, error: str, text: str):
    told, saved = call(name)
    assert told["error"].startswith(error)
    line = int(told.get("line", 0))
    assert (CODE.splitlines()[line - 1].strip() if line else "") == text
    assert saved is None


def test_one_that_raises_ends_no_other(call: Any, tmp_path: Path):
    namespace: dict[str, Any] = {"bad": lambda: 1 / 0, "good": lambda: 1}
    asked = [
        {"key": str(number), "names": [name], "arguments": []}
        for number, name in enumerate(("bad", "good"))
    ]
    told = calls.make_calls(namespace, asked, tmp_path, tmp_path / "submission.py")
    assert [set(each) for each in told] == [{"key", "error", "line"}, {"key"}]
    assert (tmp_path / "returned-1.npy").exists()
