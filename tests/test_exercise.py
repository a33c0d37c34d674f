"""Whatever is wrong with an exercise.yaml, its author reads file, line, key and remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from grader.checks import schemas
from grader.errors import ExitCode, SpecError, UnknownNameError
from grader.exercise import Exercise, exercise_ids, find_exercise, read_exercise
from grader.language import pick, use_language

RIGHT = """\
format: 1
title: {en: Digits, ko: 숫자}
dataset: mnist
checks:
  - check: accuracy
    at_least: {embedded: 0.9, real: 0.8}
    partial_from: 0.5
    points: 40
    hint: Look again.
  - check: runs
    points: 60
    required: true
    hint: {en: Run it., ko: 실행해 보세요.}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes an exercise.yaml."""

    def writing(text: str) -> Path:
        folder = tmp_path / "c1w2_digits"
        folder.mkdir(exist_ok=True)
        path = folder / "exercise.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return writing


def read(path: Path) -> Exercise:
    return read_exercise(path, schemas())


def complaint(path: Path) -> str:
    with pytest.raises(SpecError) as raised:
        read(path)
    assert raised.value.exit_code is ExitCode.USAGE
    assert raised.value.path == path
    return str(raised.value).removeprefix(str(path.parent) + "/")


def test_a_right_one(write: Write):
    exercise = read(write(RIGHT))
    assert exercise.id == "c1w2_digits"
    assert exercise.dataset == "mnist"
    assert exercise.max_points == 100
    assert [spec.name for spec in exercise.checks] == ["accuracy", "runs"]
    assert [spec.required for spec in exercise.checks] == [False, True]
    assert (exercise.pass_score, exercise.attempts) == (0.8, 1)
    with use_language("ko"):
        assert pick(exercise.title) == "숫자"
        assert pick(exercise.checks[0].hint) == "Look again."


def test_each_profile_has_its_own_numbers(write: Write):
    parameters = read(write(RIGHT)).checks[0].parameters
    assert parameters["embedded"].model_dump()["at_least"] == 0.9
    assert parameters["real"].model_dump()["at_least"] == 0.8
    assert {keys.model_dump()["partial_from"] for keys in parameters.values()} == {0.5}


def test_one_profile_serves_the_other(write: Write):
    text = RIGHT.replace("{embedded: 0.9, real: 0.8}", "{real: 0.7}")
    parameters = read(write(text)).checks[0].parameters
    assert parameters["embedded"].model_dump()["at_least"] == 0.7


def test_a_list_needs_no_checks_keys(write: Write):
    path = write(RIGHT.replace("at_least", "no_such_key"))
    assert read_exercise(path, None).max_points == 100
    with pytest.raises(SpecError):
        read(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("format: 1", "format: 2", ":1: format: Input should be 1; found 2."),
        ("dataset:", "datset:", ":3: unknown key 'datset'. Did you mean dataset?"),
        ("dataset: mnist", "dataset: [mnist]", ":3: dataset: Input should be a valid string"),
        ("title: {en: Digits, ko: 숫자}", "title: {ko: 숫자}", ":2: title"),
        ("check: accuracy", "check: acuracy", ":5: there is no check named 'acuracy'. Did you"),
        ("check: accuracy", "check: zzz", ":5: there is no check named 'zzz'. There are accuracy"),
        ("at_least:", "atleast:", "atleast'. Did you mean at_least?"),
        ("points: 40", "points: many", ":8: checks.0.points"),
        ("points: 40", "points: -1", ":8: checks.0.points"),
        ("required: true", "required: perhaps", ":12: checks.1.required"),
        ("real: 0.8", "reel: 0.8", ":6: checks.0.at_least"),
        ("    hint: Look again.\n", "", ":5: check accuracy has no hint. Add `hint:`."),
        ("title:", "checks: []\ntitle:", "twice"),
        ("points: 40", "points: 40\n    points: 50", "twice"),
        ("title: {en: Digits, ko: 숫자}\n", "", ": key 'title' is missing. Add it."),
        ("title: {", "title: {{", "is not YAML"),
        ("title: {", "limits: {wall_second: 9}\ntitle: {", "Did you mean wall_seconds?"),
        ("title: {", "attempts: 0\ntitle: {", ":2: attempts"),
        ("title: {", "entry: {parts: {model: [f], epoch: 1}}\ntitle: {", "Did you mean epochs?"),
        ("title: {", "entry: {parts: {model: [], epochs: 1}}\ntitle: {", "entry.parts.model"),
        ("title: {", "entry: {parts: {epochs: 1}}\ntitle: {", "'entry.parts.model' is missing"),
    ],
)
def test_what_is_wrong_is_told(write: Write, old: str, new: str, told: str):
    assert old in RIGHT
    said = complaint(write(RIGHT.replace(old, new, 1)))
    assert said.startswith("exercise.yaml:")
    assert told in said


def test_a_remark_has_no_points(write: Write):
    remark = RIGHT.replace("    points: 40\n", "    remark: true\n")
    exercise = read(write(remark))
    assert [spec.remark for spec in exercise.checks] == [True, False]
    assert (exercise.checks[0].points, exercise.max_points) == (0, 60)
    same = remark.replace("remark: true", "remark: true\n    points: 0\n    required: false")
    assert read(write(same)).checks[0].remark


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "points: 5",
            ":5: check accuracy is a remark: it has no points and is not required. Leave",
        ),
        ("required: true", ":5: check accuracy is a remark: it has no points and is not required."),
        ("points: 0.5\n    required: true", ":5: check accuracy is a remark"),
    ],
)
def test_a_remark_with_points_is_refused(write: Write, more: str, told: str):
    said = complaint(write(RIGHT.replace("points: 40", f"remark: true\n    {more}")))
    assert told in said


@pytest.mark.parametrize("word", ["perhaps", "[true]", "{en: true}"])
def test_a_remark_is_true_or_false(write: Write, word: str):
    said = complaint(write(RIGHT.replace("points: 40", f"remark: {word}")))
    assert ":8: checks.0.remark" in said


def test_a_remark_has_a_hint(write: Write):
    text = RIGHT.replace("points: 40\n    hint: Look again.", "remark: true")
    assert "check accuracy has no hint" in complaint(write(text))


def test_what_a_check_needs_one_of(write: Write):
    text = RIGHT.replace("check: runs", "check: layer_count\n    kind: Dense")
    said = complaint(write(text))
    assert ":10: checks.1: give at least one of exactly, at_least, at_most." in said


@pytest.mark.parametrize("text", ["", "- 1\n", "just words\n", "format: 1\nchecks: []\ntitle: x\n"])
def test_what_is_no_exercise(write: Write, text: str):
    assert complaint(write(text)).startswith("exercise.yaml")


def test_it_never_runs_what_stands_in_it(write: Write, tmp_path: Path):
    mark = tmp_path / "it ran"
    complaint(write(f"!!python/object/apply:os.mkdir ['{mark}']\n"))
    assert not mark.exists()


def test_not_utf_8_and_not_there(write: Write, tmp_path: Path):
    path = write(RIGHT)
    path.write_bytes(b"title: \xff\n")
    assert "is not UTF-8" in complaint(path)
    missing = tmp_path / "c1" / "exercise.yaml"
    with pytest.raises(SpecError, match="cannot be read"):
        read(missing)


# --- names ------------------------------------------------------------------------------------


@pytest.fixture
def exercises(tmp_path: Path) -> Path:
    """Return a folder with three exercises."""
    for name in ("c2w1_cats", "c1w1_house_prices", "c1w2_callbacks"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "exercise.yaml").touch()
    (tmp_path / "c3w1_no_exercise").mkdir()
    return tmp_path


def test_ids_are_sorted(exercises: Path):
    assert exercise_ids(exercises) == ("c1w1_house_prices", "c1w2_callbacks", "c2w1_cats")


@pytest.mark.parametrize("name", ["c1w2_callbacks", "callbacks", "CALLBACKS", "c1w2", "w2"])
def test_a_part_of_an_id_is_enough(exercises: Path, name: str):
    assert find_exercise(name, exercises).name == "c1w2_callbacks"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("c1", "'c1' could mean c1w1_house_prices, c1w2_callbacks. Type more of the name."),
        ("c1w2_calbacks", "no exercise named 'c1w2_calbacks'. Did you mean c1w2_callbacks"),
        ("xyzzy", "no exercise named 'xyzzy'. `grader list` shows all."),
        ("", "`grader list` shows all."),
        ("../c1w2_callbacks", "no exercise named"),
        ("c3w1_no_exercise", "no exercise named"),
    ],
)
def test_a_name_that_means_none_or_several(exercises: Path, name: str, told: str):
    with pytest.raises(UnknownNameError) as raised:
        find_exercise(name, exercises)
    assert told in str(raised.value)
