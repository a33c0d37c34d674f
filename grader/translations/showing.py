"""Pictures, curves and tables: what Matplotlib, OpenCV, pillow, pandas and scikit-learn say."""

from __future__ import annotations

import re
from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["SHOWING"]

_DRAWS: Final = "axis|bar|grid|hist|imshow|plot|scatter|set_title|set_xlabel|set_ylabel"


def _no_text(found: re.Match[str]) -> str:
    if found["kind"] == "None":
        return say("write was given None: model.summary(), for one, prints and gives nothing back.")
    return say("write takes a text, and this is a {kind}: str(…) or json.dumps(…) makes one.",
               kind=found["kind"])  # fmt: skip


SHOWING: Final[dict[str, Explain]] = {
    # Curves and pictures
    r"^TypeError: Invalid shape \((?P<shape>[^)]*)\) for image data": lambda found: say(
        "imshow shows one picture, (height, width) or (height, width, 3), and this is ({shape}).",
        **found.groupdict(),
    ),
    r"x and y must have same first dimension, but have shapes \((?P<x>\d+).*\((?P<y>\d+)": (
        lambda found: say(
            "There are {x} places and {y} values to draw: range(len(values)) makes as many.",
            **found.groupdict(),
        )
    ),
    r"^TypeError: Image data of dtype (?P<kind>\S+) cannot be converted to float": lambda found: (
        say("There is no picture to show: cv2.imread gives None where it finds no file.")
        if found["kind"] == "object"
        else say("imshow shows numbers, and these are texts: is it the array of the images?")
    ),
    r"^TypeError: float\(\) argument must be a string or a real number, not '(?P<kind>\w+)'"
    r"|^TypeError: unhashable type: '(?P<held>dict)'": lambda found: say(
        "A {kind} is drawn or calculated with as if it were numbers: take the list out of it, as "
        "in history.history['accuracy'].",
        kind=found["kind"] or found["held"],
    ),
    r"^ValueError: '(?P<given>[^']*)' is not a valid format string": lambda found: say(
        "plot does not know '{given}': one letter for the colour, one sign for the line, as in "
        "'r--'.",
        **found.groupdict(),
    ),
    r"^ValueError: '(?P<given>[^']*)' is not a valid value for loc": lambda found: say(
        "legend does not know the place '{given}': 'best', 'upper right' or 'lower left' are some "
        "that it knows.",
        **found.groupdict(),
    ),
    r"'numpy\.ndarray' object has no attribute '(?P<name>" + _DRAWS + r")'": lambda found: say(
        "Several pictures stand before .{name}: with rows and columns, axes[0, 0] is one.",
        **found.groupdict(),
    ),
    r"'Axes' object is not subscriptable": lambda _: say(
        "subplots(1, 1) gives one picture, and no array of them: use it without square brackets."
    ),
    r"subplot\(\) takes 1 or 3 positional arguments but": lambda _: say(
        "subplot takes rows, columns and a number: subplot(2, 2, 1). What makes all at once is "
        "subplots, with an s."
    ),
    r"^ValueError: num must be an integer with 1 <= num <= (?P<last>\d+), not (?P<given>\d+)": (
        lambda found: say(
            "subplot has {last} places here, and {given} is asked for: they count from 1.",
            **found.groupdict(),
        )
    ),
    r"\(-215:Assertion failed\) !(?:_src|ssize|src|_img)\.empty\(\)": lambda _: say(
        "There is no picture: cv2.imread gives None where it finds no file."
    ),
    r"\(-15:Bad number of channels\)": lambda _: say(
        "cv2.cvtColor takes one picture with 3 colours, and this is something else."
    ),
    r"'NoneType' object has no attribute '(?:astype|copy|reshape|resize|shape)'": lambda _: say(
        "There is None where an array belongs: cv2.imread gives it where it finds no file, and a "
        "function without return does."
    ),
    r"^ValueError: Unknown resampling filter": lambda _: say(
        "resize of a picture takes one size, width and height in brackets: resize((150, 150))."
    ),
    r"^TypeError: Cannot handle this data type": lambda _: say(
        "fromarray takes whole numbers from 0 to 255, (height, width) or (height, width, 3): "
        "(x * 255).astype('uint8')."
    ),
    r"path should be path-like or io\.BytesIO, not <class '(?P<kind>\w+)'>": lambda found: say(
        "load_img takes one path, and this is a {kind}: [0] takes the first out of a list.",
        **found.groupdict(),
    ),
    r"Unknown image file format": lambda _: say(
        "These are not the bytes of a picture: tf.io.read_file(path) reads them first."
    ),
    # Texts and tables
    r"^TypeError: write\(\) argument must be str, not (?P<kind>\w+)": _no_text,
    r"^TypeError: Object of type (?P<kind>\w+) is not JSON serializable": lambda found: say(
        "json.dump takes lists, dictionaries, texts and numbers, and this is a {kind}: of what "
        "fit gives back, write history.history.",
        **found.groupdict(),
    ),
    r"Classification metrics can't handle a mix of": lambda _: say(
        "Labels are compared with probabilities: np.argmax(predictions, axis=1) makes classes of "
        "them, or (predictions > 0.5) with one unit."
    ),
    r"^ValueError: DataFrame constructor not properly called": lambda _: say(
        "DataFrame takes lists or a dictionary of them: pd.DataFrame(history.history)."
    ),
}
"""What comes mostly after training, and shows what came of it."""
