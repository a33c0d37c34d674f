"""What a submission's own paths mean, by their last parts."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from grader.datasets.foreign import folders_to_save_in, paths_elsewhere, what_lies_where
from grader.datasets.manifest import Archive, Manifest
from grader.datasets.splits import DataSet, prepare
from grader.literals import texts_spelt


@pytest.fixture
def data(stripes_manifest: Manifest, tmp_path: Path) -> DataSet:
    return prepare(stripes_manifest, cache_folder=tmp_path)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("x = '/a/b'", "/a/b"),
        ("import os\nb = '/a'\nx = os.path.join(b, 'b', 'c')", "/a/b/c"),
        ("b = '/a/'\nx = b + 'b'", "/a/b"),
        ("b = '/a'\nn = 'b'\nx = f'{b}/{n}.zip'", "/a/b.zip"),
        ("b = Path('/a') / 'b'\nx = str(b / 'c')", "/a/b/c"),
        ("x = os.path.join(r'C:\\a', 'b')", "C:\\a/b"),
        ("f(os.path.abspath('/a'))", "/a"),
        ("x = os.path.join(os.pardir, 'a', 'eval')", "../a/eval"),
        ("x = f'{getcwd()}/a'", "./a"),
        ("x = Path.cwd() / 'a' / 'b'", "./a/b"),
        ("x = Path('/a').joinpath('b', 'c')", "/a/b/c"),
        ("x = Path(__file__).resolve().parent / 'a'", "./a"),
        ("x = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'a')", "./a"),
        ("x = os.path.dirname('/a/b')", "/a"),
        ("x = Path(__file__).parent.parent.parent / 'a'", "../../a"),
        ("x = os.path.join(os.path.dirname(os.getcwd()), 'a')", "../a"),
        ("x = os.path.join(os.path.expanduser('~'), 'a')", "~/a"),
        ("for n in ['a', 'b']:\n  x = '/' + n + '.zip'", "/b.zip"),
        ("names = ('a', 'b')\nfor n in names:\n  x = f'/{n}/c'", "/a/c"),
        ("b: str = '/a'\nx = b + '/b'", "/a/b"),
        ("b, c = '/a', 'b'\nx = os.path.join(b, c)", "/a/b"),
        ("self.b = '/a'\nx = self.b + '/b'", "/a/b"),
    ],
)
def test_texts_that_code_spells_out(code: str, text: str):
    assert text in texts_spelt(code)


@pytest.mark.parametrize(
    "code",
    [
        "x = unknown + '/a'",
        "x = unknown.parent / '/a'",
        "x = f'{unknown}/a'",
        "self.b = '/a'\nx = other.b + '/a'",
        "x = (",
        "x = '" + "a" * 1001 + "'",
    ],
)
def test_texts_that_depend_on_more_are_not_spelt_out(code: str):
    assert not [text for text in texts_spelt(code) if text != "/a"]


def test_nested_loops_end():
    loops = "".join("  " * n + "for n in ['a', 'b', 'c', 'd']:\n" for n in range(40))
    assert "d" in texts_spelt(f"{loops}{'  ' * 40}x = '/' + n")


def test_nested_code_ends():
    assert texts_spelt("x = " + "'a' + " * 3000 + "'b'") == ()


def places(data: DataSet, code: str, *, splits: bool = False) -> dict[str, str]:
    return what_lies_where(paths_elsewhere(code), data, code, splits=splits)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("C:\\Users\\kim\\stripes", "."),
        ("C:\\Users\\kim\\Stripes\\Training", "train"),
        ("/content/drive/MyDrive/val", "validation"),
        ("/content/lines", "train"),
        ("/home/kim/x/training/", "train"),
        ("./sets/training-stripes/", "train"),
        ("./sets/stripes_test", "validation"),
        ("sets/lines/eval/", "validation"),
        ("C:\\sets\\lines\\eval\\", "validation"),
        ("dataset/training_set", "train"),
        ("./train_images", "train"),
        ("./set/test-data", "validation"),
        ("./stripes/test_set/across", "validation/across"),
        ("/content/both/lines", "."),
        ("/content/lines/Across", "train/across"),
        ("/content/stripes/test/upright", "validation/upright"),
        ("/kaggle/input/stripes.zip", "stripes.zip"),
        ("/home/kim/mirrored.zip", "stripes.zip"),
        ("../../sets/Stripes/Training", "train"),
        ("./My Sets/lines", "train"),
        ("/sets/validation", "validation"),
        ("sets\\lines\\across", "train/across"),
        ("C:/kim/sets-validation/lines", "validation"),
        ("C:/kim/sets-validation/lines/across", "validation/across"),
        ("C:/kim/test/lines", "train"),
        ("C:/kim/val/lines/train", "train"),
    ],
)
def test_what_the_last_parts_mean(data: DataSet, path: str, place: str):
    assert places(data, f"x = {path!r}") == {path: place}


@pytest.mark.parametrize(
    "path",
    [
        "/content/flowers",
        "/content/upright",  # of which split?
        "lines",
        "https://x.org/stripes/train",
        "Accuracy of training/validation",
        "a/../../train",
        "/content/../outbox/train",
        "/content/{outbox}/train",
        "/content/*/train",
        "/content/\n/train",
        f"/content/{'a' * 201}/train",
        f"{sys.prefix}/train",
    ],
)
def test_what_is_not_laid_out(data: DataSet, path: str):
    assert places(data, f"x = {path!r}") == {}


@pytest.mark.parametrize(
    ("folder", "split"), [("./week4", "train"), ("C:\\kim\\val pictures", "validation")]
)
def test_all_classes_in_one_folder_of_any_name(data: DataSet, folder: str, split: str):
    bare = replace(data, known_paths={})
    code = f"x = {f'{folder}/across'!r}; y = {f'{folder}/Upright'!r}; z = 'other/upright'"
    assert places(bare, code) == {
        f"{folder}/across": f"{split}/across",
        f"{folder}/Upright": f"{split}/upright",
    }


def test_the_folder_of_an_archive_s_classes(data: DataSet):
    bare = replace(data, known_paths={})
    assert places(bare, "x = 'D:/all/validation'") == {"D:/all/validation": "validation"}
    members = {"Pets/Cat": "train/across", "Pets/B": "train/upright"}
    pets = replace(bare, archives=(Archive(file="a.zip", members=members),))
    assert places(pets, "x = 'D:/y/Pets/'") == {
        "D:/y/Pets/Cat": "train/across",
        "D:/y/Pets/B": "train/upright",
    }
    assert places(pets, "x = './Pets'; y = x + '/Cat'") == {}  # what lies there is asked for itself


UNPACKED = "\nZipFile('stripes.zip').extractall('x')"


def holding(data: DataSet, *tops: str) -> DataSet:
    """The set with an archive in which these folders lie at the top."""
    members = dict.fromkeys(tops, "train")
    return replace(data, archives=(Archive(file="stripes.zip", members=members),))


def test_what_the_text_makes_itself_may_lie_where_ours_would(data: DataSet):
    code = "a = 'x/train'\nb = './x/lines/across'"
    assert set(places(data, code)) == {"x/train", "./x/lines/across"}
    assert places(data, code, splits=True) == {}
    assert places(holding(data, "train", "lines"), code + UNPACKED) == {}
    assert set(places(data, code + UNPACKED)) == {"x/train", "./x/lines/across"}


def test_what_is_only_said_to_be_unpacked_is_not(data: DataSet):
    code = "a = 'x/train'\nz = ZipFile('x/stripes.zip')\n# z.extractall('x')\nprint('then unzip')"
    assert places(data, code) == {"x/train": "train", "x/stripes.zip": "stripes.zip"}
    for unpacks in ("z.extractall(folder)", "os.system('unzip x/stripes.zip')", "get_file('a')"):
        assert places(data, f"{code}\n{unpacks}") == {"x/stripes.zip": "stripes.zip"}


def test_a_folder_above_splits_holds_no_classes(data: DataSet):
    code = "b = '/content/lines'\nx = os.path.join(b, 'train')\ny = b + '/test'"
    assert places(data, code) == {
        "/content/lines/train": "train",
        "/content/lines/test": "validation",
    }


def test_what_the_text_fills_itself_is_left_to_it(data: DataSet):
    code = "a = '/content/x/train'\nb = '/content/lines'\nc = '/content/stripes.zip'\n"
    assert set(places(data, code)) == {"/content/x/train", "/content/lines", "/content/stripes.zip"}
    assert set(places(data, code, splits=True)) == {"/content/lines", "/content/stripes.zip"}
    held = holding(data, "x", "lines")
    assert set(places(held, code + "z.extractall('/content')")) == {"/content/stripes.zip"}
    code = "a = '../x/all/validation/across'\nb = '../x/validation/across'"
    assert places(data, code, splits=True) == {"../x/all/validation/across": "validation/across"}


@pytest.mark.parametrize("folder", ["'a'", "'a/x'", "''", "", "path='./a/x'", "members", "'.'"])
def test_what_may_be_unpacked_is_left_to_the_text(data: DataSet, folder: str):
    code = f"x = 'a/x/train'\nZipFile('stripes.zip').extractall({folder})"
    assert places(holding(data, "a", "x", "train"), code) == {}


@pytest.mark.parametrize("folder", ["'b'", "'a/x/other'", "'/tmp'"])
def test_what_is_unpacked_elsewhere_is_not(data: DataSet, folder: str):
    code = f"x = 'a/x/train'\nZipFile('stripes.zip').extractall({folder})"
    assert places(data, code) == {"a/x/train": "train"}


def test_one_of_several_calls_may_unpack_it(data: DataSet):
    code = "x = 'a/x/train'\nz.extractall('a')\nZipFile('stripes.zip').extractall('a/x')"
    assert places(holding(data, "train"), code) == {}


def test_no_more_than_twenty_places(data: DataSet):
    assert len(places(data, "\n".join(f"x = '/content/{n}/train'" for n in range(30)))) == 20


def test_folders_that_are_saved_to():
    paths = ("/content/drive/m.h5", "/content/x", "C:\\kim\\m.h5", "/Users/kim/a.PNG")
    assert folders_to_save_in(paths) == ("/content/drive", "/Users/kim")
    text = "np.save('../kept/x_train', images); np.load('there/y')"
    assert folders_to_save_in(paths_elsewhere(text), text) == ("../kept",)
