"""unzip and tar."""

from __future__ import annotations

import fnmatch
import shutil
import tarfile
import zipfile
from collections.abc import Container, Sequence
from pathlib import Path

from grader.inside.answers.ledger import Ledger
from grader.inside.answers.opening import lying_at
from grader.inside.answers.options import read_options
from grader.inside.answers.shell import Done

__all__ = ["tar", "unzip"]


def unzip(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`unzip [-q] [-o] [-n] [-j] [-l] [-d FOLDER] FILE [MEMBER…]`; it never asks to overwrite."""
    options, operands = read_options(arguments, {"-d", "-x", "-P"})
    if not operands:
        return Done(10, errors=b"unzip: expected the name of an archive\n")
    named = Path(lying_at(operands[0], ledger))
    path = named if named.is_file() else named.with_name(f"{named.name}.zip")
    if not path.is_file() or not zipfile.is_zipfile(path):
        return Done(9, errors=f"unzip: cannot find or open {operands[0]}\n".encode())
    folder = Path(options.get("-d") or ".")
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if _asked(name, operands[1:])]
        if "-l" in options:
            return Done(out="".join(f"{name}\n" for name in names).encode())
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            _take(archive, name, folder, options)
    told = "" if "-q" in options else f"Archive:  {path}\n  inflating: {len(names)} entries\n"
    return Done(out=told.encode())


def _asked(name: str, patterns: Sequence[str]) -> bool:
    return not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def _take(archive: zipfile.ZipFile, name: str, folder: Path, options: Container[str]) -> None:
    if "-n" in options and (folder / name).exists():
        return
    if "-j" not in options:
        archive.extract(name, folder)
    elif not name.endswith("/"):
        with archive.open(name) as source, (folder / Path(name).name).open("wb") as target:
            shutil.copyfileobj(source, target)


def tar(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`tar xzf FILE [-C FOLDER]`, with or without the dash; nothing but x and t is done."""
    words = list(arguments)
    if words and not words[0].startswith("-"):
        words[0] = f"-{words[0]}"
    options, members = read_options(words, {"-f", "-C", "--file", "--directory"})
    named = options.get("-f") or options.get("--file")
    named = lying_at(named, ledger)
    if named is None or not Path(named).is_file():
        return Done(2, errors=f"tar: cannot open {named or 'nothing'}\n".encode())
    if not {"-x", "-t", "--extract", "--get", "--list"} & options.keys():
        return Done()
    folder = Path(options.get("-C") or options.get("--directory") or ".")
    with tarfile.open(named) as archive:
        chosen = [each for each in archive.getmembers() if _asked(each.name, members)]
        if {"-t", "--list"} & options.keys():
            return Done(out="".join(f"{each.name}\n" for each in chosen).encode())
        archive.extractall(folder, chosen, filter="data")
    return Done()
