"""What a student reads before there is a report: the exercises, one exercise, a hint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grader.errors import UnknownNameError
from grader.language import current_language, pick, say
from grader.registry import closest
from grader.reports.plain import plain

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.text import Text

    from grader.exercise import CheckSpec, Exercise

__all__ = ["render_exercise", "render_hint", "render_list"]

_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Listing:
    """Blocks of text for the console, drawn by the functions below.

    Attributes:
        rows: (name, text) pairs under each other in two columns.
        before: A heading.
        after: (sentence, command) pairs at the end.
    """

    rows: tuple[tuple[str, str], ...]
    before: str = ""
    after: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, ...] = field(default=())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self._lines(console, min(options.max_width, _WIDEST))

    def _lines(self, console: Console, width: int) -> Iterator[Text]:
        from rich.cells import cell_len
        from rich.text import Text

        from grader.reports.layout import hanging, spread

        yield Text()
        if self.before:
            yield Text(self.before, style="bold")
            yield Text()
        column = max((cell_len(name) for name, _ in self.rows), default=0) + 2
        ends = self.ends or ("",) * len(self.rows)
        room = max((cell_len(end) for end in ends), default=0)
        for (name, text), end in zip(self.rows, ends, strict=True):
            label = Text(name + " " * (column - cell_len(name)), style="cyan")
            body = hanging(console, label, Text(text), width - room - 2, indent=2)
            yield from spread(body[0], Text(end), width) if end else body[:1]
            yield from body[1:]
        for sentence, command in self.after:
            yield Text()
            yield from hanging(console, Text(), Text(sentence), width, indent=2)
            yield from hanging(console, Text(), Text(command, style="cyan"), width, indent=6)
        yield Text()


def render_list(exercises: Sequence[Exercise]) -> Listing:
    """Return all exercises with their titles and what to type to begin one."""
    rows = tuple((exercise.id, pick(exercise.title)) for exercise in exercises)
    example = exercises[0].id if exercises else "EXERCISE"
    after = (
        (say("To read a task:"), f"grader show {example}"),
        (say("To have your solution checked:"), f"grader check {example} solution.py"),
    )
    return Listing(rows, say("Exercises"), after)


def _readme(exercise: Exercise) -> str:
    """The task in the current language; in English where there is no translation of it."""
    translated = exercise.folder / f"README.{current_language()}.md"
    path = translated if translated.is_file() else exercise.folder / "README.md"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """The task as rich's Markdown, and below it what is checked or what to type."""

    task: str
    checks: Listing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.task:
            yield from _task_lines(self.task, console, options)
        yield self.checks


def _task_lines(task: str, console: Console, options: ConsoleOptions) -> RenderResult:
    """The task without rich's dark boxes behind code, and without blanks at the ends of lines."""
    from rich.markdown import Markdown
    from rich.segment import Segment
    from rich.theme import Theme

    quiet = Theme({"markdown.code": "cyan", "markdown.code_block": "cyan"})
    narrow = options.update(width=min(options.max_width, _WIDEST))
    with console.use_theme(quiet):
        lines = console.render_lines(Markdown(task, code_theme="ansi_light"), narrow, pad=False)
    for line in lines:
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            line[-1] = Segment(line[-1].text.rstrip(), line[-1].style)
        yield from line
        yield Segment.line()


def render_exercise(exercise: Exercise, *, titles: Mapping[str, str] | None = None) -> ExerciseView:
    """Return the task of an exercise, and its checks with their points where the task lacks them.

    Args:
        exercise: Which.
        titles: For each check, its title in the current language.
    """
    after = (
        (say("For a hint:"), f"grader hint {exercise.id}"),
        (say("To have your solution checked:"), f"grader check {exercise.id} solution.py"),
    )
    task = _readme(exercise)
    if all(f"| `{spec.name}` |" in task for spec in exercise.checks):
        return ExerciseView(task, Listing((), after=after))
    known = titles or {}
    rows = tuple((spec.name, _check_line(spec, known)) for spec in exercise.checks)
    ends = tuple(f"{spec.points:g}" if spec.points else "" for spec in exercise.checks)
    enough = exercise.pass_score * exercise.max_points
    heading = say(
        "Checks and points ({most} in all, {enough} are enough)",
        most=f"{exercise.max_points:g}",
        enough=f"{enough:g}",
    )
    return ExerciseView(task, Listing(rows, heading, after, ends))


def _check_line(spec: CheckSpec, titles: Mapping[str, str]) -> str:
    words = [titles[spec.name]] if spec.name in titles else []
    words += [say("required")] if spec.required else []
    words += [say("hidden")] if spec.hidden else []
    return " · ".join(words)


def render_hint(exercise: Exercise, check: str | None = None) -> Listing:
    """Return the hints of one check, or, without one, the checks that have hints.

    Raises:
        UnknownNameError: If the exercise has no such check; with suggestions.
    """
    names = list(dict.fromkeys(spec.name for spec in exercise.checks))
    if check is None:
        heading = say("Each check of this exercise has a hint")
        after = ((say("To read one:"), f"grader hint {exercise.id} {names[0]}"),)
        return Listing(tuple((name, "") for name in names), heading, after)
    if check not in names:
        near = closest(check, names)
        known = ", ".join(near or names)
        message = say(
            "{exercise} has no check named {check}. Did you mean {known}?",
            exercise=exercise.id,
            check=plain(check),
            known=known,
        )
        raise UnknownNameError(message, near)
    hints = tuple(dict.fromkeys(pick(s.hint) for s in exercise.checks if s.name == check))
    return Listing(tuple((check, plain(hint)) for hint in hints))
