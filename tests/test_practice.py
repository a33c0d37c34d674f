"""What a check gathers before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.practice import host_weights
from grader.resources import datasets_folder
from grader.submission import read_submission


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def naming(folder: Path, text: str, *, fetched: bool = True) -> dict[str, Path]:
    path = folder / "answer.py"
    path.write_text(text, encoding="utf-8")
    return host_weights(read_submission(path), fetched=fetched)


def test_a_submission_that_names_no_network_gets_no_weights(tmp_path: Path, cache: Path):
    del cache
    assert naming(tmp_path, "import keras\nmodel = keras.Sequential()\n") == {}


def test_a_network_that_was_fetched_is_found_under_keras_own_name(tmp_path: Path, cache: Path):
    name = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
    kept = cache / "pretrained" / "inception_v3" / ("weights-" + "0" * 64)
    kept.mkdir(parents=True)
    (kept / name).write_bytes(b"\x89HDF\r\n\x1a\n")
    found = naming(tmp_path, "from keras.applications import InceptionV3\nInceptionV3()\n")
    assert found == {name: kept / name}


def test_examples_are_proven_with_what_every_machine_has(tmp_path: Path, cache: Path):
    for network, name in (
        ("inception_v3", "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"),
        ("mobilenet_v2_035", "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5"),
    ):
        kept = cache / "pretrained" / network / ("weights-" + "0" * 64)
        kept.mkdir(parents=True)
        (kept / name).write_bytes(b"\x89HDF\r\n\x1a\n")
    both = "from keras.applications import InceptionV3, MobileNetV2\n"
    found = naming(tmp_path, both, fetched=False)
    assert found
    assert all(path.is_relative_to(datasets_folder()) for path in found.values())


def test_a_network_that_nobody_fetched_is_not_there(tmp_path: Path, cache: Path):
    del cache
    assert naming(tmp_path, "from keras.applications import InceptionV3\nInceptionV3()\n") == {}
