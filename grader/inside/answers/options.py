"""Reading the options of a command line, forgiving of what is not known."""

from __future__ import annotations

from collections.abc import Collection, Sequence

__all__ = ["read_options"]


def read_options(
    arguments: Sequence[str], valued: Collection[str]
) -> tuple[dict[str, str], list[str]]:
    """Split arguments into options, the last of each, and operands.

    Args:
        arguments: As the program is given them.
        valued: The options that take a value, with their dashes: "-O", "--output-document".

    Returns:
        Options by name with their dashes, "" for those without a value; and the operands.
    """
    options: dict[str, str] = {}
    operands: list[str] = []
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word == "--":
            operands += rest
            break
        if word.startswith("--"):
            name, glued, value = word.partition("=")
            options[name] = value if glued else (rest.pop(0) if name in valued and rest else "")
        elif word.startswith("-") and len(word) > 1:
            _read_letters(word[1:], valued, rest, options)
        else:
            operands.append(word)
    return options, operands


def _read_letters(
    letters: str, valued: Collection[str], rest: list[str], options: dict[str, str]
) -> None:
    """Read `-qO file`, `-Ofile` and their like."""
    for at, letter in enumerate(letters, start=1):
        name = f"-{letter}"
        if name in valued:
            options[name] = letters[at:] or (rest.pop(0) if rest else "")
            return
        options[name] = ""
