"""Which attempt counts: rules as an instructor would say them, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grader.attempts import Attention, Concern, Standing
from grader.gradebook import Course, CourseExercise, Gradebook, Late
from grader.grades import Grade, Student

from .making import CALLS, ERROR, FAILED, HOUSE, NOON, NOT_GRADABLE, PASSED, keep

DAY = timedelta(days=1)
LATE = Late(per_day=0.1, at_most=0.5, never_after_days=7)


def course(count: str = "best", **rules: object) -> Course:
    exercise = CourseExercise(**rules)  # pyright: ignore[reportArgumentType]
    return Course(count=count, exercises={CALLS: exercise})  # pyright: ignore[reportArgumentType]


BEST, LATEST = course(), course("latest")
DUE = course(due=NOON, late=LATE)


def counted(book: Gradebook, chosen: Course = BEST, student: str = "ana") -> Grade:
    (grade,) = book.grades(course=chosen, students=[student])
    return grade


def standings(book: Gradebook, chosen: Course = BEST) -> list[Standing]:
    return [each.standing for each in book.reports_of("ana", CALLS, course=chosen)]


def test_the_best_and_the_latest(book: Gradebook):
    keep(book, "k1", FAILED, 70)
    best = keep(book, "k2", PASSED, 95)
    keep(book, "k3", PASSED, 95)
    last = keep(book, "k4", FAILED, 40)
    assert (counted(book).report_id, counted(book).points) == (best, 95)
    assert (counted(book, LATEST).report_id, counted(book, LATEST).points) == (last, 40)
    assert counted(book).attempts == 4
    assert standings(book) == [Standing.OPEN, Standing.COUNTS, Standing.OPEN, Standing.OPEN]


def test_passed_comes_before_points(book: Gradebook):
    keep(book, "k1", FAILED, 90)
    passed = keep(book, "k2", PASSED, 81)
    assert counted(book).report_id == passed


def test_the_latest_is_the_one_that_was_handed_in_last(book: Gradebook):
    last = keep(book, "k1", FAILED, 10, at=NOON)
    keep(book, "k2", PASSED, 90, at=NOON - DAY)
    assert counted(book, LATEST).report_id == last


def test_of_equals_the_earlier_counts(book: Gradebook):
    keep(book, "k1", points=90, at=NOON)
    earlier = keep(book, "k2", points=90, at=NOON - DAY)
    assert counted(book).report_id == earlier
    assert counted(book).submitted_at == NOON - DAY


def test_a_fault_of_the_graders_never_counts_while_there_is_another(book: Gradebook):
    keep(book, "k1", NOT_GRADABLE, 0)
    unreadable = counted(book)
    assert (unreadable.verdict, unreadable.attempts) == (NOT_GRADABLE, 0)
    keep(book, "k2", ERROR, 0)
    assert counted(book).verdict == counted(book, LATEST).verdict == NOT_GRADABLE
    failed = keep(book, "k3", FAILED, 0)
    keep(book, "k4", ERROR, 0)
    keep(book, "k5", NOT_GRADABLE, 0)
    assert counted(book).report_id == counted(book, LATEST).report_id == failed
    assert counted(book).attempts == 1
    keep(book, "k1", ERROR, 0, student="ben")
    assert counted(book, student="ben").verdict is ERROR


def test_a_regrade_replaces_in_both_directions(book: Gradebook):
    keep(book, "spec 1", PASSED, 95, sha256="one", at=NOON)
    keep(book, "other file", FAILED, 60, sha256="two", at=NOON - DAY)
    again = keep(book, "spec 2", PASSED, 85, sha256="one", at=NOON + 3 * DAY)
    grade = counted(book, DUE)
    # The same bytes were there in time, so grading them again later is not late.
    assert (grade.report_id, grade.points, grade.days_late) == (again, 85, 0)
    assert (grade.submitted_at, grade.attempts) == (NOON, 2)
    keep(book, "spec 3", ERROR, 0, sha256="one")
    assert counted(book, DUE).report_id == again
    assert standings(book) == [
        Standing.REPLACED, Standing.OPEN, Standing.COUNTS, Standing.REPLACED
    ]  # fmt: skip


def test_files_that_could_not_be_read_are_told_apart_by_their_jobs(book: Gradebook):
    keep(book, "k1", NOT_GRADABLE, 0, sha256="")
    keep(book, "k2", NOT_GRADABLE, 0, sha256="")
    assert standings(book) == [Standing.FREE, Standing.COUNTS]


def test_late_days_are_taken_off_what_was_earned(book: Gradebook):
    keep(book, "k1", PASSED, 95, at=NOON + DAY)
    grade = counted(book, DUE)
    assert (grade.earned, grade.days_late, grade.taken_off, grade.points) == (95, 1, 9.5, 85.5)
    assert grade.verdict is PASSED
    in_time = keep(book, "k2", PASSED, 86, at=NOON)
    assert counted(book, DUE).report_id == in_time
    (late, _) = book.reports_of("ana", CALLS, course=DUE)
    assert (late.days_late, late.taken_off, late.standing) == (1, 9.5, Standing.OPEN)
    assert counted(book).points == 95


def test_an_extension_is_for_one(book: Gradebook):
    extended = Course(exercises=DUE.exercises, extensions={("ana", CALLS): NOON + 2 * DAY})
    for student in ("ana", "ben"):
        keep(book, "k", PASSED, 90, student=student, at=NOON + 2 * DAY)
    assert counted(book, extended).points == 90
    assert counted(book, extended, "ben").points == 72


def test_without_a_time_nothing_is_late(book: Gradebook):
    number = keep(book, "k", PASSED, 90, late_by_platform=True)
    found = book.overview(course=DUE)
    assert (found.grades[0].points, found.grades[0].days_late) == (90, 0)
    assert found.attention == (Attention(Concern.LATE_WITHOUT_TIME, "ana", CALLS, number),)
    assert book.overview(course=BEST).attention == ()


@pytest.mark.parametrize("count", ["best", "latest"])
def test_what_is_too_late_counts_only_alone(book: Gradebook, count: str):
    chosen = course(count, due=NOON, late=LATE)
    keep(book, "k1", PASSED, 95, at=NOON + 8 * DAY)
    grade = counted(book, chosen)
    assert (grade.verdict, grade.points, grade.taken_off, grade.days_late) == (PASSED, 0, 95, 8)
    in_time = keep(book, "k2", FAILED, 30, at=NOON)
    assert counted(book, chosen).report_id == in_time
    assert standings(book, chosen) == [Standing.TOO_LATE, Standing.COUNTS]


@pytest.mark.parametrize(("count", "points"), [("best", 50), ("latest", 40)])
def test_attempts_over_the_limit(book: Gradebook, count: str, points: float):
    keep(book, "k0", NOT_GRADABLE, 0, at=NOON - DAY)
    keep(book, "k1", FAILED, 50, at=NOON)
    keep(book, "k2", ERROR, 0, at=NOON + DAY)
    keep(book, "k3", FAILED, 40, at=NOON + 2 * DAY)
    keep(book, "k4", PASSED, 100, at=NOON + 3 * DAY)
    chosen = course(count, max_attempts=2)
    assert counted(book, chosen).points == points
    assert standings(book, chosen)[-1] is Standing.OVER_LIMIT
    assert counted(book, chosen).attempts == 3


def test_who_handed_in_nothing(book: Gradebook):
    book.add_students([Student("ben", "Ben"), Student("ana")], from_roster=True)
    keep(book, points=90, max_points=110.0)
    grades = book.grades(course=Course(exercises={HOUSE: CourseExercise(), **BEST.exercises}))
    assert [(g.student.key, g.exercise_id, g.verdict, g.max_points) for g in grades] == [
        ("ana", HOUSE, None, 100),
        ("ana", CALLS, PASSED, 110),
        ("ben", HOUSE, None, 100),
        ("ben", CALLS, None, 110),
    ]
    assert grades[2] == Grade(Student("ben", "Ben"), HOUSE, 100)


def test_only_some(book: Gradebook):
    for student in ("ana", "ben", "eve"):
        for exercise_id in (HOUSE, CALLS):
            keep(book, student=student, exercise_id=exercise_id)
    assert len(book.grades()) == 6
    some = book.grades(students=["eve", "ben", "nobody"], exercises=[CALLS])
    assert [(g.student.key, g.exercise_id) for g in some] == [("ben", CALLS), ("eve", CALLS)]
    many = [f"s{n}" for n in range(2000)]
    assert [g.student.key for g in book.grades(students=["eve", *many])] == ["eve", "eve"]
    assert book.grades(students=[]) == ()


def test_everybody_has_a_grade_for_what_anybody_handed_in(book: Gradebook):
    keep(book, student="ana")
    book.add_students([Student("ben")])
    assert [(g.exercise_id, g.verdict) for g in book.grades(students=["ben"])] == [(CALLS, None)]


def test_an_empty_book(book: Gradebook):
    assert book.grades() == ()
    assert book.overview(course=DUE).attention == ()


def test_what_needs_a_person(book: Gradebook):
    first = keep(book, "k1", ERROR, 0, at=NOON)
    copied = keep(book, "k2", student="ben", identical_to="ana")
    keep(book, student="eve", exercise_id=HOUSE)
    asked = Course(exercises={CALLS: CourseExercise(due=NOON)}, extensions={("eva", CALLS): NOON})
    assert book.overview(course=asked).attention == (
        Attention(Concern.UNKNOWN_EXTENSION, "eva", CALLS),
        Attention(Concern.OUTSIDE_COURSE, exercise_id=HOUSE),
        Attention(Concern.GRADER_ERROR, "ana", CALLS, first),
        Attention(Concern.IDENTICAL, "ben", CALLS, copied, "ana"),
    )


def concerns(book: Gradebook) -> list[Concern]:
    return [each.concern for each in book.overview().attention]


def test_a_fault_is_settled_by_what_came_later(book: Gradebook):
    keep(book, "k0", PASSED, 90)
    keep(book, "k1", ERROR, 0)
    assert concerns(book) == [Concern.GRADER_ERROR]
    book.override("ana", CALLS, 10, author="kim", reason="so")
    assert concerns(book) == []
    book.withdraw_override("ana", CALLS, author="kim", reason="so")
    assert concerns(book) == [Concern.GRADER_ERROR]
    keep(book, "k2", FAILED, 0)
    assert concerns(book) == []


def test_a_fault_is_settled_by_a_regrade(book: Gradebook):
    keep(book, "k1", ERROR, 0)
    keep(book, "k1", FAILED, 30, fresh=True)
    assert concerns(book) == []
    assert counted(book).points == 30


def test_a_course_is_counted_in_its_zone(book: Gradebook):
    keep(book, "k", points=100, at=datetime(2026, 12, 1, 12, 0, 1, tzinfo=UTC))
    assert counted(book, DUE).days_late == 1
    grace = course(due=NOON, late=Late(per_day=0.1, grace_minutes=1))
    assert counted(book, grace).days_late == 0
