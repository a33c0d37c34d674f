"""exercise.yaml → `Exercise`: everything that can be wrong in a spec is said here, with its line.

`read_exercise` parses one file; `find_exercise` turns an unambiguous part of an id into a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import SpecError, UnknownNameError
from grader.registry import closest
from grader.spec_file import read_spec, spec_error

__all__ = [
    "CheckSpec",
    "Entry",
    "Exercise",
    "ExerciseFile",
    "Limits",
    "Parts",
    "Text",
    "exercise_ids",
    "find_exercise",
    "read_exercise",
]

PROFILES: Final = ("embedded", "real")
_LEAST_RESERVE: Final = 5.0
_MOST_RESERVE: Final = 120.0


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Translations(_Spec):
    """One text in each language; English is never missing."""

    en: Annotated[str, Field(min_length=1)]
    ko: str = ""


Text = Annotated[str, Field(min_length=1)] | Translations


class Parts(_Spec):
    """How a file is trained whose functions only make the parts of a training.

    Each key names functions, the likeliest first; what a file does not define is passed over.

    Attributes:
        model: Gives a compiled model.
        data: Gives training data, or training and validation data.
        normalize: Takes images as they are and gives them as `fit` wants them.
        pretrained: Gives the pretrained network, which `features` and `model` may take.
        features: Gives the output of the pretrained network that `model` builds on.
        epochs: How long the course's notebook trains.
    """

    model: Annotated[tuple[str, ...], Field(min_length=1)]
    data: tuple[str, ...] = ()
    normalize: tuple[str, ...] = ()
    pretrained: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    epochs: Annotated[int, Field(ge=1)]


class Entry(_Spec):
    """Where the student's model is to be had: a function, other names of it, else the file.

    Attributes:
        parts: For files that neither train nor define one of these without arguments.
    """

    function: str = "solution_model"
    aliases: tuple[str, ...] = ()
    parts: Parts | None = None


class Limits(_Spec):
    """What a run may use. Crossing one ends the run and is told to the student."""

    wall_seconds: Annotated[float, Field(gt=0)] = 900
    memory_mb: Annotated[int, Field(ge=512)] = 6144
    disk_mb: Annotated[int, Field(ge=16)] = 1024
    processes: Annotated[int, Field(ge=32)] = 256
    output_kb: Annotated[int, Field(ge=64)] = 16384
    max_epochs: Annotated[int, Field(ge=1)] = 1000

    @property
    def reserve_seconds(self) -> float:
        """How much of `wall_seconds` is left when training is ended.

        A validation, the rest of the student's file and the export must find room in it, which
        take longer where the exercise is given longer; so it is a tenth, but for the extremes.
        """
        tenth = min(max(self.wall_seconds / 10, _LEAST_RESERVE), _MOST_RESERVE)
        return min(tenth, self.wall_seconds / 2)


class _CheckEntry(BaseModel):
    """A check as it stands in the file; what is not named here are the check's own keys."""

    model_config = ConfigDict(extra="allow", frozen=True)

    check: str
    points: Annotated[float, Field(ge=0)] = 0
    required: bool = False
    hidden: bool = False
    remark: bool = False
    hint: Text | None = None


class ExerciseFile(_Spec):
    """The keys of an exercise.yaml."""

    format: Literal[1]
    title: Text
    dataset: str | None = None
    entry: Entry = Entry()
    limits: Limits = Limits()
    pass_score: Annotated[float, Field(gt=0, le=1)] = 0.8
    attempts: Annotated[int, Field(ge=1, le=10)] = 1
    strict: bool = False
    checks: Annotated[tuple[_CheckEntry, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """One check of an exercise with its parameters, validated for each data profile.

    Attributes:
        remark: Whether a failure is only remarked on: such a check has no points and no line.
    """

    name: str
    points: float
    required: bool
    hidden: bool
    hint: Text
    parameters: Mapping[str, BaseModel]
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise as everything else sees it.

    Attributes:
        folder: Where its exercise.yaml, README.md and stubs lie.
        pass_score: The share of all points that passes, with every required check passed.
        attempts: How often a result inside the noise of its threshold is trained, at most.
        strict: Whether idioms of earlier versions of Keras and TensorFlow go unanswered.
    """

    id: str
    folder: Path
    title: Text
    dataset: str | None
    entry: Entry
    limits: Limits
    pass_score: float
    attempts: int
    checks: tuple[CheckSpec, ...]
    strict: bool = False

    @property
    def max_points(self) -> float:
        """The sum of all checks' points."""
        return sum(spec.points for spec in self.checks)


def exercise_ids(folder: Path) -> tuple[str, ...]:
    """Return the ids of all exercises below `folder`, in their order."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/exercise.yaml")))


def find_exercise(name: str, folder: Path) -> Path:
    """Return the folder of the exercise that `name`, an id or a part of one, means.

    Raises:
        UnknownNameError: If no id contains it, or several do; with suggestions.
    """
    ids = exercise_ids(folder)
    if name in ids:
        return folder / name
    matching = tuple(id_ for id_ in ids if name and name.lower() in id_)
    if len(matching) == 1:
        return folder / matching[0]
    if matching:
        several = ", ".join(matching)
        raise UnknownNameError(f"{name!r} could mean {several}. Type more of the name.", matching)
    near = closest(name, list(ids))
    remedy = f"Did you mean {' or '.join(near)}?" if near else "`grader list` shows all."
    raise UnknownNameError(f"there is no exercise named {name!r}. {remedy}", near)


def read_exercise(path: Path, schemas: Mapping[str, type[BaseModel]] | None) -> Exercise:
    """Parse one exercise.yaml; the id is its folder's name.

    Args:
        path: The file.
        schemas: For each check that exists, the model of its parameters. Without it the checks'
            own keys are left unread, which is enough for a list and needs no numpy.

    Raises:
        SpecError: With file, line, key and remedy, whatever is wrong with it.
    """
    spec, lines = read_spec(path, ExerciseFile)
    checks = tuple(
        _read_check(entry, path, lines, index, schemas) for index, entry in enumerate(spec.checks)
    )
    return Exercise(
        id=path.parent.name,
        folder=path.parent,
        title=spec.title,
        dataset=spec.dataset,
        entry=spec.entry,
        limits=spec.limits,
        pass_score=spec.pass_score,
        attempts=spec.attempts,
        checks=checks,
        strict=spec.strict,
    )


def _read_check(
    entry: _CheckEntry,
    path: Path,
    lines: dict[tuple[str | int, ...], int],
    index: int,
    schemas: Mapping[str, type[BaseModel]] | None,
) -> CheckSpec:
    at: tuple[str | int, ...] = ("checks", index)
    if schemas is not None and entry.check not in schemas:
        near = closest(entry.check, list(schemas))
        remedy = f"Did you mean {near[0]}?" if near else f"There are {', '.join(schemas)}."
        line = lines.get((*at, "check"))
        raise SpecError(f"there is no check named {entry.check!r}. {remedy}", path, line)
    if entry.hint is None:
        line = lines.get((*at, "check"))
        raise SpecError(f"check {entry.check} has no hint. Add `hint:`.", path, line)
    if entry.remark and (entry.points or entry.required):
        line = lines.get((*at, "check"))
        raise SpecError(
            f"check {entry.check} is a remark: it has no points and is not required. Leave out "
            "`points:` and `required:`.",
            path,
            line,
        )
    read = {} if schemas is None else _parameters(entry, path, lines, at, schemas[entry.check])
    return CheckSpec(
        name=entry.check,
        points=entry.points,
        required=entry.required,
        hidden=entry.hidden,
        hint=entry.hint,
        parameters=read,
        remark=entry.remark,
    )


def _parameters(
    entry: _CheckEntry,
    path: Path,
    lines: dict[tuple[str | int, ...], int],
    at: tuple[str | int, ...],
    schema: type[BaseModel],
) -> dict[str, BaseModel]:
    """The check's own keys, validated for each data profile."""
    own_keys = (*schema.model_fields, "points", "required", "hidden", "remark", "hint")
    parameters: dict[str, BaseModel] = {}
    for profile in PROFILES:
        try:
            parameters[profile] = schema.model_validate(_of_profile(entry, profile))
        except ValidationError as error:
            raise spec_error(error, path, lines, at=at, known=own_keys) from None
    return parameters


def _of_profile(entry: _CheckEntry, profile: str) -> dict[str, Any]:
    """The check's own keys; `{embedded: 0.9, real: 0.85}` becomes the one for `profile`."""
    keys: dict[str, Any] = {}
    for key, value in (entry.model_extra or {}).items():
        choices = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        if choices and set(choices) <= set(PROFILES):
            keys[key] = choices.get(profile, next(iter(choices.values())))
        else:
            keys[key] = value
    return keys
