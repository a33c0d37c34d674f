"""A path that a student names → `Submission`: the code as text, and nothing of it executed.

Everything that can be wrong with a file is said here, in one sentence with what to do, as
`NotGradableError`. Reading is bounded, and numpy is not imported before the file is known to be
good, so that a rejected file is told at once.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from grader.cells import python_of_file
from grader.errors import NotGradableError
from grader.language import say
from grader.notebooks import script_from_notebook
from grader.registry import closest
from grader.syntax import parse_code, same_code
from grader.syntax_errors import printable

if TYPE_CHECKING:
    from grader.evidence import SourceFacts

__all__ = ["Submission", "read_code", "read_submission"]

MAX_BYTES: Final = 10 * 2**20
MAX_ENTRIES: Final = 20_000
_CODE: Final = (".py", ".ipynb")
_MODELS: Final = (".h5", ".hdf5", ".keras", ".pb", ".tflite", ".onnx", ".ckpt", ".npz")
_IGNORED: Final = ("__MACOSX", "__pycache__")


@dataclass(frozen=True, slots=True)
class Submission:
    """What a student handed in.

    Attributes:
        path: The file, folder or archive as it was named.
        name: The name of the file with the code.
        student: Who handed it in; may be empty.
        source: The code as one script.
        sha256: Of the bytes of the file with the code.
    """

    path: Path
    name: str
    student: str
    source: SourceFacts
    sha256: str


def read_submission(path: Path, *, student: str = "", stub: Path | None = None) -> Submission:
    """Read a .py, an .ipynb, or a folder or .zip with exactly one of these.

    Args:
        path: What to read.
        student: Who handed it in.
        stub: The exercise's stub.py; a submission with the same code is refused.

    Raises:
        NotGradableError: If it cannot be graded, with what was expected, found and to be done.
    """
    name, raw = _code_bytes(path)
    text = _decoded(raw, name)
    notebook = None
    if name.lower().endswith(".ipynb"):
        notebook = script_from_notebook(text, name)
        text = notebook.text
    else:
        text = python_of_file(text)
    tree = parse_code(text, name, cells=notebook.cells if notebook else ())
    if stub is not None and same_code(tree, stub.read_text(encoding="utf-8")):
        raise NotGradableError(
            say("{name} is still the untouched stub. Fill in what it asks for, then check again.",
                name=name)
        )  # fmt: skip
    from grader.evidence import SourceFacts

    starts = notebook.starts if notebook else ()
    source = SourceFacts(text, notebook=notebook is not None, starts=starts)
    return Submission(path, name, student, source, hashlib.sha256(raw).hexdigest())


def read_code(file: Path | bytes, name: str = "") -> tuple[str, str]:
    """Return the name and the text of the one file with code that `file` means, and nothing more.

    Args:
        file: A path as `read_submission` takes it, or the bytes of the file with the code.
        name: The file's name where there are only bytes.

    Raises:
        NotGradableError: If it cannot be read, is too large, or is no text.
    """
    name, raw = (printable(name), file) if isinstance(file, bytes) else _code_bytes(file)
    if len(raw) > MAX_BYTES:
        raise _too_large(name)
    return name, _decoded(raw, name)


def _code_bytes(path: Path) -> tuple[str, bytes]:
    """Return the name and content of the one file with code that `path` means."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    if stat.S_ISDIR(mode):
        return _from_folder(path)
    name = printable(path.name)
    suffix = path.suffix.lower()
    if suffix not in {*_CODE, ".zip"}:
        raise _unknown_suffix(name, suffix)
    if not stat.S_ISREG(mode):
        raise NotGradableError(say("{name} is not a file. Name a .py or .ipynb file.", name=name))
    raw = _read(path)
    return _from_zip(raw, name) if suffix == ".zip" else (name, raw)


def _unreadable(path: Path, error: Exception) -> NotGradableError:
    name = printable(path.name)
    if isinstance(error, PermissionError):
        remedy = say(
            "{name} cannot be read: permission is denied. Give yourself the right to read it.",
            name=name,
        )
        return NotGradableError(remedy)
    try:
        if path.is_symlink():
            remedy = say("{name} is a link that leads nowhere. Name the file itself.", name=name)
            return NotGradableError(remedy)
        around = [entry.name for entry in path.parent.iterdir() if entry.suffix in _CODE]
    except (OSError, ValueError):
        around = []
    near = closest(path.name, around, most=1)
    if near:
        found = printable(near[0])
        remedy = say("There is no file {name}. Did you mean {found}?", name=name, found=found)
        return NotGradableError(remedy)
    remedy = say("There is no file {name}. Look at its name and at the folder you are in.",
                 name=name)  # fmt: skip
    return NotGradableError(remedy)


def _unknown_suffix(name: str, suffix: str) -> NotGradableError:
    if suffix in _MODELS:
        return NotGradableError(
            say("{name} is a saved model; the file with the code that trains it is needed, "
                "a .py or .ipynb.", name=name)
        )  # fmt: skip
    return NotGradableError(
        say("{name} is no kind of file that can be graded. Hand in a .py or .ipynb, or a folder "
            "or .zip with one of these.", name=name)
    )  # fmt: skip


def _too_large(name: str) -> NotGradableError:
    return NotGradableError(
        say("{name} is larger than 10 MB. Hand in the code without data, and clear the outputs "
            "of a notebook.", name=name)
    )  # fmt: skip


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(raw) > MAX_BYTES:
        raise _too_large(printable(path.name))
    return raw


def _the_one(names: Iterable[str], where: str) -> str:
    """Return the only file with code among `names`, paths with `/` relative to `where`."""
    candidates = [
        name
        for name in names
        if name.lower().endswith(_CODE)
        and not any(part.startswith(".") or part in _IGNORED for part in PurePosixPath(name).parts)
    ]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise NotGradableError(
            say("{where} has no .py or .ipynb file in it. Put your solution there.", where=where)
        )
    shown = ", ".join(printable(name) for name in sorted(candidates)[:5])
    shown += ", …" if len(candidates) > 5 else ""
    raise NotGradableError(
        say("{where} has {count} files with code in it ({names}). Name the one to grade.",
            where=where, count=len(candidates), names=shown)
    )  # fmt: skip


def _from_folder(folder: Path) -> tuple[str, bytes]:
    where = printable(folder.resolve().name)
    chosen = folder / _the_one(_files_below(folder, where), where)
    if not chosen.resolve().is_relative_to(folder.resolve()):
        raise NotGradableError(
            say("{name} is a link that leads out of its folder. Hand in the file itself.",
                name=printable(chosen.name))
        )  # fmt: skip
    return _code_bytes(chosen)


def _files_below(folder: Path, where: str) -> Iterator[str]:
    entries = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".") and f not in _IGNORED]
        entries += len(folders) + len(files)
        if entries > MAX_ENTRIES:
            raise NotGradableError(
                say("{where} holds too many files. Name the one to grade.", where=where)
            )
        for file in files:
            yield (Path(parent) / file).relative_to(folder).as_posix()


def _from_zip(raw: bytes, where: str) -> tuple[str, bytes]:
    """Read the one file with code, in memory, never more than `MAX_BYTES` of it."""
    if not raw:
        raise NotGradableError(say("{name} is empty. Save your code and try again.", name=where))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            # `is_dir()` of Python 3.11 raises where a damaged or made-up entry has no name.
            files = (e for e in archive.infolist() if e.filename and not e.filename.endswith("/"))
            entries = {e.filename: e for e in files}
            chosen = entries[_the_one(entries, where)]
            name = printable(PurePosixPath(chosen.filename).name)
            if chosen.flag_bits & 1:
                raise NotGradableError(
                    say("{where} is locked with a password. Hand it in without.", where=where)
                )
            if chosen.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise NotGradableError(
                    say(
                        "{where} is packed in an unusual way. Pack it as a plain .zip.", where=where
                    )
                )
            with archive.open(chosen) as file:
                content = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise NotGradableError(
            say("{where} is not a whole .zip file. Pack it again.", where=where)
        ) from None
    if len(content) > MAX_BYTES:
        raise _too_large(name)
    return name, content


def _decoded(raw: bytes, name: str) -> str:
    if not raw.strip():
        raise NotGradableError(say("{name} is empty. Save your code and try again.", name=name))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise NotGradableError(
            say("{name} is not UTF-8 text (line {line}). Save it with the encoding UTF-8.",
                name=name, line=line)
        ) from None  # fmt: skip
    return text.replace("\r\n", "\n").replace("\r", "\n")
