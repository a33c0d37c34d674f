"""Finding a student or an exercise by an unambiguous part of a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.errors import UnknownNameError
from grader.grades import Student
from grader.language import say
from grader.registry import closest
from grader.reports.plain import plain_line

__all__ = ["find_id", "find_student"]

_MOST_SHOWN = 8


def find_student(part: str, students: Sequence[Student]) -> Student:
    """Return the student whose key or name `part` is, or the only one whose contains it.

    Raises:
        UnknownNameError: If there is none, or several; with suggestions.
    """
    by_key = {each.key: each for each in students}
    if part in by_key:
        return by_key[part]
    wanted = part.casefold().strip()
    names = {each.key: (each.key.casefold(), each.name.casefold()) for each in students}
    exact = [key for key, both in names.items() if wanted and wanted in both]
    matching = exact or [
        key for key, both in names.items() if wanted and any(wanted in each for each in both)
    ]
    if len(matching) == 1:
        return by_key[matching[0]]
    if matching:
        raise _several(part, matching)
    spelt = {name: key for key, both in names.items() for name in both if name}
    near = tuple(dict.fromkeys(spelt[name] for name in closest(wanted, list(spelt))))
    sentence = say("The gradebook knows no student {key}.", key=plain_line(part))
    remedy = say("`grader gradebook show` lists all.")
    raise UnknownNameError(f"{sentence} {_suggested(near) or remedy}", near)


def find_id(part: str, ids: Iterable[str]) -> str:
    """Return the exercise's id that `part` is, or the only one that contains it.

    Raises:
        UnknownNameError: If there is none, or several; with suggestions.
    """
    known = sorted(set(ids))
    if part in known:
        return part
    matching = [each for each in known if part and part.lower() in each.lower()]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise _several(part, matching)
    near = closest(part, known)
    sentence = say("There is no exercise {name}.", name=plain_line(part))
    remedy = say("`grader list` shows all.")
    raise UnknownNameError(f"{sentence} {_suggested(near) or remedy}", near)


def _several(part: str, matching: Sequence[str]) -> UnknownNameError:
    shown = ", ".join(map(plain_line, matching[:_MOST_SHOWN]))
    if len(matching) > _MOST_SHOWN:
        shown += ", …"
    sentence = say("{part} could mean {several}. Type more of it.",
                   part=plain_line(part), several=shown)  # fmt: skip
    return UnknownNameError(sentence, tuple(matching))


def _suggested(near: Sequence[str]) -> str:
    return say("Did you mean {names}?", names=", ".join(map(plain_line, near))) if near else ""
