"""Manifests: the one there is, and every way of writing one wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from grader.datasets.manifest import Manifest, load_manifest, read_manifest
from grader.errors import SpecError, UnknownNameError
from grader.plain_yaml import read_yaml

MNIST_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


@pytest.fixture
def text(root: Path) -> str:
    return (root / "datasets" / "mnist.yaml").read_text(encoding="utf-8")


def written(folder: Path, content: str | bytes, name: str = "mnist") -> Path:
    path = folder / f"{name}.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_mnist(root: Path):
    manifest = load_manifest("mnist", root / "datasets")
    assert manifest.classes == tuple("0123456789")
    assert (manifest.image_size, manifest.channels) == ((28, 28), 1)
    assert manifest.title.ko == "손글씨 숫자 (MNIST)"
    assert manifest.real.sources[0].url.endswith("/mnist.npz")
    assert manifest.real.sources[0].sha256 == MNIST_SHA256
    assert manifest.real.licence == "CC BY-SA 3.0"
    assert len(manifest.real.originals) == 4
    assert {"data/mnist.npz", "../tmp2/mnist.npz", "mnist.npz"} <= set(manifest.known_paths)
    assert set(manifest.known_paths.values()) == {"mnist.npz"}
    sizes = manifest.embedded.sizes
    assert (sizes.train, sizes.validation, sizes.hidden) == (20000, 2000, 4000)


def test_every_manifest_can_be_read(root: Path):
    for path in sorted((root / "datasets").glob("*.yaml")):
        assert read_manifest(path).name == path.stem


SETS = {
    "cats_vs_dogs": ("folders", 2, (2000, 1000)),
    "fashion_mnist": ("arrays", 10, (60000, 10000)),
    "happy_or_sad": ("folders", 2, (80, 0)),
    "horse_or_human": ("folders", 2, (1027, 256)),
    "mnist": ("arrays", 10, (60000, 10000)),
    "rock_paper_scissors": ("folders", 3, (2520, 372)),
}


def test_every_course_data_set_has_one(root: Path):
    found = [read_manifest(path) for path in sorted((root / "datasets").glob("*.yaml"))]
    facts = {
        manifest.name: (
            manifest.form,
            len(manifest.classes),
            (manifest.real.sizes.train, manifest.real.sizes.validation),
        )
        for manifest in found
    }
    assert facts == SETS


@pytest.mark.parametrize(
    ("name", "spelling", "place"),
    [
        ("horse_or_human", "/tmp/horse-or-human", "train"),
        ("horse_or_human", "data/validation-horse-or-human", "validation"),
        ("horse_or_human", "../tmp2/horse-or-human.zip", "horse-or-human.zip"),
        ("cats_vs_dogs", "/tmp/PetImages/Cat", "train/cats"),
        ("cats_vs_dogs", "/tmp/cats-v-dogs/testing", "validation"),
        ("cats_vs_dogs", "/tmp/cats_and_dogs_filtered", "."),
        ("happy_or_sad", "data/sad", "train/sad"),
        ("happy_or_sad", "/tmp/h-or-s", "train"),
        ("happy_or_sad", "h-or-s", "train"),
        ("rock_paper_scissors", "/tmp/rps-test-set", "validation"),
    ],
)
def test_what_lies_where(root: Path, name: str, spelling: str, place: str):
    assert load_manifest(name, root / "datasets").known_paths[spelling] == place


def test_an_archive_is_found_by_its_name(root: Path):
    manifest = load_manifest("cats_vs_dogs", root / "datasets")
    asked = manifest.archive(manifest.real.sources[0].file)
    assert asked is not None
    assert asked.members["cats_and_dogs_filtered/validation"] == "validation"
    assert manifest.archive("other.zip") is None
    assert {".", "train", "validation/dogs"} <= manifest.parts


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("mnist", "form: arrays", "form: array", "form.*'array'"),
        ("mnist", "form: arrays", "form: folders", "channels: images in folders have 3"),
        ("mnist", "channels: 1", "channels: 3", "channels: arrays are grey"),
        (
            "mnist",
            "- file: mnist.npz",
            "- file: other.npz",
            "are published as mnist.npz; found other.npz",
        ),
        ("mnist", "- file: mnist.npz", "- file: ../mnist.npz", r"archives\.0\.file"),
        ("mnist", "  mnist.npz: mnist.npz", "  mnist.npz: train", "neither a part nor an archive"),
        ("mnist", "  mnist.npz: mnist.npz", "  ./mnist.npz: mnist.npz", "as 'mnist.npz'"),
        ("mnist", "  mnist.npz: mnist.npz", "  /tmp: mnist.npz", "too high up"),
        ("mnist", "  mnist.npz: mnist.npz", '  "": mnist.npz', "too high up"),
        ("mnist", "  mnist.npz: mnist.npz", "  ~jo/m.npz: mnist.npz", "too high up"),
        ("mnist", "t10k-labels", "t10k-label", "the four idx files"),
        ("mnist", "share: 0.5", "share: 1.0", r"real\.held_out\.share"),
        ("rock_paper_scissors", "{rps: train}", "{rps: test}", "'test', of rps.zip, is not a part"),
        ("rock_paper_scissors", "{rps: train}", "{rps: .}", "'.', of rps.zip, is not a part"),
        ("rock_paper_scissors", "{rps: train}", "{../rps: train}", "a plain path inside it"),
        ("rock_paper_scissors", "{rps: train}", "{/rps: train}", "a plain path inside it"),
        ("rock_paper_scissors", "{rps: train}", "{}", "rps.zip needs members"),
        ("rock_paper_scissors", "{rps: train}", "{rps/*.png: train}", "rps.zip is a source"),
        ("cats_vs_dogs", "{test1/*.jpg:", "{test1/*: ", r"test1.zip, needs one \* in its last"),
        ("cats_vs_dogs", "{test1/*.jpg:", "{'*/*.jpg':", r"test1.zip, needs one \* in its last"),
        ("rock_paper_scissors", "- file: rps.zip", "- file: rsp.zip", "none of the archives"),
        ("rock_paper_scissors", "[paper, rock", "[rock, paper", "as sorted"),
        ("rock_paper_scissors", "[paper,", "[a/b,", "cannot be a folder's name"),
        ("rock_paper_scissors", "    rps.zip:", "    rsp.zip:", "no file of sources"),
        ("rock_paper_scissors", "  tmp/rps: train", "  data/rps/rock: train", "inside 'data/rps'"),
        ("rock_paper_scissors", "  tmp/rps: train", "  /tmp/x: train/stone", "neither a part"),
        (
            "cats_vs_dogs",
            "train/cats: cat.0",
            "train/cat: cat.0",
            "'train/cat' is no class of a pub",
        ),
        (
            "cats_vs_dogs",
            "train/cats: cat.0",
            "train: cat.0",
            "'train' is no class of a public part",
        ),
        ("cats_vs_dogs", "train/cats: cat.0", "train/cats: cat", r"embedded\.names"),
        ("cats_vs_dogs", "train/cats: cat.0", "train/cats: a/cat.0", r"embedded\.names"),
        ("cats_vs_dogs", "train/cats: cat.0", "train/cats: cat0..9", r"embedded\.names"),
        ("happy_or_sad", "name: happy_or_sad", "name: sad", "expected 'happy_or_sad'.*found 'sad'"),
        ("happy_or_sad", "split: train", "split: validation", "has no images to hold out"),
    ],
)
def test_what_does_not_fit_is_named(
    root: Path, tmp_path: Path, name: str, old: str, new: str, words: str
):
    text = (root / "datasets" / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(SpecError, match=words):
        read_manifest(written(tmp_path, text.replace(old, new, 1), name))


def test_a_recipe_that_does_not_exist_yet_breaks_no_manifest(root: Path, tmp_path: Path):
    text = (root / "datasets" / "mnist.yaml").read_text(encoding="utf-8")
    written(tmp_path, text.replace("recipe: digits", "recipe: not_drawn_yet"))
    assert load_manifest("mnist", tmp_path).embedded.recipe == "not_drawn_yet"


def test_a_manifest_is_frozen(root: Path):
    manifest = load_manifest("mnist", root / "datasets")
    with pytest.raises(ValidationError):
        manifest.name = "other"  # pyright: ignore[reportAttributeAccessIssue]


def test_a_manifest_survives_yaml(root: Path, tmp_path: Path):
    manifest = load_manifest("mnist", root / "datasets")
    path = written(tmp_path, yaml.safe_dump(manifest.model_dump(mode="json"), allow_unicode=True))
    assert read_manifest(path) == manifest


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [("mnits", ("mnist",)), ("nist", ("fashion_mnist", "mnist")), ("zebra", ())],
)
def test_an_unknown_name_gets_a_suggestion(root: Path, name: str, suggestions: tuple[str, ...]):
    with pytest.raises(UnknownNameError, match=f"no data set named '{name}'") as caught:
        load_manifest(name, root / "datasets")
    assert caught.value.suggestions == suggestions


def test_a_name_is_not_a_path(root: Path):
    with pytest.raises(UnknownNameError):
        load_manifest("../datasets/mnist", root / "datasets")


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ("recipe: digits", "recipy: digits", "  recipy", ["embedded.recipy", "recipe"]),
        ("licence:", "license:", "  license", ["real.license", "licence"]),
        ("seed: 20240", "seed: many", "  seed", ["embedded.seed", "'many'"]),
        ("seed: 20240", "seed: -1", "  seed", ["embedded.seed", "-1"]),
        ("seed: 20240", "seed: yes", "  seed", ["embedded.seed", "True"]),
        ("hidden: 4000", "hidden: 0", "  sizes", ["embedded.sizes.hidden", "0"]),
        ("channels: 1", "channels: 2", "channels", ["channels", "2"]),
        ("channels: 1", 'channels: "1"', "channels", ["channels", "'1'"]),
        ("[28, 28]", "[28]", "image_size", ["image_size"]),
        ('"8", "9"]', '"8", "8"]', "name", ["classes names one thing twice"]),
        ("  ko: 손글씨", "  fr: 손글씨", "  fr", ["title.fr", "ko"]),
        ("name: mnist", "name: minst", "name", ["minst.npz", "mnist.npz"]),
        ("channels: 1", "channels: 1\nchannels: 1", "channels", ["channels", "twice"]),
        ("seed: 20240", "seed: !!str 20240", "  seed", ["embedded.seed"]),
        ("seed: 20240", "seed: 2024-01-01", "  seed", ["embedded.seed", "timestamp", "quotes"]),
        ("seed: 20240", "seed: &x 20240", "  seed", ["anchor", "'x'"]),
        ("bytes: 28881", "bytes: 2.5", "      bytes: 2.5", ["originals.1.bytes", "2.5"]),
    ],
)
def test_what_is_wrong_is_named(
    text: str, tmp_path: Path, old: str, new: str, at: str, words: list[str]
):
    assert old in text
    path = written(tmp_path, text.replace(old, new, 1))
    with pytest.raises(SpecError) as caught:
        read_manifest(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert caught.value.line is None or lines[caught.value.line - 1].startswith(at)
    assert str(path) in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_a_missing_key_is_named(text: str, tmp_path: Path):
    with pytest.raises(SpecError, match=r"embedded\.seed.*missing"):
        read_manifest(written(tmp_path, text.replace("  seed: 20240\n", "")))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file"),
        (b"\xff\xfe", "UTF-8"),
        (b"- 1\n- 2\n", "the file"),
        (b"a: [1\n", "is not YAML"),
        (b"a: 1\n---\nb: 2\n", "another document"),
        (b"a: !!python/object:os.system x\n", "without a tag"),
        (b"? [a]\n: b\n", "one word"),
        (b"<<: {a: 1}\n", "one word"),
        (b"a: &a [*a]\n", "anchor"),
        (b"a: !!int x\n", "has no value"),
        (b"a: !!bool x\n", "has no value"),
        (b"a: !!float ''\n", "has no value"),
        (b"a: " + b"[" * 50_000, "50 deep"),
        (b"#" * 1_000_001, "more than"),
    ],
)
def test_not_a_manifest(tmp_path: Path, content: bytes, words: str):
    with pytest.raises(SpecError, match=words):
        read_manifest(written(tmp_path, content))


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(SpecError, match="cannot be read"):
        read_manifest(tmp_path / "mnist.yaml")


hostile = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Written with _ for a blank and $ for the end of a line.
marks = ": _ $ __ -_ [ ] { } , ?_ << |$ > % ' # = . ~ a name 1 0x 0b 1:2 yes .inf 2001-01-01 é"
tags = "!!int_ !!set_ !!binary_ !!timestamp_ !!float_ !!bool_ !x_ &a_ *a ---$"
pieces = st.sampled_from(
    [piece.replace("_", " ").replace("$", "\n") for piece in f"{marks} {tags}".split()]
    + ["\t", "\x00", '"']
)


@hostile
@given(st.lists(pieces, max_size=12).map("".join))
def test_any_text_is_read_or_refused(tmp_path: Path, content: str):
    path = written(tmp_path, content)
    try:
        found, lines = read_yaml(path)
    except SpecError as error:
        assert str(path) in str(error)  # noqa: PT017
    else:
        assert all(line >= 1 for line in lines.values())
        assert found is None or isinstance(found, (str, int, float, bool, list, dict))


keys = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | keys,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
)


@hostile
@given(st.dictionaries(keys, plain, max_size=4))
def test_plain_data_is_read_as_it_was_written(tmp_path: Path, content: dict[str, object]):
    path = written(tmp_path, yaml.dump(content, Dumper=NoAliases, allow_unicode=True))
    assert read_yaml(path)[0] == content


@hostile
@given(
    st.sampled_from(sorted(Manifest.model_fields)),
    plain,
)
def test_a_wrong_value_names_its_key(tmp_path: Path, root: Path, key: str, value: object):
    content = load_manifest("mnist", root / "datasets").model_dump(mode="json")
    if content[key] == value:
        return
    content[key] = value
    path = written(tmp_path, yaml.dump(content, Dumper=NoAliases, allow_unicode=True))
    try:
        manifest = read_manifest(path)
    except SpecError as error:
        assert key in str(error)  # noqa: PT017
    else:
        assert manifest.model_dump(mode="json") == content
        assert isinstance(manifest, Manifest)


class NoAliases(yaml.SafeDumper):
    """Writes a value that stands twice twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True
