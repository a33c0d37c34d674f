"""Putting the answers to idioms of earlier versions in place."""

from __future__ import annotations

from grader.inside.idioms.arguments import answer_arguments
from grader.inside.idioms.fetched import answer_fetched
from grader.inside.idioms.histories import answer_histories
from grader.inside.idioms.methods import answer_methods
from grader.inside.idioms.modules import answer_modules
from grader.inside.idioms.names import answer_names
from grader.inside.idioms.pictures import TODAY, answer_pictures
from grader.inside.idioms.record import Record
from grader.inside.idioms.saving import answer_saving

__all__ = ["install"]


def install(text: str, submission: str, picture: str = "", *, strict: bool = False) -> Record:
    """Put all answers in place, for the rest of this process, in front of what watches `fit`.

    Args:
        text: The submission.
        submission: The path under which it is compiled.
        picture: The `.npy` file of what `ascent()` gives; "" for one of stairs.
        strict: Whether idioms go unanswered, and only the picture is given under today's name.

    Returns:
        What was answered, as it is answered.
    """
    record = Record(submission)
    if strict:
        if picture:
            answer_pictures(text, record, picture, modules=TODAY)
        return record
    answer_arguments(record)
    answer_fetched(text, record)
    answer_histories(text, record)
    answer_methods(record)
    answer_saving(record)
    answer_modules(text, record)
    answer_names(record)
    answer_pictures(text, record, picture)
    return record
