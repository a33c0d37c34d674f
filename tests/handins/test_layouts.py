"""A made-up class in each layout, as a folder and as an archive."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.handins.layouts import LAYOUTS, recognised
from grader.language import use_language
from grader.submission import read_submission

from .conftest import (
    CALLBACKS,
    CODE,
    HOUSE,
    Collecting,
    Files,
    Lay,
    handed_in,
    left,
    zip_up,
)

GRADESCOPE = """\
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '7'
    :email: jane@uni.example
  - :name: 김민수
    :sid: '8'
    :email: minsu@uni.example
  :created_at: 2026-04-26 17:34:00.861687000 Z
submission_2:
  :submitters:
  - :name: Ann Lee
    :email: ann@uni.example
  :created_at: 2026-04-27 00:00:00 Z
submission_3:
  :submitters: []
"""
CLASSES: dict[str, tuple[Files, dict[tuple[str, str], str]]] = {
    "folders": (
        ["jane/c1w1_house_prices.py", "jane/callbacks.ipynb", "김민수/House-Prices/main.py"],
        {
            ("jane", HOUSE): "c1w1_house_prices.py",
            ("jane", CALLBACKS): "callbacks.ipynb",
            ("김민수", HOUSE): "House-Prices",
        },
    ),
    "flat": (
        [
            "jane_house_prices.py",
            "jane-c1w2-callbacks.ipynb",
            "Kim Min-su_house.py",
            "lee_c1w1.zip",
        ],
        {
            ("jane", HOUSE): "jane_house_prices.py",
            ("jane", CALLBACKS): "jane-c1w2-callbacks.ipynb",
            ("Kim Min-su", HOUSE): "Kim Min-su_house.py",
            ("lee", HOUSE): "lee_c1w1.zip",
        },
    ),
    "canvas": (
        [
            "doejane_11_501_house.py",
            "doejane_11_502_callbacks.py",
            "김민수_LATE_12_503_house-1.ipynb",
        ],
        {
            ("doejane_11", HOUSE): "doejane_11_501_house.py",
            ("doejane_11", CALLBACKS): "doejane_11_502_callbacks.py",
            ("김민수_12", HOUSE): "김민수_LATE_12_503_house-1.ipynb",
        },
    ),
    "moodle": (
        [
            "Jane Doe_71_assignsubmission_file_/house.py",
            "Jane Doe_71_assignsubmission_file_/week2/callbacks.py",
            "김민수_72_assignsubmission_file/house/main.ipynb",
            "Ann Lee_73_assignsubmission_file_house.py",
        ],
        {
            ("Jane Doe", HOUSE): "house.py",
            ("Jane Doe", CALLBACKS): "callbacks.py",
            ("김민수", HOUSE): "house",
            ("Ann Lee", HOUSE): "Ann Lee_73_assignsubmission_file_house.py",
        },
    ),
    "gradescope": (
        {
            "submission_metadata.yml": GRADESCOPE,
            "submission_1/house.py": CODE,
            "submission_2/house.ipynb": CODE,
            "submission_2/callbacks.py": CODE,
        },
        {
            ("7", HOUSE): "house.py",
            ("8", HOUSE): "house.py",
            ("ann@uni.example", HOUSE): "house.ipynb",
            ("ann@uni.example", CALLBACKS): "callbacks.py",
        },
    ),
    "nbgrader": (
        {
            "nbgrader_config.py": "",
            "source/house/house.ipynb": CODE,
            "submitted/jane/c1w1_house_prices/problem1.ipynb": CODE,
            "submitted/jane/c1w1_house_prices/timestamp.txt": "2026-02-02 15:58:23.948203 UTC",
            "submitted/jane/callbacks/problem1.ipynb": CODE,
            "submitted/김민수/c1w1_house_prices/problem1.ipynb": CODE,
        },
        {
            ("jane", HOUSE): "c1w1_house_prices",
            ("jane", CALLBACKS): "callbacks",
            ("김민수", HOUSE): "c1w1_house_prices",
        },
    ),
}
each_layout = pytest.mark.parametrize("layout", CLASSES)


@each_layout
def test_a_class_with_all_exercises(layout: str, lay: Lay, collecting: Collecting):
    files, expected = CLASSES[layout]
    collected = collecting(lay(files), None)
    assert collected.layout == layout
    assert handed_in(collected) == expected
    assert collected.unmatched == ()
    assert {each.key for each in collected.students} == {key for key, _ in expected}
    assert collected.not_on_roster == ()
    assert list(handed_in(collected)) == sorted(
        expected, key=lambda each: (each[0].casefold(), each[1])
    )


@each_layout
@pytest.mark.parametrize("wrapped", ["", "class/"])
def test_the_same_class_in_an_archive(
    layout: str, wrapped: str, tmp_path: Path, collecting: Collecting
):
    files, expected = CLASSES[layout]
    contents = files if isinstance(files, dict) else dict.fromkeys(files, CODE)
    packed = {f"{wrapped}{name}": content for name, content in contents.items()}
    packed |= {"__MACOSX/._class": "", ".DS_Store": ""}
    collected = collecting(zip_up(tmp_path / "class (1).zip", packed), None)
    assert collected.layout == layout
    assert handed_in(collected) == expected
    assert collected.unmatched == ()
    assert all(each.path.is_relative_to(tmp_path / "scratch") for each in collected.handins)


@each_layout
def test_one_exercise_leaves_the_others(layout: str, lay: Lay, collecting: Collecting):
    files, expected = CLASSES[layout]
    collected = collecting(lay(files), HOUSE)
    assert handed_in(collected) == {key: name for key, name in expected.items() if key[1] == HOUSE}
    others = {name for (_, exercise), name in expected.items() if exercise == CALLBACKS}
    assert {each.path.name for each in collected.unmatched} == others
    assert all("is for c1w2_callbacks" in each.why for each in collected.unmatched)


@each_layout
def test_a_layout_is_recognised_before_the_more_general_ones(layout: str, lay: Lay):
    found = recognised(lay(CLASSES[layout][0]))
    assert found is not None
    assert found.name == layout
    assert [each.name for each in LAYOUTS][-2:] == ["folders", "flat"]


def test_what_is_handed_on_can_be_read(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["jane/house.py", "kim/c1w1/main.py", "kim/c1w1/data/x.csv"]))
    assert [read_submission(each.path).name for each in collected.handins] == [
        "house.py",
        "main.py",
    ]


def test_any_name_will_do_for_one_exercise(lay: Lay, collecting: Collecting):
    files = ["jane/main.py", "kim/hw/answer.ipynb", "lee.py", "ann_house.py", "student_1.py"]
    collected = collecting(lay(files))
    assert handed_in(collected) == {
        ("ann", HOUSE): "ann_house.py",
        ("jane", HOUSE): "main.py",
        ("kim", HOUSE): "answer.ipynb",
        ("lee", HOUSE): "lee.py",
        ("student_1", HOUSE): "student_1.py",
    }
    assert collected.layout == "folders"


def test_folders_and_files_of_one_student(lay: Lay, collecting: Collecting):
    collected = collecting(lay(["jane/house.py", "Jane_callbacks.py"]), None)
    assert [each.student for each in collected.handins] == [collected.students[0]] * 2


def test_times_and_lateness(lay: Lay, collecting: Collecting):
    (jane, *_) = collecting(lay(CLASSES["nbgrader"][0])).handins
    assert jane.submitted_at == datetime(2026, 2, 2, 15, 58, 23, 948203, UTC)


def test_gradescope_tells_when_and_who(lay: Lay, collecting: Collecting):
    jane, minsu, _ = collecting(lay(CLASSES["gradescope"][0])).handins
    assert jane.submitted_at == datetime(2026, 4, 26, 17, 34, 0, 861687, UTC)
    assert (minsu.student.name, minsu.student.email) == ("김민수", "minsu@uni.example")
    assert minsu.path == jane.path


def test_canvas_calls_it_late(lay: Lay, collecting: Collecting):
    handins = collecting(lay(CLASSES["canvas"][0])).handins
    assert [(each.student.ids["canvas"], each.late_by_platform) for each in handins] == [
        ("11", False),
        ("12", True),
    ]


def test_what_nobody_grades_is_listed(lay: Lay, collecting: Collecting):
    files = [
        "README.md", "jane/house.py", "jane/notes.pdf", "jane/data/a.png", "jane/.hidden.py",
        "empty/readme.txt", ".git/config", "jane/.DS_Store", "jane/__pycache__/house.pyc",
        "kim/house/data/x.csv", "kim/house/main.py",
    ]  # fmt: skip
    collected = collecting(lay(files))
    assert set(left(collected)) == {
        "README.md", "notes.pdf", "data", ".hidden.py", "empty"
    }  # fmt: skip
    assert handed_in(collected) == {("jane", HOUSE): "house.py", ("kim", HOUSE): "house"}


@each_layout
def test_foreign_files_are_listed_in_each_layout(layout: str, lay: Lay, collecting: Collecting):
    folder = lay(CLASSES[layout][0])
    lay({"report.pdf": "", "__MACOSX/x": ""})
    if layout == "nbgrader":
        (folder / "report.pdf").rename(folder / "submitted" / "report.pdf")
    assert set(left(collecting(folder, None))) == {"report.pdf"}


def test_links_are_listed_and_never_followed(lay: Lay, tmp_path: Path, collecting: Collecting):
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "house.py").write_text(CODE)
    folder = lay(["jane/house.py"])
    (folder / "kim").symlink_to(outside)
    (folder / "jane" / "callbacks.py").symlink_to(outside / "house.py")
    (folder / "lee_house.py").symlink_to(outside / "house.py")
    os.mkfifo(folder / "jane" / "pipe.py")
    collected = collecting(folder, None)
    assert handed_in(collected) == {("jane", HOUSE): "house.py"}
    why = left(collected)
    assert set(why) == {"kim", "callbacks.py", "lee_house.py", "pipe.py"}
    assert [text for text in why.values() if "link" not in text] == [why["pipe.py"]]


@pytest.mark.parametrize(
    ("files", "name", "why"),
    [
        (["jane/horse_or_human.py"], "horse_or_human.py", "could mean c1w4_horse_or_human, c1w4"),
        (["jane/horse_or_human/main.py"], "horse_or_human", "could mean"),
        (["jane/main.py"], "main.py", "names no exercise"),
        (["house_prices.py"], "house_prices.py", "names no student"),
        (["jane/" + "a/" * 12 + "house.py"], "a", "too many folders"),
        (["doejane_1_2_house.py", "kim_1_text.html"], "kim_1_text.html", "typed"),
        (["doejane_1_2_house.py", "doejane_1_3_lee_house.py", "x.py"], "x.py", "Canvas did not"),
        (["doejane_1_2_house.py", "kim/readme.txt"], "kim", "There is no .py"),
        (["doejane_1_2_house.py", "kim/house.py"], "kim", "Canvas did not"),
        (["A B_1_assignsubmission_file_/house.py", "C_2_assignsubmission_file_/house.py",
          "kim/house.py"], "kim", "Moodle did not"),
        (["A B_1_assignsubmission_onlinetext_/o.html", "C_2_assignsubmission_file_house.py"],
         "A B_1_assignsubmission_onlinetext_", "typed"),
        (["submitted/jane/house/a.py", "submitted/jane/x.py", "source/x"], "x.py", "beside"),
    ],
)  # fmt: skip
def test_why_something_is_unmatched(
    files: list[str], name: str, why: str, lay: Lay, collecting: Collecting
):
    folder = lay(files)
    assert why in left(collecting(folder, None))[name]
    with use_language("ko"):
        assert why not in left(collecting(folder, None))[name]


def test_gradescope_lists_what_its_list_does_not(lay: Lay, collecting: Collecting):
    files, _ = CLASSES["gradescope"]
    assert isinstance(files, dict)
    collected = collecting(lay(files | {"submission_3/house.py": CODE, "submission_9/a.py": CODE}))
    why = left(collected)
    assert "names nobody" in why["submission_3"]
    assert "does not list" in why["submission_9"]


def test_names_that_moodle_hides_and_namesakes(lay: Lay, collecting: Collecting):
    end = "assignsubmission_file_/house.py"
    files = [f"Participant_71_{end}", f"김민수_72_{end}", f"김민수_73_{end}", f"Team_{end}"]
    collected = collecting(lay(files))
    assert [(each.key, each.name) for each in collected.students] == [
        ("Participant 71", ""),
        ("Team", "Team"),
        ("김민수 72", "김민수"),
        ("김민수 73", "김민수"),
    ]


def test_an_assignment_of_nbgrader_under_another_name(lay: Lay, collecting: Collecting):
    one = ["submitted/jane/ps1/a.ipynb", "submitted/kim/ps1/a.ipynb", "source/ps1/a.ipynb"]
    assert len(collecting(lay(one)).handins) == 2
    several = collecting(lay([*one, "submitted/kim/ps2/a.ipynb"]))
    assert several.handins == ()
    assert "several assignments" in left(several)["ps2"]


def test_the_submitted_folder_itself(lay: Lay, collecting: Collecting):
    folder = lay(CLASSES["nbgrader"][0]) / "submitted"
    assert collecting(folder, None).layout == "nbgrader"


def test_a_download_for_each_exercise(lay: Lay, tmp_path: Path, collecting: Collecting):
    folder = lay(["c1w1_house_prices/doejane_11_501_main.py", "c1w1_house_prices/notes.txt"])
    zip_up(folder / "c1w2_callbacks.zip", ["doejane_11_601_x.py", "kim_12_602_callbacks.py"])
    lay({"readme.txt": ""})
    collected = collecting(folder, None)
    assert collected.layout == "canvas"
    assert set(handed_in(collected)) == {
        ("doejane_11", HOUSE), ("doejane_11", CALLBACKS), ("kim_12", CALLBACKS)
    }  # fmt: skip
    assert set(left(collected)) == {"readme.txt", "notes.txt"}
    one = collecting(folder, HOUSE)
    assert set(handed_in(one)) == {("doejane_11", HOUSE)}
    assert "is for c1w2_callbacks" in left(one)["c1w2_callbacks.zip"]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([], "is empty"),
        ([".git/config"], "is empty"),
        (["readme.txt", "jane/report.pdf"], "Nothing in"),
    ],
)
def test_a_folder_without_anything(files: list[str], says: str, lay: Lay, collecting: Collecting):
    folder = lay(files)
    folder.mkdir(exist_ok=True)
    with pytest.raises(UsageError, match=says):
        collecting(folder)


def test_what_is_no_class(tmp_path: Path, collecting: Collecting):
    with pytest.raises(UsageError, match="There is no folder"):
        collecting(tmp_path / "none")
    (tmp_path / "house.py").write_text(CODE)
    with pytest.raises(UsageError, match=r"neither a folder nor a \.zip"):
        collecting(tmp_path / "house.py")
    (tmp_path / "class.zip").write_bytes(b"nothing")
    with pytest.raises(UsageError, match=r"not a whole \.zip"):
        collecting(tmp_path / "class.zip")


def test_a_class_is_bounded(lay: Lay, collecting: Collecting, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("grader.handins.listing.MOST_ENTRIES", 3)
    folder = lay([*(f"jane/{number}.py" for number in range(4)), "kim/house.py"])
    collected = collecting(folder)
    assert set(handed_in(collected)) == {("kim", HOUSE)}
    assert left(collected) == {"jane": "This holds more than 3 entries."}
    with pytest.raises(UsageError, match="more than 3 entries"):
        collecting(folder / "jane")


@pytest.mark.parametrize(
    "trick",
    [
        "mallory/house/timestamp.txt",
        "mallory_1_assignsubmission_file_house.py",
        "mallory_1_2_house.py",
        "mallory/submission_metadata.yml",
    ],
)
def test_one_student_does_not_change_the_layout(trick: str, lay: Lay, collecting: Collecting):
    files = ["jane/house.py", "kim/house/main.py", "lee_house.py", "mallory/house/main.py"]
    collected = collecting(lay([*files, trick]), None)
    assert collected.layout == "folders"
    assert {("jane", HOUSE), ("kim", HOUSE), ("lee", HOUSE)} <= set(handed_in(collected))


def test_a_large_class_is_looked_at_a_few_times(
    lay: Lay, collecting: Collecting, monkeypatch: pytest.MonkeyPatch
):
    students = 300
    scanned: list[str] = []
    scan = os.scandir
    names = [f"학생 {number:03}" for number in range(students)]
    folder = lay([f"{name}/{file}" for name in names for file in ("house.py", "callbacks.ipynb")])
    roster = "학번,이름\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))

    def counted(path: str) -> object:
        scanned.append(path)
        return scan(path)

    monkeypatch.setattr("grader.handins.listing.os.scandir", counted)
    collected = collecting(folder, None, roster)
    assert len(collected.handins) == 2 * students
    assert collected.unmatched == collected.not_on_roster == ()
    assert len(scanned) < 6 * students


def test_a_folder_that_is_shut(lay: Lay, collecting: Collecting, monkeypatch: pytest.MonkeyPatch):
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    folder = lay(["jane/house.py", "kim/shut/house.py", "shut/house.py", "lee/c1w1/shut/house.py"])
    monkeypatch.setattr("grader.handins.listing.os.scandir", refuse)
    collected = collecting(folder)
    assert set(handed_in(collected)) == {("jane", HOUSE)}
    assert left(collected)["shut"] == "This cannot be read: Permission denied."
    with pytest.raises(UsageError, match="shut: This cannot be read"):
        collecting(folder / "shut")


def test_gradescope_may_list_files(lay: Lay, collecting: Collecting):
    who = "  :submitters:\n  - :name: Jane Doe\n"
    metadata = "".join(f"{name}:\n{who}" for name in ("1.py", "2.pdf", "empty"))
    files = {"submission_metadata.yml": metadata, "1.py": CODE, "2.pdf": "", "empty/x.txt": ""}
    collected = collecting(lay(files))
    assert handed_in(collected) == {("Jane Doe", HOUSE): "1.py"}
    assert set(left(collected)) == {"2.pdf", "empty"}


@pytest.mark.parametrize(
    "name",
    ["kim_1_2_report.pdf", "B_2_assignsubmission_file_r.pdf", "C_3_assignsubmission_file_/x"],
)
def test_a_report_that_a_platform_named(name: str, lay: Lay, collecting: Collecting):
    code = ["doejane_1_2_house.py"] if name[0] == "k" else ["A_1_assignsubmission_file_house.py"]
    collected = collecting(lay([*code, name]))
    assert left(collected) == {
        name.removesuffix("/x"): "There is no .py, .ipynb or .zip in this that could be graded."
    }
