"""Why a callback does not stop where the rule says, in words that name the cause."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from grader.blanks import blank_words
from grader.checks.callback_slips import compared, set_to_false, waits_for_an_epoch
from grader.evidence import Probes, SourceFacts
from grader.facts import CallbackFacts, TrainingFacts
from grader.language import say
from grader.results import cut
from grader.translations import translate

__all__ = ["Diagnosis", "diagnose"]

Stops = Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the callback did instead, and the likely reason."""

    actual: str
    cause: str = ""


def diagnose(
    probes: Probes,
    right: Stops,
    training: TrainingFacts,
    source: SourceFacts,
    *,
    at_least: float,
) -> Diagnosis:
    """Say what the student's callbacks did in the trial runs, and why.

    Args:
        probes: What was asked and answered; not all answers are right.
        right: Where the rule stops each probe.
        training: Which callbacks were passed to `fit`, and the keys of its logs.
        source: The submission's code, for the line and the slip in it.
        at_least: The threshold of the rule.
    """
    if not probes.answers:
        return _nothing_passed(training, source)
    passed = _passed(training)
    unmade = next((callback for callback in passed if callback.passed_as == "class"), None)
    if unmade is not None:
        name = unmade.class_name
        actual = say("the class {name} was passed to fit, not an instance of it", name=name)
        return Diagnosis(actual, say("Make one: callbacks=[{name}()].", name=name))
    stops = [answer.stopped_at for answer in probes.answers]
    error = next((answer.error for answer in probes.answers if answer.error), "")
    key = _missing_key(probes, training)
    if error:
        return Diagnosis(say("it raised {error}", error=error), key or translate(error))
    if not any(stops):
        actual = say("it never stopped in {number} trial runs", number=len(stops))
        return Diagnosis(actual, key or _why_never(passed, source))
    found = _elsewhere(probes, stops, right, source, at_least=at_least)
    return Diagnosis(found.actual, _built_in(passed) or found.cause)


def _built_in(passed: Sequence[CallbackFacts]) -> str:
    """Where only callbacks of Keras's own were passed: they follow rules of their own."""
    if not passed or not all(callback.built_in for callback in passed):
        return ""
    if any(callback.class_name == "LambdaCallback" for callback in passed):
        return ""
    names = ", ".join(callback.class_name for callback in passed)
    return say("{names} waits for something else than this rule.", names=names)


def _passed(training: TrainingFacts) -> tuple[CallbackFacts, ...]:
    with_callbacks = [fit.callbacks for fit in training.fits if fit.callbacks]
    return with_callbacks[-1] if with_callbacks else ()


def _nothing_passed(training: TrainingFacts, source: SourceFacts) -> Diagnosis:
    if not training.fits:
        return Diagnosis(say("fit was never called, so no callback was at work"))
    actual = say("no callback was passed to fit")
    defined = _callback_class(source.tree)
    if defined:
        cause = say("You wrote {name}, but fit never hears of it: callbacks=[{name}()].",
                    name=defined.name)  # fmt: skip
        return Diagnosis(actual, f"{cause} {_looks_at_loss(source)}".strip())
    return Diagnosis(actual, say("Training stops early only if a callback asks for it."))


def _callback_class(tree: ast.Module) -> ast.ClassDef | None:
    """The student's callback class: one with a base that is named like Callback, or its hooks."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    for node in classes:
        if any(ast.unparse(base).endswith("Callback") for base in node.bases):
            return node
    return next((node for node in classes if _has_hooks(node)), None)


def _has_hooks(node: ast.ClassDef) -> bool:
    methods = (each.name for each in node.body if isinstance(each, ast.FunctionDef))
    return any(name.startswith(("on_epoch_", "on_batch_", "on_train_")) for name in methods)


def _missing_key(probes: Probes, training: TrainingFacts) -> str:
    missing = [key for answer in probes.answers for key in answer.missing_keys]
    if not missing:
        return ""
    keys = ", ".join(training.log_keys) or "accuracy, loss"
    return say("Your callback reads logs['{key}'], but the logs of this run have: {keys}.",
               key=missing[0], keys=keys)  # fmt: skip


def _why_never(passed: Sequence[CallbackFacts], source: SourceFacts) -> str:
    """Why callbacks that raise nothing never stop: the slips that the code shows."""
    if built_in := _built_in(passed):
        return built_in
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign):
            targets = [ast.unparse(target) for target in node.targets]
            if "self.stop_training" in targets:
                where = source.where(node.lineno)
                return say("self.stop_training ({where}) is the callback's own; training looks at "
                           "self.model.stop_training.", where=where)  # fmt: skip
            near = [name for name in targets if name.startswith("self.model.stop")]
            if near and near[0] != "self.model.stop_training":
                where = source.where(node.lineno)
                return say("{name} ({where}) is misspelt; the name is self.model.stop_training.",
                           name=near[0], where=where)  # fmt: skip
    slips = (
        _condition_left,
        compared,
        set_to_false,
        waits_for_an_epoch,
        _unreachable_threshold,
        _no_stopping,
        _looks_at_loss,
    )
    return next((told for slip in slips if (told := slip(source))), "")


def _condition_left(source: SourceFacts) -> str:
    """Where the condition of the callback is a blank: `if None:`."""
    node = _callback_class(source.tree)
    for each in ast.walk(node) if node else ():
        match each:
            case ast.If(test=ast.Constant(value=None)):
                return blank_words("if None", source.where(each.lineno))
            case _:
                pass
    return ""


def _looks_at_loss(source: SourceFacts) -> str:
    """Where the callback's text names the loss and no accuracy, at a threshold out of reach."""
    node = _callback_class(source.tree)
    nodes = ast.walk(node) if node else ()
    texts = [each.value for each in nodes if isinstance(each, ast.Constant)]
    keys = [text for text in texts if isinstance(text, str) and text.isidentifier()]
    if "loss" in keys and not any("acc" in key for key in keys):
        return _other_rules()["loss"]()
    return ""


def _no_stopping(source: SourceFacts) -> str:
    if "stop_training" not in source.text:
        return say("Nothing in your code sets self.model.stop_training to True.")
    node = _callback_class(source.tree)
    hooks = [each.name for each in node.body if isinstance(each, ast.FunctionDef)] if node else []
    if lost := _lost_hook(source.tree):
        return say("on_epoch_end ({where}) stands outside the class of your callback, so Keras "
                   "never calls it: indent it.", where=source.where(lost))  # fmt: skip
    if hooks and "on_epoch_end" not in hooks:
        return say("Keras calls on_epoch_end; your callback has {hooks}.", hooks=", ".join(hooks))
    return ""


def _lost_hook(tree: ast.Module) -> int:
    """The line of an `on_epoch_end(self, …)` that is no method of any class, or 0.

    A line that is not indented ends a class.
    """
    for function in _outside_classes(tree):
        first = [each.arg for each in function.args.args[:1]]
        if function.name == "on_epoch_end" and first == ["self"]:
            return function.lineno
    return 0


def _outside_classes(node: ast.AST) -> Iterator[ast.FunctionDef]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield child
        if not isinstance(child, ast.ClassDef):
            yield from _outside_classes(child)


def _unreachable_threshold(source: SourceFacts) -> str:
    """A comparison with a number over 1: accuracy runs from 0 to 1."""
    scope = _callback_class(source.tree) or source.tree
    for node in ast.walk(scope):
        for side in node.comparators if isinstance(node, ast.Compare) else ():
            number = side.value if isinstance(side, ast.Constant) else None
            if isinstance(number, (int, float)) and number > 1:
                return say("Accuracy runs from 0 to 1; your code compares with {number:g} "
                           "({where}).", number=number,
                           where=source.where(side.lineno))  # fmt: skip
    return ""


def _elsewhere(
    probes: Probes, stops: Stops, right: Stops, source: SourceFacts, *, at_least: float
) -> Diagnosis:
    """It stops, but not where the rule says: find the rule that it does follow."""
    wrong = [n for n, (said, rule) in enumerate(zip(stops, right, strict=True)) if said != rule]
    actual = say("wrong in {wrong} of {number} trial runs", wrong=len(wrong), number=len(stops))
    epochs = {stop for stop in stops if stop}
    lengths = [len(probe) for probe in probes.asked]
    if len(epochs) == 1 and all(
        stop is not None or length < min(epochs)
        for stop, length in zip(stops, lengths, strict=True)
    ):
        epoch = epochs.pop()
        actual = say("it stops after epoch {epoch}, whatever the accuracy", epoch=epoch)
        return Diagnosis(actual, _always(epoch, source))
    for key, cause in _other_rules().items():
        if _follows(probes, stops, key):
            return Diagnosis(actual, cause())
    early = [(n, stop) for n in wrong if (stop := stops[n]) and stop < (right[n] or math.inf)]
    if early:
        seen = min(probes.asked[n][stop - 1]["metric"] for n, stop in early)
        cause = say("It stopped at accuracy {seen:.4f} already; the rule says {at_least:g}.",
                    seen=cut(seen, 4), at_least=at_least)  # fmt: skip
        return Diagnosis(actual, cause)
    late = next(n for n in wrong if right[n])
    missed = probes.asked[late][(right[late] or 1) - 1]["metric"]
    cause = say("It went on at accuracy {seen:.4f}, which is {at_least:g} or more.",
                seen=missed, at_least=at_least)  # fmt: skip
    return Diagnosis(actual, cause)


def _always(epoch: int, source: SourceFacts) -> str:
    if epoch > 1:
        return say("Stopping must depend on the accuracy in logs, not on a count of epochs.")
    turned = _turned_round(source)
    return turned or say("It stops in the first epoch even at low accuracy: is the threshold "
                         "right?")  # fmt: skip


def _turned_round(source: SourceFacts) -> str:
    """A comparison like `accuracy < 0.99` in the callback's class, where `>` is meant."""
    scope = _callback_class(source.tree) or source.tree
    for node in ast.walk(scope):
        if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Lt | ast.LtE):
            continue
        side = node.comparators[0]
        number = side.value if isinstance(side, ast.Constant) else None
        if isinstance(number, (int, float)):
            return say("Your code stops where a value lies under {number:g} ({where}); the rule "
                       "is to stop once accuracy lies over it.",
                       number=number, where=source.where(side.lineno))  # fmt: skip
    return ""


def _other_rules() -> dict[str, Callable[[], str]]:
    return {
        "loss": lambda: say("It seems to look at the loss; the rule is about the accuracy."),
        "val_metric": lambda: say(
            "It seems to look at the validation accuracy; the rule is about the training accuracy."
        ),
        "val_loss": lambda: say("It seems to look at the validation loss; the rule is about the "
                                "accuracy."),
    }  # fmt: skip


def _follows(probes: Probes, stops: Stops, key: str) -> bool:
    """Whether some threshold on `key` alone explains every stop."""
    went_on: list[float] = []
    stopped: list[float] = []
    for probe, stop in zip(probes.asked, stops, strict=True):
        until = stop or len(probe)
        went_on += [epoch[key] for epoch in probe[: until - 1]]
        (stopped if stop else went_on).append(probe[until - 1][key])
    if not stopped:
        return False
    if key.endswith("loss"):
        return not went_on or max(stopped) < min(went_on)
    return not went_on or min(stopped) > max(went_on)
