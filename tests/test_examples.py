"""What is wrong with an exercise's examples, as far as it can be read off them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.expectations import FEWEST, example_faults
from grader.exercise import Exercise
from grader.practice import load_exercise


@pytest.fixture
def exercise() -> Exercise:
    return load_exercise("callbacks")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As many examples as there must be."""
    for kind, fewest in FEWEST.items():
        for number in range(fewest):
            write(tmp_path / f"{kind}_{number}", EXPECTED[kind])
    return tmp_path


EXPECTED = {
    "right": "verdict: passed\n",
    "wrong": "verdict: failed\nfailing: [runs]\ncause: [NameError]\n",
}


def write(example: Path, expectation: str) -> None:
    example.mkdir(exist_ok=True)
    (example / "submission.py").write_text("x = 1\n", encoding="utf-8")
    (example / "expect.yaml").write_text(expectation, encoding="utf-8")


def test_whole_examples_have_no_faults(folder: Path, exercise: Exercise):
    assert list(example_faults(folder, exercise)) == []


@pytest.mark.parametrize(
    ("expectation", "told"),
    [
        ("verdict: fail\n", "expect.yaml:1: verdict:"),
        ("verdict: failed\nfailing: [runz]\ncause: [x]\n", "runz, which is no check of the"),
        ("verdict: passed\nby_chance: [runz]\n", "by_chance names runz, which is no check"),
        (
            "verdict: failed\nfailing: [runs]\nby_chance: [runs]\ncause: [x]\n",
            "runs cannot fail always and by chance",
        ),
        ("verdict: passed\nby_chance: [runs]\n", "cannot pass where the required runs fails"),
        ("verdict: passed\nfailing: [runs]\n", "cannot pass where the required runs fails"),
        ("verdict: not_gradable\nfailing: [runs]\ncause: [x]\n", "leave failing out"),
        ("verdict: failed\nfailing: [runs]\n", "no cause; write words of the true cause"),
        ("verdict: failed\nfailing: [runs]\ncauze: [x]\n", "Did you mean cause?"),
    ],
)
def test_what_cannot_be_is_told(folder: Path, exercise: Exercise, expectation: str, told: str):
    write(folder / "wrong_0", expectation)
    (found,) = example_faults(folder, exercise)
    assert found.startswith("wrong_0: ")
    assert told in found


def test_what_is_missing_is_told(folder: Path, exercise: Exercise):
    (folder / "wrong_0" / "submission.py").unlink()
    (folder / "wrong_1" / "expect.yaml").unlink()
    (folder / "right_0").rename(folder / "fine")
    assert list(example_faults(folder, exercise)) == [
        "fine is neither; let its name begin with right_ or wrong_.",
        "wrong_0: there is no submission beside expect.yaml.",
        "wrong_1: there is no expect.yaml; write what its report says.",
        "4 right examples; write at least 5.",
    ]


def test_without_a_folder_there_are_none(tmp_path: Path, exercise: Exercise):
    assert len(list(example_faults(tmp_path / "none", exercise))) == 2
