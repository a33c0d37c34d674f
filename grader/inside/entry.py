"""Running a submission as a person would run it, and finding the model that it leaves."""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import keras

from grader.inside.answers import endings
from grader.inside.answers.ledger import Ledger
from grader.inside.imports import pass_over_imports
from grader.inside.lacking import meant_by
from grader.inside.spy import Spy

__all__ = ["Outcome", "raised_facts", "run_submission"]

_RECORD: Final = "__record_entry__"
_FITS: Final = frozenset({"apply_gradients", "fit", "fit_generator", "train_on_batch"})
_MAX_FRAMES: Final = 20
_MESSAGE_END: Final = 1500


@dataclass(slots=True)
class Outcome:
    """What running the submission came to.

    Attributes:
        entry: The function that counts, "" where the file ran as a script.
        returned: What it gave back.
        namespace: The module's names after the run.
        error: The exception that ended it, None if none did.
    """

    entry: str = ""
    returned: Any = None
    namespace: dict[str, Any] = field(default_factory=dict[str, Any])
    error: BaseException | None = None

    def model(self, spy: Spy) -> tuple[Any, str]:
        """Return the model and where it came from.

        It is what the entry gave back, else the last model given to `fit`, else a model that
        the script left in a variable. A fit that raised leaves no model.
        """
        if isinstance(self.returned, keras.Model):
            return self.returned, "returned"
        finished = [fit.model for fit in spy.fits if fit.facts["finished"]]
        if finished:
            return finished[-1], "fit"
        left = [value for value in self.namespace.values() if isinstance(value, keras.Model)]
        if left and self.error is None:
            return left[-1], "script"
        return None, "none"


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def _choose(tree: ast.Module, names: Sequence[str]) -> ast.FunctionDef | None:
    """The entry: the first of `names`, any `solution_<x>`, or the first of the others that trains.

    A function under one of the other names is none where nothing calls it and the file begins
    elsewhere when it is run: then it was left there from another task, unless it trains and the
    file does not when it is run, as one does that only uses what was trained before. And none is,
    whatever its name, that only builds a model where the file trains it when it is run.
    """
    functions = {node.name: node for node in _functions(tree)}
    trains = _training_names(tree)
    begins = _main_calls(tree)
    elsewhere = bool(begins & {*functions})
    surely: list[ast.FunctionDef] = []
    others: list[ast.FunctionDef] = []
    for name in [*names, *(name for name in functions if name.startswith("solution_"))]:
        node = functions.get(name)
        if node is None or not _callable_without_arguments(node):
            continue
        if name in names[:1] or name.startswith("solution_"):
            surely.append(node)
        elif name in _called(tree) or not elsewhere or (name in trains and not begins & trains):
            others.append(node)
    found = surely[:1] or others
    chosen = next((node for node in found if node.name in trains), None)
    if chosen is None and begins & trains:
        return None
    return chosen or next(iter(found), None)


def _training_names(tree: ast.Module) -> set[str]:
    """What trains when it is called: `fit`, and functions and classes that lead there."""
    blocks = {
        node.name: _used(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }
    trains = {*_FITS}
    while more := {name for name, used in blocks.items() if used & trains} - trains:
        trains |= more
    return trains


def _used(node: ast.AST) -> set[str]:
    """The names that are called somewhere below a node, those of methods as well."""
    calls = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {getattr(function, "attr", getattr(function, "id", "")) for function in calls}


def _called(tree: ast.AST) -> set[str]:
    """The names that are called somewhere below a node."""
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


def _main_calls(tree: ast.Module) -> set[str]:
    """The names that `if __name__ == "__main__":` calls."""
    return {name for block in _main_blocks(tree) for name in _used(block)}


def _main_blocks(tree: ast.Module) -> list[ast.If]:
    """What a file does only when it is run: `if __name__ == "__main__":`."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.If)
        and any(
            isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
        )
    ]


def _begin_as_run(tree: ast.Module, entry: str) -> None:
    """Do what the file does when it is run until it calls its entry: it may unpack the data."""
    for block in _main_blocks(tree):
        before = [*takewhile(lambda statement: entry not in _called(statement), block.body)]
        if 0 < len(before) < len(block.body):
            block.test, block.body = ast.copy_location(ast.Constant(True), block.test), before


def _callable_without_arguments(node: ast.FunctionDef) -> bool:
    positional = len(node.args.posonlyargs) + len(node.args.args)
    required_keywords = [default for default in node.args.kw_defaults if default is None]
    return positional <= len(node.args.defaults) and not required_keywords


def _recording(calls: list[Any]) -> Callable[..., Any]:
    """Return a decorator that notes what each call gives back, None where the file ends in it."""

    def record(function: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*arguments: Any, **keywords: Any) -> Any:
            try:
                result = function(*arguments, **keywords)
            except SystemExit:
                calls.append(None)
                raise
            calls.append(result)
            return result

        recorded.__name__, recorded.__doc__ = function.__name__, function.__doc__
        return recorded

    return record


def run_submission(text: str, path: Path, names: Sequence[str], asked: Ledger) -> Outcome:
    """Run the submission's text and, if the file has not done so itself, its entry.

    Args:
        text: The submission as one script.
        path: Where it lies inside; its lines are reported under this name.
        names: The entry's name and its aliases, the best first.
        asked: Told of what the run goes on without.
    """
    outcome = Outcome()
    calls: list[Any] = []
    try:
        tree = ast.parse(text, str(path))
        entry = _choose(tree, names)
        if entry is not None:
            outcome.entry = entry.name
            _begin_as_run(tree, entry.name)
            entry.decorator_list.append(ast.copy_location(ast.Name(_RECORD, ast.Load()), entry))
        module = types.ModuleType("__main__" if entry is None else "submission")
        beside = str(Path.cwd() / path.name)  # where the data is, as for a student in their folder
        module.__dict__.update({"__file__": beside, _RECORD: _recording(calls)})
        module.__dict__.update(pass_over_imports(tree, asked.pass_over))
        sys.modules[module.__name__] = module
        outcome.namespace = module.__dict__
        with endings.taken_for_the_end(asked, tree):
            exec(compile(tree, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102 running it is the task
        if entry is not None and not calls and entry.name in module.__dict__:
            with endings.taken_for_the_end(asked):
                module.__dict__[entry.name]()
    except BaseException as error:  # noqa: BLE001 the student's code; what it raises is evidence
        outcome.error = error
    outcome.returned = calls[-1] if calls else None
    return outcome


def _shortened(message: str) -> str:
    """Keep both ends: TensorFlow says what was wrong behind a list of its own calls."""
    if len(message) <= 2 * _MESSAGE_END:
        return message
    end = message[-_MESSAGE_END:]
    whole_lines = end.partition("\n")[2]
    return f"{message[:_MESSAGE_END]}\n…\n{whole_lines or end}"


def raised_facts(error: BaseException, path: Path) -> dict[str, Any]:
    """Return type, message and the student's own frames of an exception."""
    frames: list[tuple[int, str]] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == str(path):
            frames.append((trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 their exception may not even have a text
        message = ""
    return {
        "type": type(error).__name__[:200],
        "message": _shortened(message),
        "frames": frames[-_MAX_FRAMES:],
        "meant": meant_by(error),
    }
