"""Each wrong rule fails, and the report names what it does instead.

The answers are those of callbacks written here as plain functions, replayed as the trainee replays
a student's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS
from grader.checks.probe_draws import draw_probes
from grader.evidence import Probes, SourceFacts
from grader.facts import CallbackFacts, FitFacts, ProbeAnswer, TrainingFacts
from grader.results import Finding

Rule = Callable[[int, Mapping[str, float]], bool]
CHECK = CHECKS["stops_at"]
PARAMETERS = CHECK.parameters(metric="accuracy", at_least=0.99)
MINE = CallbackFacts(class_name="Mine", built_in=False, passed_as="instance", line=3)

CLASS = """
class Mine(tf.keras.callbacks.Callback):
    def {hook}(self, epoch, logs={{}}):
        if {condition}:
            {action}
"""


LOST = """class Mine(Callback):
    def __init__(self):
        super().__init__()

def on_epoch_end(self, epoch, logs):
    model.stop_training = True
"""


def source(
    condition: str = "logs.get('accuracy') > 0.99",
    action: str = "self.model.stop_training = True",
    hook: str = "on_epoch_end",
) -> SourceFacts:
    return SourceFacts(CLASS.format(condition=condition, action=action, hook=hook))


def training(*callbacks: CallbackFacts, **more: Any) -> TrainingFacts:
    keys: dict[str, Any] = {
        "model": 0,
        "epochs_asked": 10,
        "logs": ({"accuracy": 0.9, "loss": 0.3},),
        "finished": True,
        "callbacks": callbacks,
    }
    fit = FitFacts(**(keys | more))
    return TrainingFacts(
        entry="solution_model",
        returned="Sequential",
        model_from="returned",
        exported_model=0,
        fits=(fit,),
        log_keys=("accuracy", "loss"),
    )


def found(
    rule: Rule | None,
    *,
    seed: int = 0,
    text: SourceFacts | None = None,
    callbacks: tuple[CallbackFacts, ...] = (MINE,),
    facts: TrainingFacts | None = None,
    also: tuple[float, ...] = (),
    where_defined: Mapping[str, float] | None = None,
    **answer: Any,
) -> Finding:
    """What the check finds where the callbacks stop as `rule` says; None: there is no answer."""
    parameters = PARAMETERS.model_copy(update={"also": also, "where_defined": where_defined})
    asked = draw_probes(parameters, np.random.default_rng(seed))
    answers: list[ProbeAnswer] = []
    for probe in asked if rule else ():
        assert rule is not None
        stop = next((n for n, epoch in enumerate(probe, start=1) if rule(n, epoch)), None)
        answers.append(ProbeAnswer(stopped_at=stop, **answer))
    evidence = {
        "probes": Probes(tuple(map(tuple, asked)), tuple(answers)),
        "training": facts or training(*callbacks),
        "source": text or source(),
    }
    return CHECK(evidence, parameters)


def over(key: str, threshold: float) -> Rule:
    return lambda _, logs: logs[key] > threshold


def test_a_threshold_that_the_task_once_had_counts_as_well():
    finding = found(over("metric", 0.998), also=(0.998,))
    assert finding.passed
    assert finding.actual == "right in all 16 trial runs, for 0.998"
    assert not found(over("metric", 0.998)).passed
    assert not found(over("metric", 0.98), also=(0.998,)).passed
    assert found(over("metric", 0.99), also=(0.998,)).passed


def test_a_file_of_another_form_of_the_task_may_stop_where_that_says():
    goals = {"Mine": 0.98}
    finding = found(over("metric", 0.98), where_defined=goals)
    assert finding.passed
    assert finding.actual == "right in all 32 trial runs, for 0.98"
    assert found(over("metric", 0.99), where_defined=goals).passed
    assert not found(over("metric", 0.985), where_defined=goals).passed
    assert not found(over("metric", 0.98), where_defined={"Another": 0.98}).passed


def test_a_comparison_that_is_turned_round():
    finding = found(always, text=source("logs['accuracy'] < 0.99"))
    assert finding.actual.startswith("it stops after epoch 1")
    assert "where a value lies under 0.99 (line 4)" in finding.cause


def under(key: str, threshold: float) -> Rule:
    return lambda _, logs: logs[key] < threshold


def at_epoch(wanted: int) -> Rule:
    return lambda epoch, _: epoch == wanted


def always(_epoch: int, _logs: Mapping[str, float]) -> bool:
    return True


def never(_epoch: int, _logs: Mapping[str, float]) -> bool:
    return False


def test_the_rule_itself():
    assert all(found(over("metric", 0.99), seed=seed).passed for seed in range(100))
    finding = found(over("metric", 0.99))
    assert finding.share == 1
    assert finding.actual == "right in all 16 trial runs"
    assert finding.expected == "stops after the first epoch with accuracy 0.99 or more"
    assert finding.cause == ""


@pytest.mark.parametrize(
    ("rule", "actual", "cause"),
    [
        (over("metric", 0.95), "wrong in", "already; the rule says 0.99"),
        (over("metric", 0.995), "wrong in", "It went on at accuracy 0.99"),
        (over("metric", 0.099), "it stops after epoch 1, whatever", "is the threshold right?"),
        (under("loss", 0.3), "wrong in", "look at the loss; the rule is about the accuracy"),
        (over("val_metric", 0.99), "wrong in", "look at the validation accuracy"),
        (under("val_loss", 0.3), "wrong in", "look at the validation loss"),
        (at_epoch(3), "it stops after epoch 3, whatever", "not on a count of epochs"),
        (always, "it stops after epoch 1, whatever", "is the threshold right?"),
        (never, "it never stopped in 16 trial runs", ""),
    ],
    ids=["0.95", "0.995", "0.099", "loss", "val", "val_loss", "epoch 3", "always", "never"],
)
@pytest.mark.parametrize("seed", range(20))
def test_other_rules(rule: Rule, actual: str, cause: str, seed: int):
    finding = found(rule, seed=seed)
    assert not finding.passed
    assert finding.share == 0
    assert finding.actual.startswith(actual)
    assert cause in finding.cause


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (source("logs.get('accuracy') > 99"), "compares with 99 (line 4)"),
        (source("99.0 <= logs['accuracy'] * 1 < 101"), "compares with 101 (line 4)"),
        (source(action="self.stop_training = True"), "self.stop_training (line 5) is the callback"),
        (source("epoch >= 25 and logs.get('accuracy') > 0.99"), "an epoch as well, epoch >= 25"),
        (source(action="self.model.stop_traning = True"), "stop_traning (line 5) is misspelt"),
        (source(action="self.model.stop_training == True"), "(line 5) compares and sets nothing"),
        (
            source("logs.get('loss') < 0.001", "m.stop_training = True; print('accuracy 1')"),
            "seems to look at the loss",
        ),
        (source(action="self.model.stop_training = False"), "(line 5) is set to False: True ends"),
        (source(action="print('Reached 99%')"), "Nothing in your code sets"),
        (source("None"), "A blank is left: if None (line 4)."),
        (source(hook="on_epoch_ends"), "Keras calls on_epoch_end; your callback has on_epoch_ends"),
        (source("logs.get('loss') < 0.001"), "seems to look at the loss"),
        (source("logs['loss'] < 0.001 and logs['accuracy'] > 1"), ""),
        (SourceFacts(LOST), "on_epoch_end (line 5) stands outside the class"),
        (SourceFacts(LOST.replace("self, epoch", "epoch")), "your callback has __init__"),
        (source(), ""),
    ],
)
def test_why_it_never_stops(text: SourceFacts, cause: str):
    finding = found(never, text=text)
    assert finding.actual == "it never stopped in 16 trial runs"
    assert cause in finding.cause
    assert bool(finding.cause) == bool(cause)


def test_a_notebook_s_slip_is_told_by_its_cell():
    text = source(action="self.stop_training = True").text
    finding = found(never, text=SourceFacts(text, notebook=True, starts=((1, 1), (2, 2))))
    assert "(cell 2, line 4)" in finding.cause


def test_a_key_that_the_logs_lack():
    finding = found(never, missing_keys=("acc",))
    assert finding.cause == (
        "Your callback reads logs['acc'], but the logs of this run have: accuracy, loss."
    )


def test_it_raises():
    finding = found(never, error="TypeError: '>' not supported", missing_keys=("acc",))
    assert finding.actual == "it raised TypeError: '>' not supported"
    assert "logs['acc']" in finding.cause
    finding = found(never, error="TypeError: 'method' object is not subscriptable")
    assert "write round ones" in finding.cause


def test_raising_once_is_not_right_even_where_all_stops_are():
    assert not found(over("metric", 0.99), error="KeyError: 'x'").passed


def test_the_class_is_passed():
    callback = MINE.model_copy(update={"passed_as": "class"})
    finding = found(never, callbacks=(callback,))
    assert finding.actual == "the class Mine was passed to fit, not an instance of it"
    assert finding.cause == "Make one: callbacks=[Mine()]."


def test_none_is_passed():
    finding = found(None, callbacks=())
    assert finding.actual == "no callback was passed to fit"
    assert finding.cause == "You wrote Mine, but fit never hears of it: callbacks=[Mine()]."
    bare = SourceFacts("class Own:\n    def on_epoch_end(self, epoch, logs):\n        pass\n")
    finding = found(None, callbacks=(), text=bare)
    assert finding.cause == "You wrote Own, but fit never hears of it: callbacks=[Own()]."
    finding = found(None, callbacks=(), text=SourceFacts("class Own:\n    pass\n"))
    assert finding.cause == "Training stops early only if a callback asks for it."


def test_fit_is_never_called():
    facts = training().model_copy(update={"fits": ()})
    assert found(None, facts=facts).actual.startswith("fit was never called")


@pytest.mark.parametrize("rule", [never, at_epoch(3), under("loss", 0.3)])
def test_callbacks_of_keras_follow_rules_of_their_own(rule: Rule):
    stopping = CallbackFacts(class_name="EarlyStopping", built_in=True, passed_as="instance")
    cause = "EarlyStopping waits for something else than this rule."
    assert found(rule, callbacks=(stopping,)).cause == cause
    assert found(rule, callbacks=(stopping, MINE)).cause != cause


def test_a_lambda_callback_is_the_student_s_own_rule():
    own = CallbackFacts(class_name="LambdaCallback", built_in=True, passed_as="instance")
    assert found(over("metric", 0.99), callbacks=(own,)).passed
    assert "look at the loss" in found(under("loss", 0.3), callbacks=(own,)).cause


@pytest.mark.parametrize(
    ("fit", "ended"),
    [
        ({}, True),
        ({"logs": ({"accuracy": 0.9}, {"accuracy": 0.993})}, False),  # the rule ended it
        ({"epochs_asked": 1}, False),
        ({"capped": True}, False),
        ({"out_of_time": True}, False),
        ({"callbacks": (MINE,)}, False),
        ({"callbacks": (MINE, MINE.model_copy(update={"class_name": "EarlyStopping"}))}, False),
    ],
)
def test_early_stopping_that_ended_training_before_the_rule_could(
    fit: dict[str, Any], *, ended: bool
):
    theirs = CallbackFacts(class_name="EarlyStopping", built_in=True, passed_as="instance", line=0)
    finding = found(lambda _, logs: logs["metric"] >= 0.99, facts=training(*(MINE, theirs), **fit))
    assert (finding.passed, finding.near) == (not ended, ended)
    assert ("EarlyStopping ended your training in epoch 1" in finding.actual) == ended
    assert ("Leave EarlyStopping out" in finding.cause) == ended
