"""Files, notebooks, archives → text; what cannot be compared is said in one sentence."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import NotGradableError
from grader.notebooks import notebook_from_python
from grader.similar.reading import read_sample
from grader.similar.values import Sample

CODE = "import keras\n\nmodel = keras.Sequential()\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_file(tmp_path: Path):
    path = written(tmp_path, "a.py", CODE.replace("\n", "\r\n"))
    assert read_sample("Ana", path) == Sample("Ana", CODE)


def test_a_notebook_without_what_only_notebooks_have(tmp_path: Path):
    notebook = json.loads(
        notebook_from_python("# %% [markdown]\n# Hi\n# %%\n%matplotlib inline\nx = 1")
    )
    notebook["cells"][1]["outputs"] = [{"data": {"image/png": "A" * 3_000_000}}]
    for name in ("a.ipynb", "renamed.py"):
        assert (
            read_sample("", written(tmp_path, name, json.dumps(notebook))).text == "pass\nx = 1\n"
        )


def test_a_folder_and_an_archive(tmp_path: Path):
    (tmp_path / "ana").mkdir()
    path = written(tmp_path / "ana", "solution.py", CODE)
    with zipfile.ZipFile(tmp_path / "ana.zip", "w") as archive:
        archive.write(path, "work/solution.py")
    assert read_sample("", tmp_path / "ana").text == CODE
    assert read_sample("", tmp_path / "ana.zip").text == CODE


@pytest.mark.parametrize("text", ["def f(:\n  x = = 3", "x = (", "'''", "\t\tx\n y", "a b c"])
def test_what_is_no_python_is_read_as_it_stands(tmp_path: Path, text: str):
    assert read_sample("", written(tmp_path, "a.py", text)).text == text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("big.py", "x = 1\n" * 200_000, "more than 1 MB of code"),
        ("big.ipynb", notebook_from_python("x = 1\n" * 200_000), "more than 1 MB of code"),
        ("huge.py", b"#" * (10 * 2**20 + 1), "larger than 10 MB"),
        ("bytes.py", b"x = '\xff'", "not UTF-8"),
        ("empty.py", " \n", "empty"),
        ("cut.ipynb", '{"cells": [', "breaks off"),
        ("bad.zip", b"PK", "not a whole .zip"),
    ],
)
def test_what_cannot_be_compared(tmp_path: Path, name: str, content: str | bytes, words: str):
    with pytest.raises(NotGradableError, match=words):
        read_sample("", written(tmp_path, name, content))


@given(st.binary(max_size=300), st.sampled_from(["a.py", "a.ipynb", "a.zip"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str):
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), name, content)
        try:
            sample = read_sample("Ana", path)
        except NotGradableError:
            return
    assert "\r" not in sample.text
