"""What `compile`, `fit` and `predict` are given, layers put together, callbacks written."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from grader.keras_words import WORDS
from grader.language import say
from grader.translations.base import Explain

__all__ = ["USES"]

_LAYERS: Final = (
    "Activation|BatchNormalization|Conv2D|Dense|Dropout|Flatten|GlobalAveragePooling2D"
    "|MaxPooling2D|Rescaling"
)


_ALIKE: Final = 0.75
_WHERE: Final = {
    **dict.fromkeys(("Callback", "EarlyStopping", "ModelCheckpoint"), "callbacks"),
    **dict.fromkeys(("fashion_mnist", "mnist"), "datasets"),
    **dict.fromkeys(
        ("Conv2D", "Dense", "Dropout", "Flatten", "GlobalAveragePooling2D", "MaxPooling2D"),
        "layers",
    ),
    **dict.fromkeys(("Adam", "RMSprop", "SGD"), "optimizers"),
}
"""Names of Keras, and the modules that hold them."""
_OF_KERAS: Final = {
    **{each.rstrip("s"): each for each in ("callbacks", "datasets", "layers", "models")},
    **{each: each for each in ("applications", "callbacks", "datasets", "layers", "models",
                               "preprocessing", "Model", "Sequential")},
}  # fmt: skip
"""Names that are looked for in TensorFlow itself, and what Keras calls them."""


def _hook(found: re.Match[str]) -> str:
    hook = found["hook"]
    first = "epoch, " if "epoch" in hook else "batch, " if "batch" in hook else ""
    return say("Keras calls {hook} with other arguments than yours takes: write "
               "def {hook}(self, {first}logs=None).", hook=hook, first=first)  # fmt: skip


def _no_word(found: re.Match[str]) -> str:
    name = found["name"]
    joined = name.lower().replace(" ", "_").replace("-", "_")
    if name not in WORDS and (near := get_close_matches(joined, WORDS, 1, _ALIKE)):
        return say("Keras has nothing called {name}; is {meant} meant?", name=name, meant=near[0])
    if name in WORDS:
        return say("{name} is something else than what it is given for here: is it the loss, the "
                   "optimizer, a metric or an activation?", name=name)  # fmt: skip
    if mixed := [each for each in WORDS if sorted(each) == sorted(name.lower())]:
        return say("Keras has nothing called {name}; is {meant} meant?", name=name, meant=mixed[0])
    return say("Keras has nothing called {name}: is it spelt right?", name=name)


USES: Final[dict[str, Explain]] = {
    # What they are given
    r"^ValueError: Unrecognized data type: x=[\[(](?![\s\S]*<class '(?:numpy|tensorflow)\.)": (
        lambda _: say("Keras takes arrays, not Python lists: wrap them in np.array(…).")
    ),
    r"Unrecognized data type: x=(?P<number>-?[\d.]+) \(of type <class '(?:float|int)'>": (
        lambda found: say(
            "Keras takes arrays, not single numbers: np.array([{number}]).", **found.groupdict()
        )
    ),
    r"Unrecognized data type: x=[\s\S]*<class '(?:numpy\.ndarray|tensorflow\.\S*EagerTensor)'>": (
        lambda _: say("x is an array, and y beside it is not: wrap the labels in np.array(…), too.")
    ),
    r"Unrecognized data type: x=<[\w.]*ImageDataGenerator": lambda _: say(
        "fit was given the generator itself. Call flow_from_directory on it, and give fit what "
        "that returns."
    ),
    r"Unrecognized data type: x=<[\w.]*\.History object": lambda _: say(
        "fit was given what another fit returned. Give it your training data and labels."
    ),
    r"^KeyError: 'pop from an empty set'|Unrecognized data type: x=Ellipsis": lambda _: say(
        "A placeholder is left: put your training data and labels between the brackets of fit."
    ),
    r"Cannot cast ufunc '(?:true_)?divide' output from dtype\('float\d+'\) to dtype\('u?int": (
        lambda _: say(
            "An array of whole numbers holds no fractions, and x /= 255 writes into that very "
            "array: write x = x / 255."
        )
    ),
    r"No loss to compute\. Provide a `loss`": lambda _: say(
        "compile was given no loss, so there is nothing to learn from: compile(loss=…)."
    ),
    r"Argument `learning_rate` should be float": lambda _: say(
        "learning_rate is a number with a point, and a small one: 0.001."
    ),
    r"module\(\) takes at most 2 arguments \(3 given\)": lambda _: say(
        "A class is made from another class, and a module stands between its brackets: is "
        "tf.keras.callbacks.Callback meant?"
    ),
    rf"module 'tensorflow' has no attribute '(?P<name>{'|'.join(_OF_KERAS)})'": lambda found: say(
        "{name} belongs to Keras: tf.keras.{module}.",
        name=found["name"],
        module=_OF_KERAS[found["name"]],
    ),
    rf"cannot import name '(?P<name>{'|'.join(_OF_KERAS)})' from 'tensorflow'": lambda found: say(
        "{name} belongs to Keras: from tensorflow.keras import {module}.",
        name=found["name"],
        module=_OF_KERAS[found["name"]],
    ),
    rf"module '\S*keras' has no attribute '(?P<name>{'|'.join(_WHERE)})'": lambda found: say(
        "{name} is one module further: tf.keras.{module}.{name}.",
        name=found["name"],
        module=_WHERE[found["name"]],
    ),
    r"Invalid class_mode: (?P<given>\S+); expected one of": lambda found: say(
        "class_mode is 'binary', 'categorical', 'sparse', 'input' or None, in small letters; yours "
        "is {given}.",
        **found.groupdict(),
    ),
    r"^ValueError: None values not supported": lambda _: say(
        "There is None where Keras needs numbers. Are labels missing, in fit or in the generator "
        "(class_mode)?"
    ),
    r"Data cardinality is ambiguous.*'x' sizes: \d+, \d+": lambda _: say(
        "x is a Python list of arrays: make one array of it, np.array(…)."
    ),
    r"dtype='string' is not a valid dtype for Keras type promotion": lambda _: say(
        "The third argument of compile was metrics once and is loss_weights now: name it, "
        "metrics=['accuracy']."
    ),
    r"`y` should not be passed": lambda _: say(
        "The generator brings its labels along: leave the second argument of fit out."
    ),
    r"`validation_split` is only supported for": lambda _: say(
        "fit splits only arrays. Give the generator itself validation_split and subset, and pass "
        "the second part as validation_data."
    ),
    r"^ValueError: The PyDataset has length 0|^ValueError: No images found in directory": (
        lambda _: say(
            "No images were found there. The folder named should hold one folder a "
            "class, and the images in those."
        )
    ),
    r"`label_mode=\"binary\"`, there must be exactly 2 class_names\. .*=\[(?P<names>.*)\]": (
        lambda found: say(
            "binary is for two classes, and every folder counts as one: {names}. "
            "Name the right folder, or those that count with class_names=.",
            **found.groupdict(),
        )
    ),
    r"^TypeError: 'float' object cannot be interpreted as an integer": lambda _: say(
        "A whole number is needed here (steps_per_epoch, epochs, range), and / gives a decimal "
        "one: divide with //."
    ),
    r"Expected `metrics` argument to be a list.* metrics=(?P<name>\w+) of type <class 'str'": (
        lambda found: say("metrics takes a list: metrics=['{name}'].", **found.groupdict())
    ),
    r"Could not interpret optimizer identifier: <class '[\w.]*\.(?P<name>\w+)'>": lambda found: say(
        "The optimizer was passed as a class. Make an instance: {name}().", **found.groupdict()
    ),
    r"Could not interpret [\w ]+ identifier: (?P<name>\w[\w -]*)$": _no_word,
    r"Could not interpret (?P<kind>[\w ]+) identifier: *$": lambda found: say(
        "Nothing stands between the quotes of the {kind}: name one there.", **found.groupdict()
    ),
    r"You must call `compile\(\)` before": lambda _: say(
        "The model is not compiled yet: call model.compile(…) before this line."
    ),
    r"^ValueError: Only input tensors may be passed as positional arguments\..*"
    r"(?:Iterator|Dataset|Generator)": lambda _: say(
        "The model was called like a function: model.evaluate(…) and model.predict(…) take a "
        "generator."
    ),
    # Layers
    rf"^TypeError: '(?:{_LAYERS})' object is not iterable"
    r"|Argument `name` must be a string.*name=<\w+ name=|trainable=<\w+ name=": lambda _: say(
        "Sequential takes its layers as one list: Sequential([…, …])."
    ),
    r"Only instances of `keras\.Layer` can be added .*Received: <class '[\w.]*\.(?P<name>\w+)'>": (
        lambda found: say(
            "{name} was added as a class. Make a layer of it: {name}(…).", **found.groupdict()
        )
    ),
    r"Cannot convert '(?P<size>\d+)' to a shape": lambda found: say(
        "A shape is a tuple, and a tuple of one number needs its comma: ({size},).",
        **found.groupdict(),
    ),
    r"has never been called and thus has no defined (?P<side>input|output)": lambda found: say(
        "This has no {side} before it is called. A model that begins with Input(shape=…) has "
        "{side}s[0] at once.",
        **found.groupdict(),
    ),
    r"has not yet been built|layer isn't built|no defined (?:in|out)put.* yet": lambda _: say(
        "The model does not know the shape of its input yet: begin it with Input(shape=…)."
    ),
    # Callbacks and logs
    r"set_model\(\) missing 1 required positional": lambda _: say(
        "A callback was passed as a class. Make an instance: add () behind its name."
    ),
    r"'(?P<kind>\w+)' object has no attribute 'set_model'": lambda found: say(
        "callbacks was given a {kind}, which is no callback: pass an instance of a class that "
        "inherits from tf.keras.callbacks.Callback.",
        **found.groupdict(),
    ),
    r"(?P<hook>on_\w*(?:epoch|batch|train|test)_(?:begin|end))\(\) (?:got|missing|takes)": _hook,
    r"^KeyError: '(?P<val>val_)?acc'$": lambda found: say(
        "There is no {val}acc: Keras names it as compile does, and metrics=['accuracy'] makes it "
        "{val}accuracy.",
        val=found["val"] or "",
    ),
    r"^KeyError: 'accuracy'$": lambda _: say(
        "There is no accuracy: ask for it in compile, metrics=['accuracy']."
    ),
    r"^KeyError: 'val_accuracy'$": lambda _: say(
        "There is no val_accuracy. It takes validation_data in fit and metrics=['accuracy'] in "
        "compile."
    ),
    r"^KeyError: 'val_loss'$": lambda _: say(
        "There is no val_loss: it takes validation_data in fit."
    ),
    r"not supported between instances of (?:'NoneType' and '(?:float|int)'"
    r"|'(?:float|int)' and 'NoneType')": lambda _: say(
        "None was compared with a number. logs.get(…) gives None for what is not in the logs: is "
        "the key accuracy, and for val_accuracy, is there validation_data?"
    ),
    r"Input size must be at least (?P<size>\d+x\d+); Received: input_shape=(?P<shape>\([^)]*\))": (
        lambda found: say(
            "This network takes images of at least {size}, and your input_shape is {shape}.",
            **found.groupdict(),
        )
    ),
    r"'History' object has no attribute '(?P<name>(?:val_)?(?:acc|accuracy|loss))'"
    r"|'History' object is not (?:iterable|subscriptable)": lambda found: say(
        "The values are one level deeper: history.history['{name}'].",
        name=found["name"] or "accuracy",
    ),
    r"'History' object has no attribute '(?P<name>(?!(?:val_)?(?:acc|accuracy|loss)')\w+)'": (
        lambda found: say(
            "This is what fit gave back, the history of training: call {name} on the model.",
            **found.groupdict(),
        )
    ),
}
