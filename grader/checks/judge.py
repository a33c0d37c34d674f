"""Evidence → results: runs an exercise's checks and adds up the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.checks.base import (
    CALLS,
    CHECKS,
    EVERY_SPLIT,
    PROBES,
    QUESTIONS,
    VARIATIONS,
    Call,
    Check,
    Split,
)  # fmt: skip
from grader.checks.left_over import draw_picture
from grader.evidence import FOR_CAUSES, PROVENANCE, Evidence, Probes
from grader.exercise import CheckSpec, Exercise
from grader.facts import ProbeAnswer
from grader.language import pick, say
from grader.results import CheckResult, CheckStatus, Provenance, Remark, Verdict

__all__ = ["Judgement", "Plan", "draw_plan", "judge"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn before a run, afresh each time, by the position of the check that wants it.

    Attributes:
        probes: Made-up courses of training, to be replayed through the student's callbacks.
        questions: Inputs that the model is asked, one a row.
        variations: How hidden images are changed before the model is asked them.
        calls: How functions of the student's are called.
        splits: Which images of the data set the model is asked about.
        picture: What `ascent()` gives in the run, grey values, (512, 512); None where nobody asks.
        pretrained: Whether the task has a pretrained network taken.
    """

    probes: Mapping[int, list[list[dict[str, float]]]]
    questions: Mapping[int, NDArray[np.float64]]
    variations: Mapping[int, Callable[[NDArray[Any]], NDArray[Any]]] = field(
        default_factory=dict[int, Any]
    )
    calls: Mapping[int, Sequence[Call]] = field(default_factory=dict[int, Sequence[Call]])
    splits: tuple[Split, ...] = EVERY_SPLIT
    picture: NDArray[np.uint8] | None = None
    pretrained: bool = True

    @property
    def keyed_calls(self) -> Mapping[str, Call]:
        """All calls, each by a key of its own."""
        return {
            f"{index}-{number}": call
            for index, calls in self.calls.items()
            for number, call in enumerate(calls)
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """All results of one submission.

    Attributes:
        near: Whether it failed by nothing but the noise: it would pass, were all kept that lies
            inside the noise of its threshold.
        remarks: What checks that are remarks only had to say.
    """

    results: tuple[CheckResult, ...]
    verdict: Verdict
    near: bool = field(default=False)
    remarks: tuple[Remark, ...] = ()

    @property
    def points(self) -> float:
        """The sum of the points earned."""
        return sum(result.points for result in self.results)


def draw_plan(exercise: Exercise, profile: str, rng: np.random.Generator) -> Plan:
    """Draw what the exercise's checks want to know that is not in any data set."""
    probes, questions, variations, calls = (
        {
            index: draws[spec.name](spec.parameters[profile], rng)
            for index, spec in enumerate(exercise.checks)
            if spec.name in draws
        }
        for draws in (PROBES, QUESTIONS, VARIATIONS, CALLS)
    )
    asked: set[Split] = {
        split
        for spec in exercise.checks
        for split in CHECKS[spec.name].splits(spec.parameters[profile])
    }
    scripts = any(call.script for each in calls.values() for call in each)
    picture = draw_picture(rng) if scripts else None
    return Plan(probes, questions, variations, calls, tuple(sorted(asked)), picture,
                takes_pretrained(exercise))  # fmt: skip


def takes_pretrained(exercise: Exercise) -> bool:
    """Whether a task has a pretrained network taken; in any other its weights are not there."""
    return any("pretrained" in CHECKS[spec.name].evidence for spec in exercise.checks)


def judge(exercise: Exercise, profile: str, evidence: Evidence, plan: Plan) -> Judgement:
    """Run every check of `exercise` on `evidence`."""
    results: list[CheckResult] = []
    near: list[bool] = []
    remarks: list[Remark] = []
    answers: list[ProbeAnswer] = list(evidence.values.get("answers", ()))
    for index, spec in enumerate(exercise.checks):
        values = dict(evidence.values)
        if index in plan.probes:
            asked = plan.probes[index]
            mine, answers = answers[: len(asked)], answers[len(asked) :]
            if "answers" in values and _fitting(asked, mine):
                values["probes"] = Probes(tuple(map(tuple, asked)), tuple(mine))
        _add_answers(values, plan, index)
        result, is_near = _run_one(spec, profile, values, evidence.missing)
        if spec.remark and result.status is not CheckStatus.ERROR:
            remarks += _as_remark(result)
            continue
        results.append(result)
        near.append(is_near)
    verdict = _verdict(exercise, results)
    lucky = [_kept(result) if near[n] else result for n, result in enumerate(results)]
    by_luck = verdict is Verdict.FAILED and _verdict(exercise, lucky) is Verdict.PASSED
    return Judgement(tuple(results), verdict, near=by_luck, remarks=tuple(remarks))


def _kept(result: CheckResult) -> CheckResult:
    """The same check, had it earned all its points."""
    return result.model_copy(update={"status": CheckStatus.PASSED, "points": result.max_points})


def _as_remark(result: CheckResult) -> list[Remark]:
    """What a check says that costs nothing: a failure, in one sentence."""
    if result.status is not CheckStatus.FAILED:
        return []
    return [Remark(text=f"{result.actual[:1].upper()}{result.actual[1:]}. {result.hint}".strip())]


def _add_answers(values: dict[str, Any], plan: Plan, index: int) -> None:
    """Give a check what the model, or a function, said to the questions drawn for it alone."""
    asked = f"asked_{index}"
    if asked in values.get("predictions", ()):
        values["predictions"] = {**values["predictions"], "asked": values["predictions"][asked]}
    if index in plan.questions and "predictions" in values:
        values["questions"] = {"asked": plan.questions[index]}
    if index in plan.calls and "calls" in values:
        values["returned"] = tuple(
            values["calls"][f"{index}-{number}"] for number in range(len(plan.calls[index]))
        )


def _fitting(asked: Sequence[Sequence[object]], answers: Sequence[ProbeAnswer]) -> bool:
    """Whether the answers can be to what was asked; none at all are, too. A forger's may not be."""
    if not answers:
        return True
    return len(answers) == len(asked) and all(
        answer.stopped_at is None or 1 <= answer.stopped_at <= len(probe)
        for probe, answer in zip(asked, answers, strict=True)
    )


def _run_one(
    spec: CheckSpec, profile: str, values: Mapping[str, Any], missing: Mapping[str, str]
) -> tuple[CheckResult, bool]:
    """Run one check; also say whether its failure is inside the noise."""
    check = CHECKS[spec.name]
    common: dict[str, Any] = {
        "name": spec.name,
        "title": say(check.title),
        "max_points": spec.points,
        "required": spec.required,
        "hidden": spec.hidden,
        "provenance": check.provenance,
    }
    lacking = next((name for name in check.evidence if name not in values), None)
    if lacking is not None:
        reason = missing.get(lacking) or say("there was nothing to look at")
        skipped = CheckResult(**common, status=CheckStatus.SKIPPED, points=0, reason=reason)
        return skipped, False
    try:
        finding = check(values, spec.parameters[profile])
    except Exception as error:  # noqa: BLE001 our bug, never the student's lost points
        reason = f"{type(error).__name__}: {error}"
        return CheckResult(**common, status=CheckStatus.ERROR, points=0, reason=reason), False
    unconfirmed = _unconfirmed(check, values, missing)
    if finding.passed and unconfirmed:
        reason = say("{found}, but there is no model to confirm it: {why}",
                     found=finding.actual, why=unconfirmed)  # fmt: skip
        return CheckResult(**common, status=CheckStatus.SKIPPED, points=0, reason=reason), False
    share = 1.0 if finding.passed else min(max(finding.share, 0.0), 1.0)
    result = CheckResult(
        **common,
        status=CheckStatus.PASSED if finding.passed else CheckStatus.FAILED,
        points=round(spec.points * share, 1),
        expected=finding.expected,
        actual=finding.actual,
        value=finding.value,
        hint="" if finding.passed else finding.cause or pick(spec.hint),
    )
    return result, finding.near


def _unconfirmed(check: Check, values: Mapping[str, Any], missing: Mapping[str, str]) -> str:
    """Why what should confirm the run's own word is not there; "" where it is or need not be.

    A failure may rest on what a run reported of itself; points never do.
    """
    needed = set(check.evidence) - FOR_CAUSES
    if any(PROVENANCE[name] is not Provenance.REPORTED for name in needed):
        return ""
    return next((missing.get(name, "") for name in check.optional if name not in values), "")


def _verdict(exercise: Exercise, results: Sequence[CheckResult]) -> Verdict:
    if any(result.status is CheckStatus.ERROR for result in results):
        return Verdict.GRADER_ERROR
    kept = all(result.status is CheckStatus.PASSED for result in results if result.required)
    points = sum(result.points for result in results)
    enough = points >= exercise.pass_score * exercise.max_points - 1e-9
    return Verdict.PASSED if kept and enough else Verdict.FAILED
