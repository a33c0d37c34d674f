"""A path that a student names → `Submission`: the code as text, and nothing of it executed.

Everything that can be wrong with a file is said here in one sentence with what to do, as
`NotGradableError`. Reading is bounded and imports neither TensorFlow nor numpy until the file is
known to be good, so that a rejected file is told at once.
"""

from __future__ import annotations

import ast
import hashlib
import os
import stat
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.archives import MAX_BYTES, CodeFile, code_in_folder, code_in_zip
from grader.errors import NotGradableError
from grader.language import say
from grader.notebooks import NotebookScript, script_from_notebook

if TYPE_CHECKING:
    from grader.evidence import SourceFacts
