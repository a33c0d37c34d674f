"""A class's page: who has what, who to look at, what failed most, and nothing of theirs runs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.feedback import ClassPage, render_class, submission_row
from grader.feedback.by_hand import concerns
from grader.feedback.histogram import histogram
from grader.grades import Grade, Override, Student
from grader.results import Verdict
from tests.reports.samples import FAILED, GRADER_ERROR, RUNS

from .reading import Page, harmless
from .samples import ATTACK, ATTACKS, CLASS, MADE, NAMES, grade_of, hostile_class, row_of

ANA, BEN, CHEN = (Student(key=name.split()[0].lower(), name=name) for name in NAMES[:3])


def class_of(*rows: Any, **more: Any) -> ClassPage:
    return ClassPage("Class", MADE, tuple(map(grade_of, rows)), rows, **more)


def test_the_whole_page():
    html = render_class(CLASS)
    page = harmless(html, scripts=1)
    for words in (
        "Students 12 Handed in 23", "Chen Wang chen2", "nothing handed in", "by hand", "late, −10",
        "the grader failed check output_layer raised ZeroDivisionError", "x.py is empty.",
        "88 points from Dr. Park: It was solved orally.", "2 students handed in the same file",
        "misc/final (2).py", "No exercise is called", "Failed most", "The last layer has the right",
    ):  # fmt: skip
        assert words in page.text
    assert "feedback/ana0/c1w2_callbacks.html" in page.values("a", "href")
    assert all(not address.startswith("/") for address in page.values("a", "href"))


def test_in_korean():
    page = harmless(render_class(replace(CLASS, language="ko")), scripts=1)
    assert page.values("html", "lang") == ["ko"]
    assert "점수 분포" in page.text
    assert "전체 학생" in page.text


def test_the_policy_allows_the_one_script():
    page = Page(render_class(CLASS))
    assert page.script.count("addEventListener") == 1
    (policy,) = [v for _, n, v in page.attributes if n == "content" and "default-src" in v]
    assert re.search(r"script-src 'sha256-[\w+/=]+'; base-uri 'none'", policy)


def test_a_class_without_anybody():
    page = harmless(render_class(ClassPage("Empty", MADE)), scripts=1)
    assert "Nobody is in this class yet" in page.text
    assert page.tags["table"] == 0


def test_a_row_of_a_report():
    report = FAILED.model_copy(
        update={
            "submission_sha256": "ab" * 32,
            "attempts": 3,
            "runs": tuple(run.model_copy(update={"peak_memory_mb": 900.0 * n})
                          for n, run in enumerate(RUNS, start=1)),
        }
    )  # fmt: skip
    row = submission_row(report, ANA, page="x.html")
    assert [name for name, _ in row.failed] == ["output_layer", "stops_at"]
    assert (row.peak_memory_mb, row.trained, row.wall_seconds) == (1800, 3, 44.7)
    assert submission_row(GRADER_ERROR, ANA).message.startswith("check output_layer raised")


# --- who to look at ---------------------------------------------------------------------------


def kinds(page: ClassPage) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, tuple(student.key for student in each.who)) for each in concerns(page)]


@pytest.mark.parametrize(
    ("points", "more", "found"),
    [
        (75, {}, ["near"]),
        (74.5, {}, []),
        (80, {}, []),
        (100, {"attempts": 3}, ["near"]),
        (90, {"verdict": Verdict.FAILED}, ["near"]),
        (0, {"verdict": Verdict.GRADER_ERROR}, ["grader_error"]),
        (0, {"verdict": Verdict.NOT_GRADABLE}, ["not_gradable"]),
    ],
)
def test_who_is_looked_at(points: float, more: dict[str, Any], found: list[str]):
    row = row_of(ANA, "c1", points, **more)
    assert [kind for kind, _ in kinds(class_of(row))] == found


def test_identical_files_are_named_once():
    rows = [
        row_of(student, exercise, 100, submission_sha256=digest)
        for student, exercise, digest in [
            (ANA, "c1", "aa"), (BEN, "c1", "aa"), (CHEN, "c1", "bb"), (ANA, "c2", "aa"),
            (BEN, "c2", "bb"), (ANA, "c3", ""), (BEN, "c3", ""),
        ]
    ]  # fmt: skip
    assert kinds(class_of(*rows)) == [("identical", ("ana", "ben"))]


def test_overrides_and_the_order_of_reasons():
    override = Override(50, "Dr. Park", "orally", MADE)
    rows = (row_of(ANA, "c1", 76), row_of(BEN, "c1", 0, verdict=Verdict.GRADER_ERROR))
    grades = (grade_of(rows[0], override=override, points=50), grade_of(rows[1]))
    page = ClassPage("Class", MADE, grades, rows)
    assert [kind for kind, _ in kinds(page)] == ["grader_error", "near", "override"]


# --- how the points are spread ----------------------------------------------------------------


def grades(*points: float | None) -> list[Grade]:
    return [
        Grade(ANA, "c1", 50) if each is None else Grade(ANA, "c1", 50, Verdict.FAILED, points=each)
        for each in points
    ]


def test_a_histogram_counts_tenths():
    found = histogram("c1", grades(0, 4.9, 5, 45, 50, 50, None))
    assert [bar.count for bar in found.bars] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 3]
    assert (found.bars[9].low, found.bars[9].high) == (90, 100)
    assert found.said == "6 handed in, 1 did not. Half of them have 50 % of the points or more."


def test_a_histogram_of_nobody_and_of_odd_points():
    assert histogram("c1", []).said == "0 handed in, 0 did not."
    odd = histogram("c1", [*grades(-5, 60, float("nan")), Grade(ANA, "c1", 0, Verdict.PASSED)])
    assert [bar.count for bar in odd.bars] == [3, *[0] * 8, 1]


def test_points_by_hand_without_a_submission_count():
    override = Override(25, "Dr. Park", "orally", MADE)
    found = histogram("c1", [Grade(ANA, "c1", 50, points=25, override=override)])
    assert found.handed_in == 1


# --- what failed most, what cost most ---------------------------------------------------------


def section(html: str, heading: str) -> Page:
    start = html.index(f"<h2>{heading}")
    return Page(html[start : html.index("</section>", start)])


def test_what_failed_most_comes_first():
    rows = (row_of(ANA, "c1", 0), row_of(BEN, "c1", 100), row_of(CHEN, "c1", 0))
    page = section(render_class(class_of(*rows)), "Failed most")
    assert "The last layer has the right width output_layer c1 2 of 3" in page.text


def test_what_cost_most_is_there_once():
    rows = [
        row_of(Student(f"s{n}"), "c1", 100, wall_seconds=float(n),
               runs=(RUNS[0].model_copy(update={"peak_memory_mb": 1000.0 - n}),))
        for n in range(30)
    ]  # fmt: skip
    page = section(render_class(class_of(*rows)), "Slowest and most expensive")
    found = re.findall(r"s\d+", page.text)
    assert found == ["s29", "s28", "s27", "s26", "s25", "s24", "s23", "s22", "s3", "s2", "s1", "s0"]


# --- hostile ----------------------------------------------------------------------------------


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.sampled_from([*ATTACKS, ATTACK, "\udcff\udc80"])))
def test_no_text_gets_out_of_its_place(text: str):
    page = harmless(render_class(hostile_class(text)), scripts=1)
    for address in page.values("a", "href"):
        assert address.startswith(("#", "javascript%3A"))
