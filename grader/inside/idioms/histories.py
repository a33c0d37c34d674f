"""`acc` for `accuracy`: the name of the metric until TensorFlow 2.0 (2019).

`metrics=['acc']` still gives keys that read `acc`: nothing is answered then. In the history after
training the old key is answered wherever it is asked for. In a callback it is a common slip of
today's as well, where the callback never stops: it is answered only in a file that speaks the
language of TensorFlow 1 throughout.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Mapping
from typing import Any, Final

import keras

from grader.inside.idioms.record import Record

__all__ = ["answer_histories", "speaks_of_acc"]

_TODAY: Final = {"acc": "accuracy", "val_acc": "val_accuracy"}
_ONLY_THEN: Final = frozenset(
    {"VERSION", "ConfigProto", "InteractiveSession", "Session", "enable_eager_execution",
     "global_variables_initializer", "placeholder", "set_random_seed"}
)  # fmt: skip
"""Names of `tf` that went with TensorFlow 1: tensorflow.org, "Migrate to TensorFlow 2"."""


class _Old(dict[str, Any]):
    """A dict that answers to the keys of earlier versions, and is otherwise the same."""

    def __init__(self, values: Mapping[str, Any], idiom: str, record: Record) -> None:
        super().__init__(values)
        self._idiom, self._record = idiom, record

    def __missing__(self, key: Any) -> Any:
        today = _TODAY.get(key, "")
        if not super().__contains__(today):
            raise KeyError(key)
        self._record.note(self._idiom)
        return self[today]

    def get(self, key: Any, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __reduce__(self) -> Any:
        """Pickle a plain dict: this class is not to be found outside of a run, nor inside one."""
        return dict, (dict(self),)

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or super().__contains__(_TODAY.get(str(key), ""))


_Old.__name__ = _Old.__qualname__ = "dict"  # what Python says of it names no class of ours


def answer_histories(text: str, record: Record) -> None:
    """Let `history.history` and, in files of their time, the logs of callbacks answer to `acc`.

    Args:
        text: The submission.
        record: Where it is noted.
    """
    model: Any = keras.Model
    original = model.fit

    @functools.wraps(original)
    def fit(*arguments: Any, **keywords: Any) -> Any:
        history = original(*arguments, **keywords)
        if isinstance(values := getattr(history, "history", None), dict):
            history.history = _Old(values, "acc_in_history", record)
        return history

    model.fit = fit
    if speaks_of_acc(text):
        record.log_keys = dict(_TODAY)
        _answer_callbacks(record)


def _answer_callbacks(record: Record) -> None:
    """Let the logs that callbacks are given answer: Keras makes a dict of its own of them."""
    module: Any = sys.modules[keras.callbacks.CallbackList.__module__]
    made = module.python_utils.pythonify_logs

    @functools.wraps(made)
    def pythonify_logs(logs: Any) -> dict[str, Any]:
        return _Old(made(logs), "acc_in_logs", record)

    module.python_utils.pythonify_logs = pythonify_logs


def speaks_of_acc(text: str) -> bool:
    """Whether a file is of the time of TensorFlow 1, and never reads a key of today's.

    It reads the history of its training under the old key, as the course's files of 2019 do at
    their end, or names what only TensorFlow 1 had. A file that reads `history['accuracy']` was
    brought up to date, or is of today: its callback was forgotten, or is mistaken.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    nodes = list(ast.walk(tree))
    read = [node for node in nodes if isinstance(node, ast.Subscript | ast.Call)]
    of_history = {_key(node) for node in read if _reads_history(node)}
    old = bool(of_history & _TODAY.keys()) or any(_of_its_time(node) for node in nodes)
    return old and not {*map(_key, read)} & {*_TODAY.values()}


def _of_its_time(node: ast.AST) -> bool:
    """Whether it is `tf.Session` or the like, which no later version has."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
        return False
    match node.value:
        case ast.Name(id="tf"):
            return node.attr in _ONLY_THEN
        case ast.Attribute(value=ast.Name(id="tf"), attr="train"):
            return node.attr.endswith("Optimizer")
        case _:
            return False


def _reads_history(node: ast.Subscript | ast.Call) -> bool:
    return isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".history")


def _key(node: ast.Subscript | ast.Call) -> str:
    """The text that is looked up in `x['text']` or `x.get('text')`; empty where it is neither."""
    asked: ast.AST | None = None
    if isinstance(node, ast.Subscript):
        asked = node.slice
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        asked = node.args[0]
    value = asked.value if isinstance(asked, ast.Constant) else ""
    return value if isinstance(value, str) else ""
