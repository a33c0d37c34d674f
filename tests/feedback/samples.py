"""Whatever pages are made of: what a model mistook, a class, a notebook, and hostile ones."""

from __future__ import annotations

import base64
import io
import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from grader.feedback import ClassPage, SubmissionRow, page_path, submission_row
from grader.grades import Grade, Override, Student, Unmatched
from grader.insight import Confusion, Insight, LayerRow, PublicSplit, WrongImage
from grader.results import (
    CheckResult,
    CheckStatus,
    Epoch,
    Provenance,
    Remark,
    Report,
    StudentError,
    Verdict,
)
from tests.reports.samples import ERROR, FAILED, PASSED, RUNS_CHECK, STOP_CHECK

MADE = datetime(2026, 11, 28, 17, 5, tzinfo=UTC)
CLOTHES = ("T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
           "Ankle boot")  # fmt: skip


def _confusion() -> Confusion:
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 6, (10, 10))
    np.fill_diagonal(counts, rng.integers(60, 100, 10))
    counts[6, 0], counts[4, 2] = 31, 17
    rows: list[list[int]] = counts.tolist()
    return Confusion(classes=CLOTHES, counts=tuple(map(tuple, rows)), split="validation")


def _wrong(number: int) -> WrongImage:
    return WrongImage(
        split="validation" if number % 3 else "train",
        index=17 * number + 3,
        label=CLOTHES[number % 10],
        predicted=CLOTHES[(number * 3 + 1) % 10],
        share=0.4 + 0.02 * number,
    )


WRONG = tuple(map(_wrong, range(30)))
LAYERS = (
    LayerRow(
        name="mobilenetv2_1.00_96",
        kind="Functional",
        output_shape=(3, 3, 1280),
        parameters=2_257_984,
        trainable=False,
    ),
    LayerRow(name="flatten", kind="Flatten", output_shape=(None, 11520)),
    LayerRow(name="dense", kind="Dense", output_shape=(10,), parameters=115_210),
)
INSIGHT = Insight(confusion=_confusion(), wrong=WRONG, layers=LAYERS)


def drawn(number: int, *, grey: bool) -> NDArray[np.uint8]:
    """A circle on a ground, grey and small or in colours and large."""
    side = 28 if grey else 150
    y, x = np.mgrid[:side, :side] / side - 0.5
    inside = (x**2 + y**2 < (0.2 + 0.01 * (number % 20)) ** 2).astype(np.uint8)
    if grey:
        return inside * np.uint8(220)
    ground = np.full((side, side, 3), (60, 110, 160), np.uint8)
    ground[inside == 1] = (230, 150, 60)
    return ground


IMAGES: dict[tuple[PublicSplit, int], NDArray[np.uint8]] = {
    (wrong.split, wrong.index): drawn(at, grey=wrong.split == "train")
    for at, wrong in enumerate(WRONG)
}


def notebook(*cells: dict[str, Any]) -> bytes:
    whole: dict[str, Any] = {
        "cells": list(cells),
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole).encode()


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def prose(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source}


def png() -> str:
    file = io.BytesIO()
    Image.fromarray(drawn(5, grey=False)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def shown(**data: Any) -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {k.replace("_", "/"): v for k, v in data.items()},
    }


SOLUTION = """\
def solution_model():
    model = tf.keras.Sequential([
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid'),
    ])
    model.compile(optimizer=tf.keras.optimizers.Adam(lr=0.001), loss='categorical_crossentropy')
    model.fit(images / 255, labels, epochs=10, callbacks=[Stop()])
    return model"""
NOTEBOOK = notebook(
    prose("# My solution\n\nI use a **callback** and `softmax`, see [the docs](https://example.org).\n"
          "\n- one\n- two\n\n| a | b |\n|--|--|\n| 1 | 2 |"),
    code("import tensorflow as tf\n\n!pip install x\n(images, labels), _ = load_data()",
         {"output_type": "stream", "name": "stdout", "text": ["Downloading\n", "done\n"]}),
    code("class Stop(Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
         "        if logs['loss'] < 0.01:\n            self.model.stop_training = True\n"),
    code(SOLUTION, shown(image_png=png(), text_plain="<Figure>"),
         shown(text_html="<b>bold</b>"),
         {"output_type": "error", "ename": "ValueError", "evalue": "shapes",
          "traceback": ["\x1b[31mValueError\x1b[0m: shapes differ"]}),
    prose("## The end"),
)  # fmt: skip
_stopped = ERROR.error
assert _stopped is not None
OF_NOTEBOOK = ERROR.model_copy(
    update={
        "submission_name": "callbacks.ipynb",
        "error": _stopped.model_copy(update={"where": "cell 3, line 7"}),
        "remarks": (
            Remark(text="`lr=` is now spelt `learning_rate=`.", where="cell 3, line 6"),
            Remark(text="The labels are scaled by 255 as well."),
        ),
        "checks": (
            RUNS_CHECK,
            STOP_CHECK.model_copy(update={"hint": "Which does it read (cell 2, line 3)?"}),
        ),
    }
)


# --- a class ----------------------------------------------------------------------------------

EXERCISES = {"c1w2_callbacks": "Stop when it is good enough", "c2w1_cats_vs_dogs": "Cats and dogs"}
NAMES = (
    *("Ana Lopez", "Ben Kim", "Chen Wang", "Dewi Costa", "Eun-ji Park", "Farah Haddad"),
    *("Goran Novak", "Hana Silva", "Ines Meier", "Jin Lee", "Kofi Okafor", "Lena Jansen"),
)


def row_of(student: Student, exercise_id: str, points: float, **more: Any) -> SubmissionRow:
    verdict = Verdict.PASSED if points >= 80 else Verdict.FAILED
    report = (PASSED if points >= 80 else FAILED).model_copy(
        update={"exercise_id": exercise_id, "points": points, "verdict": verdict, "attempts": 1}
        | more
    )
    return submission_row(report, student, page=page_path(student.key, exercise_id).as_posix())


def grade_of(row: SubmissionRow, **more: Any) -> Grade:
    values: dict[str, Any] = {"verdict": row.verdict, "earned": row.points, "points": row.points}
    return Grade(row.student, row.exercise_id, row.max_points, **(values | more))


def _class() -> ClassPage:
    draw = random.Random(4)
    grades: list[Grade] = []
    rows: list[SubmissionRow] = []
    for number, name in enumerate(NAMES):
        student = Student(key=f"{name.split()[0].lower()}{number}", name=name)
        for exercise_id in EXERCISES:
            if (number, exercise_id) == (2, "c2w1_cats_vs_dogs"):
                grades.append(Grade(student, exercise_id, 100))
                continue
            more: dict[str, Any] = {
                "wall_seconds": draw.uniform(20, 400),
                "submission_sha256": "ab" * 32 if number in {3, 7} else f"{number:064}",
            }
            points = float(draw.choice([45, 62.5, 70, 77.5, 82.5, 90, 95, 100]))
            if number == 5:
                points, broken = 0.0, "check output_layer raised ZeroDivisionError"
                more |= {"verdict": Verdict.GRADER_ERROR, "message": broken}
            if number == 6:
                points = 0.0
                more |= {"verdict": Verdict.NOT_GRADABLE, "message": "x.py is empty.\n\n  more"}
            row = row_of(student, exercise_id, points, **more)
            rows.append(row)
            by_hand: dict[str, Any] = {}
            if number == 1:
                override = Override(88, "Dr. Park", "It was solved orally.", MADE)
                by_hand = {"override": override, "points": 88}
            if number == 8:
                by_hand = {"days_late": 2, "taken_off": 10.0, "points": max(points - 10, 0)}
            grades.append(grade_of(row, **by_hand))
    lost = Unmatched(Path("misc/final (2).py"), "No exercise is called “final (2)”.")
    return ClassPage("Deep learning, autumn", MADE, tuple(grades), tuple(rows), EXERCISES, (lost,))


CLASS = _class()

# --- hostile ----------------------------------------------------------------------------------

ATTACKS = (
    "<script>window.hacked = 1</script>",
    "\"><img src=x onerror='window.hacked = 2'>",
    "'><svg onload=window.hacked=3>",
    "</title></style></pre><script>window.hacked=4</script>",
    "{{7*7}}{% raw %}{{ ''.__class__ }}",
    "{title.__class__} {0}",
    "javascript:window.hacked=5",
    "\u202egnp.exe\u2066\u200b\ufeff\x00\x1b[2J\x9b31m\x07",
    "<!--", "]]>", "&lt;script&gt;", "<a href='javascript:window.hacked=6'>x</a>",
    "`<b onmouseover=window.hacked=7>`",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<iframe srcdoc='<script>parent.hacked=8</script>'></iframe><form action=//evil.example>",
)  # fmt: skip
ATTACK = " ".join(ATTACKS)


def hostile_report(text: str, *, checks: int = 3, **more: Any) -> Report:
    """A report all of whose texts are `text`."""
    number = float("nan")
    logs = {f"acc{text}": number, "loss": float("inf"), "val_loss": -0.0, f"val_acc{text}": 0.5}
    failed = CheckResult(
        name=text,
        title=text,
        status=CheckStatus.FAILED,
        points=number,
        max_points=10,
        required=True,
        hidden=True,
        expected=text,
        actual=text,
        hint=text,
        reason=text,
        provenance=tuple(Provenance),
    )
    values: dict[str, Any] = {
        "exercise_id": text,
        "title": text,
        "student": text,
        "submission_sha256": text,
        "submission_name": text,
        "submission_path": text,
        "verdict": Verdict.FAILED,
        "points": number,
        "max_points": 100,
        "pass_points": float("inf"),
        "message": text,
        "error": StudentError(
            type=text, message=text, where=text, code=text, frames=(text, text), cause=text
        ),
        "checks": (failed,) * checks,
        "remarks": (Remark(text=text, where=text),),
        "history": tuple(Epoch(number=n, logs=logs | {"loss": 1e300 * n}) for n in range(1, 40)),
        "output": text,
        "versions": {text: text},
        "hardware": text,
        "started_at": MADE,
        "wall_seconds": number,
    }
    return Report(**(values | more))


def hostile_insight(text: str) -> Insight:
    name = text[:200]
    return Insight(
        confusion=Confusion(classes=(name, "b"), counts=((1, 2), (3, 4)), split="hidden"),
        wrong=(WrongImage(split="train", index=1, label=name, predicted=name, share=1),),
        layers=(LayerRow(name=name, kind=name, output_shape=(None, 2), parameters=7),),
    )


def hostile_class(text: str) -> ClassPage:
    student = Student(key=text, name=text, email=text)
    row = SubmissionRow(
        student, text, Verdict.GRADER_ERROR, float("nan"), 10, 5, ((text, text),),
        float("inf"), 3, float("nan"), text, text, page=f"javascript:{text}",
    )  # fmt: skip
    override = Override(float("nan"), text, text, MADE)
    grade = Grade(student, text, 10, Verdict.FAILED, points=float("nan"), override=override)
    return ClassPage(text, MADE, (grade,), (row,), {text: text}, (Unmatched(Path("x"), text),))


def hostile_notebook(text: str) -> bytes:
    return notebook(
        prose(text),
        prose(f"[x](javascript:window.hacked=9) ![x](https://evil.example/p.png)\n\n{text}"),
        prose("<style>* {display: none}</style><b style='position:fixed' class=verdict>x</b>"),
        prose("&#x202e;&#8238;&rlm;&zwj;&nbsp;&lt;b&gt;"),
        code(text, shown(text_html=text, application_javascript=text), shown(image_png=text),
             shown(text_plain=text), {"output_type": "stream", "text": [text, text]},
             {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]}),
    )  # fmt: skip
