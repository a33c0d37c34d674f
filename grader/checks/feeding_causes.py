"""Why a network may not have learned, from what its last `fit` was fed with and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from grader.checks.architecture import always_zero
from grader.checks.metric_names import metric_value
from grader.checks.model import always_one
from grader.evidence import Fed
from grader.facts import ModelFacts
from grader.language import say
from grader.nothing_found import splits_for_classes
from grader.results import cut

__all__ = [
    "ended_on_a_fall",
    "labels_scaled",
    "unpaired",
    "why_ended_badly",
    "why_fed_wrongly",
    "why_held_back",
    "why_no_steps",
    "why_one_label",
    "why_test_images",
    "why_unpaired",
]

_PLAIN: Final = frozenset({"elu", "linear", "relu", "selu", "tanh"})
_AXES: Final = 2
"""Of a picture, at least."""
_HIGHEST: Final = {"adam": 0.02, "adamax": 0.02, "nadam": 0.02, "rmsprop": 0.02, "sgd": 2.0}
_LOWEST: Final = 1e-5
"""Learning rates beyond which a network that failed has not been trained."""
_NARROW: Final = 3
"""Fewer units in the middle tell few classes apart."""
_SHAPING: Final = frozenset(
    {"Activation", "ELU", "Functional", "GlobalMaxPooling2D", "LeakyReLU", "MaxPooling2D", "PReLU",
     "ReLU", "Sequential", "Softmax"}
)  # fmt: skip
"""Layers after which two others are more than one."""
_UNSCALED: Final = 100
_MULTIPLIED: Final = 1000
_SCALED_TWICE: Final = 0.02
_LABELS_SCALED: Final = 0.1
# A batch may by chance hold one class only; then the others are mistaken for it.
_ONLY_ONE: Final = 0.99
_RISING: Final = 0.01
_FALL: Final = 0.12
"""A step of an optimizer may spoil a good network; the next epoch would have mended it."""
_SEVERAL: Final = 5
_NOWHERE: Final = 0.7
_BY_HEART: Final = 0.9
_BY_HEART_GAP: Final = 0.15


def why_fed_wrongly(fed: Fed | None) -> str:
    """Return what was wrong with images or labels, "" where nothing was seen."""
    if fed is None:
        return ""
    if labels_scaled(fed):
        return say("The labels were scaled as well. Only the images should be divided by 255.")
    if told := why_unpaired(fed):
        return told
    return (
        why_one_label(fed)
        or splits_for_classes(fed.classes)
        or _few_images(fed)
        or _lost_pixels(fed)
        or _wrong_pixels(fed)
        or why_test_images(fed)
    )


def why_unpaired(fed: Fed | None) -> str:
    """Return why last layer and loss, as they are, can teach nothing."""
    return unpaired(fed.model) if fed is not None and fed.model is not None else ""


def unpaired(model: ModelFacts) -> str:
    """The same of a model."""
    last = model.layers[-1] if model.layers else None
    measured = "crossentropy" in model.loss.lower() and not model.from_logits
    if measured and last is not None and last.kind == "Dense" and last.activation in _PLAIN:
        if last.units == 1:
            return say("The last layer gives a plain number, and the loss takes it for a "
                       "probability: give the layer sigmoid, or, if it is an amount, as a price "
                       "is, take the loss mean_squared_error.")  # fmt: skip
        return say(
            "The last layer gives plain numbers, and the loss takes them for probabilities: "
            "give the layer softmax (one unit: sigmoid), or the loss from_logits=True."
        )
    return always_one(model) or always_zero(model)


def why_held_back(fed: Fed | None, classes: int) -> str:
    """Return which layer in the middle of the network lets little through."""
    layers = fed.model.layers[:-1] if fed is not None and fed.model is not None else ()
    dense = [each for each in layers if each.kind == "Dense"]
    if classes > _NARROW and (thin := [d for d in dense if 0 < (d.units or 0) < _NARROW]):
        return say("All that is seen must pass through {layer}, and its units ({units}) are too "
                   "few for {classes} classes.", layer=thin[0].name, units=thin[0].units,
                   classes=classes)  # fmt: skip
    if soft := [each.name for each in dense if each.activation == "softmax"]:
        return say("{layer} has softmax, and more layers follow: softmax is for the last, relu for "
                   "those before.", layer=soft[0])  # fmt: skip
    learning = [each for each in layers if each.kind in {"Conv2D", "Dense"}]
    shaping = any(each.kind in _SHAPING or each.activation not in {"", "linear"} for each in layers)
    if learning and not shaping:
        return say("No layer but the last has an activation, so that all together see no more than "
                   "one: relu lets them see more.")  # fmt: skip
    return ""


def why_no_steps(fed: Fed | None) -> str:
    """Return that the learning rate is far from any that trains such a network."""
    rate = fed.model.learning_rate if fed is not None and fed.model is not None else None
    if rate is None or fed is None or fed.model is None:
        return ""
    if rate > _HIGHEST.get(fed.model.optimizer.lower(), rate):
        return say("The learning rate of {rate:g} is very large: a step leaps over what it looks "
                   "for. 0.001 is usual.", rate=rate)  # fmt: skip
    if 0 <= rate < _LOWEST:
        return say("The learning rate of {rate:g} is very small: hardly anything moves. 0.001 is "
                   "usual.", rate=rate)  # fmt: skip
    return ""


def why_one_label(fed: Fed | None) -> str:
    """Return that all images had one label: whoever always says it is right on those alone."""
    if fed is None or (only := _only_label(fed)) is None:
        return ""
    return say(
        "Every label that was seen in fit is {label:g}: does your code find more than one class?",
        label=only,
    )


def why_test_images(fed: Fed | None) -> str:
    """Return that `fit` was given the images that are there to test with, which are fewer."""
    if fed is None or not fed.test_images:
        return ""
    return say("The {images} images that fit was given are those to test with: train on the "
               "training images, of which there are more.", images=fed.test_images)  # fmt: skip


def _few_images(fed: Fed) -> str:
    if fed.few is None:
        return ""
    return say("fit was given only {images} of the {all} training images.",
               images=fed.few[0], all=fed.few[1])  # fmt: skip


def _lost_pixels(fed: Fed) -> str:
    """Return that what the images showed is gone: one grey all over, or black and white alone."""
    if fed.inputs is None or len(fed.inputs.shape) < _AXES:
        return ""
    if fed.inputs.high == fed.inputs.low:
        return say("All pixels are {value:g} in fit: what was done to the images before?",
                   value=fed.inputs.high)  # fmt: skip
    if fed.inputs.high == 1 and "int" in fed.inputs.dtype:
        return say("The pixels are whole numbers in fit, 0 and 1 alone: // cuts off what / keeps.")
    return ""


def _wrong_pixels(fed: Fed) -> str:
    high = fed.inputs.high if fed.inputs else 0.0
    if high > _MULTIPLIED:
        return say("The pixels were multiplied: up to {high:g} in fit. Dividing by 255 scales them "
                   "(rescale=1/255).", high=high)  # fmt: skip
    if high > _UNSCALED and not fed.scales_itself:
        told = say("The pixels went into fit as they are, up to {high:g}. Scaled to 0…1 they "
                   "train better.", high=high)  # fmt: skip
        once = say("It was trained for a single epoch.") if len(fed.logs) == 1 else ""
        return f"{told} {once}".strip()
    if 0 < high < _SCALED_TWICE:
        return say("The pixels went into fit scaled twice: at most {high:.4f}.", high=high)
    if high > 0 and 0 < high * fed.factor < _SCALED_TWICE:
        return say(
            "The pixels are scaled twice: up to {high:g} in fit already, and once more by the "
            "model's Rescaling.",
            high=high,
        )
    return ""


def why_ended_badly(fed: Fed | None, share: float) -> str:
    """Return that training was too short, or went on until all was learned by heart.

    Args:
        fed: Its logs tell.
        share: How often the model is right on other images.
    """
    logged = (metric_value(logs, "accuracy") for logs in (fed.logs if fed else ()))
    course = [value for value in logged if value is not None]
    if len(course) == 1:
        return say("It was trained for a single epoch.")
    if course and course[-1] > max(_BY_HEART, share + _BY_HEART_GAP):
        return say("On its training images it reached {last:.3f}: it has learned them by heart.",
                   last=cut(course[-1], 3))  # fmt: skip
    if course and course[-1] == max(course) > course[-2] + _RISING:
        return say(
            "Its accuracy was still rising when training ended: {before:.3f} and {last:.3f} in "
            "the last two of {epochs} epochs.",
            before=cut(course[-2], 3),
            last=cut(course[-1], 3),
            epochs=len(course),
        )
    return _learns_slowly(course)


def _learns_slowly(course: Sequence[float]) -> str:
    """Return that the accuracy rises all the time and gets nowhere: the steps are too small."""
    if len(course) < _SEVERAL:
        return ""
    first, last = course[0], course[-1]
    if last != max(course) or last > _NOWHERE or last < first + _RISING:
        return ""
    return say("It learns slowly: its accuracy rose from {first:.3f} to {last:.3f} in {epochs} "
               "epochs. Is the learning rate very small?", first=cut(first, 3), last=cut(last, 3),
               epochs=len(course))  # fmt: skip


def ended_on_a_fall(fed: Fed | None) -> str:
    """Return that the last epoch was much worse than an earlier one, as one bad step may make it.

    Validation images tell where there are any: the training accuracy is a mean over the epoch.
    """
    epochs = fed.logs if fed else ()
    validated = [logs.get("val_accuracy", logs.get("val_acc")) for logs in epochs]
    trained = [metric_value(logs, "accuracy") for logs in epochs]
    for metric, values in (("val_accuracy", validated), ("accuracy", trained)):
        course = [value for value in values if value is not None]
        if len(course) > 1 and course[-1] < max(course) - _FALL:
            best = max(course)
            return say("Training ended on a fall: {metric} {best:.3f} in epoch {epoch}, and "
                       "{last:.3f} in the last.", metric=metric, best=cut(best, 3),
                       epoch=course.index(best) + 1, last=cut(course[-1], 3))  # fmt: skip
    return ""


def _only_label(fed: Fed) -> float | None:
    """The one label of all: one folder was read, and whoever always says it is always right."""
    labels = fed.labels
    if labels is None or labels.low != labels.high:
        return None
    accuracies = [metric_value(logs, "accuracy") or 0.0 for logs in fed.logs]
    return labels.low if max(accuracies, default=0.0) > _ONLY_ONE else None


def labels_scaled(fed: Fed | None) -> bool:
    """Whether the labels were divided, too: then no further training helps."""
    labels = fed.labels if fed else None
    return (
        labels is not None and labels.dtype.startswith("float") and 0 < labels.high < _LABELS_SCALED
    )
