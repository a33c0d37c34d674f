"""Why a run of the student's code stopped or left no model, in plain words."""

from __future__ import annotations

import ast
import re
from typing import Final

from grader.besides import other_key, seen_besides
from grader.blanks import blank_left, blank_named, blank_returned, empty_function
from grader.elsewhere import not_here, path_not_found
from grader.evidence import SourceFacts, TraineeRun
from grader.exercise import Limits
from grader.facts import TrainingFacts
from grader.in_place import kept_nothing
from grader.language import say
from grader.literals import names_written
from grader.meant import name_meant, only_named
from grader.misgiven import misgiven
from grader.nothing_found import no_images, splits_for_classes
from grader.passed_over import asked_in_vain, extra_folder
from grader.refused import not_asked_for, refused_words
from grader.results import RunRecord, RunStatus, StudentError
from grader.translations import translate
from grader.translations.base import COLOURS
from grader.translations.surroundings import IMPORTS
from grader.unasked import own_class
from grader.unfitted import (
    caught,
    commented_fit,
    never_fits,
    skipped_fit,
    uncalled_fit,
    unreached_fit,
)

__all__ = [
    "ended_early",
    "limit_words",
    "no_model",
    "nothing_to_grade",
    "student_error",
]

_NOT_HERE: Final = frozenset({"FileNotFoundError", "ModuleNotFoundError", "NotFoundError"})
"""What ends a run for want of something of the author's own: of the rest is told what is seen."""
_MAX_MESSAGE_LINES: Final = 6
_INSTALLED_AT: Final = re.compile(r"(?<=') \(/[^()]*/site-packages/[^()]*\)$")
_OF_A_GRAPH: Final = re.compile(
    r"Graph execution error:|Detected at node|\d+ root error|\s*File \"|.*\", line \d+, in "
    r"|\s*\[\[\{\{node|\s*…?\s*$"
)
"""Lines of what TensorFlow raises out of a graph that name its own calls."""
_OF_A_BLANK: Final = re.compile(r"\b(?:None(?:Type)?|[Ee]llipsis)\b")
_READ_FROM_LOGS: Final = re.compile(r"\blogs(?:\.get\(|\[)\s*['\"](\w+)")
_SETS_FOLDERS: Final = {
    "cats_and_dogs_filtered.zip": re.compile(r"cats_and_dogs_filtered|PetImages|cats-v-dogs"),
    "happy-or-sad.zip": re.compile(r"happy-or-sad|h-or-s"),
    "horse-or-human.zip": re.compile(r"horse-or-human"),
    "rps.zip": re.compile(r"rps(?:-test-set)?"),
}
"""Archives of the courses, and the folders that code looks for once they are unpacked."""


def student_error(
    facts: TrainingFacts, source: SourceFacts, *, pretrained: bool = True, trains: bool = True
) -> StudentError:
    """Turn what the trainee said of an exception into what the student reads.

    Args:
        facts: With an `error`.
        source: The submission, for the text of the line.
        pretrained: Whether the task has a pretrained network taken.
        trains: Whether it has anything trained.
    """
    raised = facts.error
    assert raised is not None
    lines = source.text.splitlines()
    line = raised.frames[-1][0] if raised.frames else 0
    text = f"{raised.type}: {raised.message}"
    cause = _first_cause(facts, source, text, pretrained=pretrained)
    if not (empty_function(source) or _blank(facts, source, text)):
        trained = bool(facts.fits) or not trains
        if besides := _besides(raised.type, cause, source, trained=trained):
            also = say("Also seen: {besides}", besides=besides)
            cause = f"{cause} {also}" if cause else besides
    return StudentError(
        type=raised.type,
        message=_own_words(raised.message),
        where=source.where(line) if line else "",
        code=lines[line - 1].strip() if 0 < line <= len(lines) else "",
        frames=tuple(
            say("{where}, in {function}", where=source.where(number), function=function)
            for number, function in raised.frames
        ),
        cause=cause,
    )


def _besides(kind: str, cause: str, source: SourceFacts, *, trained: bool) -> str:
    """What is wrong whatever ended the run: nothing is trained, or what the code shows."""
    told: list[str] = []
    if not trained and not _gives_a_model(source.tree):  # that may be trained for them
        told.append(never_fits(source))
    if kind in _NOT_HERE:
        told.append(seen_besides(source))
    return " ".join(each for each in told if each and each not in cause)


def _gives_a_model(tree: ast.Module) -> bool:
    """Whether a function that gives something back compiles a model."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return any(
        "compile" in names_written(node)
        and any(isinstance(each, ast.Return) for each in ast.walk(node))
        for node in functions
    )


def _own_words(message: str) -> str:
    """What a library says was wrong, without its calls and the place where it is installed."""
    lines = _INSTALLED_AT.sub("", COLOURS.sub("", message)).strip().splitlines()
    if lines and lines[0].startswith("Graph execution error"):
        lines = [line for line in lines if not _OF_A_GRAPH.match(line)] or lines[:1]
    return "\n".join(lines[:_MAX_MESSAGE_LINES])


def _first_cause(facts: TrainingFacts, source: SourceFacts, text: str, *, pretrained: bool) -> str:
    """What could not be had explains most of what follows, so it is named before anything else."""
    raised = facts.error
    if facts.refused:
        asked = facts.refused[0]
        where = source.where(asked.line) if asked.line else ""
        return not_asked_for(asked, where, pretrained=pretrained) or refused_words(
            facts, asked, where
        )
    if raised and (path := path_not_found(raised.type, raised.message)):
        line = raised.frames[-1][0] if raised.frames else 0
        return not_here(path, source.where(line) if line else "", facts.data_here)
    return (
        no_images(facts, source)
        or asked_in_vain(facts, source)
        or extra_folder(facts)
        or (splits_for_classes(facts.fits[-1].classes) if facts.fits else "")
        or _folder_of_another_set(facts, text)
        or _name_from_a_list(source, text)
        or _of_a_callback(facts, source, text)
        or _blank(facts, source, text)
        or misgiven(source, text)
        or kept_nothing(source, text, raised.frames[-1][0] if raised and raised.frames else 0)
        or ("" if facts.fits else empty_function(source) or unreached_fit(source))
        or _name(facts, source, text)
        or _without_training(facts, source, translate(text, meant=raised.meant if raised else ""))
    )


def _without_training(facts: TrainingFacts, source: SourceFacts, told: str) -> str:
    """Say first that nothing is trained, where a file loads what somebody else has."""
    named, first = names_written(source.tree), ""
    if "load_model" in named:
        first = never_fits(source) or uncalled_fit(source)
    if not first and not facts.fits and facts.error and facts.error.frames:
        first = commented_fit(source, above=facts.error.frames[-1][0])
    if not first and not facts.fits and not named.isdisjoint({"load_model", "load_weights"}):
        first = skipped_fit(source)
    return f"{first} {told}".strip()


def _folder_of_another_set(facts: TrainingFacts, text: str) -> str:
    """Where a folder is looked for that only another exercise's images lie in."""
    missing = re.search(r"No such file or directory: '(?P<path>[^']+)'", text)
    for part in missing["path"].split("/") if missing and facts.files_here else ():
        for file, folders in _SETS_FOLDERS.items():
            if folders.fullmatch(part.removesuffix(".zip")) and file not in facts.files_here:
                here = ", ".join(facts.files_here[:10])
                return say("Your code loads {file}; the data of this exercise is {here}.",
                           file=part, here=here)  # fmt: skip
    return ""


def _name_from_a_list(source: SourceFacts, text: str) -> str:
    """Where a picture is looked for by the name alone that `os.listdir` gave."""
    bare = re.search(r"No such file or directory: '(?P<name>[^'/\\]+\.(?:jpe?g|png))'", text)
    if bare is None or "listdir" not in source.text or bare["name"] in source.text:
        return ""
    return say("{name} is a file's name without its folder: os.listdir gives no more. Write "
               "os.path.join(folder, name).", name=bare["name"])  # fmt: skip


def _blank(facts: TrainingFacts, source: SourceFacts, text: str) -> str:
    if facts.error is None or not facts.error.frames or not _OF_A_BLANK.search(text):
        return ""
    return blank_left(source, facts.error.frames[-1][0])


def _name(facts: TrainingFacts, source: SourceFacts, text: str) -> str:
    if facts.error is None or not facts.error.frames:
        return ""
    line = facts.error.frames[-1][0]
    alone = "" if facts.error.meant else only_named(source, text, line)
    blank = blank_named(source, text, line)
    return alone or blank or name_meant(source, text, line, imported=IMPORTS)


def _of_a_callback(facts: TrainingFacts, source: SourceFacts, text: str) -> str:
    """What a callback looks for where it does not stand: by its bare name, or too early."""
    function = facts.error.frames[-1][1] if facts.error and facts.error.frames else ""
    if "NoneType" in text and function in {"on_epoch_begin", "on_train_begin"}:
        return say("What an epoch came to is known at its end: write on_epoch_end in place of "
                   "{hook}.", hook=function)  # fmt: skip
    bare = re.match(r"NameError: name '(?P<name>(?:val_)?(?:acc|accuracy|loss))' is not", text)
    if bare and function.startswith("on_"):
        return say("What an epoch came to stands in logs: logs.get('{name}').", name=bare["name"])
    told = _callback_s_key(facts, source, text)
    return told or (other_key(source) if "NoneType" in text and function.startswith("on_") else "")


def _callback_s_key(facts: TrainingFacts, source: SourceFacts, text: str) -> str:
    missing = [key for answer in facts.probes for key in answer.missing_keys]
    if not missing and facts.error and facts.error.frames and facts.log_keys:
        raised = source.text.splitlines()[facts.error.frames[-1][0] - 1 :][:1]
        read = _READ_FROM_LOGS.findall("".join(raised))
        missing = [key for key in read if key not in facts.log_keys]
    if missing and ("NoneType" in text or text.startswith("KeyError")):
        keys = ", ".join(facts.log_keys) or "accuracy, loss"
        return say("Your callback reads logs['{key}'], but the logs of this run have: {keys}.",
                   key=missing[0], keys=keys)  # fmt: skip
    return ""


def limit_words(status: RunStatus, limits: Limits) -> str:
    """Return the limit that a run met, in the reader's words; empty where it met none."""
    words = {
        RunStatus.TIME_LIMIT: say("it was still running after {seconds:g} s, the time limit",
                                  seconds=limits.wall_seconds),
        RunStatus.MEMORY_LIMIT: say("it took more memory than the limit of {mb} MB",
                                    mb=limits.memory_mb),
        RunStatus.PROCESS_LIMIT: say("it started more than {count} processes and threads",
                                     count=limits.processes),
        RunStatus.DISK_LIMIT: say("it wrote more than the limit of {mb} MB", mb=limits.disk_mb),
        RunStatus.OUTPUT_LIMIT: say("it printed more than the limit of {kb} kB",
                                    kb=limits.output_kb),
    }  # fmt: skip
    return words.get(status, "")


def ended_early(record: RunRecord) -> str:
    """Return how a run ended that said nothing."""
    if record.signal:
        return say("the process was ended by signal {number} before it handed over a model",
                   number=record.signal)  # fmt: skip
    return say("the process ended itself, with exit code {code}, before it handed over a model",
               code=record.exit_code)  # fmt: skip


def no_model(facts: TrainingFacts, trainee: TraineeRun) -> str:
    """Return why a run that told of itself left no model."""
    if unsaved := re.search(r"Object (\w+) was created by passing", facts.export_error):
        return own_class(unsaved[1])
    if facts.export_error:
        return say("the model could not be saved: {error}", error=facts.export_error)
    if trainee.error is not None:
        return say("your code stopped with {type} before there was a trained model",
                   type=trainee.error.type)  # fmt: skip
    if facts.entry:
        return say("{entry}() gave back {returned}, and no model was given to fit",
                   entry=facts.entry, returned=facts.returned)  # fmt: skip
    return say("your file leaves no model")


def nothing_to_grade(reason: str, facts: TrainingFacts | None, source: SourceFacts) -> str:
    """Say that a submission left no model, and what to do.

    Args:
        reason: From `no_model`.
        facts: What the run told of itself.
        source: The submission.
    """
    cause = facts is not None and (
        blank_returned(source, facts.entry)
        or empty_function(source)
        or caught(source)
        or never_fits(source)
        or uncalled_fit(source)
    )
    if cause:
        return say("There is no model to grade: {reason}. {cause}", reason=reason, cause=cause)
    return say("There is no model to grade: {reason}. Return the model that you trained.",
               reason=reason)  # fmt: skip
