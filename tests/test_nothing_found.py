"""Generators that have no images, and why."""

from __future__ import annotations

import pytest

from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.nothing_found import no_images
from grader.run_facts import RaisedFacts

EMPTY = "The PyDataset has length 0"


def told(code: str, *, folder: str = "", message: str = EMPTY) -> str:
    raised = RaisedFacts(type="ValueError", message=message, frames=(), meant=folder)
    facts = TrainingFacts(
        entry="", returned="", model_from="none", exported_model=None, fits=(), error=raised
    )
    return no_images(facts, SourceFacts(code))


@pytest.mark.parametrize("maker", ["ImageDataGenerator", "keras.preprocessing.ImageDataGenerator"])
def test_a_part_of_what_was_not_told_to_part(maker: str):
    code = f"a = {maker}(rescale=1)\nb = a.flow_from_directory(d, subset='validation')"
    assert told(code, folder="d") == (
        "a was not told to part its images, so subset='validation' gives none: "
        "ImageDataGenerator(validation_split=…), or leave subset out."
    )
    parted = code.replace("rescale=1", "validation_split=0.2")
    assert told(parted, folder="d").startswith("No images were found in d: ")


def test_a_fixed_number_that_splits():
    said = told("x = 1\nsize = 1500 * SPLIT_SIZE", folder="/tmp/testing")
    assert said == (
        "No images were found in /tmp/testing: it should hold one folder a class, and the images "
        "in those. 1500 * SPLIT_SIZE (line 2) is fixed, however many there are: take len(…) of "
        "their list."
    )
    assert told("n = 2 * split", folder="x") == told("", folder="x")


def test_nothing_is_said_of_other_exceptions():
    assert told("a = ImageDataGenerator()\na.flow(subset='training')", message="no") == ""
    assert told("x = 1") == ""
