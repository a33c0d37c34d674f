"""The grades of a class in the terminal: students down, exercises across, and who needs a person.

The lines are put together from rich's segments rather than by its tables: a class of a thousand is
printed at once, and piped to a file no line is padded with blanks. Where the exercises do not fit
beside each other, as many as do stand in a block, and the next ones in a block below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style

from grader.grades import Grade, Student
from grader.language import say
from grader.reports.plain import plain_line
from grader.results import Verdict

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["GradesView", "grade_sign", "is_open", "marks", "points_words", "total_share"]

_LABEL_MOST: Final = 30
_HEAD_MOST: Final = 12
_GAP: Final = 2
_SIGNS: Final[Mapping[Verdict | None, tuple[str, str, str]]] = {
    Verdict.PASSED: ("✓", "+", "green"),
    Verdict.FAILED: ("✗", "x", "red"),
    Verdict.NOT_GRADABLE: ("–", "-", ""),
    Verdict.GRADER_ERROR: ("!", "!", "bold magenta"),
    None: ("·", ".", "dim"),
}
_OVERRIDDEN: Final = ("✎", "#")
_LATE: Final = ("↓", "v")
_BOLD: Final = Style(bold=True)


def grade_sign(verdict: Verdict | None, *, ascii_only: bool) -> tuple[str, str, str]:
    """Return symbol, word and style of a verdict as an instructor reads it."""
    symbol, plain, style = _SIGNS[verdict]
    words = {
        Verdict.PASSED: say("passed"),
        Verdict.FAILED: say("failed"),
        Verdict.NOT_GRADABLE: say("not gradable"),
        Verdict.GRADER_ERROR: say("the grader failed"),
        None: say("nothing handed in"),
    }
    return plain if ascii_only else symbol, words[verdict], style


def marks(grade: Grade, *, ascii_only: bool) -> str:
    """Return the marks behind a grade's points: from a person, less for being late."""
    if grade.override is not None:
        return _OVERRIDDEN[ascii_only]
    return _LATE[ascii_only] if grade.taken_off else ""


def is_open(grade: Grade) -> bool:
    """Say whether a person has to decide: the grader failed, which is never a zero."""
    return grade.override is None and grade.verdict is Verdict.GRADER_ERROR


def points_words(grade: Grade) -> str:
    """Return the points; "?" where a person has to decide; "" where nothing was handed in."""
    if is_open(grade):
        return "?"
    if grade.override is None and grade.verdict is None:
        return ""
    return f"{grade.points:g}"


def total_share(grades: Sequence[Grade], weights: Mapping[str, float]) -> float | None:
    """Return the share of all points, from 0 to 1, by weight; None where nothing has any."""
    counted = [
        (weights.get(grade.exercise_id, 1.0), grade.points / grade.max_points)
        for grade in grades
        if grade.max_points > 0
    ]
    whole = sum(weight for weight, _ in counted)
    return sum(weight * share for weight, share in counted) / whole if whole else None


@dataclass(frozen=True, slots=True)
class GradesView:
    """A table of grades.

    Attributes:
        grades: By student, then by exercise, as a gradebook returns them.
        title: Above it; may be empty.
        summary: A line below the title; may be empty.
        weights: What exercises count in the total; 1 where one is not named.
    """

    grades: Sequence[Grade]
    title: str = ""
    summary: str = ""
    weights: Mapping[str, float] = field(default_factory=dict[str, float])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width, 40)
        for line in _Page(self, console.get_style, width, options.ascii_only).lines():
            yield from line
            yield Segment.line()


Line = list[Segment]


@dataclass(frozen=True, slots=True)
class _Column:
    """One exercise: its words above, a cell for each student, and how wide these are."""

    head: tuple[str, ...]
    cells: tuple[tuple[str, str], ...]
    foot: str
    width: int


@dataclass(frozen=True, slots=True)
class _Page:
    view: GradesView
    style_of: Callable[[str], Style]
    width: int
    ascii_only: bool

    def lines(self) -> Iterator[Line]:
        """Yield every line: heading, blocks of the table, legend."""
        yield []
        for text, style in ((self.view.title, _BOLD), (self.view.summary, None)):
            for part in chop_cells(plain_line(text), self.width) if text else ():
                yield [Segment(part.rstrip(), style)]
        by_student: dict[str, list[Grade]] = {}
        students: dict[str, Student] = {}
        for grade in self.view.grades:
            by_student.setdefault(grade.student.key, []).append(grade)
            students[grade.student.key] = grade.student
        if not by_student:
            yield [Segment(say("There are no grades to show yet."))]
            return
        rows = list(by_student.values())
        labels = self._labels(list(students.values()))
        columns = [self._column(each) for each in zip(*rows, strict=True)]
        if len(columns) > 1:
            columns.append(self._totals(rows))
        for block in self._blocks(columns, cell_len(labels[0])):
            yield []
            yield from self._block(block, labels)
        yield []
        yield from self._legend()

    def _labels(self, students: Sequence[Student]) -> list[str]:
        """Key and name of each student, all as wide as the widest, but for the very long."""
        keys = [plain_line(each.key) for each in students]
        names = [plain_line(each.name) for each in students]
        column = min(max(map(cell_len, keys)), _LABEL_MOST)
        shown = [
            f"{set_cell_size(key, column)} {name}" if name and name != key else key
            for key, name in zip(keys, names, strict=True)
        ]
        most = max(map(cell_len, (say("passed"), *shown)))
        most = min(most, _LABEL_MOST, self.width // 2)
        dots = "~" if self.ascii_only else "…"
        return [
            set_cell_size(each, most)
            if cell_len(each) <= most
            else set_cell_size(each, most - 1) + dots
            for each in shown
        ]

    def _column(self, grades: Sequence[Grade]) -> _Column:
        head = tuple(_folded(plain_line(grades[0].exercise_id)))
        cells = tuple(self._cell(grade) for grade in grades)
        passed = sum(grade.verdict is Verdict.PASSED for grade in grades)
        return _sized(head, cells, f"{passed}/{len(grades)}")

    def _cell(self, grade: Grade) -> tuple[str, str]:
        symbol, _, style = grade_sign(grade.verdict, ascii_only=self.ascii_only)
        words = f"{symbol} {points_words(grade)}{marks(grade, ascii_only=self.ascii_only)}"
        return words.rstrip(), style

    def _totals(self, rows: Sequence[Sequence[Grade]]) -> _Column:
        weights = self.view.weights
        cells = tuple((_total_words(row, weights), "bold") for row in rows)
        return _sized((say("total"),), cells, "")

    def _blocks(self, columns: Sequence[_Column], label: int) -> Iterator[list[_Column]]:
        block: list[_Column] = []
        room = self.width - label
        for column in columns:
            taken = sum(each.width + _GAP for each in block)
            if block and taken + column.width + _GAP > room:
                yield block
                block = []
            block.append(column)
        yield block

    def _block(self, block: Sequence[_Column], labels: Sequence[str]) -> Iterator[Line]:
        blank = " " * cell_len(labels[0])
        for number in range(max(len(column.head) for column in block)):
            words = [column.head[number] if number < len(column.head) else "" for column in block]
            yield self._line(blank, [(each, "bold") for each in words], block)
        for place, label in enumerate(labels):
            yield self._line(label, [column.cells[place] for column in block], block)
        foot = set_cell_size(say("passed"), len(blank))
        yield self._line(foot, [(column.foot, "dim") for column in block], block)

    def _line(
        self, label: str, cells: Sequence[tuple[str, str]], columns: Sequence[_Column]
    ) -> Line:
        """Return one line; the last cell is not padded."""
        line = [Segment(label)]
        last = max((n for n, (words, _) in enumerate(cells) if words), default=-1)
        for number, ((words, style), column) in enumerate(zip(cells, columns, strict=True)):
            if number > last:
                break
            padded = words if number == last else set_cell_size(words, column.width)
            line += [Segment(" " * _GAP), Segment(padded, self.style_of(style))]
        return line if last >= 0 else [Segment(label.rstrip())]

    def _legend(self) -> Iterator[Line]:
        """Say the word of every sign that was used, as many as fit on a line."""
        used = {grade.verdict for grade in self.view.grades}
        words = [
            f"{symbol} {word}"
            for verdict in _SIGNS
            if verdict in used
            for symbol, word, _ in [grade_sign(verdict, ascii_only=self.ascii_only)]
        ]
        shown = {marks(grade, ascii_only=self.ascii_only) for grade in self.view.grades}
        if (sign := _OVERRIDDEN[self.ascii_only]) in shown:
            words.append(f"{sign} " + say("points from a person"))
        if (sign := _LATE[self.ascii_only]) in shown:
            words.append(f"{sign} " + say("less for being late"))
        line = ""
        for each in words:
            if line and cell_len(line) + 3 + cell_len(each) > self.width - 2:
                yield [Segment("  " + line, self.style_of("dim"))]
                line = ""
            line += ("   " if line else "") + each
        yield [Segment("  " + line, self.style_of("dim"))]


def _total_words(grades: Sequence[Grade], weights: Mapping[str, float]) -> str:
    if any(map(is_open, grades)):
        return "?"
    share = total_share(grades, weights)
    return "" if share is None else f"{share:.1%}"


def _sized(head: tuple[str, ...], cells: tuple[tuple[str, str], ...], foot: str) -> _Column:
    words = (*head, *(words for words, _ in cells), foot)
    return _Column(head, cells, foot, max(map(cell_len, words)))


def _folded(exercise_id: str) -> Iterator[str]:
    """Yield an id in pieces that stand above each other: c1w4, horse_or, human."""
    first, *parts = exercise_id.split("_")
    yield first
    line = ""
    for part in parts:
        joined = f"{line}_{part}" if line else part
        if line and cell_len(joined) > _HEAD_MOST:
            yield line
            joined = part
        line = joined
    if line:
        yield line
