"""Removing a folder spares what is mounted below it, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.inside.clearing import clear, mounted_below


def test_everything_but_the_mount_goes(tmp_path: Path) -> None:
    mount = tmp_path / "clone" / ".venv"
    for folder in (mount / "lib", tmp_path / "clone" / "data", tmp_path / "cats"):
        folder.mkdir(parents=True)
        (folder / "file").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(mount)
    kept = mounted_below(str(tmp_path), (str(mount), "/proc"))
    assert kept == (str(mount),)
    clear(str(tmp_path), kept, shutil.rmtree)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert left == ["clone", "clone/.venv", "clone/.venv/lib", "clone/.venv/lib/file"]


def test_a_folder_beside_a_mount_is_not_above_it() -> None:
    assert mounted_below("/tm", ("/tmp/x",)) == ()
    assert mounted_below("/", ("/tmp/x",)) == ("/tmp/x",)
