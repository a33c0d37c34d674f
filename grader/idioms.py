"""What each answered idiom of an earlier version was, and how it is spelt today.

`grader.inside.idioms` answers them while a submission runs; here are the words, for the report and
for docs/compatibility.md. tests/idioms.yaml has a snippet for each and what the installed
libraries say to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.language import say

__all__ = ["IDIOMS", "Idiom", "idiom_words"]


@dataclass(frozen=True, slots=True)
class Idiom:
    """An idiom that was right in its time.

    Attributes:
        old: As it was written.
        today: As it is written today; empty where it is no longer needed.
    """

    old: str
    today: str = ""


IDIOMS: Final[dict[str, Idiom]] = {
    "acc_in_history": Idiom("history.history['acc']", "history.history['accuracy']"),
    "acc_in_logs": Idiom("logs['acc']", "logs['accuracy']"),
    "backend_functions": Idiom("keras.backend.mean, keras.backend.cast, …", "keras.ops.mean, …"),
    "checkpoint_name": Idiom("ModelCheckpoint('best')", "ModelCheckpoint('best.keras')"),
    "checkpoint_period": Idiom("ModelCheckpoint(period=)", "save_freq="),
    "eager_turned_off": Idiom("tf.compat.v1.disable_v2_behavior(), …"),
    "evaluate_generator": Idiom("model.evaluate_generator", "model.evaluate"),
    "fit_generator": Idiom("model.fit_generator", "model.fit"),
    "flat_inputs": Idiom("Dense(1) fitted with np.array([1.0, 2.0])", "Dense(1, input_shape=[1])"),
    "float_steps": Idiom("steps_per_epoch=100 / 20", "steps_per_epoch=100 // 20"),
    "get_file_path": Idiom(
        "get_file('/tmp/x.zip', …)", "get_file('x.zip', …, cache_dir='/tmp', cache_subdir='')"
    ),
    "get_file_unpacks": Idiom(
        "the folder beside get_file('x.zip', …, extract=True)", "the folder that it gives back"
    ),
    "image_module": Idiom(
        "keras.preprocessing.image.ImageDataGenerator",
        "tensorflow.keras.preprocessing.image.ImageDataGenerator",
    ),
    "initializers": Idiom("initializers.normal", "initializers.RandomNormal"),
    "iterator_next": Idiom("batches.next()", "next(batches)"),
    "keras_api": Idiom("keras.api", "tensorflow.keras"),
    "keras_engine": Idiom("keras.engine", "tensorflow.keras"),
    "keras_preprocessing": Idiom("keras_preprocessing", "tensorflow.keras.preprocessing"),
    "layer_shape": Idiom("layer.output_shape", "layer.output.shape"),
    "layers_experimental": Idiom("layers.experimental.preprocessing", "tf.keras.layers"),
    "lists": Idiom(
        "fit([1.0], [2.0]), predict([7.0])", "fit(np.array([1.0]), …), predict(np.array([7.0]))"
    ),
    "loss_functions": Idiom(
        "losses.mean_squared_error, losses.MSE, …", "loss='mean_squared_error', …"
    ),
    "load_h5_compiled": Idiom("load_model('x.h5')", "load_model('x.h5', compile=False)"),
    "lr": Idiom("lr=", "learning_rate="),
    "metrics_as_text": Idiom("metrics='accuracy'", "metrics=['accuracy']"),
    "metrics_by_place": Idiom("compile(…, …, ['accuracy'])", "compile(…, metrics=['accuracy'])"),
    "modules_of_keras": Idiom(
        "keras.optimizers.adam, keras.utils.vis_utils, …", "tensorflow.keras.optimizers, …"
    ),
    "modules_of_layers": Idiom(
        "keras.layers.core, keras.layers.convolutional, …", "tensorflow.keras.layers"
    ),
    "nb_epoch": Idiom("nb_epoch=", "epochs="),
    "np_utils": Idiom("np_utils", "tf.keras.utils"),
    "number_of_an_array": Idiom("float(model.predict(x)[0])", "model.predict(x)[0].item()"),
    "numpy_names": Idiom("np.float, np.int, …", "float, int, …"),
    "optimizer_lr": Idiom("optimizer.lr", "optimizer.learning_rate"),
    "optimizers_legacy": Idiom(
        "tf.keras.optimizers.legacy, tf.keras.optimizers.experimental", "tf.keras.optimizers"
    ),
    "optimizers_small": Idiom("keras.optimizers.adam", "keras.optimizers.Adam"),
    "predict_classes": Idiom("model.predict_classes(x)", "model.predict(x).argmax(axis=1)"),
    "predict_generator": Idiom("model.predict_generator", "model.predict"),
    "predict_proba": Idiom("model.predict_proba", "model.predict"),
    "random_crop": Idiom("RandomCrop outside training", "CenterCrop or Resizing"),
    "sample_pictures": Idiom("scipy.misc.ascent()", "scipy.datasets.ascent()"),
    "save_folder": Idiom("model.save('folder')", "model.save('folder.keras')"),
    "save_weights": Idiom("save_weights('x.h5')", "save_weights('x.weights.h5')"),
    "sequential_ends": Idiom(
        "model.input, model.output of a Sequential", "model.inputs[0], model.outputs[0]"
    ),
    "sequential_of_a_layer": Idiom("Sequential(Dense(1))", "Sequential([Dense(1)])"),
    "samples_per_epoch": Idiom(
        "samples_per_epoch=, nb_val_samples=", "steps_per_epoch=, validation_steps="
    ),
    "sessions": Idiom("tf.Session, tf.ConfigProto, …"),
    "set_random_seed": Idiom("tf.set_random_seed", "tf.random.set_seed"),
    "set_value": Idiom("K.set_value(optimizer.lr, 0.1)", "optimizer.learning_rate = 0.1"),
    "shape_as_number": Idiom("input_shape=1", "input_shape=(1,)"),
    "steps_beyond_the_end": Idiom(
        "steps_per_epoch=100, of 32 batches", "steps_per_epoch=len(batches)"
    ),
    "steps_that_go_on": Idiom(
        "steps_per_epoch=8, of 9 batches", "steps_per_epoch=len(batches)"
    ),
    "tensorflow_python_keras": Idiom(
        "tensorflow.python.keras, tensorflow_core, tensorflow._api.v1, …", "tensorflow.keras"
    ),
    "tf_version": Idiom("tf.VERSION", "tf.__version__"),
    "train_optimizers": Idiom(
        "tf.train.AdamOptimizer, tf.train.RMSPropOptimizer, …", "tf.keras.optimizers.Adam, …"
    ),
    "workers": Idiom("workers=, use_multiprocessing=, …"),
}  # fmt: skip


_OWN_WORDS: Final = frozenset(
    {"acc_in_history", "acc_in_logs", "random_crop", "steps_beyond_the_end", "steps_that_go_on"}
)


def idiom_words(names: Sequence[str]) -> list[str]:
    """Say what idioms are, one sentence each; of several, what they share is said once, before.

    Args:
        names: Their names, in the order in which they are told; those not known are empty.

    Returns:
        As many texts as names, and one more in front where two or more share their words.
    """
    plain = [name for name in names if name in IDIOMS and name not in _OWN_WORDS]
    if len(plain) < 2:
        return [_sentence(name) for name in names]
    shared = say("Some lines are in the style of earlier versions and were answered here. Today's "
                 "spelling:")  # fmt: skip
    return [shared, *(_entry(name) if name in plain else _sentence(name) for name in names)]


def _entry(name: str) -> str:
    idiom = IDIOMS[name]
    if not idiom.today:
        return say("{old}: leave it out", old=idiom.old)
    return say("{old}: today {today}", old=idiom.old, today=idiom.today)


def _sentence(name: str) -> str:
    idiom = IDIOMS.get(name)
    if idiom is None:
        return ""
    if name in _OWN_WORDS:
        return _own_words(name, idiom)
    if not idiom.today:
        return say("{old}: from an earlier version, and does nothing any more. Leave it out.",
                   old=idiom.old)  # fmt: skip
    return say("{old}: from an earlier version, and answered here. Today it is {today}.",
               old=idiom.old, today=idiom.today)  # fmt: skip


def _own_words(name: str, idiom: Idiom) -> str:
    match name:
        case "steps_that_go_on":
            return say("Fewer steps_per_epoch than there are batches: earlier versions went on in "
                       "the next epoch, and so did this run. Today every other epoch would be a "
                       "short one: leave steps_per_epoch out.")  # fmt: skip
        case "steps_beyond_the_end":
            return say("More steps_per_epoch than there are batches: they were used again, as in "
                       "earlier versions. Today an epoch ends with the batches: leave "
                       "steps_per_epoch out.")  # fmt: skip
        case "random_crop":
            return say("RandomCrop: earlier versions gave images of its size outside training, "
                       "too, and so it was here. Today's Keras leaves them as they are, and shapes "
                       "differ: crop before the model, or use CenterCrop or Resizing.")  # fmt: skip
        case _:
            return say("{old} was right until TensorFlow 2.0, and was answered here. Today the key "
                       "is the metric's own name: {today}.", old=idiom.old,
                       today=idiom.today)  # fmt: skip
