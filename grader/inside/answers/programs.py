"""The programs of shell lines in course files, each as far as such lines use it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grader.inside.answers import fetching, files, unpacking
from grader.inside.answers.shell import Program

__all__ = ["PROGRAMS"]

PROGRAMS: Final[Mapping[str, Program]] = {
    "cat": files.cat,
    "cd": files.cd,
    "cp": files.cp,
    "curl": fetching.curl,
    "echo": files.echo,
    "gdown": fetching.gdown,
    "git": fetching.git,
    "head": files.head,
    "kaggle": fetching.kaggle,
    "ls": files.ls,
    "mkdir": files.mkdir,
    "mv": files.mv,
    "pwd": files.pwd,
    "rm": files.rm,
    "rmdir": files.rmdir,
    "tail": files.tail,
    "tar": unpacking.tar,
    "touch": files.touch,
    "unzip": unpacking.unzip,
    "wc": files.wc,
    "wget": fetching.wget,
}
