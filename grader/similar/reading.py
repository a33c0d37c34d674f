"""A path → `Sample`: the code as text, whether or not it is Python, and nothing of it executed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from grader.cells import python_of_file
from grader.errors import NotGradableError
from grader.language import say
from grader.notebooks import script_from_notebook
from grader.similar.values import Sample
from grader.submission import read_code

__all__ = ["read_sample"]

MAX_CODE_CHARACTERS: Final = 2**20


def read_sample(label: str, path: Path) -> Sample:
    """Read a .py, an .ipynb, or a folder or .zip with exactly one of these.

    The outputs of a notebook do not count as code: with its pictures it may be up to 10 MB large.

    Raises:
        NotGradableError: If there is no text to compare, or more than 1 MB of code.
    """
    name, text = read_code(path)
    if name.lower().endswith(".ipynb") or ('"nbformat"' in text and text.lstrip()[:1] == "{"):
        text = _fitting(script_from_notebook(text, name).text, name)
    else:
        text = python_of_file(_fitting(text, name))
    return Sample(label, text)


def _fitting(code: str, name: str) -> str:
    if len(code) > MAX_CODE_CHARACTERS:
        raise NotGradableError(
            say("{name} holds more than 1 MB of code, so it was not compared.", name=name)
        )
    return code
