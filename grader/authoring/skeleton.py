"""The files of a new exercise, and the notebooks that are made from the Python files.

A new exercise reads, and `author check` names what is still to be written: each `TODO`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.exercise import exercise_ids, find_exercise
from grader.notebooks import notebook_from_python

__all__ = ["new_exercise", "write_notebooks"]

_ID: Final = re.compile(r"c\d+w\d+_[a-z0-9]+(?:_[a-z0-9]+)*")

_SPEC: Final = """\
format: 1
title: {en: TODO, ko: TODO}
dataset: mnist
entry: {function: solution_model}
limits: {wall_seconds: 600, max_epochs: 20}
pass_score: 0.8
checks:
  - check: runs
    points: 10
    required: true
    hint:
      en: Does the file run from top to bottom in a fresh Python?
      ko: 새 파이썬에서 파일이 처음부터 끝까지 실행되나요?
  - check: output_layer
    units: 10
    activation: softmax
    points: 30
    hint:
      en: TODO. What should the student think about?
      ko: TODO
  - check: learned
    points: 60
    required: true
    hint:
      en: Which call makes a model learn, and is it called on the model that you return?
      ko: 모델을 학습시키는 호출은 무엇이고, 돌려주는 바로 그 모델에 대해 불렸나요?
"""

_README: Final = """\
# TODO: the title

TODO: what to build, and why it is worth knowing.

## What is given

TODO: the data, its shapes and its range.

## What is graded

| check | what it looks at | points | |
| --- | --- | ---: | --- |
| `runs` | your code runs from top to bottom without an error | 10 | required |
| `output_layer` | TODO | 30 | |
| `learned` | the weights come from training | 60 | required |
"""

_README_KO: Final = """\
# TODO: 제목

TODO: 무엇을 만들고 왜 배우는지.

## 주어지는 것

TODO: 데이터, 모양, 값의 범위.

## 무엇을 채점하나요

| 검사 | 살펴보는 것 | 점수 | |
| --- | --- | ---: | --- |
| `runs` | 코드가 처음부터 끝까지 오류 없이 실행되는가 | 10 | 필수 |
| `output_layer` | TODO | 30 | |
| `learned` | 가중치가 학습에서 나왔는가 | 60 | 필수 |
"""

_STUB: Final = """\
# %% [markdown]
# # {id}
# Fill in what is missing below. The task is in README.md.

# %%
import tensorflow as tf


# %%
def solution_model() -> tf.keras.Model:
    (images, labels), _ = tf.keras.datasets.mnist.load_data()
    # Your code here: build, compile and train the model.
    model = None
    return model


# %%
if __name__ == "__main__":
    solution_model()
"""

_SOLUTION: Final = """\
# %% [markdown]
# # {id}: a solution

# %%
import tensorflow as tf


# %%
def solution_model() -> tf.keras.Model:
    (images, labels), _ = tf.keras.datasets.mnist.load_data()
    model = tf.keras.Sequential(
        [
            tf.keras.Input(shape=(28, 28)),
            tf.keras.layers.Rescaling(1 / 255),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(128, activation="relu"),
            tf.keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, epochs=5)
    return model


# %%
if __name__ == "__main__":
    solution_model()
"""


_RIGHT: Final = """\
# TODO: another way to solve it, in submission.py beside this file. Write at least five.
verdict: passed
"""

_WRONG: Final = """\
# TODO: a mistake that students make, in submission.py beside this file. Write at least ten.
verdict: failed
failing: [learned]
cause: [never given to fit]
"""


def new_exercise(exercise_id: str, root: Path) -> tuple[Path, ...]:
    """Write the skeleton of an exercise that trains a classifier of digits.

    Args:
        exercise_id: `c<course>w<week>_<what>`; no other exercise may have it.
        root: The folder with `exercises/` and `solutions/`, which are made where missing.

    Returns:
        The files written, in the order in which an author edits them.

    Raises:
        UsageError: If the id is not of that form, or there is something of this name already.
    """
    if not _ID.fullmatch(exercise_id):
        like = "c<course>w<week>_<what> in lower case, such as c1w3_mnist_convolutions"
        raise UsageError(f"{exercise_id!r} is no id for an exercise; write {like}.")
    exercise, solution = root / "exercises" / exercise_id, root / "solutions" / exercise_id
    examples = root / "tests" / "submissions" / exercise_id
    for folder in (exercise, solution, examples):
        if folder.exists():
            raise UsageError(f"{folder} exists already; choose another id or remove it.")
    texts = {
        exercise / "exercise.yaml": _SPEC,
        exercise / "README.md": _README,
        exercise / "README.ko.md": _README_KO,
        exercise / "stub.py": _STUB.format(id=exercise_id),
        solution / "solution.py": _SOLUTION.format(id=exercise_id),
        examples / "right_first" / "expect.yaml": _RIGHT,
        examples / "wrong_untrained" / "expect.yaml": _WRONG,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return (*texts, *write_notebooks(root, [exercise_id]))


def write_notebooks(root: Path, names: Iterable[str] = ()) -> tuple[Path, ...]:
    """Write stub.ipynb and solution.ipynb from the Python files; return those that changed.

    Args:
        root: The folder with `exercises/` and `solutions/`.
        names: Ids or unambiguous parts of ids; none means all.

    Raises:
        UnknownNameError: If a name means no exercise, or several.
        UsageError: If a Python file has a markdown cell that is not all comment.
    """
    folder = root / "exercises"
    ids = tuple(find_exercise(name, folder).name for name in names) or exercise_ids(folder)
    changed: list[Path] = []
    for exercise_id in ids:
        stub = folder / exercise_id / "stub.py"
        solution = root / "solutions" / exercise_id / "solution.py"
        changed += [path for path in (stub, solution) if path.is_file() and _write_notebook(path)]
    return tuple(path.with_suffix(".ipynb") for path in changed)


def _write_notebook(source: Path) -> bool:
    """Write the notebook beside `source`; return whether it changed."""
    notebook = source.with_suffix(".ipynb")
    try:
        text = notebook_from_python(source.read_text(encoding="utf-8"))
    except ValueError as error:
        remedy = "put a # before it, or begin a code cell with # %%"
        raise UsageError(f"{source}: {error}; {remedy}.") from None
    if notebook.is_file() and notebook.read_text(encoding="utf-8") == text:
        return False
    notebook.write_text(text, encoding="utf-8")
    return True
