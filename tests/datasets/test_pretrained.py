"""Pretrained networks: their manifests, and which weights file this host has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from grader.datasets.pretrained import (
    Backbone,
    backbone_names,
    find_weights,
    import_weights,
    load_backbone,
    read_backbone,
)
from grader.errors import DataError, SpecError, UnknownNameError

WEIGHTS = b"\x89HDF\r\n\x1a\n" + b"weights" * 10
INCEPTION = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"


@pytest.fixture
def datasets(root: Path) -> Path:
    return root / "datasets"


@pytest.fixture
def inception(datasets: Path) -> Backbone:
    return load_backbone("inception_v3", datasets)


def file_of(folder: Path, content: bytes = WEIGHTS, name: str = "mine.h5") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def published_as(backbone: Backbone, content: bytes, **more: object) -> Backbone:
    sha256 = hashlib.sha256(content).hexdigest()
    facts: dict[str, object] = {"sha256": sha256, "bytes": len(content), "md5": None}
    source = backbone.source.model_copy(update=facts | more)
    changed = backbone.real.model_copy(update={"sources": (source,)})
    return backbone.model_copy(update={"real": changed})


def test_the_two_networks(datasets: Path):
    assert backbone_names(datasets) == ["inception_v3", "mobilenet_v2_035"]
    inception, mobilenet = (load_backbone(name, datasets) for name in backbone_names(datasets))
    assert (inception.network, inception.alpha) == ("InceptionV3", None)
    assert inception.source.file == INCEPTION
    assert inception.source.md5 == "bcbd6486424b2319ff4ef7d526e38f63"
    assert not inception.source.confirmed
    assert {f"/tmp/{INCEPTION}", f"../tmp2/{INCEPTION}", f"model/{INCEPTION}"} <= {
        *inception.known_paths
    }
    assert (mobilenet.network, mobilenet.alpha) == ("MobileNetV2", 0.35)
    assert mobilenet.source.bytes == 2030528


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: inception_v3", "name: inception", "expected 'inception_v3'"),
        ("network: InceptionV3", "network: Inception", "network"),
        ("network: InceptionV3", "network: InceptionV3\nalpha: 0.5", "alpha"),
        ("md5: bcbd", "md5: xbcbd", "md5"),
        (f"files: [{INCEPTION}]", "files: [other.h5]", "the published file's own name"),
        (f"  - /tmp/{INCEPTION}", "  - /tmp", "too high up"),
        (f"  - /tmp/{INCEPTION}", f"  - {INCEPTION}", "twice"),
        (f"    {INCEPTION}:", "    other.h5:", "the only file"),
        ("licence:", "license:", "licence"),
    ],
)
def test_what_is_wrong_is_named(datasets: Path, tmp_path: Path, old: str, new: str, words: str):
    text = (datasets / "pretrained" / "inception_v3.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "inception_v3.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SpecError, match=words):
        read_backbone(path)


def test_an_unknown_name_gets_a_suggestion(datasets: Path):
    with pytest.raises(UnknownNameError, match="Did you mean inception_v3"):
        load_backbone("inception", datasets)


def test_weights_are_kept_under_keras_s_own_name(
    inception: Backbone, datasets: Path, tmp_path: Path
):
    known = published_as(inception, WEIGHTS)
    assert find_weights(known, cache_folder=tmp_path / "cache", folder=datasets) is None
    found = import_weights(known, file_of(tmp_path), cache_folder=tmp_path / "cache")
    assert (found.path.name, found.path.read_bytes()) == (INCEPTION, WEIGHTS)
    assert (found.profile, found.published) == ("real", True)
    assert find_weights(known, cache_folder=tmp_path / "cache", folder=datasets) == found


def test_another_file_is_refused_unless_it_is_meant(
    inception: Backbone, datasets: Path, tmp_path: Path
):
    cache = tmp_path / "cache"
    with pytest.raises(DataError, match=r"expected sha256 9617.*found .*--unverified"):
        import_weights(inception, file_of(tmp_path), cache_folder=cache)
    assert find_weights(inception, cache_folder=cache, folder=datasets) is None
    found = import_weights(inception, file_of(tmp_path), cache_folder=cache, unverified=True)
    assert not found.published
    assert find_weights(inception, cache_folder=cache, folder=datasets) == found


def test_the_published_file_comes_first(inception: Backbone, datasets: Path, tmp_path: Path):
    known, cache = published_as(inception, WEIGHTS), tmp_path / "cache"
    for last in range(8):
        other = file_of(tmp_path, WEIGHTS + bytes([last]))
        import_weights(known, other, cache_folder=cache, unverified=True)
    official = import_weights(known, file_of(tmp_path), cache_folder=cache)
    assert find_weights(known, cache_folder=cache, folder=datasets) == official


def test_keras_s_md5_counts_as_well(inception: Backbone, datasets: Path, tmp_path: Path):
    md5 = hashlib.md5(WEIGHTS, usedforsecurity=False).hexdigest()
    known = published_as(inception, b"other", md5=md5)
    found = import_weights(known, file_of(tmp_path), cache_folder=tmp_path / "cache")
    assert found.published
    assert find_weights(known, cache_folder=tmp_path / "cache", folder=datasets) == found


def test_what_is_no_weights_file(inception: Backbone, tmp_path: Path):
    with pytest.raises(DataError, match="not a weights file in HDF5"):
        import_weights(inception, file_of(tmp_path, b"<html>"), cache_folder=tmp_path)
    with pytest.raises(DataError, match=r"gone\.h5 cannot be read"):
        import_weights(inception, tmp_path / "gone.h5", cache_folder=tmp_path)


def test_what_rides_along_serves_where_nothing_was_fetched(datasets: Path, tmp_path: Path):
    content = yaml.safe_load((datasets / "pretrained/mobilenet_v2_035.yaml").read_text("utf-8"))
    (tmp_path / "pretrained").mkdir()
    carried = file_of(tmp_path / "pretrained", name="own.weights.h5")
    digest = hashlib.sha256(WEIGHTS).hexdigest()
    content["embedded"] = {
        "file": carried.name, "sha256": digest, "bytes": len(WEIGHTS), "card": "own.md",
    }  # fmt: skip
    path = tmp_path / "pretrained" / "mobilenet_v2_035.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    backbone = load_backbone("mobilenet_v2_035", tmp_path)
    found = find_weights(backbone, cache_folder=tmp_path / "cache", folder=tmp_path)
    assert found is not None
    assert (found.path, found.profile, found.sha256) == (carried, "embedded", digest)
    fetched = import_weights(
        backbone, file_of(tmp_path), cache_folder=tmp_path / "cache", unverified=True
    )
    assert find_weights(backbone, cache_folder=tmp_path / "cache", folder=tmp_path) == fetched
