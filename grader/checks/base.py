"""What a check is: a decorated function whose signature is its schema.

The function's name is the word in the YAML, the first line of its docstring the line in the
report, its keyword-only parameters the YAML's keys; its positional parameters name the evidence
that it reads. A student's mistake is a returned `Finding`; an exception is our bug.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, create_model, model_validator

from grader.evidence import FOR_CAUSES, PROVENANCE
from grader.registry import Registry
from grader.results import Finding, Provenance

__all__ = [
    "CALLS",
    "CHECKS",
    "EVERY_SPLIT",
    "PROBES",
    "QUESTIONS",
    "VARIATIONS",
    "Call",
    "Check",
    "Split",
    "ask_about_images",
    "ask_model",
    "asks_about",
    "call_functions",
    "check",
    "needs_one_of",
    "probe_callbacks",
]

Split = Literal["hidden", "train", "validation"]
EVERY_SPLIT: Final[tuple[Split, ...]] = ("hidden", "train", "validation")
_STRENGTH = (Provenance.PROVEN, Provenance.MEASURED, Provenance.REPORTED)


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry holds it.

    Attributes:
        name: The word in the YAML.
        title: The line in the report, in English.
        evidence: The names of the evidence that it needs.
        optional: The names of evidence that it reads where there is some; else it gets None.
        parameters: A pydantic model of its YAML keys.
        function: What to call: evidence by position, parameters by name.
        asked: Which images of the data set it asks the model about, where no key says it.
    """

    name: str
    title: str
    evidence: tuple[str, ...]
    optional: tuple[str, ...]
    parameters: type[BaseModel]
    function: Callable[..., Finding]
    asked: tuple[Split, ...] = EVERY_SPLIT

    def splits(self, parameters: BaseModel) -> tuple[Split, ...]:
        """Return which images of the data set the model is asked about for it."""
        if "predictions" not in (*self.evidence, *self.optional):
            return ()
        chosen: Split | None = getattr(parameters, "split", None)
        return self.asked if chosen is None else (chosen,)

    @property
    def provenance(self) -> tuple[Provenance, ...]:
        """The kinds of evidence it rests on, the strongest first.

        What is read for causes only does not make a result proven, or any less so.
        """
        names = {*self.evidence, *self.optional}
        kinds = {PROVENANCE[name] for name in (names - FOR_CAUSES or names)}
        return tuple(kind for kind in _STRENGTH if kind in kinds)

    def __call__(self, evidence: Mapping[str, Any], parameters: BaseModel) -> Finding:
        """Run it on `evidence`, which must hold every name in `self.evidence`."""
        found = [evidence[name] for name in self.evidence]
        found += [evidence.get(name) for name in self.optional]
        wanted = {name: getattr(parameters, name) for name in type(parameters).model_fields}
        return self.function(*found, **wanted)


CHECKS: Registry[Check] = Registry("check")
_ASKED: dict[str, tuple[Split, ...]] = {}
_RULES: dict[str, dict[str, Callable[..., Any]]] = {}


def needs_one_of(
    *keys: str, only: bool = False
) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Refuse an exercise that gives the check none of `keys`. It stands below `@check`.

    Args:
        keys: Of its YAML keys, those that without a value are None.
        only: Whether more than one is refused as well.
    """

    def rule(parameters: BaseModel) -> BaseModel:
        given = [key for key in keys if getattr(parameters, key) is not None]
        if not given or (only and len(given) > 1):
            amount = "one" if only else "at least one"
            raise ValueError(f"give {amount} of {', '.join(keys)}")
        return parameters

    def register(function: Callable[..., Finding]) -> Callable[..., Finding]:
        checked: Any = model_validator(mode="after")(rule)
        _RULES[function.__name__] = {"needs_one_of": checked}
        return function

    return register


def asks_about(*splits: Split) -> Callable[[Callable[..., Finding]], Callable[..., Finding]]:
    """Say which images of the data set a check asks the model about: the fewer, the quicker.

    It stands below `@check`. Without it, a check with `predictions` and no key `split` asks about
    all of them.
    """

    def register(function: Callable[..., Finding]) -> Callable[..., Finding]:
        _ASKED[function.__name__] = splits
        return function

    return register


def check(function: Callable[..., Finding]) -> Callable[..., Finding]:
    """Register `function` as a check and give it back unchanged.

    Raises:
        TypeError: If the signature names evidence that does not exist, or it has no docstring.
    """
    name = function.__name__
    title = (inspect.getdoc(function) or "").partition("\n")[0].rstrip(".")
    if not title:
        raise TypeError(f"check {name}: the docstring's first line is the report's line")
    needed: list[str] = []
    optional: list[str] = []
    keys: dict[str, Any] = {}
    hints = typing.get_type_hints(function, include_extras=True)
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY:
            default = ... if parameter.default is parameter.empty else parameter.default
            keys[parameter.name] = (hints[parameter.name], default)
        elif parameter.name in PROVENANCE:
            kind = needed if parameter.default is parameter.empty else optional
            kind.append(parameter.name)
        else:
            raise TypeError(f"check {name}: there is no evidence named {parameter.name}")
    strict = ConfigDict(extra="forbid", frozen=True)
    rules = _RULES.get(name, {})
    model = create_model(name, __config__=strict, __doc__=title, __validators__=rules, **keys)
    asked = _ASKED.get(name, EVERY_SPLIT)
    CHECKS.add(name, Check(name, title, tuple(needed), tuple(optional), model, function, asked))
    return function


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function of the student's.

    Attributes:
        names: The first of these that they defined is called.
        arguments: Numbers and arrays, by position.
        script: Whether nothing is called: what a file without such a function leaves in its
            variables is looked at, after it worked on the plan's picture.
    """

    names: tuple[str, ...]
    arguments: tuple[Any, ...]
    script: bool = False


Drawing = TypeVar("Drawing", bound=Callable[..., Any])
Drawings = dict[str, Callable[..., Any]]

PROBES: Drawings = {}
"""For a check that replays epoch logs: its name and the function that draws them."""
QUESTIONS: Drawings = {}
"""For a check that asks the model something of its own: its name and the function that draws it."""
VARIATIONS: Drawings = {}
"""For a check that asks the model changed hidden images: its name and what draws the change."""
CALLS: Drawings = {}
"""For a check of functions that the student wrote: its name and what draws the calls."""


def probe_callbacks(check_name: str) -> Callable[[Drawing], Drawing]:
    """Let the decorated function draw the epoch logs that `check_name` replays.

    It is called with the check's parameters and a fresh random generator, before training.
    """
    return _registered(PROBES, check_name)


def ask_model(check_name: str) -> Callable[[Drawing], Drawing]:
    """Let the decorated function draw the inputs that `check_name` wants predictions for.

    It is called like the one of `probe_callbacks` and gives an array, one input a row; the check
    finds them under `questions["asked"]` and the model's answers under `predictions["asked"]`.
    """
    return _registered(QUESTIONS, check_name)


def ask_about_images(check_name: str) -> Callable[[Drawing], Drawing]:
    """Let the decorated function draw how hidden images are changed for `check_name`.

    It is called like the one of `probe_callbacks` and gives a function from images, (n, height,
    width[, colours]), to as many; the check finds the answers under `predictions["asked"]`.
    """
    return _registered(VARIATIONS, check_name)


def call_functions(check_name: str) -> Callable[[Drawing], Drawing]:
    """Let the decorated function draw the calls (`Call`) that `check_name` wants to be made.

    It is called like the one of `probe_callbacks`; the check finds what came back as `returned`.
    """
    return _registered(CALLS, check_name)


def _registered(registry: Drawings, check_name: str) -> Callable[[Drawing], Drawing]:
    def register(draw: Drawing) -> Drawing:
        registry[check_name] = draw
        return draw

    return register
