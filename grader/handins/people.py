"""Finding the student that a file's name means, among all of a class."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from grader.grades import Student
from grader.handins.names import fold, joined_name, name_forms
from grader.reports.plain import plain_line

__all__ = ["People", "shown"]

# Ids that mean something in their own system only, so that they are compared with their like.
_OWN: Final = frozenset({"canvas", "moodle"})
_LEAST_ID: Final = 4

Places = set[int]


def shown(student: Student) -> str:
    """Return a student as a sentence names them: the name with the key, or the key alone."""
    key, name = plain_line(student.key), plain_line(student.name)
    return f"{name} ({key})" if name and name != key else key


class People:
    """All of a class, found by what is known of somebody.

    Args:
        students: Each once.
    """

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = tuple(students)
        self._ids: dict[str, Places] = defaultdict(set)
        self._own: dict[tuple[str, str], Places] = defaultdict(set)
        self._addresses: dict[str, Places] = defaultdict(set)
        self._names: dict[str, Places] = defaultdict(set)
        for place, student in enumerate(self.students):
            self._add(place, student)

    def _add(self, place: int, student: Student) -> None:
        self._ids[fold(student.key)].add(place)
        for system, id_ in student.ids.items():
            if system in _OWN:
                self._own[system, fold(id_)].add(place)
            else:
                self._ids[fold(id_)].add(place)
        for address in (student.email, student.key, *student.ids.values()):
            if "@" in address:
                self._addresses[fold(address)].add(place)
                self._addresses[fold(address).partition("@")[0]].add(place)
        for form in name_forms(student.name or student.key):
            self._names[form].add(place)

    def candidates(self, found: Student) -> tuple[Student, ...]:
        """Return who `found`, as a layout tells, can be: nobody, one, or several.

        An id and an address go before a name; where they mean different people, all are returned.
        A number of Moodle's is of one assignment only, so it does no more than tell namesakes
        apart.
        """
        named = self._named(found.name)
        sure = self._sure(found)
        if sure:
            return self._those((sure & named) or (sure | named))
        numbered = self._own.get(("moodle", fold(found.ids.get("moodle", ""))), set())
        if named:
            return self._those((named & numbered) or named)
        if not found.name and not found.ids:
            return self._those(self._meant(found.key))
        return self._those(numbered if not found.name else set())

    def called(self, text: str) -> tuple[Student, ...]:
        """Return who a person can mean by `text`: a key, a name, an address or any id."""
        own = [places for (_, id_), places in self._own.items() if id_ == fold(text)]
        return self._those(self._meant(text).union(*own))

    def _those(self, places: Places) -> tuple[Student, ...]:
        return tuple(self.students[place] for place in sorted(places))

    def _sure(self, found: Student) -> Places:
        groups = [
            self._own.get((system, fold(id_))) if system in _OWN else self._ids.get(fold(id_))
            for system, id_ in found.ids.items()
            if system != "moodle"
        ]
        groups.append(self._addressed(fold(found.email)))
        either: Places = set()
        both: Places | None = None
        for group in groups:
            if group:
                either = either | group
                both = group if both is None else both & group
        return both or either

    def _addressed(self, address: str) -> Places:
        """Return who has an address, or is called as it begins."""
        if "@" not in address:
            return set()
        return self._addresses.get(address) or self._ids.get(address.partition("@")[0], set())

    def _named(self, name: str) -> Places:
        if not name:
            return set()
        joined = joined_name(name)
        in_order = self._names.get(joined, set()) if joined else set[int]()
        anyhow: set[int] = set()
        for form in name_forms(name):
            if " " in form:
                anyhow = self._names.get(form, set())
        return in_order | anyhow

    def _meant(self, key: str) -> Places:
        """Return who is meant by a text that may be an id, an address, its start, or a name."""
        folded = fold(key)
        found = self._ids.get(folded, set()) | self._addresses.get(folded, set())
        found = found | self._addressed(folded) | self._named(key)
        return found or self._by_parts(key)

    def _by_parts(self, key: str) -> Places:
        """Return who is meant by "20261234_Kim Minsu": an id and perhaps a name."""
        words = [word for word in re.split(r"[\s_()\[\],-]+", key) if word]
        for at, word in enumerate(words):
            has_digit = any(char.isdecimal() for char in word)
            places = self._ids.get(fold(word), set()) if has_digit else set[int]()
            if places and len(word) >= _LEAST_ID:
                named = self._named(" ".join(words[:at] + words[at + 1 :]))
                return (places & named) or (places | named)
        return set()
