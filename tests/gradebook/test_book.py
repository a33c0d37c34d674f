"""What is written to a gradebook is read from it again, on each of the two databases."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.attempts import Attempt, Standing, Withdrawal
from grader.errors import DataError, UsageError
from grader.gradebook import Gradebook, Recorded, job_key, open_gradebook
from grader.grades import Override, Student

from .making import CALLS, ERROR, FAILED, HOUSE, NOON, PASSED, handin, keep, report


def test_a_report_comes_back_whole(book: Gradebook):
    made = report(output="NaN\u2028 \x1b[31m", wall_seconds=12.5, seed=2**40, attempts=3)
    number = book.record(
        handin(submitted_at=NOON, late_by_platform=True),
        made,
        key="k",
        spec_digest="s",
        grader_digest="g",
        sha256="ab",
        identical_to="ben",
    )
    assert book.report(number) == made
    (attempt,) = book.reports_of("ana", CALLS)
    assert attempt == Attempt(
        report_id=number,
        student="ana",
        exercise_id=CALLS,
        key="k",
        verdict=PASSED,
        points=90,
        max_points=100,
        pass_points=80,
        submitted_at=NOON,
        graded_at=attempt.graded_at,
        seed=2**40,
        wall_seconds=12.5,
        path=f"class/ana/{CALLS}.py",
        sha256="ab",
        language="en",
        trainings=3,
        identical_to="ben",
        late_by_platform=True,
        spec_digest="s",
        grader_digest="g",
        batch_id=None,
        standing=Standing.COUNTS,
    )
    assert abs(attempt.graded_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert book.reports_of("ana", HOUSE) == ()
    assert book.exercises() == (CALLS,)


def test_it_is_still_there_later(url: str):
    with open_gradebook(url) as book:
        number = keep(book)
    with open_gradebook(url, create=False) as book:
        assert book.report(number).points == 90
    with open_gradebook(url, read_only=True) as book:
        assert book.report(number).points == 90


def test_a_job_is_recorded_once(book: Gradebook):
    first = keep(book, "k", points=40)
    assert keep(book, "k", points=70) == first
    assert [each.points for each in book.reports_of("ana", CALLS)] == [40]
    assert keep(book, "k", student="ben") != first
    assert keep(book, "k", exercise_id=HOUSE) != first


def test_fresh_replaces_what_counts_and_keeps_what_was(book: Gradebook):
    first = keep(book, "k", PASSED, 95)
    second = keep(book, "k", FAILED, 30, fresh=True)
    assert second > first
    assert keep(book, "k", PASSED, 99) == second
    found = book.reports_of("ana", CALLS)
    assert [(each.points, each.standing) for each in found] == [
        (95, Standing.REPLACED),
        (30, Standing.COUNTS),
    ]
    assert book.done(["k"]) == {"k": Recorded(second, FAILED)}


def test_which_jobs_are_done(book: Gradebook):
    numbers = {f"k{n}": keep(book, f"k{n}", student=f"s{n}") for n in range(5)}
    error = keep(book, "broken", ERROR, 0)
    assert book.done([]) == {}
    many = [f"k{n}" for n in range(3000)]
    assert book.done(many) == {key: Recorded(n, PASSED) for key, n in numbers.items()}
    assert book.done(["broken", "broken", "none"]) == {"broken": Recorded(error, ERROR)}


def test_a_jobs_key_confuses_nothing():
    keys = [
        job_key(*parts)
        for parts in [("a", "b", "c", "d"), ("ab", "", "c", "d"), ("a", "bc", "", "d"),
                      ("b", "a", "c", "d"), ("a", "b", "c", "e"), ("a\udcff", "b", "c", "d")]
    ]  # fmt: skip
    assert len(set(keys)) == 6
    assert job_key("a", "b", "c", "d") == keys[0]
    assert all(len(key) == 64 for key in keys)


def test_the_same_file_of_others(book: Gradebook):
    keep(book, "k1", student="ana", sha256="same")
    keep(book, "k2", student="ben", sha256="same", identical_to="ana")
    keep(book, "k3", student="eve", sha256="other")
    found = book.same_file(CALLS, "same")
    assert [(each.student, each.identical_to) for each in found] == [("ana", ""), ("ben", "ana")]
    assert book.same_file(HOUSE, "same") == ()


def test_batches(book: Gradebook):
    assert book.last_batch() is None
    first = book.begin_batch(json.dumps({"folder": "반"}, ensure_ascii=False))
    book.end_batch(first)
    second = book.begin_batch("{}")
    broken_off = book.last_batch()
    assert broken_off is not None
    assert (broken_off.id, broken_off.options, broken_off.ended_at) == (second, "{}", None)
    book.end_batch(second)
    ended = book.last_batch()
    assert ended is not None
    assert ended.ended_at is not None
    assert ended.ended_at >= ended.started_at
    number = book.record(
        handin(), report(), key="k", spec_digest="", grader_digest="", batch_id=second
    )
    assert [(each.report_id, each.batch_id) for each in book.reports_of("ana", CALLS)] == [
        (number, second)
    ]


def test_a_roster_knows_better_than_folders(book: Gradebook):
    book.add_students([Student("ana", "ana_folder", ids={"canvas": "1"}), Student("ben")])
    ana = Student("ana", "Ana Ng", "ana@x.org", {"sis": "7"}, "B")
    book.add_students([ana], from_roster=True)
    book.add_students([Student("ana", "a.n.", "no@x.org", {"moodle": "9", "sis": "8"}, "C")])
    keep(book, student=Student("ana", "yet another"))
    keep(book, student=Student("ben", "Ben"))
    assert book.students() == (
        Student("ana", "Ana Ng", "ana@x.org", {"canvas": "1", "sis": "7", "moodle": "9"}, "B"),
        Student("ben", "Ben"),
    )
    book.add_students([Student("ana", "Ana Maria Ng")], from_roster=True)
    assert book.students()[0].name == "Ana Maria Ng"
    assert book.students()[0].email == "ana@x.org"


def test_students_are_in_the_order_of_their_keys(book: Gradebook):
    book.add_students([Student(key) for key in ("b", "a", "B", "가", "é", "z")])
    assert [each.key for each in book.students()] == ["B", "a", "b", "z", "é", "가"]


def test_overrides_are_kept_and_the_last_stands(book: Gradebook):
    keep(book, points=40, verdict=FAILED)
    one = book.override("ana", CALLS, 60, author="kim", reason="power\x1b[2J cut")
    two = book.override("ana", CALLS, 75.5, author="lee", reason="power cut, twice")
    assert one.reason == "power cut"
    (grade,) = book.grades()
    assert (grade.override, grade.points, grade.earned) == (two, 75.5, 40)
    keep(book, "k1", PASSED, 100, fresh=True)  # a regrade changes nothing of it
    assert book.grades()[0].points == 75.5
    taken = book.withdraw_override("ana", CALLS, author="kim", reason="graded again")
    assert book.override_history("ana", CALLS) == (one, two, taken)
    assert (book.grades()[0].override, book.grades()[0].points) == (None, 100)
    with pytest.raises(UsageError, match="nothing to withdraw"):
        book.withdraw_override("ana", CALLS, author="kim", reason="again")
    book.override("ana", CALLS, 1, author="kim", reason="no")
    assert book.grades()[0].points == 1


@pytest.mark.parametrize(
    ("points", "facts", "words"),
    [
        (101, {}, "has 100 points; found 101. To give more, add --bonus"),
        (-1, {"bonus": True}, "from 0 to 100"),
        (float("nan"), {}, "from 0 to 100"),
        (float("inf"), {"bonus": True}, "from 0 to 100"),
        (50, {"reason": " \n"}, "Say why"),
        (50, {"author": "\x1b[31m"}, "Say who"),
        (50, {"student": "bob"}, "no student bob"),
        (50, {"exercise_id": "c9w9_none"}, "how many points c9w9_none has"),
    ],
)
def test_what_is_no_override(book: Gradebook, points: float, facts: dict[str, object], words: str):
    keep(book)
    given: dict[str, object] = {
        "student": "ana", "exercise_id": CALLS, "author": "kim", "reason": "so"
    } | facts  # fmt: skip
    with pytest.raises(UsageError) as raised:
        book.override(points=points, **given)  # pyright: ignore[reportArgumentType]
    assert words in str(raised.value)
    assert book.override_history("ana", CALLS) == ()


def test_a_bonus_and_points_for_nothing_handed_in(book: Gradebook):
    keep(book)
    assert book.override("ana", CALLS, 105, author="kim", reason="so", bonus=True).points == 105
    book.override("ana", HOUSE, 30, author="kim", reason="shown in class")
    house, calls = sorted(book.grades(), key=lambda each: each.exercise_id)
    assert (calls.points, calls.max_points) == (105, 100)
    assert (house.points, house.verdict, house.max_points) == (30, None, 100)


def test_the_history_in_order(book: Gradebook):
    first = keep(book, "k1", FAILED, 40)
    given = book.override("ana", CALLS, 60, author="kim", reason="so")
    second = keep(book, "k2", PASSED, 90)
    taken = book.withdraw_override("ana", CALLS, author="kim", reason="no")
    events = book.history("ana", CALLS)
    assert [type(each) for each in events] == [Attempt, Override, Attempt, Withdrawal]
    assert [each.report_id for each in events if isinstance(each, Attempt)] == [first, second]
    assert (events[1], events[3]) == (given, taken)


def test_a_report_that_is_not_there(book: Gradebook):
    with pytest.raises(DataError, match="has no report 77"):
        book.report(77)


def test_a_report_on_something_else_is_our_bug(book: Gradebook):
    with pytest.raises(ValueError, match=f"{HOUSE} for a handin of {CALLS}"):
        book.record(handin(), report(exercise_id=HOUSE), key="k", spec_digest="", grader_digest="")
    assert book.students() == ()


def test_times_need_a_zone(book: Gradebook):
    east = datetime(2026, 12, 1, 21, tzinfo=timezone(timedelta(hours=9)))
    keep(book, at=east)
    assert book.reports_of("ana", CALLS)[0].submitted_at == NOON
    with pytest.raises(ValueError, match="no time zone"):
        keep(book, "k2", at=NOON.replace(tzinfo=None))
    assert len(book.reports_of("ana", CALLS)) == 1


HOSTILE = st.text(st.characters(), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(HOSTILE.filter(str.strip), HOSTILE, HOSTILE)
def test_any_text_can_be_stored(book: Gradebook, key: str, name: str, printed: str):
    student = Student(f"s{key}", name, name, {name: printed}, printed)
    number = book.record(
        handin(student),
        report(output=printed, student=name),
        key=f"k{key}",
        spec_digest=printed,
        grader_digest=name,
        sha256=printed,
        identical_to=name,
    )
    book.report(number)
    assert any(each.report_id == number for each in book.grades())
    assert book.done([f"k{key}"])[f"k{key}"].report_id == number


def test_half_a_surrogate_and_nul(book: Gradebook):
    number = keep(book, "k\udcff\0", student="a\udcff\0b", output="\udcff\0", points=50)
    assert book.report(number).output == "?\0"
    assert [each.key for each in book.students()] == [r"a\udcff\x00b"]
    assert book.done(["k\udcff\0"])


@pytest.mark.parametrize("key", ["", " \n"])
def test_nobody(book: Gradebook, key: str):
    with pytest.raises(DataError, match="without a name"):
        book.add_students([Student(key)])
    with pytest.raises(DataError, match="without a name"):
        keep(book, key)
    assert book.students() == ()


def test_very_long_keys_stay_apart(book: Gradebook):
    keys = ["\U0001f984" * 3000 + end for end in ("a", "b")]
    numbers = [keep(book, key, student=key, sha256=key) for key in keys]
    assert len(set(numbers)) == len(book.students()) == 2
    assert [book.done(keys)[key].report_id for key in keys] == numbers
    assert [book.reports_of(key, CALLS)[0].report_id for key in keys] == numbers
    assert keep(book, keys[1], student=keys[1]) == numbers[1]
    book.override(keys[0], CALLS, 5, author="kim", reason="so")
    assert {grade.points for grade in book.grades()} == {5, 90}
