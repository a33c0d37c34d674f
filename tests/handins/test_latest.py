"""Which of several files counts, and that the others are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import NotGradableError
from grader.submission import read_submission

from .conftest import CODE, HOUSE, Collecting, Lay, handed_in, left, zip_up


@pytest.mark.parametrize(
    ("files", "counts", "others"),
    [
        (["jane/house.py", "jane/house (1).py"], "house (1).py", {"house.py"}),
        (["jane/house-2.py", "jane/house-10.py"], "house-10.py", {"house-2.py"}),
        (["jane/model.py", "jane/model-1.py"], "model-1.py", {"model.py"}),
        (["jane/house.py", "jane/house_prices.py"], "house_prices.py", {"house.py"}),
        (["jane/house.py", "jane/notes.py"], "house.py", {"notes.py"}),
        (["jane/model.py", "jane/data.zip"], "model.py", {"data.zip"}),
        (["jane/house.zip", "jane/house-1.zip"], "house-1.zip", {"house.zip"}),
        (["jane_house.py", "jane_house (1).ipynb"], "jane_house (1).ipynb", {"jane_house.py"}),
        (["jane/house.py", "jane_house.py"], "house.py", {"jane_house.py"}),
        (
            ["doejane_1_20_house.py", "doejane_1_30_house-1.py"],
            "doejane_1_30_house-1.py",
            {"doejane_1_20_house.py"},
        ),
        (
            ["jane/c1w1/main.py", "jane/c1w1/main (1).py", "jane/c1w1/notes.txt"],
            "main (1).py",
            {"main.py"},
        ),
    ],
)
def test_the_latest_counts(
    files: list[str], counts: str, others: set[str], lay: Lay, collecting: Collecting
):
    collected = collecting(lay(files))
    assert list(handed_in(collected).values()) == [counts]
    assert set(left(collected)) == others


def test_why_the_others_do_not_count(lay: Lay, collecting: Collecting):
    files = ["jane/house.py", "jane/house-1.py", "jane/notes.py", "jane/house.zip"]
    why = left(collecting(lay(files)))
    assert why["house.py"] == "An earlier one of jane for c1w1_house_prices: house-1.py counts."
    assert "named after c1w1_house_prices, this is not" in why["notes.py"]
    assert "archive beside it" in why["house.zip"]


def test_time_goes_before_names(lay: Lay, collecting: Collecting):
    meta = (
        "submission_1: {':submitters': [{':sid': 7}], ':created_at': 2026-04-27 00:00:00 Z}\n"
        "submission_2: {':submitters': [{':sid': 7}], ':created_at': 2026-04-26 00:00:00 Z}\n"
        "submission_3: {':submitters': [{':sid': 7}]}\n"
    )
    files = {
        "submission_metadata.yml": meta,
        "submission_1/x.py": CODE,
        "submission_2/house-9.py": CODE,
        "submission_3/house-10.py": CODE,
    }
    collected = collecting(lay(files))
    assert list(handed_in(collected).values()) == ["x.py"]
    assert set(left(collected)) == {"house-9.py", "house-10.py"}


@pytest.mark.parametrize(
    "files",
    [
        ["jane/house.py", "jane/house.ipynb"],
        ["jane/main.py", "jane/src/model.py"],
        ["jane_house.py", "jane_house.ipynb", "kim_house.py"],
        ["jane/house.py", "jane/house/main.py"],
        ["doejane_1_20_main.py", "doejane_1_21_model.py"],
    ],
)
def test_of_two_that_say_nothing_neither_is_taken(
    files: list[str], lay: Lay, tmp_path: Path, collecting: Collecting
):
    collected = collecting(lay(files))
    jane = collected.handins[0]
    assert jane.path.is_relative_to(tmp_path / "scratch")
    with pytest.raises(NotGradableError, match="has 2 files with code in it"):
        read_submission(jane.path)
    assert collected.unmatched == ()
    again = collecting(lay(files)).handins[0]
    assert again == jane


def test_a_file_that_cannot_be_copied_is_still_one_of_several(
    lay: Lay, collecting: Collecting, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise PermissionError

    folder = lay(["jane/house.py", "jane/house.ipynb"])
    monkeypatch.setattr("grader.handins.latest._copy", refuse)
    copies = collecting(folder).handins[0].path
    assert sorted(path.name for path in copies.iterdir()) == ["house.ipynb", "house.py"]


def test_an_archive_of_a_student_is_handed_on_whole(lay: Lay, collecting: Collecting):
    folder = lay(["kim.py"])
    path = zip_up(folder / "jane.zip", ["main.py"])
    collected = collecting(folder)
    assert collected.handins[0].path == path
    assert read_submission(path).name == "main.py"
    assert set(handed_in(collected)) == {("jane", HOUSE), ("kim", HOUSE)}
