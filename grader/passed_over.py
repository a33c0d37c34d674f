"""What a run went on without, in plain words: it costs nothing, and explains what came of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Final

from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import say
from grader.results import Remark
from grader.run_facts import PassedOver

__all__ = ["asked_in_vain", "extra_folder", "passed_over_remarks"]

_MOST: Final = 5
_CLASSES_DIFFER: Final = re.compile(
    r"target\.shape=|label value of \d+ which is outside|there must be exactly 2 class_names"
)
"""What Keras says where there are more classes than the model or the labels have room for."""


def passed_over_remarks(facts: TrainingFacts, source: SourceFacts) -> Iterator[Remark]:
    """Yield a remark on each thing that the run went on without, but for a cause of its end."""
    told = extra_folder(facts)
    silent = {"upload", *(["folder"] if told else [])}
    kept = [each for each in facts.passed_over if each.kind not in silent]
    for each in kept[:_MOST]:
        yield Remark(text=_words(each), where=source.where(each.line) if each.line else "")


def extra_folder(facts: TrainingFacts) -> str:
    """Return what is to be said of a folder beside the class folders that broke the run.

    Empty where there is none, or where the run broke at something else.
    """
    folders = [each for each in facts.passed_over if each.kind == "folder"]
    if not folders or facts.error is None or not _CLASSES_DIFFER.search(facts.error.message):
        return ""
    return _words(folders[0])


def _text_for_a_number(source: SourceFacts) -> str:
    """Say that what `input()` gave is compared with a number, or return ""."""
    nodes = list(ast.walk(source.tree))
    texts = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign) and _asks(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        match node:
            case ast.Compare(
                left=ast.Name(id=name),
                ops=[ast.Eq()],
                comparators=[ast.Constant(value=int(number))],
            ) if name in texts:
                return say("input(…) gives a text, and {name} == {number} compares it with a "
                           "number, so that is never true: int(input(…)).",
                           name=name, number=number)  # fmt: skip
            case _:
                pass
    return ""


def _asks(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == "input"


def asked_in_vain(facts: TrainingFacts, source: SourceFacts) -> str:
    """Return what is to be said where a line raised that asks somebody at the keyboard."""
    raised = facts.error
    lines = {number for number, _ in raised.frames} if raised else set[int]()
    answered = {each.line for each in facts.passed_over if each.kind == "empty_line"}
    asked = not answered.isdisjoint(lines)
    if raised and answered and not facts.fits and (told := _text_for_a_number(source)):
        return told
    if raised is None or not (asked or raised.message.startswith("EOF when reading a line")):
        return ""
    return say("Your code asks somebody at the keyboard, input(), and nobody is there while it is "
               "graded: write the value into your file.")  # fmt: skip


def _words(each: PassedOver) -> str:
    match each.kind:
        case "import":
            return say(
                "{statement}: this is not installed here, and nothing in your file uses it. It was "
                "passed over.",
                statement=each.what,
            )
        case "module":
            return say(
                "{module} is not here: it was not handed in and is not installed. What your file "
                "calls of it did nothing.",
                module=each.what,
            )
        case "later":
            return say("{module} is not installed here. What your file does with it after training "
                       "did nothing.", module=each.what)  # fmt: skip
        case "folder":
            return say(
                "The folder {folder} lies beside the class folders. Whatever takes its classes "
                "from the folders takes it for a class, too: put it elsewhere.",
                folder=each.what,
            )
        case "nothing_removed" | "weights" | "own_archive" | "own_folder":
            return _missing(each)
        case _:
            return _ended(each.kind)


def _missing(each: PassedOver) -> str:
    """Say what was not there and has not kept the run from going on."""
    if each.kind in {"own_archive", "own_folder"}:
        return say("There is no {folder} here: the exercise's own images were read instead. Where "
                   "those lie stands in its README.", folder=each.what)  # fmt: skip
    if each.kind == "weights":
        return say("There is no {file} here: the pretrained weights of this network were loaded "
                   "instead.", file=each.what)  # fmt: skip
    return say(
        "There is no {folder} to remove: in a fresh place your file would stop here. "
        "rmtree(…, ignore_errors=True) does not mind.",
        folder=each.what,
    )


def _ended(kind: str) -> str:
    """Say at what the run ended, or would have without an answer."""
    match kind:
        case "empty_line":
            return say("Your file asks somebody at the keyboard here, and nobody is there while it "
                       "is graded: it was answered with an empty line.")  # fmt: skip
        case "asked":
            return say("Your file asks somebody at the keyboard here, and nobody is there while it "
                       "is graded: the run ended. What was trained before counts.")  # fmt: skip
        case "unrun":
            return say("Your file ends itself here, so what stands below was not run. What was "
                       "trained before counts.")  # fmt: skip
        case "restart":
            return say("Your file ends or restarts its own process here, before anything was "
                       "trained: passed over.")  # fmt: skip
        case _:
            return say("Your file ends its own process here: passed over. What was trained before "
                       "counts.")  # fmt: skip
