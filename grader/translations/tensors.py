"""Arrays, tensors and datasets that do not fit together, or are asked for what they do not have."""

from __future__ import annotations

from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["TENSORS"]

TENSORS: Final[dict[str, Explain]] = {
    # Arrays
    r"^IndexError: only integers, slices": lambda _: say(
        "Between the square brackets of an array stand whole numbers: int(…) makes one."
    ),
    r"^TypeError: Cannot interpret '[^']+' as a data type": lambda _: say(
        "The size of an array stands in brackets of its own: np.zeros((height, width))."
    ),
    r"operands could not be broadcast together with shapes \((?P<first>[\d,]*)\) "
    r"\((?P<second>[\d,]*)\)|shapes \((?P<rows>[\d,]*)\) and \((?P<columns>[\d,]*)\) not aligned": (
        lambda found: say(
            "These two arrays do not fit together: their sizes are ({first}) and ({second}).",
            first=found["first"] or found["rows"],
            second=found["second"] or found["columns"],
        )
    ),
    r"could not broadcast input array from shape \((?P<given>[\d,]*)\) into shape "
    r"\((?P<place>(?!\d+,\d+,3,3\))[\d,]*)\)": lambda found: say(
        "What is put in has the size ({given}), and the place for it ({place}).",
        **found.groupdict(),
    ),
    # Tensors
    r"'?SymbolicTensor'? object has no attribute '(?P<name>\w+)'": lambda found: say(
        "Inside map there are no numbers yet, and so no .{name}: take TensorFlow's own functions, "
        "as tf.cast(image, tf.float32).",
        **found.groupdict(),
    ),
    r"^AttributeError: EagerTensor object has no attribute '(?P<name>\w+)'": lambda found: say(
        "A tensor has no .{name}: .numpy() makes an array of it, which may have.",
        **found.groupdict(),
    ),
    r"was expected to be a (?P<wanted>\w+) tensor but is a (?P<given>\w+) tensor": lambda found: (
        say(
            "Numbers of two kinds meet here, {wanted} and {given}: tf.cast(image, tf.float32) "
            "brings them to one.",
            **found.groupdict(),
        )
    ),
    r"^TypeError: Missing required positional argument$": lambda _: say(
        "This function was not told all that it needs, as tf.image.resize(image, (150, 150)) is."
    ),
    r"^ValueError: 'size' must be a 1-D Tensor of 2 elements": lambda _: say(
        "A size is height and width: tf.image.resize(image, (150, 150))."
    ),
    r"^ValueError: 'images' must have either 3 or 4 dimensions": lambda _: say(
        "A picture has height, width and colours: image[..., np.newaxis] adds the third."
    ),
    # Datasets
    r"structure of `inputs` doesn't match the expected structure"
    r"[\s\S]*Received: inputs=\{'image'": (
        lambda _: say(
            "The dataset gives dictionaries of image and label: tfds.load(…, as_supervised=True) "
            "gives pairs."
        )
    ),
    r"^ValueError: Data is expected to be in format `x`": lambda _: say(
        "Images and labels belong here, a pair: validation_data=(x_test, y_test)."
    ),
    # Callbacks and optimizers
    r"EarlyStopping callback received monitor=(?P<name>\w+)": lambda found: say(
        "The logs have no {name} to watch: metrics=['accuracy'] in compile brings accuracy, "
        "validation_data in fit what begins with val_.",
        **found.groupdict(),
    ),
    r"The filepath provided must end in `(?P<end>\.[\w.]+)`.*filepath=(?P<path>.+)$": (
        lambda found: say(
            "This file is saved under a name that ends in {end}, and {path} does not.",
            **found.groupdict(),
        )
    ),
    r"ReduceLROnPlateau does not support a factor": lambda _: say(
        "factor is a share: 0.2 leaves a fifth of the learning rate."
    ),
    r"Could not interpret optimizer identifier: \d*\.\d": lambda _: say(
        "optimizer was given a number: the rate stands inside, Adam(learning_rate=0.001)."
    ),
}
