"""Keeping of what was collected only the students that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from grader.errors import UnknownNameError, UsageError
from grader.grades import Collected, Student
from grader.handins.people import People, shown
from grader.language import say
from grader.registry import closest
from grader.reports.plain import plain_line

__all__ = ["limited"]

_MOST_NAMED: Final = 5


def limited(collected: Collected, names: Sequence[str]) -> Collected:
    """Return `collected` with these students alone; what is unmatched stays listed.

    Raises:
        UnknownNameError: A name is nobody's; with suggestions.
        UsageError: A name may be of several students.
    """
    people = People(collected.students)
    wanted = {_student(people, name).key for name in names}
    return replace(
        collected,
        handins=tuple(each for each in collected.handins if each.student.key in wanted),
        students=tuple(each for each in collected.students if each.key in wanted),
        not_on_roster=tuple(each for each in collected.not_on_roster if each.key in wanted),
    )


def _student(people: People, name: str) -> Student:
    found = people.called(name)
    exact = [each for each in found if each.key == name]
    if len(exact) == 1:
        return exact[0]
    if len(found) > 1:
        raise UsageError(
            say("{name} may be {candidates}: give the id of one of them.", name=plain_line(name),
                candidates=", ".join(shown(each) for each in found[:_MOST_NAMED]))
        )  # fmt: skip
    if not found:
        raise _unknown(people, name)
    return found[0]


def _unknown(people: People, name: str) -> UnknownNameError:
    words = chain.from_iterable((each.key, each.name) for each in people.students)
    near = closest(name, sorted({plain_line(word) for word in words if word}))
    if near:
        message = say("There is no student {name} here. Did you mean {suggestions}?",
                      name=plain_line(name), suggestions=", ".join(near))  # fmt: skip
    else:
        message = say("There is no student {name} here.", name=plain_line(name))
    return UnknownNameError(message, near)
