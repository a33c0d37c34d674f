"""Shapes, sizes and labels that do not fit together, with the numbers at odds."""

from __future__ import annotations

import re
from math import prod
from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["MISMATCHES"]


def _sizes(shape: str) -> list[int]:
    """The sizes in "None, 28, 28, 1" behind the first, which counts the images."""
    return [int(size) for size in re.findall(r"\d+", shape.partition(",")[2])]


def _times(sizes: list[int]) -> str:
    return " × ".join(map(str, sizes)) or "1"


def _labels(found: re.Match[str]) -> str:
    """Labels and the last layer's numbers, which the loss cannot compare."""
    labels, outputs = _sizes(found["labels"]), _sizes(found["outputs"])
    if len(labels) > 1:
        return ""
    if len(outputs) > 1:
        return say("Your model gives {size} numbers for each image: put Flatten() before the "
                   "first Dense.", size=_times(outputs))  # fmt: skip
    return _columns(prod(labels), prod(outputs))


def _columns(columns: int, units: int) -> str:
    if columns == 1 and units == 2:
        return say("Your labels are one number each, your last layer gives 2. Take the loss "
                   "sparse_categorical_crossentropy, or one unit with sigmoid and "
                   "binary_crossentropy.")  # fmt: skip
    if columns == 1:
        return say("Your labels are one number each, your last layer gives {units}. The loss for "
                   "that is sparse_categorical_crossentropy; categorical_crossentropy takes a "
                   "column a class (class_mode='categorical', to_categorical).",
                   units=units)  # fmt: skip
    if columns == 2 and units == 1:
        return say("Your labels have 2 columns, your last layer gives 1 number. Ask for one number "
                   "a label (class_mode='binary', label_mode='binary'), or take two units with "
                   "softmax and categorical_crossentropy.")  # fmt: skip
    if units == 1:
        return say("Your labels have {columns} columns, your last layer gives 1 number: give it "
                   "{columns} units and softmax.", columns=columns)  # fmt: skip
    return say("Your labels have {columns} columns, your last layer gives {units} numbers: give it "
               "{columns} units.", columns=columns, units=units)  # fmt: skip


def _one_hot(found: re.Match[str]) -> str:
    labels = _sizes(found["labels"])
    if len(labels) != 1 or labels == [1]:
        return _labels(found)
    return say("Your labels are one-hot, with {columns} columns. The loss for that is "
               "categorical_crossentropy.", columns=labels[0])  # fmt: skip


def _in_the_loss(found: re.Match[str]) -> str:
    """Labels and numbers that a loss takes apart from each other, as that of a line does."""
    labels, outputs = _sizes(found["labels"]), _sizes(found["outputs"])
    if len(labels) > 1 or len(outputs) > 1:
        return ""
    if prod(labels) > 1:
        return _columns(prod(labels), prod(outputs))
    return say("Your labels are one number each, your last layer gives {units}. If they number "
               "classes, take the loss sparse_categorical_crossentropy; if they are amounts, as a "
               "price is, give it 1 unit.", units=prod(outputs))  # fmt: skip


def _label_range(found: re.Match[str]) -> str:
    label, units = int(found["label"]), int(found["units"])
    if label < 0:
        return say("One of your labels is {label}, and labels count from 0.", label=label)
    if units == 1:
        return say("Your last layer has 1 unit, and one of your labels is {label}. For two classes "
                   "take sigmoid and binary_crossentropy, for more a unit for each class.",
                   label=label)  # fmt: skip
    return say("Your last layer has {units} units, for the labels 0 to {last}, and one of your "
               "labels is {label}: give it at least {needed} units.",
               units=units, last=units - 1, label=label, needed=label + 1)  # fmt: skip


def _single() -> str:
    return say("This looks like a single image, and a model takes a stack of them: add the axis "
               "with np.expand_dims(image, 0); a dataset takes .batch(32).")  # fmt: skip


def _channels(found: re.Match[str]) -> str:
    """Three axes where convolutions need four: which one is missing?"""
    if found["width"] in {"1", "3", "4"}:
        return _single()
    return say("Convolutions and pooling need a channel axis: make the shape ({height}, {width}, "
               "1), with x[..., np.newaxis] and in input_shape, or 3 in place of 1 for colour.",
               **found.groupdict())  # fmt: skip


def _inputs(found: re.Match[str]) -> str:
    """What a model was built for against what it was given."""
    wanted, given = _sizes(found["wanted"]), _sizes(found["given"])
    if found["given"].startswith("None, None, ") and given == wanted:
        return say("These are batches of batches: what reads a folder makes batches already, so "
                   "leave .batch(…) out.")  # fmt: skip
    return _too_few(wanted, given) or _of_another_size(wanted, given)


def _too_few(wanted: list[int], given: list[int]) -> str:
    """Single numbers, or a single image."""
    if len(wanted) == 1 and not given:
        return say("These are single numbers, and your model takes {wanted} for each example: "
                   "input_shape=[1].", wanted=wanted[0])  # fmt: skip
    if wanted and not given:
        return say("These are single numbers, and your model takes {wanted}: do labels stand where "
                   "images belong?", wanted=_times(wanted))  # fmt: skip
    return _single() if given in (wanted[1:], wanted[1:-1]) else ""


def _of_another_size(wanted: list[int], given: list[int]) -> str:
    if len(wanted) == 1 and prod(given) == wanted[0]:
        return say("Your model takes rows of {count} numbers, and these are {given}: begin it "
                   "with Flatten().", count=wanted[0], given=_times(given))  # fmt: skip
    if len(given) == 1 and prod(wanted) == given[0]:
        return say("Your model takes {wanted}, and these are rows of {count} numbers: give them "
                   "that shape with reshape, and -1 for how many there are.",
                   wanted=_times(wanted), count=given[0])  # fmt: skip
    return say("Your model was built for inputs of {wanted}, and these are {given}: bring "
               "input_shape and the size of the images together.",
               wanted=_times(wanted), given=_times(given))  # fmt: skip


def _reshape(found: re.Match[str]) -> str:
    size, shape = int(found["size"]), [int(number) for number in found["shape"].split(",")]
    one = prod(shape[1:])
    # NumPy leaves a -1 out of its message. Images are square: 28,28,1 begins with no count.
    counted = shape[0] != (shape[1:] or shape)[0] and len({*shape[1:3]}) == 1
    if counted and one and not size % one:
        return say("There are {here} images here, not {count}. If it is the right array, write "
                   "x.shape[0] or -1 in place of the number.",
                   here=size // one, count=shape[0])  # fmt: skip
    return say("{size} numbers cannot be laid out as {shape}: look at the size of one image, and "
               "write -1 for how many there are.", size=size, shape=_times(shape))  # fmt: skip


def _unequal(found: re.Match[str]) -> str:
    return say("There are {inputs} inputs and {labels} labels: each input needs one.",
               **found.groupdict())  # fmt: skip


MISMATCHES: Final[dict[str, Explain]] = {
    r"Cannot take the length of shape with unknown rank": lambda _: _single(),
    r"`generator` yielded an element of shape (?P<given>\([\d, ]*\)) where an element of shape "
    r"(?P<said>\([^)]*\)) was expected": lambda found: say(
        "The generator gives elements of shape {given}, and output_signature or output_shapes says "
        "{said}.",
        **found.groupdict(),
    ),
    r"Data cardinality is ambiguous.*'x' sizes: (?P<inputs>\d+)\s+'y' sizes: (?P<labels>\d+)\s*$": (
        _unequal
    ),
    r"`x` \(images tensor\) and `y` \(labels\) should have the same length\. Found: "
    r"x\.shape = \((?P<inputs>\d+).*y\.shape = \((?P<labels>\d+)": _unequal,
    r"^ValueError: Dimensions (?P<inputs>\d+) and (?P<labels>\d+) are not compatible": _unequal,
    r"Arguments `target` and `output` must have the same (?:shape|rank \(ndim\))\. Received: "
    r"target\.shape=\((?P<labels>[^)]*)\), output\.shape=\((?P<outputs>[^)]*)\)": _labels,
    r"Argument `output` must have rank \(ndim\) `target\.ndim - 1`\. Received: "
    r"target\.shape=\((?P<labels>[^)]*)\), output\.shape=\((?P<outputs>[^)]*)\)": _one_hot,
    # Of the loss and its gradient either may be noticed first; some shapes while the graph is made.
    r"compile_loss/\w+/[\s\S]*Incompatible shapes: \[(?P<labels>[\d,]+)\] vs\. "
    r"\[(?P<outputs>[\d,]+)\]": _in_the_loss,
    r"Dimensions must be equal, but are [\s\S]*compile_loss/[\s\S]*with input shapes: "
    r"\[(?P<labels>[?\d,]+)\], \[(?P<outputs>[?\d,]+)\]": _in_the_loss,
    r"label value of (?P<label>-?\d+) which is outside the valid range of \[0, (?P<units>\d+)\)": (
        _label_range
    ),
    r"layer '\w*(?:conv2d|pooling2d)\w*' is incompatible with the layer: expected (?:min_)?ndim=4, "
    r"found ndim=3\. Full shape received: \(\w+, (?P<height>\d+), (?P<width>\d+)\)": _channels,
    r"layer '\w*(?:conv2d|pooling2d)\w*' is incompatible with the layer: expected (?:min_)?ndim=4, "
    r"found ndim=2": lambda _: say(
        "A convolution or pooling gets flat rows here: put Flatten after the last of them."
    ),
    r"should have rank 4\. You passed an array with shape \((?P<shape>\d+, \d+, \d+)\)": (
        lambda found: say(
            "The generator needs images with a channel axis, and these are ({shape}): "
            "np.expand_dims(x, -1).",
            **found.groupdict(),
        )
    ),
    r"layer '\w*conv2d\w*' is incompatible with the layer: expected axis -1 of input shape to have "
    r"value (?P<wanted>\d+), but received input with shape \([^)]*?(?P<given>\d+)\)": (
        lambda found: say(
            "The channels differ: the model was built for {wanted}, the images have "
            "{given}. Change input_shape, or color_mode where the images are read.",
            **found.groupdict(),
        )
    ),
    r"layer 'dense\w*' is incompatible with the layer: expected axis -1 of input shape[\s\S]*"
    r"inputs=tf\.Tensor\(shape=\(\w+, (?P<size>\d+, \d+, \d+)\)": lambda found: say(
        "Your model was built for other images than these of shape ({size}): bring input_shape and "
        "target_size (or image_size, color_mode) together.",
        **found.groupdict(),
    ),
    r"layer 'dense\w*' is incompatible with the layer: expected axis -1 of input shape to have "
    r"value (?P<wanted>\d+), but received input with shape \(\w+, (?P<given>\d+)\)"
    r"(?![\s\S]*inputs=tf\.Tensor\(shape=\(\w+, \d+, \d+, \d+\))": lambda found: say(
        "Your model was built for {wanted} numbers an example, and these have {given}: bring "
        "input_shape and the size of what you give together.",
        **found.groupdict(),
    ),
    r"(?i:expected shape)[ =]\((?P<wanted>[^)]*)\), (?:found shape=|but input has incompatible "
    r"shape )\((?P<given>[^)]*)\)": _inputs,
    r"output size would be zero or negative\. Received:? `inputs[. ]shape=[\[(]\w+,? "
    r"(?P<height>\d+),? (?P<width>\d+)": lambda found: say(
        "The image has shrunk to {height} × {width} pixels, too few for this layer: take one "
        "convolution or pooling out, or begin with larger images.",
        **found.groupdict(),
    ),
    r"Negative dimension size caused by subtracting (?P<needed>\d+) from (?P<left>\d+)(?! for .*"
    r"input shapes: \[\?,)": (
        lambda found: say(
            "This layer needs {needed} pixels and gets {left}. Is it a single image? "
            "Then add the axis with np.expand_dims(image, 0).",
            **found.groupdict(),
        )
    ),
    r"Negative dimension size caused by subtracting \d+ from \d+ for .*"
    r"input shapes: \[\?,(?P<height>\d+),(?P<width>\d+),": lambda found: say(
        "The image has shrunk to {height} × {width} pixels, too few for this layer: take one "
        "convolution or pooling out, or begin with larger images.",
        **found.groupdict(),
    ),
    r"cannot reshape array of size (?P<size>\d+) into shape \((?P<shape>\d+(?:,\d+)*)": _reshape,
    r"inhomogeneous shape": lambda _: say(
        "The parts have different sizes and make no array together: bring all images to one size."
    ),
}
