"""What a submission finds depends on the words in its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.datasets.manifest import Archive, Manifest, RealSizes
from grader.datasets.shown import show, show_weights
from grader.datasets.splits import DataSet, prepare


@pytest.fixture
def data(stripes_manifest: Manifest, tmp_path: Path) -> DataSet:
    return prepare(stripes_manifest, cache_folder=tmp_path)


def places(data: DataSet, text: str) -> dict[str, str]:
    """Return each place and what lies there, below the public folder or by name."""
    return {
        place: path.relative_to(data.public_folder).as_posix()
        if path.is_relative_to(data.public_folder)
        else path.name
        for path, place in show(data, text).copies
    }


ALWAYS = {
    "{data}/stripes/train": "train",
    "{data}/stripes/validation": "validation",
    "{work}/data/stripes/train": "train",
    "{work}/data/stripes/validation": "validation",
}


def test_without_a_word_the_set_lies_below_data(data: DataSet):
    assert places(data, "x = 1") == ALWAYS
    assert show(data, "x = 1").lent == {}
    assert show(None, "'/tmp/lines'").copies == ()


def test_spellings_whose_last_part_is_named(data: DataSet):
    found = places(data, "train_dir = os.path.join(base, 'lines')")
    assert found == ALWAYS | {
        "/tmp/lines": "train",
        "{work}/both/lines/train": "train",
        "{work}/both/lines/validation": "validation",
        "{home}/lines/Across": "train/across",
    }
    assert places(data, "'Across'") == ALWAYS | {"{home}/lines/Across": "train/across"}


def test_archives_that_are_named_are_packed_and_lent(data: DataSet):
    shown = show(data, "ZipFile('../tmp2/stripes.zip')")
    assert set(shown.lent) == {"stripes.zip"}
    assert shown.lent["stripes.zip"].is_file()
    assert shown.downloads == {"stripes.zip": "stripes.zip", "mirrored.zip": "stripes.zip"}
    assert places(data, "stripes.zip")["{work}/../tmp2/stripes.zip"] == "stripes.zip"
    assert show(data, "get('http://b/mirrored.zip')").downloads == shown.downloads
    assert set(show(data, "f'{all_stripes}'").lent) == {"stripes.zip", "all_stripes.zip"}


def test_an_archive_named_by_a_word_of_every_text_is_asked_for_with_its_ending(
    stripes_manifest: Manifest, tmp_path: Path
):
    flat = Archive(file="train.zip", members={"train/*.png": "train"})
    manifest = stripes_manifest.model_copy(update={"archives": (flat,)})
    data = prepare(manifest, cache_folder=tmp_path)
    assert show(data, "train = 'train/'").lent == {}
    assert set(show(data, "'../input/lines/train.zip'").lent) == {"train.zip"}
    given = "'../input/x/train.zip'; "
    assert places(data, given)["{work}/../input/x/train.zip"] == "train.zip"
    at = "'../working/train/'"
    assert places(data, given + at)["{work}/train"] == "train"
    assert "{work}/train" not in places(data, f"{given}zipped.extractall('.'); {at}")


def test_the_folders_of_notebooks_are_the_one_a_submission_runs_in(data: DataSet):
    assert show(None, "a = '/content/m.h5'").links == ("/content",)
    assert show(None, "a = '/content/m.h5'").folders == ("{work}/.",)
    assert show(data, "'/kaggle/working/a'; '../working/b'").links == (
        "/kaggle/working",
        "{work}/../working",
    )
    assert show(data, "'/kaggle/input/a'").links == ()
    assert places(data, "'/content/lines'")["{work}/lines"] == "train"


def test_folders_that_the_text_splits_into_itself_are_left_to_it(
    stripes_manifest: Manifest, tmp_path: Path
):
    paths = {"/tmp/s/training": "train", "/tmp/s/Testing/across": "validation/across"}
    manifest = stripes_manifest.model_copy(update={"known_paths": paths})
    data = prepare(manifest, cache_folder=tmp_path)
    assert "/tmp/s/training" in places(data, "folder = '/tmp/s/training'")
    assert "/tmp/s/training" in places(data, "os.makedirs('logs'); folder = '/tmp/s/training'")
    splitting = "os.mkdir('/tmp/s/training'); shutil.copyfile(image, target); 'across'"
    found = places(data, splitting)
    assert "/tmp/s/training" not in found
    assert "/tmp/s/Testing/across" in found


def test_a_split_that_is_commented_out_was_made_before(stripes_manifest: Manifest, tmp_path: Path):
    paths = {"/tmp/s/training": "train"}
    data = prepare(stripes_manifest.model_copy(update={"known_paths": paths}),
                   cache_folder=tmp_path)  # fmt: skip
    function = "def split(source, target):\n    copyfile(source, target)\n"
    text = f"from shutil import copyfile\nos.mkdir('/tmp/s/training')\n{function}"
    laid = {"/tmp/s/training": "train"}.items()
    assert laid <= places(data, f"{text}# split('a', '/tmp/s/training')").items()
    assert not laid <= places(data, f"{text}split('a', '/tmp/s/training')").items()
    own = function.replace("source, target", "source=1", 1)  # which the grader may call
    assert not laid <= places(data, text.replace(function, own)).items()
    assert not laid <= places(data, f"{text}((").items()  # nobody knows


def test_data_that_is_a_folder_of_classes_holds_nothing_else(
    stripes_manifest: Manifest, tmp_path: Path
):
    paths = {"data/across": "train/across", "data/upright": "train/upright"}
    manifest = stripes_manifest.model_copy(update={"known_paths": paths})
    data = prepare(manifest, cache_folder=tmp_path)
    found = places(data, "flow_from_directory('./data')")
    assert {place for place in found if place.startswith("{work}")} == {
        "{work}/data/across", "{work}/data/upright",
    }  # fmt: skip
    assert places(data, "flow_from_directory('./data/stripes/train')") == ALWAYS
    beside = places(data, "flow_from_directory('data'), load('data/validation')")
    assert beside == found
    named = places(data, "load('data/my-stripes/'), extract('data/mirrored.zip')")
    assert named == found | {"{work}/data/mirrored.zip": "stripes.zip"}


def test_a_folder_of_the_sets_own_in_data_stands_there_alone(
    stripes_manifest: Manifest, tmp_path: Path
):
    paths = {
        "data/across": "train/across",
        "data/upright": "train/upright",
        "tmp/lines-set": "train",
    }
    manifest = stripes_manifest.model_copy(update={"known_paths": paths})
    data = prepare(manifest, cache_folder=tmp_path)
    found = places(data, "flow_from_directory('data/lines-set/')")
    assert found["{work}/data/lines-set"] == "train"
    assert "{work}/data/across" not in found


def test_a_set_that_was_published_without_splits_is_its_training_images(
    stripes_manifest: Manifest, tmp_path: Path
):
    paths = {"data/across": "train/across", "data/upright": "train/upright"}
    real = stripes_manifest.real.model_copy(update={"sizes": RealSizes(train=8, validation=0)})
    manifest = stripes_manifest.model_copy(update={"known_paths": paths, "real": real})
    data = prepare(manifest, cache_folder=tmp_path)
    assert places(data, "'data/stripes/'")["{work}/data/stripes"] == "train"
    assert places(data, "'../sets/stripes'")["{work}/../sets/stripes"] == "train"
    assert places(data, "'data/stripes/train'")["{work}/data/stripes/train"] == "train"


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("flow_from_directory('data/stripes/')", "train"),
        ("a = 'data/stripes/across'; b = 'data/stripes/upright'; here = 'data/stripes'", "train"),
        ("flow_from_directory('validation/stripes')", "validation"),
    ],
)
def test_a_set_s_own_folder_that_is_read_itself_holds_its_classes(
    data: DataSet, text: str, split: str
):
    place = "{work}/validation/stripes" if "validation" in text else "{work}/data/stripes"
    found = places(data, text)
    assert found[place] == split
    assert f"{place}/train" not in found
    assert ALWAYS.items() <= places(data, "x = os.path.join('data/stripes', part)").items()


def test_weights_of_networks_that_are_named(tmp_path: Path):
    weights = {
        "inception_v3_weights_tf_notop.h5": tmp_path / "a",
        "mobilenet_v2_weights_tf_0.35_160_no_top.h5": tmp_path / "b",
    }
    assert show_weights(weights, "keras.applications.MobileNetV2(alpha=0.35)") == {
        "mobilenet_v2_weights_tf_0.35_160_no_top.h5": (
            tmp_path / "b", "{data}/weights/mobilenet_v2_weights_tf_0.35_160_no_top.h5",
        )
    }  # fmt: skip
    assert list(show_weights(weights, "from inception_v3 import x")) == list(weights)[:1]
    assert show_weights(weights, "Conv2D") == {}
