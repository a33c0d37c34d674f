"""What stands around a right answer and has nothing to do with it, graded: it fails nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.checks import schemas
from grader.exercise import Exercise, read_exercise
from grader.language import use_language
from grader.pipeline import grade
from grader.results import Report, Verdict
from grader.sandbox.protocol import Sandbox
from grader.submission import read_submission

pytestmark = pytest.mark.slow

LINE = """\
format: 1
title: Line
entry: {function: solution_model}
limits: {wall_seconds: 60, max_epochs: 20}
checks:
  - {check: runs, points: 50, required: true, hint: Run it.}
  - {check: learned, points: 50, required: true, hint: Did it?}
"""
TRAIN = """\
import numpy as np
import tensorflow as tf
from tensorflow import keras
model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
model.compile("sgd", "mse")
xs = np.array([1.0, 2.0, 3.0, 4.0])
model.fit(xs, xs / 2, epochs=2)
"""
LAST = TRAIN.count("\n") + 1
FUNCTION = "def solution_model():\n    " + TRAIN.strip().replace("\n", "\n    ") + "\n"

Check = Callable[..., Report]


@pytest.fixture
def check(sandbox: Sandbox, tmp_path: Path) -> Check:
    """Return a function that grades a script, or the cells of a notebook."""
    (tmp_path / "exercise.yaml").write_text(LINE, encoding="utf-8")
    exercise: Exercise = read_exercise(tmp_path / "exercise.yaml", schemas())

    def check(*cells: str) -> Report:
        path = tmp_path / ("mine.py" if len(cells) == 1 else "mine.ipynb")
        made = [{"cell_type": "code", "source": cell} for cell in cells]
        notebook: dict[str, Any] = {
            "cells": made,
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        path.write_text(cells[0] if len(cells) == 1 else json.dumps(notebook), encoding="utf-8")
        return grade(exercise, read_submission(path), sandbox)

    return check


def remarks(report: Report) -> list[tuple[str, str]]:
    """What the remarks begin with, and where they point to."""
    assert report.verdict is Verdict.PASSED, report.model_dump_json(indent=1)
    return [(" ".join(remark.text.split()[:4]), remark.where) for remark in report.remarks]


def test_editor_imports_and_helper_modules(check: Check):
    report = check(
        "from keras.api._v2.keras import layers\nfrom numpy.lib.financial import rate\n"
        "import tensorflow_hub as hub, os\nimport unittests\nimport grader\n"
        "from test_utils import summary, comparator\n" + TRAIN + "unittests.test_model(model)\n"
        "comparator(summary(model), 3)\ngrader.submit(os.getcwd())\n"
    )
    assert remarks(report) == [
        ("keras.api: from an earlier", "line 1"),
        ("from numpy.lib.financial import rate:", "line 2"),
        ("import tensorflow_hub as hub:", "line 3"),
        ("unittests is not here:", "line 4"),
        ("grader is not here:", "line 5"),
        ("test_utils is not here:", "line 6"),
    ]
    with use_language("ko"):
        (remark,) = check("import nowhere\n" + TRAIN).remarks
    assert "건너뛰었습니다" in remark.text


def test_an_import_that_is_used_fails_as_it_did(check: Check):
    report = check("import helper\nx = helper.value\n" + TRAIN)
    assert report.error is not None
    assert (report.error.type, report.error.where) == ("ModuleNotFoundError", "line 1")
    assert report.error.frames == ("line 1, in <module>",)


def test_what_is_missing_after_training_only_costs_nothing(check: Check):
    uses = "x = nowhere.table(model.history)\nbest = x.rank[0] + 1\nprint('not reached')\n"
    report = check("import nowhere\n" + TRAIN + uses)
    assert remarks(report) == [
        ("nowhere is not here,", f"line {LAST + 2}"),
        ("nowhere is not installed", "line 1"),
    ]


SHOWN = {
    "plots of models": "keras.utils.plot_model(model, show_shapes=True)\n"
    "from tensorflow.keras.utils import plot_model, model_to_dot\nplot_model(model, 'm.png')\n"
    "from IPython.display import SVG\nSVG(model_to_dot(model).create(prog='dot', format='svg'))",
    "windows": "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\n"
    "plt.switch_backend('Qt5Agg')\nplt.style.use('seaborn-whitegrid')\nplt.plot([1])\n"
    "plt.get_current_fig_manager().window.showMaximized()\nplt.show(block=True)\n"
    "plt.savefig('a.png')\nimport os\nassert os.path.getsize('a.png')",
    "IPython": "import IPython, ipywidgets as widgets\n"
    "from IPython.display import Image, clear_output, display\nfrom IPython import get_ipython\n"
    "from IPython.core.interactiveshell import InteractiveShell\n"
    "InteractiveShell.ast_node_interactivity = 'all'\n"
    "get_ipython().run_line_magic('matplotlib', 'inline')\nimport matplotlib.pyplot as plt\n"
    "plt.plot([1])\ndisplay(Image('a.png'), widgets.IntSlider(value=3))\nclear_output(wait=True)\n"
    "@widgets.interact(x=(0, 3))\ndef f(x): return x\nassert f(3) == 3",
    "tqdm": "from tqdm.notebook import tqdm\nfrom tqdm import trange\nfrom tqdm.keras import "
    "TqdmCallback\nassert list(tqdm([1, 2], desc='x')) == [1, 2]\n"
    "assert list(trange(2)) == [0, 1]\n"
    "with tqdm(total=3) as bar:\n    bar.update(1)\n    bar.set_postfix(loss=1)\n"
    "model.fit(xs, xs, callbacks=[TqdmCallback(verbose=0)])",
    "TensorBoard": "model.fit(xs, xs, callbacks=[keras.callbacks.TensorBoard('logs', 1)])\n"
    "with tf.summary.create_file_writer('logs').as_default():\n"
    "    tf.summary.scalar('a', 1.0, step=1)",
}


@pytest.mark.parametrize("name", SHOWN)
def test_what_only_shows_something_does_nothing(check: Check, name: str):
    report = check(TRAIN + SHOWN[name])
    assert remarks(report) == []
    assert report.output == ""


def test_what_a_notebook_has_at_hand(check: Check):
    cells = ("%load_ext tensorboard\n%tensorboard --logdir logs", TRAIN, "display(model)\n%time 1")
    assert remarks(check(*cells)) == []


ENDS = {
    "kill": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "terminate": "import os\nos.kill(os.getpid(), 15)",
    "raise_signal": "import signal\nsignal.raise_signal(9)",
    "_exit": "import os\nos._exit(00)",
    "abort": "import os\nos.abort()",
    "IPython": "import IPython\nIPython.Application.instance().kernel.do_shutdown(True)",
    "get_ipython": "\nget_ipython().kernel.do_shutdown(False)",
    "ask_exit": "\nget_ipython().ask_exit()",
}


@pytest.mark.parametrize("name", ENDS)
def test_a_last_line_that_ends_the_process(check: Check, name: str):
    assert remarks(check(TRAIN + ENDS[name])) == [("Your file ends its", f"line {LAST + 1}")]


@pytest.mark.parametrize("name", ["exit()", "quit()", "import sys; sys.exit(1)"])
def test_a_last_line_that_ends_the_file(check: Check, name: str):
    assert remarks(check(TRAIN + name)) == []


def test_what_stands_below_an_end_is_not_run(check: Check):
    report = check(TRAIN, ENDS["kill"], "print('below')\nraise ValueError")
    assert remarks(report) == [("Your file ends itself", "cell 2, line 2")]
    assert report.output == ""
    report = check(TRAIN + "exit()\nraise ValueError")
    assert remarks(report) == [("Your file ends itself", f"line {LAST}")]


def test_a_restart_before_anything_is_trained_is_passed_over(check: Check):
    report = check("!pip install -q x\nimport os\nos._exit(00)", TRAIN)
    assert remarks(report) == [("Your file ends or", "cell 1, line 3")]


@pytest.mark.parametrize("end", [ENDS["kill"], "exit()"])
def test_the_entry_is_called_behind_an_end(check: Check, end: str):
    report = check(FUNCTION + "    return model\n" + end)
    assert report.verdict is Verdict.PASSED
    assert len(report.history) == 2


def test_an_entry_that_ends_the_process_is_called_once(check: Check):
    report = check(FUNCTION + "    print('once')\n    exit()\nsolution_model()\n")
    assert report.verdict is Verdict.PASSED
    assert report.output == "once\n"


def test_processes_of_theirs_end_as_ever(check: Check):
    report = check(
        TRAIN + "import multiprocessing, os, signal\ndef f():\n    os.kill(os.getpid(), 9)\n"
        "p = multiprocessing.Process(target=f)\np.start()\np.join()\nprint(p.exitcode)\n"
        "if not (pid := os.fork()):\n    os._exit(3)\nprint(os.waitpid(pid, 0)[1] >> 8)\n"
        "signal.signal(signal.SIGUSR1, lambda *_: print('caught'))\n"
        "os.kill(os.getpid(), signal.SIGUSR1)\nos.kill(os.getpid(), 0)\n"
    )
    assert remarks(report) == []
    assert report.output.split() == ["-9", "3", "caught"]


def test_a_folder_that_is_not_there_need_not_be_removed(check: Check):
    report = check("import shutil\nshutil.rmtree('../tmp/')\nshutil.rmtree('/tmp')\n" + TRAIN)
    assert report.verdict is Verdict.PASSED
    assert remarks(report) == [("There is no ../tmp/", "line 2")]


def test_half_a_model_is_none(check: Check):
    layer = (
        "class Mine(tf.keras.layers.Dense):\n  def save_own_variables(self, store): raise OSError"
    )
    code = TRAIN.replace("model = ", f"{layer}\nmodel = ").replace("layers.Dense(1)])", "Mine(1)])")
    report = check(code.replace("tf.keras.Mine", "Mine"))
    assert "could not be saved: OSError" in report.checks[1].reason


def test_a_question_after_training_ends_the_run(check: Check):
    report = check(TRAIN + "x = float(input('bedrooms: '))\nprint('below')")
    assert remarks(report) == [("Your file asks somebody", f"line {LAST}")]
    report = check(FUNCTION + "    input()\n    return model\n")
    assert remarks(report) == [("Your file asks somebody", f"line {LAST + 1}")]


def test_a_question_before_training_is_answered_with_an_empty_line(check: Check):
    report = check("plot = input('Plot? (yes/no) ').lower() == 'yes'\n" + TRAIN)
    assert remarks(report) == [("Your file asks somebody", "line 1")]


@pytest.mark.parametrize("ask", ["epochs = int(input('epochs: '))", "while input() != 'q': pass"])
def test_a_question_whose_answer_is_needed_is_the_cause(check: Check, ask: str):
    report = check(ask + "\n" + TRAIN)
    assert report.verdict is Verdict.FAILED
    assert report.error is not None
    assert "write the value into your file" in report.error.cause


@pytest.mark.parametrize(("inputs", "raises"), [("(1,)", False), ("(8, 8, 3)", True)])
def test_training_on_no_images_names_where_they_were_looked_for(
    check: Check, inputs: str, *, raises: bool
):
    code = TRAIN.replace("(1,)", inputs)
    found = "import glob\nxs = np.array([1.0 for _ in glob.glob('/content/drive/MyDrive/faces/*')])"
    report = check(code.replace("xs = np.array([1.0, 2.0, 3.0, 4.0])", found))
    assert (report.error is not None) is raises
    told = report.error.cause if report.error else report.checks[1].hint
    assert told.startswith("fit was given no images at all")
    assert "/content/drive/MyDrive/faces/* is a place on Colab" in told


@pytest.mark.parametrize(
    "look",
    [
        "from PIL import Image\nImage.open('pictures/my_cat.JPG')",
        "tf.keras.utils.load_img('/content/my_cat.png')",
        "import os\nos.listdir('C:\\\\Users\\\\kim\\\\pictures')",
    ],
)
def test_pictures_of_one_s_own_may_be_missing_after_training(check: Check, look: str):
    report = check(TRAIN + look + "\nprint('below')\n")
    assert [text.rpartition(" ")[0] for text, _ in remarks(report)] == ["There is no"]
    assert report.error is None
    before = check(look.replace("tf.keras", "import tensorflow as tf\ntf.keras") + "\n" + TRAIN)
    assert before.verdict is Verdict.FAILED


def test_a_download_after_training_may_be_refused(check: Check):
    fetch = (
        "import urllib.request\nurllib.request.urlretrieve('https://x.org/more.zip', 'more.zip')"
    )
    assert remarks(check(TRAIN + fetch + "\nprint('below')\n")) == [
        ("Your code asks for", f"line {LAST + 1}"), ("Your code ended at", f"line {LAST + 1}"),
    ]  # fmt: skip
    report = check(fetch + "\n" + TRAIN)
    assert report.error is not None
    assert report.error.cause.startswith("Your code asks for https://x.org/more.zip (line 2)")


def test_a_file_that_breaks_off_asks_nobody_at_the_keyboard(check: Check):
    report = check("import io, pickle\npickle.load(io.BytesIO())\n" + TRAIN)
    assert report.error is not None
    assert report.error.type == "EOFError"
    assert "keyboard" not in report.error.cause
