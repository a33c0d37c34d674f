"""Which student of the class each thing that was found is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Final

from grader.grades import Student
from grader.handins.found import Found, Reading
from grader.handins.names import fold
from grader.handins.people import People, shown
from grader.language import say

__all__ = ["Whose"]

_MOST_NAMED: Final = 5


class Whose:
    """Everybody: who is on the roster, and whoever else handed in.

    Args:
        roster: Nobody where there is none.
    """

    def __init__(self, roster: Sequence[Student]) -> None:
        self._people = People(roster)
        self._on_roster = len(roster)
        self._numbers = {fold(student.key): at for at, student in enumerate(roster)}
        self._strangers: dict[str, int] = {}
        self.students = list(roster)

    def sort(self, reading: Reading) -> dict[tuple[int, str], list[Found]]:
        """Return what was found by the place in `students` and the exercise.

        What may be from several people is listed in `reading`, with all of them. What a student's
        entry in the roster lacks, such as an id of the platform's, is added to it.
        """
        sorted_: dict[tuple[int, str], list[Found]] = defaultdict(list)
        for each in reading.found:
            candidates = self._people.candidates(each.student)
            if len(candidates) > 1:
                reading.leave(each.path, _ambiguous(each.student, candidates))
                continue
            if each.doubt and not candidates:
                reading.leave(each.path, each.doubt)
                continue
            number = self._number(each.student, candidates)
            self.students[number] = _completed(self.students[number], each.student)
            sorted_[number, each.exercise_id].append(each)
        return sorted_

    def strangers(self) -> list[Student]:
        """Return those who handed in and are not on the roster."""
        return self.students[self._on_roster :]

    def _number(self, found: Student, candidates: Sequence[Student]) -> int:
        if candidates:
            return self._numbers[fold(candidates[0].key)]
        known = self._strangers.get(fold(found.key))
        if known is not None:
            return known
        number = len(self.students)
        self._strangers[fold(found.key)] = number
        key = next(key for key in _keys(found) if fold(key) not in self._numbers)
        self._numbers[fold(key)] = number
        self.students.append(replace(found, key=key))
        return number


def _keys(found: Student) -> Iterator[str]:
    """Yield keys for somebody not on the roster, who may be called as somebody on it is."""
    yield found.key
    if found.name:
        yield f"{found.key} {found.name}"
    yield from (f"{found.key} {number}" for number in count(2))


def _completed(student: Student, found: Student) -> Student:
    return replace(
        student,
        name=student.name or found.name,
        email=student.email or found.email,
        ids={**found.ids, **student.ids},
    )


def _ambiguous(found: Student, candidates: Sequence[Student]) -> str:
    names = [shown(each) for each in candidates[:_MOST_NAMED]]
    if len(candidates) > _MOST_NAMED:
        names.append("…")
    return say("{name} may be {candidates}: name the file or folder after the id of one of them.",
               name=shown(found), candidates=", ".join(names))  # fmt: skip
