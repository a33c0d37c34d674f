"""Folders that lie ready may be made once more, as a run by hand would make them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]

LAY_OUT = "import os, pathlib\nos.makedirs('data/horses/train/horses')\nopen('data/w.h5', 'w')\n"


@pytest.mark.parametrize(
    "code",
    [
        "os.mkdir('data')",
        "os.makedirs('data/horses/train')",
        "pathlib.Path('data/horses/train/horses').mkdir()",
        "os.mkdir(b'data/horses/')",
        "os.mkdir('data'); os.mkdir('data/horses'); os.mkdir('data/horses/train')",
        "os.mkdir('data/new'); os.makedirs('data/horses', exist_ok=True)",
    ],
)
def test_a_folder_of_ours_is_made_once_more(answer: Answer, tmp_path: Path, code: str):
    places = [str(tmp_path / "work" / place) for place in ("data/horses", "data/w.h5")]
    told = answer(code, LAY_OUT, laid_out=places)
    assert told["error"] == ""
    assert (tmp_path / "work/data/horses/train/horses").is_dir()


@pytest.mark.parametrize(
    "code",
    [
        "os.mkdir('data'); os.mkdir('data')",
        "os.mkdir('own'); os.mkdir('own')",
        "os.mkdir('.')",
        "os.mkdir('data/w.h5')",
    ],
)
def test_python_complains_about_any_other(answer: Answer, tmp_path: Path, code: str):
    places = [str(tmp_path / "work" / place) for place in ("data/horses", "data/w.h5")]
    assert "FileExistsError" in answer(code, LAY_OUT, laid_out=places)["error"]


def test_an_image_of_ours_may_be_copied_to_where_it_lies(answer: Answer):
    laid = LAY_OUT + "os.link('data/w.h5', 'data/x.h5')\n"
    told = answer("import shutil; shutil.copyfile('data/w.h5', 'data/x.h5')", laid)
    assert told["error"] == ""
    itself = answer("import shutil; shutil.copyfile('data/x.h5', 'data/x.h5')")
    assert "SameFileError" in itself["error"]
