"""Whatever lies in an outbox, the readers give a value or say `EvidenceError`; nothing is run."""

from __future__ import annotations

import io
import json
import os
import pickle
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader import outbox
from grader.errors import EvidenceError
from grader.facts import ModelFacts, TrainingFacts
from grader.outbox import read_array, read_facts, read_input_shape

MODEL: dict[str, Any] = {
    "layers": [{"kind": "Dense", "name": "dense", "units": 1}],
    "input_shape": [None, 1],
    "output_shape": [None, 1],
    "parameters": 2,
    "trainable_parameters": 2,
    "weights_digest": "ab",
}
PLAIN = {"descr": "<f4", "fortran_order": False, "shape": (3, 1)}
FITTING = tuple(b"{'descr': '<f4', 'fortran_order': False, 'shape': (3, 1), }")


class Bomb:
    """Unpickling it leaves a mark."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outbox") / "left"


def npy(header: str, data: bytes = b"\0" * 12, *, version: tuple[int, int] = (1, 0)) -> bytes:
    raw = header.encode("latin1", "replace")
    size = len(raw).to_bytes(2 if version[0] == 1 else 4, "little")
    return b"\x93NUMPY" + bytes(version) + size + raw + data


def saved(array: np.ndarray, **options: Any) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, **options)
    return buffer.getvalue()


# --- JSON -------------------------------------------------------------------------------------


def test_facts_are_read(file: Path):
    file.write_text(json.dumps(MODEL), encoding="utf-8")
    facts = read_facts(file, ModelFacts)
    assert facts.layers[0].units == 1
    assert facts.input_shape == (None, 1)


@pytest.mark.parametrize(
    "changed",
    [
        {"unknown": 1},
        {"parameters": "many"},
        {"layers": [{"kind": "Dense"}]},
        {"layers": [{"kind": "x" * 4001, "name": ""}]},
        {"layers": [MODEL["layers"][0]] * 5001},
        {"weights_digest": None},
    ],
)
def test_facts_of_another_shape_are_refused(file: Path, changed: dict[str, Any]):
    file.write_text(json.dumps(MODEL | changed), encoding="utf-8")
    with pytest.raises(EvidenceError, match="not valid ModelFacts"):
        read_facts(file, ModelFacts)


@pytest.mark.parametrize("raw", [b"", b"{", b"[" * 100_000, b"\xff\xfe{", b"null", b"9" * 5000])
def test_what_is_not_json_is_refused(file: Path, raw: bytes):
    file.write_bytes(raw)
    with pytest.raises(EvidenceError):
        read_facts(file, TrainingFacts)


@given(raw=st.binary(max_size=400))
def test_any_bytes_are_facts_or_refused(file: Path, raw: bytes):
    file.write_bytes(raw)
    with pytest.raises(EvidenceError):
        read_facts(file, ModelFacts)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(changed=st.dictionaries(st.sampled_from([*MODEL, "loss", "scaling", "x"]), JSON))
def test_any_json_is_facts_or_refused(file: Path, changed: dict[str, Any]):
    file.write_text(json.dumps(MODEL | changed), encoding="utf-8")
    try:
        facts = read_facts(file, ModelFacts)
    except EvidenceError:
        return
    assert "x" not in changed
    assert isinstance(facts.parameters, int)


# --- what kind of file ------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(EvidenceError, match=r"training\.json: No such file"):
        read_facts(tmp_path / "training.json", TrainingFacts)


def test_a_link_is_not_followed(tmp_path: Path):
    (tmp_path / "secret").write_text(json.dumps(MODEL), encoding="utf-8")
    (tmp_path / "model.json").symlink_to(tmp_path / "secret")
    with pytest.raises(EvidenceError):
        read_facts(tmp_path / "model.json", ModelFacts)


@pytest.mark.timeout(10)
def test_a_pipe_does_not_block(tmp_path: Path):
    os.mkfifo(tmp_path / "model.json")
    with pytest.raises(EvidenceError, match="plain file"):
        read_facts(tmp_path / "model.json", ModelFacts)
    with pytest.raises(EvidenceError, match="plain file"):
        read_array(tmp_path / "model.json", rows=1)


def test_a_folder_is_no_file(tmp_path: Path):
    for read in (lambda: read_facts(tmp_path, ModelFacts), lambda: read_array(tmp_path, rows=1)):
        with pytest.raises(EvidenceError, match="plain file"):
            read()


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(outbox.MAX_ARRAY_BYTES + 1)  # sparse: takes no room
    for read in (lambda: read_facts(large, ModelFacts), lambda: read_array(large, rows=1)):
        with pytest.raises(EvidenceError, match="bytes, at most"):
            read()
    monkeypatch.setattr(outbox, "MAX_JSON_BYTES", len(json.dumps(MODEL)))
    (tmp_path / "fits").write_text(json.dumps(MODEL), encoding="utf-8")
    assert read_facts(tmp_path / "fits", ModelFacts).parameters == 2
    (tmp_path / "fits").write_text(json.dumps(MODEL) + " ", encoding="utf-8")
    with pytest.raises(EvidenceError, match="at most"):
        read_facts(tmp_path / "fits", ModelFacts)


# --- arrays -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["<f4", ">f8", "<f2", "i1", "<u8", "?", "longdouble"])
def test_numbers_of_any_kind_become_doubles(file: Path, dtype: str):
    file.write_bytes(saved(np.ones((3, 2), dtype=dtype)))
    array = read_array(file, rows=3)
    assert array.dtype == np.float64
    assert array.shape == (3, 2)
    assert array.min() == array.max() == 1


def test_more_axes_become_columns_and_one_becomes_a_column(file: Path):
    file.write_bytes(saved(np.zeros((3, 2, 5), np.float32)))
    assert read_array(file, rows=3).shape == (3, 10)
    file.write_bytes(saved(np.zeros(3, np.float32)))
    assert read_array(file, rows=3).shape == (3, 1)


def test_a_pickled_array_is_refused_and_not_run(file: Path, tmp_path: Path):
    mark = tmp_path / "it ran"
    hostile = np.array([Bomb(mark)] * 3, dtype=object)
    file.write_bytes(saved(hostile, allow_pickle=True))
    with pytest.raises(EvidenceError, match="allow_pickle"):
        read_array(file, rows=3)
    file.write_bytes(pickle.dumps(Bomb(mark)))
    with pytest.raises(EvidenceError):
        read_array(file, rows=3)
    assert not mark.exists()


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 1)),
        np.zeros((2, 1)),
        np.zeros((3, 0)),
        np.float64(3),
        np.array(["a", "b", "c"]),
        np.zeros(3, complex),
        np.zeros(3, "M8[s]"),
        np.zeros(3, [("a", "<f4")]),
    ],
    ids=lambda array: f"{array.dtype}{array.shape}",
)
def test_what_is_not_rows_of_numbers_is_refused(file: Path, array: np.ndarray):
    file.write_bytes(saved(array))
    with pytest.raises(EvidenceError, match="expected 3 rows of numbers"):
        read_array(file, rows=3)


@pytest.mark.parametrize(
    "header",
    [
        "{",
        "'''",
        "(" * 5000,
        "  {",
        "{[]: 1}",
        str(PLAIN | {"shape": (3, -1)}),
        str(PLAIN | {"shape": (3, 10**30)}),
        str(PLAIN | {"shape": (3, 2**61)}),
        str(PLAIN | {"shape": (True,)}),
        str(PLAIN | {"descr": ()}),
        str(PLAIN | {"descr": [()]}),
        str(PLAIN | {"descr": {"a": 1}}),
        str(PLAIN | {"descr": "|O"}),
        str(PLAIN | {"descr": "no such"}),
        str(PLAIN | {"more": 1}),
        "{'descr': '<f4'}",
        "1/0",
        "__import__('os')",
    ],
)
def test_a_hostile_header_is_refused(file: Path, header: str):
    for version in ((1, 0), (2, 0), (3, 0), (9, 9)):
        file.write_bytes(npy(header, version=version))
        with pytest.raises(EvidenceError):
            read_array(file, rows=3)


def test_an_array_cut_short_is_refused(file: Path):
    whole = saved(np.zeros((3, 2)))
    for size in range(0, len(whole), 7):
        file.write_bytes(whole[:size])
        with pytest.raises(EvidenceError, match="not an array"):
            read_array(file, rows=3)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_no_array(file: Path, raw: bytes):
    file.write_bytes(raw)
    with pytest.raises(EvidenceError):
        read_array(file, rows=3)


@given(header=st.text("{}[]()'\":,.<f4|OVdescrshapfortran_orderTrueFalse3L\\\n #-*", max_size=90))
@example("{'descr': '<f4', 'fortran_order': False, 'shape': (3L,)}")
def test_any_header_is_an_array_or_refused(file: Path, header: str):
    file.write_bytes(npy(header))
    with suppress(EvidenceError):
        assert read_array(file, rows=3).shape[0] == 3


@given(at=st.integers(0, len(FITTING) - 1), byte=st.integers(0, 255))
def test_a_changed_header_is_an_array_or_refused(file: Path, at: int, byte: int):
    header = bytes((*FITTING[:at], byte, *FITTING[at + 1 :])).decode("latin1")
    file.write_bytes(npy(header))
    with suppress(EvidenceError):
        assert read_array(file, rows=3).shape[0] == 3


# --- the shape that a model file says it takes ------------------------------------------------


def model_file(path: Path, config: object, *, name: str = "config.json", **options: Any) -> Path:
    text = config if isinstance(config, str) else json.dumps(config)
    with zipfile.ZipFile(path, "w", **options) as archive:
        archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    ("config", "shape"),
    [
        ({"config": {"layers": [{"config": {"batch_shape": [None, 150, 150, 3]}}]}}, (150, 150, 3)),
        ({"build_config": {"input_shape": [None, 28, 28]}}, (28, 28)),
        ({"config": {"build_input_shape": [8, None, None, 3]}}, (None, None, 3)),
        ({"layers": [{"layers": [{"batch_shape": [None, 9]}]}, {"batch_shape": [None, 7]}]}, (7,)),
        ({"batch_shape": [None, "150", 3]}, None),
        ({"batch_shape": [None, True, 3]}, None),
        ({"batch_shape": [None]}, None),
        ({"batch_shape": [None] * 99}, None),
        ([], None),
        ("[" * 100_000, None),
        ("no json", None),
    ],
)
def test_the_shape_in_a_model_file(tmp_path: Path, config: object, shape: object):
    assert read_input_shape(model_file(tmp_path / "m.keras", config)) == shape


def test_model_files_that_say_nothing(tmp_path: Path):
    path, config = tmp_path / "m.keras", {"batch_shape": [None, 4]}
    assert read_input_shape(path) is None
    path.write_bytes(b"PK")
    assert read_input_shape(path) is None
    assert read_input_shape(model_file(path, config, name="other.json")) is None
    assert read_input_shape(model_file(path, config, compression=zipfile.ZIP_LZMA)) is None
    whole = model_file(path, config).read_bytes()
    path.write_bytes(whole + b"more")
    assert read_input_shape(path) is None
    path.write_bytes(whole.replace(b"batch", b"botch", 1))  # the sum of its bytes is wrong now
    assert read_input_shape(path) is None


def test_a_config_that_swells_is_not_swallowed(tmp_path: Path):
    swollen = '{"batch_shape": [null, 4], "x": "' + " " * (9 << 20) + '"}'
    path = model_file(tmp_path / "m.keras", swollen, compression=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    assert read_input_shape(path) is None


def test_a_list_of_contents_without_end_is_not_read(tmp_path: Path):
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", '{"batch_shape": [null, 4]}')
        for number in range(200):
            archive.writestr(f"{number:06}" + "x" * 6000, b"")
    assert read_input_shape(path) is None


@given(noise=st.binary(max_size=400))
def test_noise_for_a_model_file(tmp_path_factory: pytest.TempPathFactory, noise: bytes):
    path = tmp_path_factory.mktemp("noise") / "m.keras"
    path.write_bytes(noise)
    assert read_input_shape(path) is None
