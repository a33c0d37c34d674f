from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from grader.results import CheckResult, CheckStatus, Report, RunRecord, RunStatus, Verdict

from .conftest import Print
from .samples import (
    ERROR,
    FAILED,
    GRADER_ERROR,
    HISTORY,
    HOSTILE,
    LAYER_CHECK,
    NOT_GRADABLE,
    PASSED,
    RUNS_CHECK,
    SAMPLES,
    STARTED,
    STOP_CHECK,
)

COLOURS = re.compile(r"\x1b\[[\d;]*m")


def changed(report: Report, **values: Any) -> Report:
    return report.model_copy(update=values)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp949"])
@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_wider_than_the_console(
    show: Print, name: str, width: int, encoding: str, language: str
):
    text = show(changed(SAMPLES[name], language=language), width, encoding=encoding)
    for line in text.split("\n"):
        if not line.startswith("      grader "):  # to be copied, so never wrapped
            assert cell_len(line) <= min(width, 120)
        assert line == line.rstrip()


def test_the_head_of_a_wide_report_is_one_line(show: Print):
    _, head, bar, facts, more, *_ = show(FAILED, 120).split("\n")
    assert head.startswith("Stop when it is good enough · c1w2_callbacks · ana · callbacks.py  ")
    assert head.endswith("  ✗ not passed yet · 62.5 of 100 points")
    assert len(head) == 120
    assert bar == "━" * 75 + "─" * 21 + "┼" + "─" * 23
    assert facts.startswith("80 points are enough · trained 41 s, examined 1.3 s, 45 s in all")
    assert facts.endswith("NVIDIA H200")
    assert more == "synthetic data mnist 3f2a91c0, hidden images 77aa01bc · seed 7"


def test_the_verdict_is_below_the_title_where_both_do_not_fit(show: Print):
    _, title, verdict, *_ = show(PASSED, 80).split("\n")
    assert title == "Stop when it is good enough · c1w2_callbacks · ana · callbacks.py"
    assert verdict == "✓ passed · 100 of 100 points"


def test_a_check_has_sign_word_title_and_points(show: Print):
    lines = show(FAILED).split("\n")
    passed = next(line for line in lines if "runs to its end" in line)
    assert passed.startswith("  ✓ passed  The code runs to its end   ")
    assert passed.endswith("  ◐    10/10")
    failed = next(line for line in lines if "last layer" in line)
    assert failed.startswith("  ✗ failed  The last layer has the right width   ")
    assert failed.endswith("  ◐     0/15")
    assert len(passed) == len(failed) == 80


def test_a_failure_says_expected_found_hint_whole_and_in_one_column(show: Print):
    lines = show(FAILED).split("\n")
    start = lines.index("            output_layer · required")
    assert lines[start + 1] == "            expected  10 units with softmax"
    assert lines[start + 2] == "            found     1 unit with sigmoid"
    assert lines[start + 3].startswith("            hint      There are ten digits")
    assert lines[start + 4].startswith(" " * 22 + "that says how likely")
    assert words(LAYER_CHECK.hint) in words(show(FAILED))


def test_a_value_without_spaces_is_broken_but_never_cut(show: Print):
    value = "shape=" + "x" * 300
    text = show(changed(FAILED, checks=(changed_check(LAYER_CHECK, actual=value),)))
    assert value in "".join(text.split())


def changed_check(check: CheckResult, **values: Any) -> CheckResult:
    return check.model_copy(update=values)


def test_a_passed_check_says_what_was_found_and_that_it_is_hidden(show: Print):
    assert "accuracy · hidden · 0.934 of at least 0.900 (95 %" in show(PASSED)
    assert "required" not in show(PASSED)


def test_skipped_checks_say_the_reason_once(show: Print):
    text = words(show(ERROR))
    assert "– skipped The code runs to its end" in text
    assert text.count("There is no model to look at") == 1
    assert text.count("for the same reason") == 3


def test_where_the_evidence_comes_from(show: Print):
    assert "  ● proven   ◐ measured   ○ reported by your run\n" in show(FAILED)
    only_measured = show(changed(FAILED, checks=(RUNS_CHECK,)))
    assert "  ◐ measured\n" in only_measured
    assert "proven" not in only_measured


def test_two_checks_of_one_name_keep_their_own_points(show: Print):
    twice = (RUNS_CHECK, changed_check(RUNS_CHECK, points=3, max_points=7))
    text = show(changed(PASSED, checks=twice))
    assert "10/10" in text
    assert "3/7" in text


def test_a_check_without_points_shows_none(show: Print):
    text = show(changed(PASSED, checks=(changed_check(RUNS_CHECK, points=0, max_points=0),)))
    assert "0/0" not in text


def test_the_cause_of_an_error_comes_first(show: Print):
    text = show(ERROR)
    places = [
        text.index(part)
        for part in (
            "What stopped your code",
            "Your labels are whole numbers",
            "  line 34\n",
            "      model.fit(images",
            "  ValueError: Arguments",
            "the way there: line 51 → line 34, in solution_model",
            "skipped",
            "  Begin with what stopped your code; the other checks wait for it.",
        )
    ]
    assert places == sorted(places)


def test_without_a_cause_the_line_is_where_to_begin(show: Print):
    assert ERROR.error is not None
    bare = changed(ERROR, error=ERROR.error.model_copy(update={"cause": ""}))
    assert "  Begin with line 34; the other checks wait for it." in show(bare)


def test_what_failed_in_training_does_not_wait_for_what_came_after_it(show: Print):
    learned = changed_check(RUNS_CHECK, name="learned")
    stops = changed_check(STOP_CHECK, required=True, status=CheckStatus.FAILED)
    after = show(changed(ERROR, checks=(learned, stops)))
    assert "It came after training, so these failed for" in after
    assert f"themselves: {STOP_CHECK.name}." in words(after)
    assert "wait for it" not in after
    assert "wait for it" in show(changed(ERROR, checks=(learned,)))


def test_the_last_output_is_shown_beside_an_error_only(show: Print):
    assert "  12/625 ━━━ 0:02\n  shapes: (20000, 28, 28)\n" in show(ERROR)
    assert " 1/625" not in show(ERROR)
    assert "shapes:" not in show(changed(ERROR, error=None))


def test_remarks_say_where(show: Print):
    text = show(FAILED)
    assert "Worth knowing, costs nothing\n  • `lr=` is now spelt `learning_rate=`" in text
    assert "it was understood. (line 31)\n" in text


def test_the_next_step(show: Print):
    assert "  For a hint:\n      grader hint c1w2_callbacks output_layer\n" in show(FAILED)
    assert "      grader check c1w2_callbacks callbacks.py\n" in show(FAILED)
    assert "      grader list\n" in show(PASSED)
    assert "      grader show c1w3_next\n" in show(PASSED, next_id="c1w3_next")
    some_lost = changed(PASSED, checks=(LAYER_CHECK,))
    assert "points left, if you like:\n      grader hint c1w2_callbacks output" in show(some_lost)
    spaced = changed(FAILED, submission_name="my file; rm -rf.py")
    assert "grader check c1w2_callbacks 'my file; rm -rf.py'\n" in show(spaced)


def test_a_submission_that_cannot_be_graded(show: Print):
    text = show(NOT_GRADABLE)
    assert "– not gradable\n" in text
    assert "line 2: '(' was never closed. Mend this line" in text
    assert "\n      model = Sequential([Dense(1),\n                        ^\n" in text
    assert "\n  This costs no attempt.\n" in text
    assert "of 100 points" not in text
    assert "seed" not in text


def test_our_own_fault_is_said_to_be_ours(show: Print):
    text = words(show(GRADER_ERROR))
    assert "! the grader failed, not you" in text
    assert "This is not your fault, it costs no attempt" in text
    assert "for the instructor check output_layer raised ZeroDivisionError" in text
    assert "! not checked The last layer" in text
    assert "of 100 points" not in text


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_of_the_student_reaches_the_terminal_as_a_command(show: Print, *, terminal: bool):
    text = COLOURS.sub("", show(HOSTILE, terminal=terminal))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", text)
    assert "[bold red]boo[/]evil" in text
    assert "owned" not in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_any_text_can_be_shown(show: Print, text: str):
    report = changed(
        ERROR,
        student=text,
        output=text,
        error=ERROR.error and ERROR.error.model_copy(update={"message": text, "code": text}),
        checks=(changed_check(LAYER_CHECK, actual=text),),
    )
    lines = show(report).split("\n")
    assert all(line.isprintable() and cell_len(line) <= 80 for line in lines)


def test_colour_only_repeats_what_words_say(show: Print):
    coloured = show(FAILED, terminal=True)
    assert "\x1b[1;31m✗ not passed yet" in coloured
    assert COLOURS.sub("", coloured) == show(FAILED)


def test_plain_signs_where_the_encoding_has_no_others(show: Print):
    text = show(FAILED, encoding="ascii")
    assert "x not passed yet - 62.5 of 100 points" in text
    assert "  + passed  The code runs to its end " in text
    assert "  p proven   m measured   r reported by your run" in text
    assert "interval 0.90-0.96)" in words(text)
    assert text.count("?") == show(FAILED).count("?")


def test_korean_where_the_encoding_has_it(show: Print):
    text = show(changed(FAILED, language="ko"), encoding="cp949")
    assert "통과" in text
    assert "+ 통과" in text


def test_the_curve_has_both_lines_and_their_last_values(show: Print):
    lines = show(FAILED).split("\n")
    start = lines.index("How it learned")
    assert lines[start + 1].startswith("  1.000 │")
    assert lines[start + 1].endswith("  accuracy 0.991")
    assert lines[start + 2].endswith("  val_accuracy 0.949")
    assert lines[start + 6].startswith("  0.800 │")
    assert re.fullmatch(r" +epoch 1 +7", lines[start + 8])


def test_times(show: Print):
    def spent(*seconds: float, attempts: int = 1) -> str:
        runs = tuple(
            RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=each) for each in seconds
        )
        report = changed(PASSED, runs=runs, attempts=attempts, wall_seconds=5000)
        return words(show(report, 120))

    assert "trained 0.4 s, 1 h 23 min in all" in spent(0.41)
    assert "trained 2 min 5 s," in spent(125.2)
    assert "trained 3 times in 1 min 30 s," in spent(30, 30, 30, attempts=3)


@pytest.mark.parametrize("verdict", Verdict)
def test_the_barest_report(show: Print, verdict: Verdict):
    bare = Report(
        exercise_id="c1w2_callbacks", title="T", student="", verdict=verdict, started_at=STARTED
    )
    text = show(bare)
    assert "T · c1w2_callbacks" in text
    assert "Next\n" in text


def test_every_state_has_its_own_sign_and_word(show: Print):
    found = {
        show(changed(FAILED, checks=(changed_check(RUNS_CHECK, status=status),))).split("The code")[
            0
        ][-20:]
        for status in CheckStatus
    }
    assert len(found) == len(CheckStatus)


def test_the_history_may_hold_anything(show: Print):
    odd = [float("nan"), float("inf"), -float("inf"), 1e300, -1e300, 0.5, 0.5]
    history = tuple(
        epoch.model_copy(update={"logs": {"accuracy": value, "\x1b[2Jacc": value}})
        for epoch, value in zip(HISTORY, odd, strict=True)
    )
    assert "How it learned" in show(changed(FAILED, history=history))
