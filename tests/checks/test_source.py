"""Checks of the text, on texts that ask for trouble."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from pydantic import ValidationError

from grader.checks import CHECKS
from grader.evidence import SourceFacts
from grader.results import Finding


def found(check: str, text: str, **keys: Any) -> Finding:
    source = SourceFacts(dedent(text).lstrip("\n"))
    return CHECKS[check]({"source": source}, CHECKS[check].parameters(**keys))


# --- defines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "def convolve(i, k): return i\nmax_pool = lambda i: i",
        "class Filters:\n    def convolve(self): pass\nif True:\n    def max_pool(): pass",
        "convolve, max_pool = make()",
    ],
)
def test_they_are_defined(text: str):
    finding = found("defines", text, names=["convolve", "max_pool"])
    assert finding == Finding(True, "convolve, max_pool", "all of them are there", 1.0)


@pytest.mark.parametrize(
    ("text", "actual", "share"),
    [
        ("def convolve(): pass", "not there: max_pool", 0.5),
        ("from scipy.signal import convolve\nimport max_pool", "not there: convolve, max_pool", 0),
        ("convolve(1)\nprint('def max_pool')", "not there: convolve, max_pool", 0),
    ],
)
def test_they_are_not_defined(text: str, actual: str, share: float):
    finding = found("defines", text, names=["convolve", "max_pool"])
    assert (finding.passed, finding.actual, finding.share) == (False, actual, share)


@pytest.mark.parametrize("check", ["defines", "imports_only", "avoids_call", "todo_done"])
def test_a_list_of_nothing_is_refused(check: str):
    key = {"imports_only": "modules", "todo_done": "marks"}.get(check, "names")
    with pytest.raises(ValidationError):
        found(check, "x = 1", **{key: []})


# --- todo_done --------------------------------------------------------------------------------

DONE = {
    "a remark above its work": "# TODO: the model\nmodel = build()",
    "a remark beside its work": "model = build()  # YOUR CODE HERE",
    "None of another part": """
        model = Sequential([
            # TODO: your layers
            Dense(1),
        ])
        best = None
        """,
    "where the student's part ends": """
        def f():
            # YOUR CODE SHOULD START HERE
            x = 1
            # YOUR CODE SHOULD END HERE
            return x
        history = None
        """,
    "end code here": "# START YOUR CODE HERE\nx = 1\n# END YOUR CODE HERE\ny = None",
    "a leftover pass above the work": """
        def on_epoch_end(self, epoch, logs):
            # TODO
            pass
            if logs: stop()
        """,
    "a leftover None above the work": "# TODO\nmodel = None\nmodel = build()",
    "no remark": "def f():\n    ...\nx = None",
    "a placeholder before the remark's work": "x = None\n# TODO\ny = 2",
    "words in a text": 'print("# TODO")\nx = None',
    "dots that mean something": "# TODO: the middle\nmiddle = image[..., 0]",
    "the block ends": "def f():\n    x = g()\n    # TODO: more, if you like\nbest = None",
    "nothing after it": "x = 1\n# TODO",
    "a loop": "# TODO\nfor row in rows:\n    pass",
    "nothing of Python's": "x = '''\n# TODO\n'''\ny = None",
}
OPEN = {
    "dots": ("# TODO\n...", "line 1"),
    "pass": ("def f():\n    # TODO 1\n    pass", "line 2"),
    "None": ("# todo: the model\nmodel = None", "line 1"),
    "None with a type": ("# todo: the model\nmodel: Model = None", "line 1"),
    "beside it": ("x = 1\nmodel = ...  # YOUR CODE HERE", "line 2"),
    "return None": ("def f():\n    # TODO: return it\n    return None", "line 2"),
    "not implemented": ("def f():\n    # TODO\n    raise NotImplementedError('soon')", "line 2"),
    "only words": ('def f():\n    """Doc."""\n    # TODO\n\n\ndef g():\n    return 1', "line 3"),
    "only words, at the end": ('def f():\n    """Doc."""\n    # TODO', "line 3"),
    "empty brackets": ("model = Sequential([\n    # YOUR CODE HERE\n])\nx = 1", "line 2"),
    "empty call": ("model.compile(\n    # YOUR CODE HERE\n)", "line 2"),
    "dots as an argument": ("# TODO\nmodel.fit(..., epochs=...)", "line 1"),
    "dots as a layer": ("model = Sequential([\n    ...  # TODO\n])", "line 2"),
    "in Korean": ("# 여기에 코드를 쓰세요\nmodel = None", "line 1"),
    "beside the head": ("def f():  # TODO\n    pass", "line 1"),
    "several": ("# TODO 1\nx = None\n# TODO 2\ny = 2\n# TODO 3\nz = ...", "line 1, line 5"),
    "two that share it": ("# TODO 1\n# TODO 2\nx = None", "line 1, line 2"),
}


@pytest.mark.parametrize("text", DONE.values(), ids=DONE)
def test_nothing_is_open(text: str):
    assert found("todo_done", text) == Finding(True, "no placeholder is left", "none is left", 1.0)


@pytest.mark.parametrize(("text", "where"), OPEN.values(), ids=OPEN)
def test_something_is_open(text: str, where: str):
    finding = found("todo_done", text)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.actual == f"still open: {where}"


def test_marks_of_ones_own():
    assert found("todo_done", "# TODO\nx = None", marks=["FILL ME"]).passed
    assert not found("todo_done", "# fill me\nx = None", marks=["FILL ME"]).passed


def test_a_notebook_names_cells():
    source = SourceFacts("x = 1\n# TODO\ny = None", notebook=True, starts=((1, 1), (2, 2)))
    finding = CHECKS["todo_done"]({"source": source}, CHECKS["todo_done"].parameters())
    assert finding.actual == "still open: cell 2, line 1"


# --- imports_only -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "import numpy as np\nfrom numpy.random import default_rng\nimport numpy.linalg",
        "from __future__ import annotations",
        "from scipy import signal\nfrom scipy.signal import windows\nimport scipy.signal",
        "numpyx = 1",
    ],
)
def test_only_what_is_allowed(text: str):
    finding = found("imports_only", text, modules=["numpy", "scipy.signal"])
    assert finding == Finding(True, "imports of numpy, scipy.signal only", "no others", 1.0)


@pytest.mark.parametrize(
    ("text", "actual"),
    [
        ("import numpy\nimport cv2", "cv2 (line 2)"),
        ("def f():\n    from cv2 import filter2D", "cv2 (line 2)"),
        ("import numpyx", "numpyx (line 1)"),
        ("from scipy import ndimage", "scipy (line 1)"),
        ("from scipy import signal, ndimage", "scipy (line 1)"),
        ("import scipy", "scipy (line 1)"),
        ("x = __import__('cv2')", "cv2 (line 1)"),
        ("x = importlib.import_module(name='cv2')", "cv2 (line 1)"),
        ("import cv2\n" * 7 + "import torch", "line 5)"),
    ],
)
def test_more_than_is_allowed(text: str, actual: str):
    finding = found("imports_only", text, modules=["numpy", "scipy.signal"])
    assert not finding.passed
    assert finding.actual.endswith(actual)


# --- avoids_call ------------------------------------------------------------------------------

NAMES = ["convolve2d", "convolve", "conv", "Conv2D", "tensorflow.nn.max_pool"]
OWN = {
    "their own function": "def convolve(i, k):\n    return i\nx = convolve(1, 2)",
    "a lambda of theirs": "convolve = lambda i: i\nx = convolve(1)",
    "a variable": "conv = 0.0\nfor p in ps:\n    conv += p\nprint(conv)",
    "a parameter": "def show(conv):\n    print(conv)",
    "a method": "class F:\n    def convolve(self): return self.convolve()\nf = F()\nf.convolve()",
    "a method, called at once": "class F:\n    def convolve(self): return 1\nF().convolve()",
    "an attribute": "class F:\n    def g(self):\n        self.conv = 1\n        print(self.conv)",
    "only imported": "from scipy.signal import convolve2d",
    "a key": 'kernels = {"conv": 1}\nprint(kernels["conv"])',
    "a text": 'print("convolve2d")',
    "another of that name": "import numpy as np\nnp.max_pool(1)",
}
THEIRS = {
    "a module's": "import scipy.signal as s\ny = s.convolve2d(x, k)",
    "by its path": "import scipy.signal\n\ny = scipy.signal.convolve2d(x, k)",
    "under another name": "from scipy.signal import convolve2d as c\ny = c(x, k)",
    "everything": "from scipy.signal import *\ny = convolve2d(x, k)",
    "looked up": 'import scipy.signal\ny = getattr(scipy.signal, "convolve2d")(x, k)',
    "in its namespace": 'import scipy.signal\ny = vars(scipy.signal)["convolve2d"](x, k)',
    "in its dict": 'import scipy.signal\ny = scipy.signal.__dict__["convolve2d"](x, k)',
    "imported by name": "y = importlib.import_module('scipy.signal').convolve2d(x, k)",
    "a second name": "import scipy.signal\ntheirs = scipy.signal\ny = theirs.convolve2d(x, k)",
    "handed on": "from scipy.signal import convolve2d\ny = map(convolve2d, xs)",
    "behind its own name": "import scipy.signal\nconvolve = scipy.signal.convolve2d\nconvolve(1)",
    "in a function": "def f(x):\n    import numpy as np\n    return np.convolve(x)",
    "a layer": "import tensorflow as tf\ntf.keras.layers.Conv2D(1, 3)",
    "a whole name": "import tensorflow as tf\ntf.nn.max_pool(x)",
    "a whole name, in part": "from tensorflow import nn\nnn.max_pool(x)",
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN)
def test_their_own(text: str):
    assert found("avoids_call", text, names=NAMES).actual == "none"


@pytest.mark.parametrize("text", THEIRS.values(), ids=THEIRS)
def test_from_a_library(text: str):
    finding = found("avoids_call", text, names=NAMES)
    assert (finding.passed, finding.share) == (False, 0)
    assert finding.expected == f"no call of {', '.join(NAMES)}"
    assert any(name.rpartition(".")[2] in finding.actual for name in NAMES)
    assert "(line " in finding.actual


def test_many_calls_are_told_once_a_line():
    text = "import numpy as np\n" + "y = np.convolve(x) + np.convolve(x)\n" * 9
    lines = ", ".join(f"convolve (line {line})" for line in range(2, 7))
    assert found("avoids_call", text, names=["convolve"]).actual == lines
