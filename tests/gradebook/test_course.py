"""Whatever is wrong with a course.yaml, the instructor reads file, line, key and remedy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import SpecError
from grader.gradebook import Course, CourseExercise, Late, read_course

KNOWN = ("c1w1_house_prices", "c1w2_callbacks", "c2w1_cats_vs_dogs")
RIGHT = """\
format: 1
title: 이미지 분류
count: latest
timezone: Asia/Seoul
late: {per_day: 0.1, at_most: 0.5, grace_minutes: 15, never_after_days: 7}
exercises:
  c2w1_cats_vs_dogs: {due: 2026-12-15 23:59, late: {per_day: 0.2}, seed: 7}
  c1w1_house_prices:
  c1w2_callbacks: {due: 2026-12-01T23:59, weight: 2, max_attempts: 5}
strict: true
extensions:
  ana: {c1w2_callbacks: 2026-12-08T12:00}
"""

UNDUE = """\
format: 1
exercises: {c1w2_callbacks: }
extensions: {ana: {c1w2_callbacks: 2026-12-01T10:00}}
"""
EARLY = """\
format: 1
exercises:
  c1w2_callbacks: {due: 2026-12-02T10:00}
extensions:
  ana: {c1w2_callbacks: 2026-12-01T10:00}
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def writing(text: str) -> Path:
        path = tmp_path / "course.yaml"
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return writing


def complaint(path: Path) -> str:
    with pytest.raises(SpecError) as raised:
        read_course(path, known=KNOWN)
    return str(raised.value).removeprefix(str(path.parent) + "/")


def test_a_right_one(write: Write):
    course = read_course(write(RIGHT), known=KNOWN)
    assert (course.title, course.count, course.strict) == ("이미지 분류", "latest", True)
    late = Late(per_day=0.1, at_most=0.5, grace_minutes=15, never_after_days=7)
    assert list(course.exercises) == ["c2w1_cats_vs_dogs", "c1w1_house_prices", "c1w2_callbacks"]
    assert course.rules("c1w1_house_prices") == CourseExercise(late=late)
    calls = course.rules("c1w2_callbacks")
    assert (calls.late, calls.weight, calls.max_attempts, calls.seed) == (late, 2, 5, None)
    cats = course.rules("c2w1_cats_vs_dogs")
    assert cats.late == late.model_copy(update={"per_day": 0.2})
    assert cats.seed == 7
    # Seoul is nine hours ahead of UTC, and a time to the minute includes that minute.
    whole = datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert course.due("ben", "c1w2_callbacks") == whole - timedelta(microseconds=1)
    extended = course.due("ana", "c1w2_callbacks")
    assert extended == datetime(2026, 12, 8, 3, 0, 59, 999999, tzinfo=UTC)
    assert course.due("ana", "c1w1_house_prices") is None
    assert course.due("ana", "c9w9_unknown") is None


def test_the_least(write: Write):
    assert read_course(write("format: 1\n"), known=KNOWN) == Course(
        zone=read_course(write("format: 1\n")).zone
    )
    assert read_course(write("format: 1\ntitle: x\n")).rules("c1w2_callbacks") == CourseExercise()


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-01T23:59", "2026-12-01T23:59:59.999999+00:00"),
        ("2026-12-01 08:00", "2026-12-01T08:00:59.999999+00:00"),
        ("'2026-12-01'", "2026-12-01T23:59:59.999999+00:00"),
        ("'2026-12-01T23:59:30'", "2026-12-01T23:59:30+00:00"),
        ("2026-12-01T23:59+09:00", "2026-12-01T14:59:59.999999+00:00"),
        ("2026-12-01T23:59Z", "2026-12-01T23:59:59.999999+00:00"),
    ],
)
def test_how_a_time_is_written(write: Write, written: str, moment: str):
    path = write(f"format: 1\nexercises: {{c1w2_callbacks: {{due: {written}}}}}\n")
    due = read_course(path, known=KNOWN).due("ana", "c1w2_callbacks")
    assert due == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: x", "course.yaml:1: key 'format' is missing. Add it."),
        ("format: 2", "course.yaml:1: format: Input should be 1; found 2."),
        ("format: 1\ntitel: x", "course.yaml:2: unknown key 'titel'. Did you mean title?"),
        ("format: 1\ncount: last", "course.yaml:2: count: Input should be 'best' or 'latest'"),
        ("format: 1\ntimezone: Soul", "course.yaml:2: timezone: there is no such time zone"),
        ("format: 1\ntimezone: ../../etc", "course.yaml:2: timezone: there is no such time zone"),
        ("format: 1\nstrict: 1", "course.yaml:2: strict: Input should be a valid boolean"),
        ("format: 1\nlate: {per_day: 10}", "late.per_day: Input should be less than or equal to 1"),
        ("format: 1\nlate: {per_day: .nan}", "late.per_day: Input should be a finite number"),
        ("format: 1\nlate: {per_day: '0.1'}", "late.per_day: Input should be a valid number"),
        ("format: 1\nlate: {perday: 0.1}", "late.perday'. Did you mean per_day?"),
        ("format: 1\nlate: 0.1", "late: Input should be"),
        ("format: 1\nexercises:\n  c1w2_calbacks:\n",
         "course.yaml:3: there is no exercise 'c1w2_calbacks' here. Did you mean c1w2_callbacks?"),
        ("format: 1\nexercises:\n  zzz:\n", "`grader list` shows all."),
        ("format: 1\nexercises:\n  c1w2_callbacks:\n    dew: x",
         "course.yaml:4: unknown key 'exercises.c1w2_callbacks.dew'. Did you mean due?"),
        ("format: 1\nexercises:\n  c1w2_callbacks:\n    weight: -1", "course.yaml:4: exercises"),
        ("format: 1\nexercises:\n  c1w2_callbacks:\n    max_attempts: 0", "course.yaml:4: "),
        ("format: 1\nexercises:\n  c1w2_callbacks:\n    due: tomorrow",
         "course.yaml:4: exercises.c1w2_callbacks.due: a time is written 2026-12-01T23:59"),
        ("format: 1\nexercises:\n  c1w2_callbacks:\n    due: 20261201", "a time is written"),
        ("format: 1\nexercises: {c1w2_callbacks: {due: 2026-13-01T10:00}}", "found '2026-13"),
        ("format: 1\nexercises: {c1w2_callbacks: {due: 2026-12-01}}", "put the value in quotes"),
        (UNDUE,
         "course.yaml:3: extensions.ana.c1w2_callbacks: c1w2_callbacks has no due time to extend"),
        (EARLY,
         "course.yaml:5: extensions.ana.c1w2_callbacks: is before the due time of all, 2026-12-02"),
        ("format: 1\nextensions:\n  ana: {c1w2_callbacks: 2026-12-01T10:00}",
         "Name it under `exercises:` first."),
        ("format: 1\nformat: 1", "is there twice"),
        ("[1, 2]", "the file"),
        ("", "the file"),
    ],
)  # fmt: skip
def test_what_is_wrong(write: Write, text: str, words: str):
    assert words in complaint(write(text))


def test_a_file_that_is_not_there(tmp_path: Path):
    assert "course.yaml: cannot be read" in complaint(tmp_path / "course.yaml")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=60).map(lambda t: f"format: 1\ntitle: {t}\n".encode("utf-8", "replace")),
        st.text(max_size=20).map(
            lambda t: (
                b"format: 1\nexercises: {c1w2_callbacks: {due: '"
                + t.encode("utf-8", "replace")
                + b"'}}\n"
            )
        ),
        st.text(max_size=20).map(
            lambda t: b"format: 1\ntimezone: '" + t.encode("utf-8", "replace") + b"'\n"
        ),
    )
)
def test_whatever_is_in_it(tmp_path: Path, raw: bytes):
    path = tmp_path / "course.yaml"
    path.write_bytes(raw)
    with suppress(SpecError):
        assert isinstance(read_course(path, known=KNOWN), Course)
