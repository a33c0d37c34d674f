"""Reports as the pipeline makes them, one of each kind, to look at and to assert on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from grader.results import (
    CheckResult,
    CheckStatus,
    DataUsed,
    Epoch,
    Provenance,
    Remark,
    Report,
    RunRecord,
    RunStatus,
    StudentError,
    Verdict,
)

STARTED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PROVEN, MEASURED, REPORTED = Provenance
DATA = DataUsed(
    name="mnist", profile="embedded", digest="3f2a91c0d4e5", hidden_digest="77aa01bc9d2e"
)
RUNS = (
    RunRecord(stage="trainee", status=RunStatus.OK, wall_seconds=41.2, cpu_seconds=66.0),
    RunRecord(stage="examiner", status=RunStatus.OK, wall_seconds=1.3, cpu_seconds=1.6),
)
HISTORY = tuple(
    Epoch(number=n, logs={"accuracy": a, "loss": 1 - a, "val_accuracy": v, "val_loss": 1 - v})
    for n, (a, v) in enumerate(
        [(0.81, 0.85), (0.912, 0.901), (0.943, 0.927), (0.961, 0.935), (0.975, 0.944),
         (0.984, 0.951), (0.991, 0.949)],
        start=1,
    )
)  # fmt: skip

RUNS_CHECK = CheckResult(
    name="runs",
    title="The code runs to its end",
    status=CheckStatus.PASSED,
    points=10,
    max_points=10,
    required=True,
    expected="ends within 900 s",
    actual="finished in 41 s of 900 s",
    provenance=(MEASURED,),
)
LAYER_CHECK = CheckResult(
    name="output_layer",
    title="The last layer has the right width",
    status=CheckStatus.FAILED,
    points=0,
    max_points=15,
    required=True,
    expected="10 units with softmax",
    actual="1 unit with sigmoid",
    hint="There are ten digits, and each needs a number of its own that says how likely it is. "
    "How wide must the last layer be for that, and which activation makes ten numbers add up to 1?",
    provenance=(MEASURED,),
)
STOP_CHECK = CheckResult(
    name="stops_at",
    title="Your callback stops the training at 99 % accuracy",
    status=CheckStatus.FAILED,
    points=12.5,
    max_points=35,
    expected="stops after the first epoch with accuracy of at least 0.99",
    actual="stopped at accuracy 0.9512 in epoch 3, and at loss 0.0100 with accuracy 0.6 in epoch 1",
    hint="The logs hold the loss as well as the accuracy. Which of them does your condition read?",
    provenance=(PROVEN, REPORTED),
)
ACCURACY_CHECK = CheckResult(
    name="accuracy",
    title="It is right on images that it never saw",
    status=CheckStatus.PASSED,
    points=40,
    max_points=40,
    hidden=True,
    expected="at least 0.900",
    actual="0.934 of at least 0.900 (95 % interval 0.90–0.96)",
    provenance=(PROVEN,),
)

_COMMON: dict[str, Any] = {
    "exercise_id": "c1w2_callbacks",
    "title": "Stop when it is good enough",
    "student": "ana",
    "submission_name": "callbacks.py",
    "started_at": STARTED,
    "data": DATA,
    "hardware": "NVIDIA H200",
    "seed": 7,
    "max_points": 100,
    "pass_points": 80,
}

FAILED = Report(
    **_COMMON,
    verdict=Verdict.FAILED,
    points=62.5,
    checks=(RUNS_CHECK, LAYER_CHECK, STOP_CHECK, ACCURACY_CHECK),
    runs=RUNS,
    history=HISTORY,
    wall_seconds=44.7,
    remarks=(
        Remark(text="`lr=` is now spelt `learning_rate=`; it was understood.", where="line 31"),
        Remark(text="The labels are scaled by 255 as well, which changes the classes."),
    ),
)

PASSED = FAILED.model_copy(
    update={
        "verdict": Verdict.PASSED,
        "points": 100.0,
        "remarks": (),
        "attempts": 2,
        "checks": (
            RUNS_CHECK,
            LAYER_CHECK.model_copy(
                update={
                    "status": CheckStatus.PASSED,
                    "points": 15,
                    "actual": "10 units with softmax",
                    "hint": "",
                }
            ),
            STOP_CHECK.model_copy(
                update={
                    "status": CheckStatus.PASSED,
                    "points": 35,
                    "actual": "12 of 12 probes stopped where the rule says",
                    "hint": "",
                }
            ),
            ACCURACY_CHECK,
        ),
    }
)

_NO_MODEL = "There is no model to look at, because the code stopped with a ValueError."
ERROR = FAILED.model_copy(
    update={
        "points": 0.0,
        "history": (),
        "remarks": (),
        "runs": RUNS[:1],
        "hardware": "2 cores of an AMD EPYC 9575F",
        "wall_seconds": 5.2,
        "checks": tuple(
            check.model_copy(
                update={
                    "status": CheckStatus.SKIPPED,
                    "points": 0,
                    "actual": "",
                    "hint": "",
                    "reason": _NO_MODEL,
                }
            )
            for check in (RUNS_CHECK, LAYER_CHECK, STOP_CHECK, ACCURACY_CHECK)
        ),
        "error": StudentError(
            type="ValueError",
            message="Arguments `target` and `output` must have the same rank (ndim). "
            "Received: target.shape=(None,), output.shape=(None, 10)",
            where="line 34",
            code="    model.fit(images, labels, epochs=10, callbacks=[callback])",
            frames=("line 51", "line 34, in solution_model"),
            cause="Your labels are whole numbers, but the loss `categorical_crossentropy` wants "
            "one-hot rows. The sparse loss takes whole numbers as they are.",
        ),
        "output": "Epoch 1/10\n\r 1/625 ━━━ 5:01\r 12/625 ━━━ 0:02\nshapes: (20000, 28, 28)\n",
    }
)

NOT_GRADABLE = FAILED.model_copy(
    update={
        "verdict": Verdict.NOT_GRADABLE,
        "points": 0.0,
        "checks": (),
        "runs": (),
        "history": (),
        "remarks": (),
        "data": None,
        "hardware": "",
        "message": "callbacks.py is not Python in line 2: '(' was never closed. Mend this line "
        "and check again.\n\n    model = Sequential([Dense(1),\n                      ^",
    }
)

GRADER_ERROR = FAILED.model_copy(
    update={
        "verdict": Verdict.GRADER_ERROR,
        "points": 10.0,
        "history": (),
        "remarks": (),
        "checks": (
            RUNS_CHECK,
            LAYER_CHECK.model_copy(
                update={
                    "status": CheckStatus.ERROR,
                    "hint": "",
                    "reason": "this check raised ZeroDivisionError: division by zero",
                }
            ),
        ),
        "message": "check output_layer raised ZeroDivisionError: division by zero "
        "(grader 0.1.0, exercise c1w2_callbacks)",
    }
)

HOSTILE_TEXT = "\x1b[2J\x1b]0;owned\x07[bold red]boo[/]\u202eevil\u200b\x9b31m\r\x08"
HOSTILE = ERROR.model_copy(
    update={
        "student": HOSTILE_TEXT,
        "submission_name": f"{HOSTILE_TEXT}.py",
        "error": StudentError(
            type=HOSTILE_TEXT,
            message=HOSTILE_TEXT,
            where=HOSTILE_TEXT,
            code=HOSTILE_TEXT,
            frames=(HOSTILE_TEXT, HOSTILE_TEXT),
            cause=HOSTILE_TEXT,
        ),
        "output": HOSTILE_TEXT,
        "message": HOSTILE_TEXT,
        "remarks": (Remark(text=HOSTILE_TEXT, where=HOSTILE_TEXT),),
        "checks": (
            STOP_CHECK.model_copy(update={"actual": HOSTILE_TEXT}),
            RUNS_CHECK.model_copy(update={"actual": HOSTILE_TEXT}),
        ),
    }
)

SAMPLES = {
    "passed": PASSED,
    "failed": FAILED,
    "error": ERROR,
    "not_gradable": NOT_GRADABLE,
    "grader_error": GRADER_ERROR,
    "hostile": HOSTILE,
}
