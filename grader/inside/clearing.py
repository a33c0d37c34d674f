"""`shutil.rmtree('/tmp')`, which a course's own starter did, where something is mounted below.

The folders that the running Python needs are mounted read-only at their own places. If one of them
lies below /tmp, because somebody tries the grader there, removing /tmp would stop at it with an
error that no student could understand. Everything else in there goes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["clear", "clear_around_mounts", "mounted_below", "take_another_place"]

_MOUNT_POINT = 4  # the field of /proc/self/mountinfo, proc(5)


def clear_around_mounts() -> None:
    """Let `shutil.rmtree` pass over mounts instead of failing at them."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux: nothing is mounted for us
        return
    mounts = tuple(line.split()[_MOUNT_POINT] for line in lines)
    remove = shutil.rmtree

    def rmtree(path: Any, *arguments: Any, **keywords: Any) -> None:
        """Remove a folder and everything in it that is not mounted."""
        top = os.path.abspath(os.fspath(path))  # noqa: PTH100 bytes and relative paths as well
        kept = mounted_below(str(top), mounts)
        if kept:
            clear(str(top), kept, remove)
        else:
            remove(path, *arguments, **keywords)

    shutil.rmtree = rmtree  # pyright: ignore[reportAttributeAccessIssue] theirs has an attribute more


def take_another_place() -> None:
    """Let Python look for a place of its temporary files again where the one it chose is gone.

    Keras writes and reads through one. A process of the student's own would choose after the
    removal; this one chose before.
    """
    if tempfile.tempdir is not None and not Path(tempfile.tempdir).is_dir():
        tempfile.tempdir = None


def mounted_below(folder: str, mounts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `mounts` that lie below `folder`."""
    return tuple(mount for mount in mounts if mount.startswith(folder.rstrip("/") + "/"))


def clear(folder: str, kept: tuple[str, ...], remove: Any) -> None:
    """Remove everything in `folder` but the folders in `kept` and the way to them.

    Args:
        folder: Where to clear.
        kept: Absolute paths of mounts below it.
        remove: What removes a whole folder.
    """
    for entry in os.scandir(folder):
        inner = mounted_below(entry.path, kept)
        if entry.path in kept:
            continue
        if inner:
            clear(entry.path, inner, remove)
        elif entry.is_dir(follow_symlinks=False):
            remove(entry.path)
        else:
            Path(entry.path).unlink()
