"""What is installed for submissions works as they use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
