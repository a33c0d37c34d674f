"""A class laid out in a temporary folder, and collected."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from grader.grades import Collected
from grader.handins import collect

KNOWN = (
    "c1w1_house_prices",
    "c1w2_callbacks",
    "c1w2_fashion_dense",
    "c1w3_convolution_by_hand",
    "c1w3_fashion_convolutions",
    "c1w4_horse_or_human",
    "c1w4_horse_or_human_compact",
    "c2w3_transfer_learning",
)
HOUSE, CALLBACKS = KNOWN[:2]
CODE = "x = 1\n"

Files = Mapping[str, str] | Sequence[str]
Lay = Callable[[Files], Path]
Collecting = Callable[..., Collected]


def lay_out(folder: Path, files: Files) -> Path:
    contents = files if isinstance(files, Mapping) else dict.fromkeys(files, CODE)
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def zip_up(path: Path, files: Files) -> Path:
    contents = files if isinstance(files, Mapping) else dict.fromkeys(files, CODE)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Write files below a fresh folder named "class" and return it."""
    return lambda files: lay_out(tmp_path / "class", files)


@pytest.fixture
def collecting(tmp_path: Path) -> Collecting:
    """Collect with a scratch folder, and a roster given as text."""

    def collected(
        folder: Path, exercise: str | None = HOUSE, roster: str = "", limit_to: Sequence[str] = ()
    ) -> Collected:
        path = tmp_path / "roster.csv"
        path.write_text(roster, encoding="utf-8")
        return collect(
            folder,
            exercise,
            known=KNOWN,
            roster=path if roster else None,
            scratch=tmp_path / "scratch",
            limit_to=limit_to,
        )

    return collected


def handed_in(collected: Collected) -> dict[tuple[str, str], str]:
    """The name of what is graded, by student and exercise."""
    return {(each.student.key, each.exercise_id): each.path.name for each in collected.handins}


def left(collected: Collected) -> dict[str, str]:
    """Why, by the name of what is unmatched."""
    return {each.path.name: each.why for each in collected.unmatched}
