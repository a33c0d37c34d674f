"""Layers put together by hand, pretrained bases, and numbers that a layer does not take."""

from __future__ import annotations

import re
from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["NETWORKS"]

_MODELS: Final = frozenset({"Functional", "Model", "Sequential"})


def _no_tensor(found: re.Match[str]) -> str:
    """What `Model(inputs, outputs)` was given where a tensor belongs."""
    kind, goes_in = found["kind"], found["side"] == "inputs"
    if kind in _MODELS and goes_in:
        return say("Model is told first what goes in, and a whole network stands there: write its "
                   ".input.")  # fmt: skip
    if kind in _MODELS:
        return say("Model is told second what comes out, and a whole network stands there: write "
                   "its .output.")  # fmt: skip
    if goes_in:
        return say("Model is told first what goes in, as in base.input, and this is a {kind}.",
                   kind=kind)  # fmt: skip
    return say("Model is told second what comes out, and this is a {kind} that was not called: "
               "x = {kind}(…)(x), then Model(base.input, x).", kind=kind)  # fmt: skip


def _called_on(found: re.Match[str]) -> str:
    """What a layer was called on in place of what another gave."""
    kind = found["kind"]
    if kind in _MODELS:
        return say("A layer was called on a whole network: call it on what that gives, its "
                   ".output.")  # fmt: skip
    if found["built"] == "True":
        return say("A layer was called on a {kind}: call it on what that gives, its .output.",
                   kind=kind)  # fmt: skip
    return say("A layer was called on a {kind} that was not called itself: write (x) behind it.",
               kind=kind)  # fmt: skip


def _weights(found: re.Match[str]) -> str:
    name = found["name"]
    if name == "None":
        return say("weights='None' is a text: write None without quotes.")
    return say("weights is 'imagenet', None or the path of a file, and yours is '{name}'.",
               name=name)  # fmt: skip


def _numbers(text: str) -> str:
    return " × ".join(re.findall(r"\d+", text))


NETWORKS: Final[dict[str, Explain]] = {
    # Layers and tensors
    r"^ValueError: Sequential model .* cannot be built because it has no layers": lambda _: say(
        "Your Sequential has no layers yet: put them between its square brackets."
    ),
    r"^ValueError: (?:Layers added to a Sequential model should .* Layer InputLayer has no"
    r"|Sequential model '.*' has already been configured to use input shape)": lambda _: say(
        "Input stands behind other layers of Sequential, and it can only be the first: take it "
        "out there, or the input_shape in front of it."
    ),
    r"Only instances of `keras\.Layer` can be added .*Received: <KerasTensor": lambda _: say(
        "Sequential takes layers, and this is what a layer gave: Model(base.input, x) makes a "
        "model of it."
    ),
    r"All `(?P<side>inputs|outputs)` values must be KerasTensors\."
    r"[\s\S]*of type <class '(?:[\w.]*\.)?(?P<kind>\w+)'>": _no_tensor,
    r"Output with path `.*` is not connected to `inputs`": lambda _: say(
        "What comes out does not come from what goes in: is it Model(inputs, outputs), in this "
        "order, and was each layer called on the one before it?"
    ),
    r"^TypeError: Layer\.__init__\(\) takes 1 positional argument but 2 were given"
    r"|Could not interpret regularizer identifier: <KerasTensor": lambda _: say(
        "Model is told what goes in and what comes out: Model(base.input, x)."
    ),
    r"passed to (?:Functional|Model): \{'(?:in|out)puts?'": lambda _: say(
        "Model is told inputs= and outputs=, both with an s."
    ),
    r"(?i:(?:data_format|filters|pool_size|units)=<kerastensor)"
    r"|^TypeError: A symbolic KerasTensor cannot be used as a boolean"
    r"|Iterating over a symbolic KerasTensor is not supported": lambda _: say(
        "A layer is made first and called then, with two pairs of brackets: Flatten()(x)."
    ),
    r"keyword argument: <(?P<kind>\w+) name=[^>]*, built=(?P<built>True|False)>": _called_on,
    r"convert a value \(<(?P<kind>\w+) name=[^>]*, built=(?P<built>True|False)>\)": _called_on,
    r"^TypeError: missing a required argument: 'inputs'": lambda _: say(
        "A layer or a model was called on nothing: what comes before it stands between its "
        "brackets, layer(x). One that has a name was made already."
    ),
    r"Model \w+ does not have a `call\(\)` method": lambda _: say(
        "Model() by itself is empty: Model(inputs, outputs), or Sequential([…])."
    ),
    r"Kernel shape must have the same length as input": lambda _: say(
        "The shape of an input has one axis too many: give that of one image, (150, 150, 3), "
        "without how many there are."
    ),
    r"'(?:Functional|Sequential)' object is not (?:iterable|subscriptable)": lambda _: say(
        "A model's layers are in model.layers: for layer in model.layers."
    ),
    r"'(?:Functional|Model)' object has no attribute 'add'": lambda _: say(
        "Only Sequential has add: call the layer on what comes before it, x = Dense(1)(x), and "
        "make a model of that."
    ),
    r"'list' object has no attribute 'trainable'": lambda _: say(
        "model.layers is a list: set trainable of the model itself, or of each layer in a loop."
    ),
    # Pretrained bases
    r"^ValueError: The `weights` argument should be .*weights=(?P<name>[^./\\`]+)`?$": _weights,
    r"^ValueError: The input must have \d+ channels; Received `input_shape=(?P<shape>.+)`": (
        lambda found: say(
            "The pretrained weights were learned from images of 3 colours: input_shape ends in 3, "
            "and yours is {shape}.",
            **found.groupdict(),
        )
    ),
    r"^ValueError: `input_shape` must be a tuple of three integers": lambda _: say(
        "input_shape is height, width and colours, three numbers: (150, 150, 3)."
    ),
    r"Shape mismatch in layer #\d+ \(named (?P<layer>\w+)\).*expects shape (?P<wanted>\([^)]*\))\. "
    r"Received saved weight with shape (?P<saved>\([^)]*\))": lambda found: say(
        "These weights belong to another network: {layer} takes {wanted}, and the file holds "
        "{saved}. Are input_shape (3 colours), alpha and the kind of network those of the file?",
        layer=found["layer"],
        wanted=_numbers(found["wanted"]),
        saved=_numbers(found["saved"]),
    ),
    r"Layer count mismatch when loading weights from file\. Model expected (?P<layers>\d+) "
    r"layers?, found (?P<saved>\d+) ": lambda found: say(
        "These weights belong to another network: yours has {layers} layers with weights, and the "
        "file holds {saved}. Is include_top=False, and is it this kind of network?",
        **found.groupdict(),
    ),
    r"^ValueError: A total of \d+ objects could not be loaded": lambda _: say(
        "These weights belong to another network: its layers must be those that the weights were "
        "saved from."
    ),
    # Numbers and words that a layer takes
    r"for argument `rate`\. Expected .* Received: rate=(?P<given>\S+)": lambda found: say(
        "Dropout takes a share from 0 to 1, and yours is {given}: 0.2 leaves a fifth out.",
        **found.groupdict(),
    ),
    r"[Ii]nvalid value (?:received )?for (?:argument )?`(?P<name>filters|units)`"
    r".*(?:filters|units)=(?P<given>-?[\w.]+)\.?$": lambda found: say(
        "{name} is a whole number from 1 on, without quotes, and yours is {given}.",
        name=found["name"],
        given=found["given"].rstrip("."),
    ),
    r"The `(?P<name>kernel_size|pool_size|strides)` argument must be a tuple of \d+ integers\. "
    r"Received:? \w+=(?P<given>[^\n]+?),?(?: including|$)": lambda found: say(
        "{name} is one whole number or two, as in (3, 3), and yours is {given}.",
        **found.groupdict(),
    ),
    r"not supported between instances of 'tuple' and 'int'": lambda _: say(
        "A pair of numbers stands where one belongs: the number of filters comes first, "
        "Conv2D(64, (3, 3))."
    ),
    r"The `data_format` argument must be one of .*Received: data_format=(?P<given>[^<\s]\S*)": (
        lambda found: say(
            "A number too many stands between a layer's brackets, {given}: write what it is given "
            "with its names, as in pool_size=(2, 2).",
            **found.groupdict(),
        )
    ),
    r"The `padding` argument must be .*Received: (?P<given>\S+)": lambda found: say(
        "padding is 'same' or 'valid', and yours is {given}.", **found.groupdict()
    ),
    r"^ValueError: You must pass a `shape` argument": lambda _: say(
        "Input is told the shape of one example: Input(shape=(28, 28, 1))."
    ),
    r"Could not interpret optimizer identifier: (?P<given>[\[(])": lambda _: say(
        "optimizer takes one, and no list: optimizer='adam'."
    ),
    r"`momentum` must be a float between": lambda _: say("momentum lies from 0 to 1: 0.9."),
}
