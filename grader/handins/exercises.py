"""Which exercise a file's or a folder's name speaks of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.language import say
from grader.reports.plain import plain_line

__all__ = ["Decision", "Exercises", "attempt"]

_LEAST_LETTERS: Final = 4
_LONG_ENOUGH: Final = 8
_CODE: Final = re.compile(r"c\d+w\d+")
_SEPARATOR: Final = re.compile(r"[\s_-]+")
# " (1)" is what browsers append to a name that is taken, "-1" what Canvas does; people write "v2".
_ATTEMPT: Final = re.compile(
    r"(?P<base>.+?)(?:[\s_-]*\((?P<a>\d{1,4})\)|-(?P<b>\d{1,3})|[\s_-]+v(?P<c>\d{1,3}))",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an exercise's name was taken for.

    Attributes:
        exercise_id: Empty where nothing tells.
        named: Whether the name itself says so.
        why: Where nothing tells: what was expected.
        candidates: The ids that the name can mean.
    """

    exercise_id: str
    named: bool = False
    why: str = ""
    candidates: tuple[str, ...] = ()


def attempt(name: str) -> tuple[str, int]:
    """Return a name without the number that a further attempt got, and that number or 0."""
    match = _ATTEMPT.fullmatch(name)
    if match is None:
        return name, 0
    return match["base"], int(match["a"] or match["b"] or match["c"])


def _squeezed(name: str) -> str:
    return "".join(_split(name))


def _split(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name).casefold()
    return [word for word in re.split(r"[\W_]+", text) if word]


def _is_run(part: list[str], words: list[str]) -> bool:
    width = len(part)
    return any(words[at : at + width] == part for at in range(len(words) - width + 1))


class Exercises:
    """All exercises, and the one that was asked for.

    Args:
        known: All ids.
        given: The one that everything is for; None where names tell.
    """

    def __init__(self, known: Sequence[str], given: str | None) -> None:
        self.known = tuple(known)
        self.given = given
        self._words = {id_: _split(id_) for id_ in known}
        self._squeezed = {id_: "".join(words) for id_, words in self._words.items()}

    def meant(self, name: str, *, at_start: bool = False) -> tuple[str, ...]:
        """Return the ids that `name` can mean: it is or holds one whole, or is a part of it.

        Args:
            name: Without a suffix.
            at_start: A whole id counts only where the name begins with it.
        """
        for tried in dict.fromkeys((name, attempt(name)[0])):
            words = _split(tried)
            ids = self._wholes(words, at_start=at_start) or self._parts(words)
            if ids:
                return ids
        return ()

    def clearly(self, name: str) -> str:
        """Return the one id that `name` means beyond doubt, otherwise "".

        A word that an id happens to hold is not enough: it must be most of the id's name, or its
        code of course and week.
        """
        ids = self.meant(name)
        if len(ids) != 1:
            return ""
        given = {_squeezed(name), _squeezed(attempt(name)[0])}
        whole = self._squeezed[ids[0]]
        code = _CODE.match(whole)
        rest = whole.removeprefix(code[0]) if code else whole
        clear = any(
            whole in each or (code and each == code[0]) or 2 * len(each) > len(rest)
            for each in given
        )
        return ids[0] if clear else ""

    def decide(self, name: str) -> Decision:
        """Say for which exercise something of this name is."""
        ids = self.meant(name)
        if self.given is not None:
            if self.given in ids:
                return Decision(self.given, named=True, candidates=ids)
            other = self.clearly(name)
            if other:
                return Decision("", why=self.other(other), candidates=ids)
            return Decision(self.given, candidates=ids)
        if len(ids) == 1:
            return Decision(ids[0], named=True, candidates=ids)
        return Decision("", why=_undecided(name, ids), candidates=ids)

    def split(self, stem: str) -> tuple[str, Decision]:
        """Take "student_exercise" apart.

        Returns:
            The student, empty where the name is an exercise's alone, and the decision. The
            longest end that means an exercise is taken for it.
        """
        alone = self.decide(stem)
        if self.meant(stem, at_start=True) and (alone.named or alone.why):
            return "", alone
        for match in _SEPARATOR.finditer(stem):
            student, rest = stem[: match.start()], stem[match.end() :]
            if not student:
                continue
            ids = self.meant(rest, at_start=True)
            if not ids:
                continue
            decision = self.decide(rest)
            if self.given is None or decision.named or not decision.exercise_id:
                return student, decision
        if self.given is None:
            return "", alone
        decision = Decision(self.given, candidates=alone.candidates)
        return re.sub(r"[\s_-]*\(\d{1,4}\)\Z", "", stem) or stem, decision

    def other(self, exercise_id: str) -> str:
        """Return the sentence on something that is for an exercise not asked for."""
        return say("This is for {other}, and {exercise} is being graded.",
                   other=exercise_id, exercise=self.given)  # fmt: skip

    def _wholes(self, words: list[str], *, at_start: bool) -> tuple[str, ...]:
        name = "".join(words)
        held: list[str] = []
        for id_, squeezed in self._squeezed.items():
            if at_start:
                inside = name == squeezed or words[: len(self._words[id_])] == self._words[id_]
                inside = inside or (len(squeezed) >= _LONG_ENOUGH and name.startswith(squeezed))
            else:
                inside = name == squeezed or _is_run(self._words[id_], words)
                inside = inside or (len(squeezed) >= _LONG_ENOUGH and squeezed in name)
            if inside:
                held.append(id_)
        longest = [
            id_
            for id_ in held
            if not any(
                id_ != other and self._squeezed[id_] in self._squeezed[other] for other in held
            )
        ]
        return tuple(longest)

    def _parts(self, words: list[str]) -> tuple[str, ...]:
        name = "".join(words)
        if not name:
            return ()
        return tuple(
            id_
            for id_, squeezed in self._squeezed.items()
            if _is_run(words, self._words[id_])
            or (len(name) >= _LEAST_LETTERS and name in squeezed)
        )


def _undecided(name: str, ids: tuple[str, ...]) -> str:
    shown = plain_line(name)
    if ids:
        return say("{name} could mean {exercises}: name it after one of them.",
                   name=shown, exercises=", ".join(ids))  # fmt: skip
    return say("{name} names no exercise: name it after one, as `grader list` shows them.",
               name=shown)  # fmt: skip
