"""Names as people and systems write them: compared leniently, and made safe as a folder's."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

__all__ = ["fold", "joined_name", "name_forms", "natural", "safe_name"]

_MOST_WORDS: Final = 12
_MOST_CHARACTERS: Final = 80
# A file's name has at most 255 bytes on the usual file systems.
_MOST_BYTES: Final = 240
_DIGITS: Final = 12
_HASHED: Final = re.compile(rf"-[0-9a-f]{{{_DIGITS}}}\Z")
# Windows takes these for devices, whatever follows the first dot.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")
_HANGUL: Final = re.compile(r"[가-힣]{3,4}")
# What no normal form of Unicode takes apart.
_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def fold(text: str) -> str:
    """Return an id, a login or an address so that equal ones are equal."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "2" before "10" and knows no case."""
    parts = re.split(r"([0-9]+)", fold(text))
    # Numbers compare by length and then digit by digit: a hostile name may have thousands.
    return tuple(
        (1, len(number), number) if (number := part.lstrip("0")) and part.isdecimal()
        else (0, 0, part)
        for part in parts
    )  # fmt: skip


def _words(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name)
    bare = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    bare = unicodedata.normalize("NFC", bare).casefold().translate(_LETTERS)
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in bare)
    return "".join(kept).split()


def joined_name(name: str) -> str:
    """Return a name's letters in their order, without case, accents, spaces and signs."""
    return "".join(_words(name))


def name_forms(name: str) -> Iterator[str]:
    """Yield the ways in which `joined_name` may give somebody's name.

    First and last names stand in either order, and nothing tells where one ends: so each word
    may be the first one. The last form knows no order at all; it has spaces, which `joined_name`
    has not.
    """
    words = _words(name)
    if not words:
        return
    turns = range(len(words)) if len(words) <= _MOST_WORDS else range(1)
    yield from {"".join(words[turn:] + words[:turn]) for turn in turns}
    if len(words) == 1 and _HANGUL.fullmatch(words[0]):
        # Written as one word; surnames have one syllable, and a few have two.
        yield from (words[0][cut:] + words[0][:cut] for cut in range(1, len(words[0]) - 1))
    if len(words) > 1:
        yield " ".join(sorted(words))


def safe_name(key: str) -> str:
    """Return a name for a student's folder or file that no other key has.

    A key of small letters, digits, `.`, `-` and `_` stays as it is. Of any other, what can stay
    is followed by a digest of the whole, so that two keys differ on file systems too that know no
    case or normal form.

    Returns:
        1 to 80 characters and at most 240 bytes; without a dot at either end.
    """
    if _is_safe(key):
        return key
    text = unicodedata.normalize("NFKC", key)
    kept = "".join(char if char.isalnum() or char in "-_" else " " for char in text)
    words = "_".join(kept.split()).strip("-_") or "student"
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    room = _MOST_CHARACTERS - _DIGITS - 1
    cut = words[:room].encode("utf-8")[: _MOST_BYTES - _DIGITS - 1].decode("utf-8", "ignore")
    return f"{cut}-{digest}"


def _is_safe(key: str) -> bool:
    return (
        0 < len(key) <= _MOST_CHARACTERS
        and all(char.isalnum() or char in "-_." for char in key)
        and key[0] not in ".-"
        and key[-1] != "."
        and not _HASHED.search(key)
        and not _DEVICES.match(key)
        and len(key.encode("utf-8")) <= _MOST_BYTES
        and unicodedata.normalize("NFKC", key) == key
        and key.casefold() == key == key.upper().casefold()
    )
