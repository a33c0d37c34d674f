"""What a run may end at after training, which is no fault of the student's and costs nothing."""

from __future__ import annotations

import re
from typing import Final

from grader.elsewhere import path_not_found
from grader.facts import TrainingFacts

__all__ = [
    "asserted_after_training",
    "excused",
    "folder_for_a_picture",
    "lacked_after_training",
    "missed_epochs",
    "own_file_missed",
    "refused_after_training",
    "without_an_upload",
]

_COUNTS: Final = re.compile(
    r"IndexError: (?:list index out of range|index \d+ is out of bounds)"
    r"|ValueError: (?:x and y must have same first dimension|All arrays must be of the same length"
    r"|Length of values \(\d+\) does not match)"
)
"""What plots and tables raise that are made for another number of epochs; most of them name it."""
_MISSED: Final = re.compile(
    r"\[Errno 2\] .*?(?P<quote>['\"])(?P<path>[^'\"]+)(?P=quote)"
    r"|Could not find directory (?P<folder>\S+)$"
)
_OPENED: Final = re.compile(r"Is a directory: (['\"])(?P<path>.+)\1")
_MODELS: Final = (".h5", ".hdf5", ".keras", ".tflite")
"""A model that is not there was not saved: that is a fault of the file's."""


def excused(facts: TrainingFacts) -> bool:
    """Whether what was raised came after training, of something that is not to be had here."""
    return bool(
        own_file_missed(facts)
        or folder_for_a_picture(facts)
        or refused_after_training(facts)
        or missed_epochs(facts)
        or lacked_after_training(facts)
        or asserted_after_training(facts)
        or without_an_upload(facts)
    )


def missed_epochs(facts: TrainingFacts) -> bool:
    """Say whether code raised because it counts on epochs that the grader did not train.

    Plots and tables over all the epochs that were asked for do. That is no fault of the student's.
    """
    if facts.error is None or not _COUNTS.match(f"{facts.error.type}: {facts.error.message}"):
        return False
    named = set(map(int, re.findall(r"\d+", facts.error.message)))
    ended = [fit.epochs_begun for fit in facts.fits if fit.capped or fit.out_of_time]
    return any(not named or epochs in named for epochs in ended)


def own_file_missed(facts: TrainingFacts) -> str:
    """Return the file or folder that code looked for after training, in vain.

    It is of the student's own, to try the model on or to write to: that it is not here is no fault
    of what was trained. Empty where the run ended otherwise, and for a model that is to be loaded.
    """
    raised = facts.error
    if raised is None or not _is_trained(facts):
        return ""
    if path := path_not_found(raised.type, raised.message):
        return path
    if raised.type not in {"FileNotFoundError", "NotFoundError"}:
        return ""
    missed = _MISSED.search(raised.message)
    path: str = (missed["path"] or missed["folder"]) if missed else ""
    return "" if path.lower().endswith(_MODELS) else path


def folder_for_a_picture(facts: TrainingFacts) -> str:
    """Return the folder that code opened as a picture after training, or "".

    It lists a folder of the student's own pictures, and that has folders of classes here: what lies
    there was laid out for whoever trains on it.
    """
    raised = facts.error
    if raised is None or raised.type != "IsADirectoryError" or not _is_trained(facts):
        return ""
    opened = _OPENED.search(raised.message)
    path: str = opened["path"] if opened else ""
    return "" if path.lower().endswith(_MODELS) else path


def refused_after_training(facts: TrainingFacts) -> bool:
    """Whether code ended at a download that nothing answers, after something was trained.

    It is for more images to try the model on, or for another part of a notebook.
    """
    if facts.error is None or not _is_trained(facts):
        return False
    lines = {number for number, _ in facts.error.frames}
    return any(asked.line in lines for asked in facts.refused)


def lacked_after_training(facts: TrainingFacts) -> str:
    """Return the missing module that code goes on with after training, where it broke there.

    What stands for the module gives nothing, so that anything may break that is made of it.
    """
    raised = facts.error
    if raised is None or raised.type == "NameError" or not _is_trained(facts):
        return ""
    return next((each.what for each in facts.passed_over if each.kind == "later"), "")


def asserted_after_training(facts: TrainingFacts) -> bool:
    """Whether an `assert` of the file's did not hold after training: its images were others."""
    raised = facts.error
    return raised is not None and raised.type == "AssertionError" and _is_trained(facts)


def without_an_upload(facts: TrainingFacts) -> bool:
    """Whether code broke after training for which it had asked somebody to upload files."""
    uploads = any(each.kind == "upload" for each in facts.passed_over)
    return uploads and facts.error is not None and _is_trained(facts)


def _is_trained(facts: TrainingFacts) -> bool:
    """Whether something was trained, and it was no later training that broke."""
    fits = facts.fits
    return any(fit.finished for fit in fits) and (fits[-1].finished or bool(facts.left_out))
