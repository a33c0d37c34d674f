"""Names and arguments of earlier versions of Keras, TensorFlow and NumPy, and today's."""

from __future__ import annotations

from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["OLD_NAMES"]

_OPTIMIZERS: Final = "Adadelta|Adagrad|Adam|AdamW|Adamax|Ftrl|Lion|Nadam|RMSprop|SGD"


def _now(old: str, new: str) -> Explain:
    """Say that `old` is spelt `new`; both may name groups of the pattern."""
    return lambda found: say("{old} is from an earlier version: today it is {new}.",
                             old=found.expand(old), new=found.expand(new))  # fmt: skip


def _gone(old: str) -> Explain:
    """Say that `old` has no successor and needs none."""
    return lambda found: say("{old} is from an earlier version and no longer needed: leave it "
                             "out.", old=found.expand(old))  # fmt: skip


OLD_NAMES: Final[dict[str, Explain]] = {
    r"object has no attribute '(fit|evaluate|predict)_generator'": _now(
        r"model.\1_generator", r"model.\1"
    ),
    r"object has no attribute 'predict_proba'": _now("model.predict_proba", "model.predict"),
    r"object has no attribute 'predict_classes'": lambda _: say(
        "predict_classes is from an earlier version. Today: model.predict(x).argmax(axis=1), or "
        "model.predict(x) > 0.5 for a single unit."
    ),
    r"Argument\(s\) not recognized: \{.*'lr':": _now("lr=", "learning_rate="),
    rf"'(?:{_OPTIMIZERS})' object has no attribute 'lr'": _now(
        "optimizer.lr", "optimizer.learning_rate"
    ),
    r"'(?!NoneType|KerasTensor|list)\w+' object has no attribute '(in|out)put_shape'": _now(
        r"layer.\1put_shape", r"layer.\1put.shape"
    ),
    r"'(?:\w+Iterator|generator)' object has no attribute 'next'": _now("x.next()", "next(x)"),
    r"named 'keras_preprocessing": _now("keras_preprocessing", "tensorflow.keras.preprocessing"),
    r"name 'ImageDataGenerator' from|'keras\.preprocessing\.image' has no .* 'ImageDataGen": _now(
        "keras.preprocessing.image.ImageDataGenerator",
        "tensorflow.keras.preprocessing.image.ImageDataGenerator",
    ),
    r"named '(tensorflow\.python\.keras\.preprocessing)": _now(
        r"\1", "tensorflow.keras.preprocessing"
    ),
    r"name 'np_utils' from|utils' has no attribute 'np_utils'|named 'keras\.utils\.np_utils": _now(
        "np_utils", "tf.keras.utils"
    ),
    r"named '(?:tensorflow\.python\.)?keras\.(api|engine)|'keras' has no .* '(engine)'": _now(
        r"keras.\1\2", "tensorflow.keras"
    ),
    r"named '\S*?(keras\.layers\.(?!experimental)\w+)": _now(r"\1", "tensorflow.keras.layers"),
    r"keras\.layers(?:\.|' has no attribute ')experimental": _now(
        "layers.experimental.preprocessing", "tf.keras.layers"
    ),
    r"`keras\.optimizers\.legacy` is not supported": _now(
        "tf.keras.optimizers.legacy", "tf.keras.optimizers"
    ),
    r"v2\.train' has no attribute '(Adam|Adagrad)Optimizer'": _now(
        r"tf.train.\1Optimizer", r"tf.keras.optimizers.\1"
    ),
    r"v2\.train' has no attribute 'RMSPropOptimizer'": _now(
        "tf.train.RMSPropOptimizer", "tf.keras.optimizers.RMSprop"
    ),
    r"v2\.train' has no attribute 'GradientDescentOptimizer'": _now(
        "tf.train.GradientDescentOptimizer", "tf.keras.optimizers.SGD"
    ),
    r"module 'tensorflow\S*' has no attribute 'set_random_seed'": _now(
        "tf.set_random_seed", "tf.random.set_seed"
    ),
    r"module 'tensorflow' has no attribute '(ConfigProto|GPUOptions|InteractiveSession|Session"
    r"|enable_eager_execution|global_variables_initializer|get_default_graph|logging|placeholder"
    r"|reset_default_graph)'": _gone(r"tf.\1"),
    r"named 'tensorflow\.contrib|module 'tensorflow' has no attribute 'contrib'": _now(
        "tf.contrib", "tf.keras"
    ),
    r"named 'tensorflow\.examples": _now("tensorflow.examples", "tf.keras.datasets"),
    r"module 'numpy' has no attribute '(bool|complex|float|int|object|str)'": _now(r"np.\1", r"\1"),
    r"unexpected keyword argument '(nb_epochs?)'": _now(r"\1=", "epochs="),
    r"^TypeError: (?:\w+\.(?:fit|evaluate|predict)\(\) )?got an unexpected keyword argument "
    r"'(max_queue_size|use_multiprocessing|workers)'": _gone(r"\1="),
}
