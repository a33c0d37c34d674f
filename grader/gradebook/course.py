"""course.yaml → `Course`: what belongs to a course, when it is due, and what counts.

    format: 1
    title: Image classification, autumn
    count: best                       # or latest
    timezone: Asia/Seoul              # of all times below that name none; otherwise UTC
    late: {per_day: 0.1, at_most: 0.5, grace_minutes: 15, never_after_days: 7}
    exercises:                        # all exercises where this is left out
      c1w1_house_prices:
      c1w2_callbacks: {due: 2026-12-01T23:59, weight: 2, max_attempts: 5}
      c2w1_cats_vs_dogs: {due: 2026-12-15T23:59, late: {per_day: 0.2}, seed: 7}
    strict: false
    extensions:
      ana: {c1w2_callbacks: 2026-12-08T23:59}

A time to the minute includes that minute, and a date alone (in quotes) its whole day. An exercise's
`late` changes the keys that it names and leaves the course's others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from grader.errors import SpecError
from grader.exercise import exercise_ids
from grader.plain_yaml import Lines
from grader.registry import closest
from grader.resources import exercises_folder
from grader.spec_file import read_spec

__all__ = ["Course", "CourseExercise", "Late", "read_course"]

_TIME: Final = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<minute>\d\d:\d\d)(?P<second>:\d\d)?"
    r"(?P<zone>Z|[+-]\d\d:\d\d)?)?"
)


def _read_time(found: object) -> datetime:
    """Read a due time; without a zone it has none yet."""
    match = _TIME.fullmatch(found.strip()) if isinstance(found, str) else None
    if match is not None:
        second = match["second"] or ":59.999999"
        clock = f"{match['minute'] or '23:59'}{second}{match['zone'] or ''}"
        with suppress(ValueError):
            return datetime.fromisoformat(f"{match['day']}T{clock}")
    raise ValueError("a time is written 2026-12-01T23:59 or '2026-12-01'")


def _read_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError("there is no such time zone; write one like Asia/Seoul or UTC") from None
    return name


_Due = Annotated[datetime, BeforeValidator(_read_time)]


class _File(BaseModel):
    # Strict: `weight: "1"` and `seed: 1.0` are slips, and pydantic would pass over them.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Late(_File):
    """What is taken off a late submission.

    Attributes:
        per_day: The share of the earned points for each begun day.
        at_most: The largest share that is taken off.
        grace_minutes: What every submission may be late; taken off before days are counted.
        never_after_days: Later than this many days nothing is taken any more; None for never.
    """

    per_day: Annotated[float, Field(ge=0, le=1)] = 0.0
    at_most: Annotated[float, Field(ge=0, le=1)] = 1.0
    grace_minutes: Annotated[float, Field(ge=0, le=60 * 24)] = 0.0
    never_after_days: Annotated[int, Field(ge=0)] | None = None


class _ExerciseFile(_File):
    due: _Due | None = None
    late: Late | None = None
    weight: Annotated[float, Field(ge=0)] = 1.0
    max_attempts: Annotated[int, Field(ge=1)] | None = None
    seed: Annotated[int, Field(ge=0)] | None = None


class _CourseFile(_File):
    format: Literal[1]
    title: str = ""
    count: Literal["best", "latest"] = "best"
    timezone: Annotated[str, AfterValidator(_read_zone)] = "UTC"
    late: Late = Late()
    exercises: dict[str, _ExerciseFile | None] = Field(default_factory=dict[str, Any])
    strict: bool = False
    extensions: dict[str, dict[str, _Due]] = Field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class CourseExercise:
    """What a course says of one exercise.

    Attributes:
        due: With its time zone; None where it is never late.
        weight: What it counts in the course's total, against the others.
        max_attempts: How many attempts count; None for all.
        seed: What its training starts from; None for the command line's.
    """

    due: datetime | None = None
    late: Late = field(default_factory=Late)
    weight: float = 1.0
    max_attempts: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How a course's grades come about. The default: the best attempt counts, nothing is ever late.

    Attributes:
        exercises: By id, in the file's order; empty for all that the gradebook has.
        strict: Whether idioms of earlier versions of TensorFlow go unanswered.
        extensions: Another due time, by student's key and exercise's id.
    """

    title: str = ""
    count: Literal["best", "latest"] = "best"
    zone: tzinfo = UTC
    exercises: Mapping[str, CourseExercise] = field(default_factory=dict[str, CourseExercise])
    strict: bool = False
    extensions: Mapping[tuple[str, str], datetime] = field(
        default_factory=dict[tuple[str, str], datetime]
    )

    def rules(self, exercise_id: str) -> CourseExercise:
        """Return what the course says of an exercise, which may be nothing."""
        return self.exercises.get(exercise_id) or CourseExercise()

    def due(self, student: str, exercise_id: str) -> datetime | None:
        """Return when an exercise is due for a student, by their key."""
        extended = self.extensions.get((student, exercise_id))
        return extended or self.rules(exercise_id).due


def read_course(path: Path, *, known: Sequence[str] | None = None) -> Course:
    """Read a course.yaml.

    Args:
        path: The file.
        known: The ids of the exercises that there are; otherwise those that the grader has.

    Raises:
        SpecError: With file, line, key and remedy, whatever is wrong with it.
    """
    spec, lines = read_spec(path, _CourseFile)
    ids = exercise_ids(exercises_folder()) if known is None else tuple(known)
    zone = ZoneInfo(spec.timezone)
    for id_ in spec.exercises:
        _check_id(id_, ids, "`grader list` shows all.", path, lines, ("exercises", id_))
    exercises = {
        id_: _exercise(each or _ExerciseFile(), spec.late, zone)
        for id_, each in spec.exercises.items()
    }
    return Course(
        title=spec.title,
        count=spec.count,
        zone=zone,
        exercises=exercises,
        strict=spec.strict,
        extensions=_extensions(spec, exercises, zone, path, lines),
    )


def _exercise(spec: _ExerciseFile, late: Late, zone: tzinfo) -> CourseExercise:
    own = spec.late
    if own is not None:
        late = late.model_copy(update={key: getattr(own, key) for key in own.model_fields_set})
    due = None if spec.due is None else _placed(spec.due, zone)
    return CourseExercise(due, late, spec.weight, spec.max_attempts, spec.seed)


def _placed(time: datetime, zone: tzinfo) -> datetime:
    """Put a time into the course's zone."""
    return time.astimezone(zone) if time.tzinfo else time.replace(tzinfo=zone)


def _extensions(
    spec: _CourseFile,
    exercises: Mapping[str, CourseExercise],
    zone: tzinfo,
    path: Path,
    lines: Lines,
) -> dict[tuple[str, str], datetime]:
    found: dict[tuple[str, str], datetime] = {}
    for student, dues in spec.extensions.items():
        for id_, time in dues.items():
            at = ("extensions", student, id_)
            remedy = "Name it under `exercises:` first."
            _check_id(id_, tuple(exercises), remedy, path, lines, at)
            extended, due = _placed(time, zone), exercises[id_].due
            if due is None:
                message = f"{'.'.join(at)}: {id_} has no due time to extend. Give it `due:`."
                raise SpecError(message, path, lines.get(at))
            if extended - due < timedelta(0):
                message = (
                    f"{'.'.join(at)}: is before the due time of all, {due:%Y-%m-%dT%H:%M}. Write "
                    "a later one."
                )
                raise SpecError(message, path, lines.get(at))
            found[student, id_] = extended
    return found


def _check_id(
    id_: str, known: Sequence[str], remedy: str, path: Path, lines: Lines, at: tuple[str, ...]
) -> None:
    if id_ in known:
        return
    near = closest(id_, list(known))
    remedy = f"Did you mean {near[0]}?" if near else remedy
    raise SpecError(f"there is no exercise {id_!r} here. {remedy}", path, lines.get(at))
