"""`google.colab`: what Colab's notebooks import to upload and keep files, where nobody uploads any.

The course's own notebooks end with a cell that asks for pictures: it gets none and goes on.
"""

from __future__ import annotations

from typing import Any

from grader.inside.answers.ledger import Ledger

__all__ = ["fill_colab", "fill_drive", "fill_files"]


def fill_colab(module: Any) -> None:
    """The package: its parts are found as they are imported."""
    module.__path__ = []


def fill_files(module: Any, ledger: Ledger) -> None:
    """`google.colab.files`."""

    def upload(*_arguments: Any, **_keywords: Any) -> dict[str, bytes]:
        if ledger.trained():
            ledger.pass_over("upload")
        return {}

    def download(*_arguments: Any, **_keywords: Any) -> None:
        return None

    module.upload = upload
    module.upload_file = upload
    module.download = download


def fill_drive(module: Any) -> None:
    """`google.colab.drive`: what lies on somebody's drive is not here, as the path will say."""

    def mount(*_arguments: Any, **_keywords: Any) -> None:
        return None

    module.mount = mount
    module.flush_and_unmount = mount
