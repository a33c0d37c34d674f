"""What is installed for submissions works as they use it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]


def test_opencv_reads_pictures_and_opens_no_window(answer: Answer):
    told = answer(
        "import cv2, numpy as np\n"
        "cv2.imwrite('a.png', np.full((8, 6, 3), (255, 0, 0), np.uint8))\n"
        "picture = cv2.resize(cv2.imread('a.png'), (3, 4))\n"
        "cv2.namedWindow('a')\n"
        "cv2.imshow('a', picture)\n"
        "key = cv2.waitKey(0) & 0xFF\n"
        "cv2.destroyAllWindows()\n"
        "said['x'] = [list(picture.shape), picture[0, 0].tolist(), key]\n"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["x"] == [[4, 3, 3], [255, 0, 0], 255]


def test_a_picture_whose_name_tells_no_format_is_a_png(answer: Answer, tmp_path: Path):
    told = answer(
        "import matplotlib.pyplot as plt, numpy as np\n"
        "plt.imsave('original', np.ones((4, 4)))\n"
        "plt.imsave('a.jpg', np.ones((4, 4)))\n"
    )
    assert told["error"] == "", told["trace"]
    assert (tmp_path / "work/original").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "work/a.jpg").read_bytes().startswith(b"\xff\xd8")


def test_pandas_scikit_learn_and_seaborn(answer: Answer):
    told = answer(
        "import numpy as np, pandas as pd, seaborn as sns\n"
        "from sklearn.model_selection import train_test_split\n"
        "from sklearn.metrics import classification_report, confusion_matrix\n"
        "a, b = train_test_split(np.arange(10), test_size=0.2, random_state=1)\n"
        "axes = pd.DataFrame({'loss': [2.0, 1.0]}).plot()\n"
        "sns.heatmap(confusion_matrix([0, 1], [0, 1]), annot=True)\n"
        "said['x'] = [len(a), len(b), 'precision' in classification_report([0, 1], [0, 1])]\n"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["x"] == [8, 2, True]


@pytest.mark.slow
@pytest.mark.parametrize("trained", [True, False])
def test_an_upload_that_nobody_makes_is_told_after_training(*, trained: bool):
    colab = importlib.import_module("grader.inside.answers.colab")
    ledgers = importlib.import_module("grader.inside.answers.ledger")
    files = SimpleNamespace()
    ledger = ledgers.Ledger("submission.py", {}, {}, trained=lambda: trained)
    colab.fill_files(files, ledger)
    assert files.upload() == {}
    assert [each["kind"] for each in ledger.passed_over] == ["upload"] * trained


@pytest.mark.parametrize("trained", [True, False])
def test_a_picture_that_is_not_there_raises_after_training(tmp_path: Path, *, trained: bool):
    def read(name: str, *_: int) -> str | None:
        return "image" if "here" in name else None

    drawings: Any = importlib.import_module("grader.inside.answers.drawings")
    ledgers: Any = importlib.import_module("grader.inside.answers.ledger")
    ledger = ledgers.Ledger("submission.py", {}, {}, trained=lambda: trained)
    cv2 = SimpleNamespace(imread=read)
    drawings.read_after_training(cv2, ledger)
    assert cv2.imread("here.png", 1) == "image"
    assert cv2.imread(str(tmp_path)) is None  # a folder is there
    with pytest.raises(FileNotFoundError, match="mine") if trained else nullcontext():
        assert cv2.imread("mine.jpg") is None
