"""Why a network may not have learned, from what its last `fit` was fed with."""

from __future__ import annotations

from typing import Final

from grader.evidence import Fed
from grader.language import say

__all__ = ["labels_scaled", "why_fed_wrongly"]

_UNSCALED: Final = 100
_SCALED_TWICE: Final = 0.02
_LABELS_SCALED: Final = 0.1


def why_fed_wrongly(fed: Fed | None) -> str:
    """Return what was wrong with images or labels, "" where nothing was seen."""
    if fed is None:
        return ""
    if labels_scaled(fed):
        return say("The labels were scaled as well. Only the images should be divided by 255.")
    high = fed.inputs.high if fed.inputs else 0.0
    if high > _UNSCALED and not fed.scales_itself:
        return say("The pixels went into fit as they are, up to {high:g}. Scaled to 0…1 they "
                   "train better.", high=high)  # fmt: skip
    if 0 < high < _SCALED_TWICE:
        return say("The pixels went into fit scaled twice: at most {high:.4f}.", high=high)
    if high > 0 and 0 < high * fed.factor < _SCALED_TWICE:
        return say(
            "The pixels are scaled twice: up to {high:g} in fit already, and once more by the "
            "model's Rescaling.",
            high=high,
        )
    return ""


def labels_scaled(fed: Fed | None) -> bool:
    """Whether the labels were divided, too: then no further training helps."""
    labels = fed.labels if fed else None
    return (
        labels is not None and labels.dtype.startswith("float") and 0 < labels.high < _LABELS_SCALED
    )
