"""What `fit` is fed with is seen, and nobody can tell that it was looked at."""

from __future__ import annotations

import importlib
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.facts import FitFacts

# Keras warns of numpy's and scipy's ways, and of data sets that it shuffles no more.
pytestmark = pytest.mark.filterwarnings("ignore")

keras: Any = importlib.import_module("keras")
tf: Any = importlib.import_module("tensorflow")
feeds: Any = importlib.import_module("grader.inside.feeds")
spying: Any = importlib.import_module("grader.inside.spy")
Generator: Any = importlib.import_module("keras.src.legacy.preprocessing.image").ImageDataGenerator

RNG = np.random.default_rng(1)
IMAGES = RNG.integers(0, 256, (12, 8, 8, 3)).astype(np.uint8)
IMAGES[:4, 0, 0] = [[0, 255, 0]] * 4
LABELS = (np.arange(12) % 2).astype(np.int64)
FED = {"shape": [8, 8, 3], "low": 0, "high": 255}


class Batches(keras.utils.PyDataset):
    """Three batches; remembers which were asked for."""

    def __init__(self) -> None:
        keras.utils.PyDataset.__init__(self)
        self.asked: list[int] = []

    def __len__(self) -> int:
        return 3

    def __getitem__(self, number: int) -> tuple[Any, Any]:
        self.asked.append(number)
        part = slice(4 * number, 4 * number + 4)
        random.random()
        return IMAGES[part].astype(np.float32) + 0 * np.random.rand(), LABELS[part]  # noqa: NPY002


def generated() -> Iterator[tuple[Any, Any]]:
    while True:
        for start in range(0, 12, 4):
            yield IMAGES[start : start + 4].astype(np.float32), LABELS[start : start + 4]


def folder_dataset(folder: Path) -> Any:
    from PIL import Image

    for number, image in enumerate(IMAGES):
        place = folder / "images" / f"class{LABELS[number]}"
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(place / f"{number}.png")
    return keras.utils.image_dataset_from_directory(
        folder / "images", image_size=(8, 8), batch_size=12, label_mode="binary", verbose=False
    )


def sliced(folder: Path) -> Any:
    return tf.data.Dataset.from_tensor_slices((IMAGES, LABELS)).batch(4)


def flowing(folder: Path, **changes: Any) -> Any:
    return Generator(**changes).flow(IMAGES, LABELS, batch_size=12, seed=3)


def of_folder(folder: Path, **changes: Any) -> Any:
    return Generator(**changes).flow_from_directory(folder / "images", target_size=(8, 8))


def numbered(folder: Path) -> Any:
    return Batches()


def same(image: Any) -> Any:
    return image


def seen(feed: Any) -> dict[str, Any]:
    return {name: feed.inputs[name] for name in FED}


# --- what is seen -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("images", "labels"),
    [(IMAGES, LABELS), (IMAGES.tolist(), LABELS.tolist()), (tf.constant(IMAGES), LABELS)],
    ids=["numpy", "lists", "tensors"],
)
def test_arrays(images: Any, labels: Any):
    feed = feeds.Feed.of(images, labels)
    assert (feed.kind, feed.given is images, feed.unseen) == ("arrays", True, False)
    assert seen(feed) == FED
    assert (feed.labels["shape"], feed.labels["high"]) == ([], 1)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (sliced, "dataset"),
        (folder_dataset, "dataset"),
        (flowing, "generator"),
        (numbered, "generator"),
    ],
    ids=["tf.data", "folder", "flow", "PyDataset"],
)
def test_what_is_looked_at_later(make: Any, kind: str, tmp_path: Path):
    feed = feeds.Feed.of(make(tmp_path))
    assert (feed.kind, feed.inputs, feed.unseen) == (kind, None, True)
    feed.look()
    assert seen(feed) == FED
    assert feed.labels["high"] == 1
    assert (feed.augmentation, feed.unseen) == ({}, False)


def test_a_plain_generator_is_watched():
    batches = generated()
    feed = feeds.Feed.of(batches)
    assert (feed.kind, feed.inputs, feed.unseen) == ("generator", None, False)
    first = next(feed.given)
    assert np.array_equal(first[0], IMAGES[:4])
    assert seen(feed) == FED
    assert np.array_equal(next(feed.given)[0], IMAGES[4:8])
    feed.given.close()
    assert np.array_equal(next(batches)[0], IMAGES[8:])


@pytest.mark.parametrize("pair", [tuple, list])
def test_validation_data_in_a_pair(pair: Any):
    feed = feeds.Feed.of(pair((IMAGES, LABELS)))
    assert (feed.kind, seen(feed)) == ("arrays", FED)
    weighed = feeds.Feed.of(pair((IMAGES, LABELS, np.ones(12))))
    assert seen(weighed) == FED


def times(training: Any, validation: Any) -> float:
    return feeds.Feed.of(validation).times(feeds.Feed.of(training))


def test_how_much_larger_the_pixels_of_the_validation_images_are(tmp_path: Path):
    folder_dataset(tmp_path)
    plain, scaled = (of_folder(tmp_path, rescale=each) for each in (None, 1 / 255))
    assert times(scaled, plain) == pytest.approx(255)
    assert times(of_folder(tmp_path, rescale=1 / 0.255), scaled) == pytest.approx(0.001)
    assert times(scaled, scaled) == 1.0
    arrays = (IMAGES / 255.0, LABELS), (IMAGES, LABELS)
    assert times(*arrays) == pytest.approx(255)
    flows = [
        Generator(rescale=each).flow(x)
        for each, (x, _) in zip((None, 1 / 255), arrays, strict=True)
    ]
    assert times(*flows) == pytest.approx(1)


def test_what_is_scaled_by_other_means_is_not_compared(tmp_path: Path):
    folder_dataset(tmp_path)
    plain = of_folder(tmp_path)
    assert times(of_folder(tmp_path, preprocessing_function=same), plain) == 0.0
    assert times(of_folder(tmp_path, samplewise_center=True), plain) == 0.0
    assert times(plain, (IMAGES, LABELS)) == 0.0
    assert times(plain, Generator().flow(IMAGES)) == 0.0


def test_several_inputs_are_no_pair():
    assert feeds.Feed.of([IMAGES, IMAGES], LABELS).given[0] is IMAGES


@pytest.mark.parametrize(
    "odd",
    [None, "images", 3, object(), [], {}, np.array(["a"]), np.zeros((0, 3)), [[1], [2, 3]], [1, 2]],
    ids=range(10),
)
def test_whatever_else_is_given(odd: Any):
    feed = feeds.Feed.of(odd)
    feed.look()
    assert feed.augmentation == {}
    assert feed.kind in {"other", "arrays"}


class Broken(Batches):
    def __getitem__(self, number: int) -> tuple[Any, Any]:
        raise RuntimeError("no such batch")


def unpaired() -> Any:
    return tf.data.Dataset.from_tensor_slices(IMAGES).batch(4)


def empty() -> Any:
    return tf.data.Dataset.from_tensor_slices((IMAGES[:0], LABELS[:0])).batch(4)


@pytest.mark.parametrize("make", [Broken, unpaired, empty])
def test_a_batch_that_cannot_be_had(make: Any):
    feed = feeds.Feed.of(make())
    feed.look()
    assert (feed.inputs, feed.labels) == (None, None)


def test_folders_that_are_classes(tmp_path: Path):
    data = folder_dataset(tmp_path)
    assert feeds.classes_of(data) == ["class0", "class1"]
    flow = Generator().flow_from_directory(tmp_path, target_size=(8, 8))
    assert feeds.classes_of(flow) == ["images"]
    assert feeds.classes_of(sliced(tmp_path)) == feeds.classes_of(IMAGES) == []
    assert feeds.classes_of(type("Odd", (), {"class_names": 7})) == []


# --- what is augmented ------------------------------------------------------------------------


def test_augmentation_of_a_generator(tmp_path: Path):
    images = flowing(tmp_path, rotation_range=40, zoom_range=0.2, horizontal_flip=True)
    assert feeds.Feed.of(images).augmentation == {
        "rotation_range": 40,
        "zoom_range": "[0.8, 1.2]",
        "horizontal_flip": True,
        "fill_mode": "nearest",
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"rescale": 1 / 255},
        {"zoom_range": 0, "rotation_range": 0.0, "horizontal_flip": False},
        {"zoom_range": (1, 1), "shear_range": 0},
        {"preprocessing_function": same},
    ],
)
def test_a_generator_that_changes_no_picture(changes: dict[str, Any], tmp_path: Path):
    assert feeds.Feed.of(flowing(tmp_path, **changes)).augmentation == {}


@pytest.mark.parametrize("odd", [np.array([0.8, 1.2]), np.float32(0.1), object(), "0.2", [1, "a"]])
def test_odd_arguments_break_nothing(odd: Any):
    class Images:
        class image_data_generator:  # noqa: N801 as Keras spells the attribute
            zoom_range = odd
            rotation_range = odd

    found = feeds.augmentation_of(Images())
    assert "zoom_range" in found
    FitFacts(model=0, epochs_asked=1, logs=(), finished=True, augmentation=found)


# --- nobody can tell --------------------------------------------------------------------------


def numbers() -> tuple[Any, Any]:
    state: Any = np.random.get_state()  # noqa: NPY002 theirs
    return random.getstate(), state[1].tolist()


@pytest.mark.parametrize("make", [flowing, numbered], ids=["flow", "PyDataset"])
def test_looking_moves_no_random_number(make: Any, tmp_path: Path):
    batches = make(tmp_path)
    before, count = numbers(), getattr(batches, "total_batches_seen", None)
    feeds.Feed.of(batches).look()
    assert numbers() == before
    assert getattr(batches, "total_batches_seen", None) == count


def shuffled() -> Any:
    data = tf.data.Dataset.from_tensor_slices((IMAGES.astype(np.float32), LABELS))
    return data.shuffle(12, seed=5).batch(4)


def model() -> Any:
    layers = [keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(1)]
    made = keras.Sequential(layers)
    made.compile(keras.optimizers.SGD(1e-6), "mse")
    return made


class Watched:
    """A spy in front of `fit`, for one test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        kept = keras.Model.fit
        family = next(
            each for each in keras.layers.RandomFlip.__mro__ if "Preprocessing" in each.__name__
        )
        monkeypatch.setattr(keras.Model, "fit", kept)
        monkeypatch.setattr(family, "__call__", family.__call__)
        self.spy = spying.Spy("submission.py", os.open(os.devnull, os.O_WRONLY), 100)
        self.spy.install()

    def facts(self) -> list[FitFacts]:
        self.spy.look_back()
        return [FitFacts.model_validate(fit.facts) for fit in self.spy.fits]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    """Return a spy that is installed as long as the test runs."""
    watching = Watched(monkeypatch)
    yield watching
    os.close(watching.spy.events)


def trained(make: Any, *, fits: int, **more: Any) -> list[Any]:
    """Weights after training on what `make` gives, several calls of fit in a row."""
    keras.utils.set_random_seed(4)
    data, made = make(), model()
    for _ in range(fits):
        made.fit(data, epochs=2, verbose=0, **more)
    return made.get_weights()


@pytest.mark.parametrize(
    ("make", "more"),
    [
        (shuffled, {"fits": 2}),
        (lambda: flowing(Path(), horizontal_flip=True), {"fits": 2}),
        (Batches, {"fits": 2}),
        # Keras reads ahead of a plain generator: where a second fit begins, chance decides.
        (generated, {"fits": 1, "steps_per_epoch": 2}),
    ],
    ids=["tf.data", "flow", "PyDataset", "generator"],
)
def test_training_is_the_same_to_the_last_bit(
    make: Any, more: dict[str, Any], request: pytest.FixtureRequest
):
    alone = trained(make, **more)
    watching: Watched = request.getfixturevalue("watched")
    seen_by = trained(make, **more)
    assert all(np.array_equal(a, b) for a, b in zip(alone, seen_by, strict=True))
    facts = watching.facts()
    assert len(facts) == more["fits"]
    assert facts[-1].inputs is not None
    assert facts[-1].inputs.high == 255


def test_batches_are_asked_for_once_more_and_only_at_the_end(request: pytest.FixtureRequest):
    alone, batches = Batches(), Batches()
    trained(lambda: alone, fits=2)
    watching: Watched = request.getfixturevalue("watched")
    trained(lambda: batches, fits=2)
    assert batches.asked == alone.asked
    first, second = watching.facts()
    assert first.inputs == second.inputs is not None
    assert batches.asked == [*alone.asked, 0]


def test_data_that_is_done_with_is_looked_at_when_other_data_comes(watched: Watched):
    first, second = Batches(), Batches()
    made = model()
    made.fit(first, verbose=0)
    unseen = len(first.asked)
    made.fit(second, verbose=0)
    assert (len(first.asked), len(second.asked)) == (unseen + 1, unseen)
    assert all(fit.inputs is not None for fit in watched.facts())


def test_a_fit_that_raises_is_told_as_well(watched: Watched):
    made = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1)])
    made.compile("sgd", "mse")
    with pytest.raises(ValueError, match="incompatible"):
        made.fit(shuffled(), verbose=0)
    (facts,) = watched.facts()
    assert (facts.finished, facts.fed_by) == (False, "dataset")
    assert facts.inputs is not None


@pytest.mark.parametrize("pair", [tuple, list])
def test_facts_of_one_fit(watched: Watched, pair: Any, tmp_path: Path):
    made = model()
    held = pair((IMAGES.astype(np.float32), LABELS))
    made.fit(flowing(tmp_path, shear_range=0.2), validation_data=held, epochs=2, verbose=0)
    (facts,) = watched.facts()
    assert (facts.fed_by, facts.validation, len(facts.logs)) == ("generator", True, 2)
    assert facts.images == len(IMAGES)
    assert facts.augmentation == {"shear_range": 0.2, "fill_mode": "nearest"}
    assert facts.validation_augmentation == {}
    assert set(facts.logs[0]) == {"loss", "val_loss"}


def test_validation_images_that_vary(watched: Watched, tmp_path: Path):
    held = flowing(tmp_path, vertical_flip=True)
    model().fit(IMAGES.astype(np.float32), LABELS, validation_data=held, verbose=0)
    (facts,) = watched.facts()
    assert (facts.fed_by, facts.images) == ("arrays", len(IMAGES))
    assert facts.validation_augmentation == {"vertical_flip": 1.0, "fill_mode": "nearest"}


def test_layers_in_a_map_are_seen(watched: Watched):
    flip, unused = keras.layers.RandomFlip(), keras.layers.RandomZoom(0.1)

    def flipped(x: Any, y: Any) -> Any:
        return flip(x, training=True), y

    model().fit(shuffled().map(flipped), verbose=0)
    assert watched.spy.augmenters == ["RandomFlip"]
    assert unused.built is False


def test_the_numbers_of_a_small_array_are_seen():
    feed = feeds.Feed.of([[1.0], [2.0]], np.array([1, 1.5]))
    assert (feed.inputs["values"], feed.labels["values"]) == ([1, 2], [1, 1.5])
    assert "values" not in (feeds.array_facts(np.zeros(65)) or {})
    assert "values" not in (feeds.array_facts(np.array([1, np.inf])) or {})
