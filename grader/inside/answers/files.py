"""ls, mkdir, rm, cp, mv, cat and their like, on the run's own files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.inside.answers.ledger import Ledger
from grader.inside.answers.options import read_options
from grader.inside.answers.shell import Done

__all__ = [
    "cat", "cd", "cp", "echo", "head", "ls", "mkdir", "mv", "pwd", "rm", "rmdir", "tail", "touch",
    "wc",
]  # fmt: skip


def _complaints(program: str, names: Sequence[str]) -> bytes:
    return "".join(f"{program}: {name}: No such file or directory\n" for name in names).encode()


def ls(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Names one a line; of several folders, each under its own; -R goes into all of them."""
    options, operands = read_options(arguments, {"-I"})
    paths = [Path(name) for name in operands or ["."]]
    missing = [str(path) for path in paths if not os.path.lexists(path)]
    lines = [str(path) for path in paths if os.path.lexists(path) and not path.is_dir()]
    folders = [path for path in paths if path.is_dir()]
    if "-d" in options:
        lines, folders = lines + [str(path) for path in folders], []
    if "-R" in options:
        folders = [each for path in folders for each in _all_folders(path)]
    for folder in folders:
        if len(folders) > 1 or missing or ("-R" in options):
            lines += ["", f"{folder}:"] if lines else [f"{folder}:"]
        lines += sorted(_shown(folder, hidden=bool({"-a", "-A"} & options.keys())))
    out = "".join(f"{line}\n" for line in lines).encode()
    return Done(2 if missing else 0, out, _complaints("ls", missing))


def _all_folders(path: Path) -> Iterator[Path]:
    yield path
    for each in sorted(path.iterdir()):
        if each.is_dir() and not each.is_symlink():
            yield from _all_folders(each)


def _shown(folder: Path, *, hidden: bool) -> list[str]:
    return [each.name for each in folder.iterdir() if hidden or not each.name.startswith(".")]


def mkdir(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Makes folders; -p with those above them."""
    options, operands = read_options(arguments, {"-m", "--mode"})
    above = bool({"-p", "--parents"} & options.keys())
    for name in operands:
        Path(name).mkdir(parents=above, exist_ok=above)
    return Done()


def rm(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Removes files; -r folders as well; -f says nothing of what is not there."""
    options, operands = read_options(arguments, ())
    forced = bool({"-f", "--force"} & options.keys())
    missing = [name for name in operands if not os.path.lexists(name)]
    for path in (Path(name) for name in operands if name not in missing):
        if path.is_dir() and not path.is_symlink():
            if {"-r", "-R", "--recursive"} & options.keys():
                shutil.rmtree(path, ignore_errors=forced)
            else:
                return Done(1, errors=f"rm: {path}: Is a directory\n".encode())
        else:
            path.unlink()
    return Done() if forced else Done(1 if missing else 0, errors=_complaints("rm", missing))


def rmdir(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Removes empty folders."""
    for name in read_options(arguments, ())[1]:
        Path(name).rmdir()
    return Done()


def cp(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Copies files, and folders with -r or -a, to a file or into a folder."""
    options, operands = read_options(arguments, {"-t"})
    *sources, target = [*operands, options["-t"]] if options.get("-t") else operands
    deep = bool({"-r", "-R", "-a", "--recursive"} & options.keys())
    for source in map(Path, sources):
        place = Path(target) / source.name if Path(target).is_dir() else Path(target)
        if not source.is_dir():
            shutil.copy2(source, place)
        elif deep:
            shutil.copytree(source, place, dirs_exist_ok=True, symlinks=True)
        else:
            return Done(1, errors=f"cp: -r not specified; omitting {source}\n".encode())
    return Done()


def mv(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Moves files and folders."""
    options, operands = read_options(arguments, {"-t"})
    *sources, target = [*operands, options["-t"]] if options.get("-t") else operands
    for source in map(Path, sources):
        place = Path(target) / source.name if Path(target).is_dir() else Path(target)
        shutil.move(source, place)
    return Done()


def _contents(operands: Sequence[str], fed: bytes) -> Iterator[bytes]:
    if not operands:
        yield fed
    for name in operands:
        yield Path(name).read_bytes()


def cat(_ledger: Ledger, arguments: Sequence[str], fed: bytes) -> Done:
    """Prints files, or what is piped in."""
    return Done(out=b"".join(_contents(read_options(arguments, ())[1], fed)))


def _line_count(arguments: Sequence[str]) -> tuple[int, list[str]]:
    spelt = [f"-n{word[1:]}" if word[1:].isdigit() else word for word in arguments]
    options, operands = read_options(spelt, {"-n", "-c", "--lines"})
    return abs(int(options.get("-n") or options.get("--lines") or 10)), operands


def head(_ledger: Ledger, arguments: Sequence[str], fed: bytes) -> Done:
    """Prints the first lines, ten or -n."""
    count, operands = _line_count(arguments)
    kept = [b"".join(part.splitlines(keepends=True)[:count]) for part in _contents(operands, fed)]
    return Done(out=b"".join(kept))


def tail(_ledger: Ledger, arguments: Sequence[str], fed: bytes) -> Done:
    """Prints the last lines, ten or -n."""
    count, operands = _line_count(arguments)
    kept = [
        b"".join(part.splitlines(keepends=True)[-count:] if count else [])
        for part in _contents(operands, fed)
    ]
    return Done(out=b"".join(kept))


def wc(_ledger: Ledger, arguments: Sequence[str], fed: bytes) -> Done:
    """Counts lines, words and bytes, or only those that are asked for."""
    options, operands = read_options(arguments, ())
    asked = [key for key in ("-l", "-w", "-c") if key in options] or ["-l", "-w", "-c"]
    lines: list[str] = []
    for name, part in zip(operands or [""], _contents(operands, fed), strict=True):
        counts = {"-l": part.count(b"\n"), "-w": len(part.split()), "-c": len(part)}
        lines.append(" ".join([*(str(counts[key]) for key in asked), name]).rstrip())
    return Done(out="".join(f"{line}\n" for line in lines).encode())


def echo(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Prints its words."""
    words = [word for word in arguments if word not in {"-n", "-e"}]
    return Done(out=" ".join(words).encode() + (b"" if "-n" in arguments else b"\n"))


def pwd(_ledger: Ledger, _arguments: Sequence[str], _fed: bytes) -> Done:
    """Prints the current folder."""
    return Done(out=f"{Path.cwd()}\n".encode())


def cd(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Goes to a folder, for the rest of the line."""
    operands = [word for word in arguments if not word.startswith("-")]
    os.chdir(operands[0] if operands else Path.home())
    return Done()


def touch(_ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """Makes empty files."""
    for name in read_options(arguments, {"-d", "-t", "-r"})[1]:
        Path(name).touch()
    return Done()
