"""Collect the repositories of a class into one folder that `grader batch` takes.

`python3 collect.py students.csv submissions` clones each repository of the list as it is now and
keeps what is named after an exercise: `submissions/<student>/c1w2_callbacks.py`. It needs git and
Python's standard library, and runs nothing of what it fetches.

Environment: ORGANISATION owns repositories that are listed without an owner; TOKEN may read them
(empty for public ones); SERVER is where they are, https://github.com without it.
"""
# ruff: noqa: INP001, it is a script

from __future__ import annotations

import base64
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STUDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
REPOSITORY = re.compile(r"(?:([A-Za-z0-9][A-Za-z0-9-]{0,38})/)?([A-Za-z0-9_][A-Za-z0-9_.-]{0,99})")
SUBMISSION = re.compile(r"c[0-9]w[0-9]_[a-z0-9_]+(?:\.py|\.ipynb)?")
MOST_BYTES = 20_000_000
MOST_FILES = 200
CLONE_SECONDS = 120


def read_list(path: Path) -> list[tuple[str, str, str]]:
    """Return (student, owner or "", repository) of each line; stop at the first that is wrong."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found: list[tuple[str, str, str]] = []
    for number, row in enumerate(rows, start=2):
        student = (row.get("student") or "").strip()
        repository = REPOSITORY.fullmatch((row.get("repository") or "").strip())
        if not STUDENT.fullmatch(student) or not repository:
            sys.exit(
                f"{path}:{number}: expected a student (letters, digits, - _ .) and a repository "
                f"(name or owner/name), found {student!r} and {row.get('repository')!r}."
            )
        found.append((student, repository[1] or "", repository[2]))
    if not found:
        sys.exit(f"{path}: expected the columns student and repository, and a line for each.")
    twice = {student for student, _, _ in found if [s for s, _, _ in found].count(student) > 1}
    if twice:
        sys.exit(f"{path}: these students are there more than once: {', '.join(sorted(twice))}.")
    return found


def surroundings(server: str, token: str) -> dict[str, str]:
    """Return the environment for git: nobody's settings, one protocol, no hooks, no symlinks.

    The token stands in the environment alone, neither in an argument nor in a clone's settings.
    """
    scheme = server.partition(":")[0]
    settings = {
        "core.hooksPath": os.devnull,
        "core.symlinks": "false",
        "protocol.allow": "never",
        f"protocol.{scheme}.allow": "always",
        "transfer.fsckObjects": "true",
    }
    if token:
        basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
        settings[f"http.{server}/.extraHeader"] = f"Authorization: Basic {basic}"
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": str(len(settings)),
    }
    for number, (key, value) in enumerate(settings.items()):
        environment[f"GIT_CONFIG_KEY_{number}"] = key
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    return environment


def clone(address: str, folder: Path, environment: dict[str, str]) -> str:
    """Clone one repository without its history; return what went wrong, "" if nothing did."""
    options = ["--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules"]
    command = ["git", "clone", *options, "--", address, str(folder)]
    try:
        ran = subprocess.run(
            command,
            env=environment,
            timeout=CLONE_SECONDS,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"not fetched within {CLONE_SECONDS} s"
    lines = [line for line in ran.stderr.splitlines() if line.strip()]
    return (lines[-1] if lines else f"git ended with {ran.returncode}") if ran.returncode else ""


def keep(clone_: Path, target: Path) -> int:
    """Copy what is named after an exercise; return how many files, -1 where they are too many."""
    wanted = [path for path in sorted(clone_.iterdir()) if SUBMISSION.fullmatch(path.name)]
    files = [
        path
        for top in wanted
        for path in ([top] if top.is_file() else sorted(top.rglob("*")))
        if path.is_file() and not path.is_symlink()
    ]
    if len(files) > MOST_FILES or sum(path.stat().st_size for path in files) > MOST_BYTES:
        return -1
    for path in files:
        place = target / path.relative_to(clone_)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return len(files)


def main(arguments: list[str]) -> int:
    """Collect everybody and say a line on each; 0 if anything was collected."""
    if len(arguments) != 2:
        sys.exit("usage: collect.py students.csv FOLDER")
    students, folder = read_list(Path(arguments[0])), Path(arguments[1])
    server = os.environ.get("SERVER", "").rstrip("/") or "https://github.com"
    organisation = os.environ.get("ORGANISATION", "")
    environment = surroundings(server, os.environ.get("TOKEN", ""))
    collected = 0
    for student, owner, name in students:
        with tempfile.TemporaryDirectory() as scratch:
            place = Path(scratch, "clone")
            address = f"{server}/{owner or organisation}/{name}.git"
            trouble = clone(address, place, environment)
            count = keep(place, folder / student) if not trouble else 0
        if trouble or count < 1:
            many = f"more than {MOST_FILES} files or {MOST_BYTES // 1_000_000} MB"
            why = trouble or (many if count < 0 else "nothing is named after an exercise")
            print(f"– {student}: nothing collected: {why.encode('ascii', 'replace').decode()}")
        else:
            collected += 1
            print(f"✓ {student}: {count} files")
    print(f"{collected} of {len(students)} students are in {folder}.")
    return 0 if collected else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
