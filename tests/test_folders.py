"""A data set in folders, graded end to end in the real sandbox, and with a fake one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.datasets.manifest import Archive, Manifest
from grader.datasets.splits import DataSet, prepare
from grader.exercise import Exercise
from grader.pipeline import grade
from grader.results import Report, Verdict
from grader.sandbox.fake import FakeSandbox
from grader.sandbox.protocol import Order, Sandbox
from grader.submission import Submission, read_submission

NETWORK = """\
import os, shutil
import tensorflow as tf

def network(units, activation, *first):
    return tf.keras.Sequential([
        tf.keras.Input((24, 32, 3)), *first,
        tf.keras.layers.Conv2D(8, 3, activation="relu"),
        tf.keras.layers.GlobalMaxPooling2D(),
        tf.keras.layers.Dense(units, activation=activation),
    ])
"""
FROM_DIRECTORY = """
def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        "/tmp/lines", image_size=(24, 32), batch_size=16)
    assert train.class_names == ["across", "upright"]
    model = network(2, "softmax", tf.keras.layers.Rescaling(1 / 255))
    model.compile(tf.keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy",
                  metrics=["accuracy"])
    model.fit(train, epochs=8)
    return model
"""
FROM_GENERATOR = """
def solution_model():
    for below in ("train", "validation"):
        for name in sorted(os.listdir(f"both/lines/{below}/across"))[:2]:
            os.remove(f"both/lines/{below}/across/{name}")
    shutil.rmtree("data/stripes/validation")
    made = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    flow = [made.flow_from_directory(f"both/lines/{each}", target_size=(24, 32), batch_size=16,
                                     class_mode="binary") for each in ("train", "validation")]
    assert flow[0].samples == 158 and flow[1].samples == 22, flow[0].samples
    model = network(1, "sigmoid")
    model.compile(tf.keras.optimizers.Adam(0.02), "binary_crossentropy", metrics=["accuracy"])
    model.fit(flow[0], epochs=8, validation_data=flow[1])
    return model
"""
FROM_KAGGLE = """
import zipfile
import pandas as pd

def solution_model():
    with zipfile.ZipFile("../input/stripes/flat.zip") as flat:
        flat.extractall(".")
    names = os.listdir("/kaggle/working/flat")
    table = pd.DataFrame({"name": names, "kind": [name.split(".")[0] for name in names]})
    made = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
    flow = made.flow_from_dataframe(table, "../working/flat/", "name", "kind", batch_size=16,
                                    target_size=(24, 32), class_mode="binary")
    assert flow.class_indices == {"across": 0, "upright": 1}
    model = network(1, "sigmoid")
    model.compile(tf.keras.optimizers.Adam(0.02), "binary_crossentropy", metrics=["accuracy"])
    model.fit(flow, epochs=8)
    model.save("mine.keras")
    assert os.path.isfile("/kaggle/working/mine.keras")
    return model
"""
LOOKING = """
import sys
found = set()
for folder, _, files in os.walk("/"):
    if not folder.startswith(("/proc", "/sys", "/usr", "/dev", sys.prefix, sys.base_prefix)):
        found |= {os.path.join(folder, name) for name in files
                  if name.endswith((".png", ".npy", ".zip", ".npz"))}
names = {os.path.basename(each) for each in found}
shown = {f"{c}-{n:04}.png" for c in ("across", "upright") for n in range(1, 81)} | {"stripes.zip"}
print("strangers", sorted(names - shown))
"""


@pytest.fixture
def submitted(tmp_path: Path) -> Callable[[str], Submission]:
    def submit(text: str) -> Submission:
        (tmp_path / "mine.py").write_text(text, encoding="utf-8")
        return read_submission(tmp_path / "mine.py")

    return submit


Submit = Callable[[str], Submission]


def told(report: Report) -> str:
    checks = [(check.name, check.actual, check.reason) for check in report.checks]
    return f"{report.message}\n{report.error}\n{checks}\n{report.output}"


@pytest.mark.slow
@pytest.mark.parametrize("code", [FROM_DIRECTORY, FROM_GENERATOR], ids=["directory", "generator"])
def test_a_right_one_passes(
    stripes_exercise: Exercise,
    stripes_data: DataSet,
    sandbox: Sandbox,
    submitted: Submit,
    code: str,
):
    report = grade(stripes_exercise, submitted(NETWORK + code), sandbox, data=stripes_data)
    assert report.verdict is Verdict.PASSED, told(report)
    assert len(list((stripes_data.public_folder / "validation" / "across").iterdir())) == 12


@pytest.mark.slow
def test_a_notebook_of_kaggle_passes(
    stripes_exercise: Exercise,
    stripes_manifest: Manifest,
    sandbox: Sandbox,
    submitted: Submit,
    tmp_path: Path,
):
    if sandbox.confinement != "full":
        pytest.skip("without confinement the folders of Kaggle would be the host's own")
    members = {f"flat/{name}.*.jpg": f"train/{name}" for name in stripes_manifest.classes}
    flat = Archive(file="flat.zip", members=members)
    manifest = stripes_manifest.model_copy(update={"archives": (flat,)})
    data = prepare(manifest, cache_folder=tmp_path / "flat")
    report = grade(stripes_exercise, submitted(NETWORK + FROM_KAGGLE), sandbox, data=data)
    assert report.verdict is Verdict.PASSED, told(report)


@pytest.mark.slow
def test_hidden_images_are_nowhere(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, submitted: Submit
):
    if sandbox.confinement != "full":
        pytest.skip("without confinement a submission sees what its owner sees")
    report = grade(stripes_exercise, submitted(NETWORK + LOOKING), sandbox, data=stripes_data)
    assert "strangers []" in report.output, told(report)


@pytest.mark.slow
def test_more_than_the_limit_cannot_be_written_beside_the_data(
    stripes_exercise: Exercise, stripes_data: DataSet, sandbox: Sandbox, submitted: Submit
):
    if sandbox.confinement != "full":
        pytest.skip("without confinement the disk is the host's")
    write = "for n in range({}): open(f'f{{n}}', 'wb').write(bytes(1 << 20))\n"
    report = grade(
        stripes_exercise, submitted(NETWORK + write.format(70)), sandbox, data=stripes_data
    )
    assert report.error is not None
    assert "No space" in report.error.message, told(report)
    report = grade(
        stripes_exercise, submitted(NETWORK + write.format(60)), sandbox, data=stripes_data
    )
    assert report.error is None, told(report)


def test_what_each_stage_is_given(
    stripes_exercise: Exercise, stripes_data: DataSet, submitted: Submit
):
    seen: dict[str, Any] = {}

    def trainee(order: Order) -> None:
        seen["trainee"] = {path.name for path in order.inbox.rglob("*")}
        facts = {"entry": "", "returned": "", "model_from": "fit", "exported_model": None}
        (order.outbox / "training.json").write_text(json.dumps(facts), encoding="utf-8")
        (order.outbox / "model.keras").write_bytes(b"a model")

    def examiner(order: Order) -> None:
        seen["examiner"] = {path.name: path for path in order.inbox.iterdir()}
        for name in ("public-images", "hidden"):
            array = np.load(order.inbox / f"{name}.npy")
            seen[name] = (array.shape, str(array.dtype))

    sandbox = FakeSandbox({"trainee": trainee, "examiner": examiner})
    grade(stripes_exercise, submitted("stripes = '/tmp/lines'\n"), sandbox, data=stripes_data)
    assert seen["trainee"] == {"submission.py", "downloads", "stripes.zip", "all_stripes.zip"} - {
        "all_stripes.zip"
    }
    assert set(seen["examiner"]) == {
        "model.keras", "hidden.npy", "public-images.npy", "public-labels.npy",
    }  # fmt: skip
    assert seen["public-images"] == ((24, 24, 32, 3), "uint8")
    assert seen["hidden"] == ((40, 24, 32, 3), "uint8")
    job = sandbox.orders[0].job
    assert job["archives"] == {}
    assert job["downloads"] == {
        "stripes.zip": "{inbox}/downloads/stripes.zip",
        "mirrored.zip": "{inbox}/downloads/stripes.zip",
    }
    assert job["datasets"]["stripes"] == {
        "root": "{data}/stripes",
        "form": "folders",
        "classes": ["across", "upright"],
    }
    assert str(stripes_data.hidden_inputs.parent) not in str(sandbox.orders[0])


@pytest.mark.parametrize("taken", [True, False])
def test_weights_that_the_text_names(
    stripes_exercise: Exercise,
    tmp_path: Path,
    submitted: Submit,
    monkeypatch: pytest.MonkeyPatch,
    *,
    taken: bool,
):
    def takes_pretrained(_exercise: Exercise) -> bool:
        return taken

    def digests_by_file(_weights: Mapping[str, Path]) -> dict[str, frozenset[str]]:
        return {}  # there are no such files

    monkeypatch.setattr("grader.pipeline.takes_pretrained", takes_pretrained)
    monkeypatch.setattr("grader.pipeline.digests_by_file", digests_by_file)
    weights = {"inception_v3_weights_x.h5": tmp_path / "a", "mobilenet_v2_weights_y.h5": tmp_path}

    def trainee(_order: Order) -> None:
        return None

    sandbox = FakeSandbox({"trainee": trainee})
    grade(
        stripes_exercise, submitted("keras.applications.InceptionV3()\n"), sandbox, weights=weights
    )
    order = sandbox.orders[0]
    place = "{data}/weights/inception_v3_weights_x.h5"
    assert order.job["weights"] == ({"inception_v3_weights_x.h5": place} if taken else {})
    assert order.copies == (((tmp_path / "a", place),) if taken else ())
