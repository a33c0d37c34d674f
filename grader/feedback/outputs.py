"""What a notebook's cells printed, as far as a page may show it: text, and pictures of pixels.

A picture is passed on as it is, never decoded here: only its first bytes are looked at, and what a
browser makes of it cannot run. HTML, SVG and JavaScript are left out, whatever else they offer.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

from markupsafe import Markup

from grader.feedback.page import between
from grader.language import say

__all__ = ["Output", "Shown"]

_PICTURES: Final = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_MOST_OF_A_CELL: Final = 12
_TEXT: Final = (2_000, 4_000)
_ALL_TEXT: Final = 200_000
_LARGEST_PICTURE: Final = 1_500_000
_ALL_PICTURES: Final = 6_000_000


@dataclass(frozen=True, slots=True)
class Output:
    """One output: `uri` of a picture, else `text`; `left_out` says what is not shown of it."""

    text: str = ""
    uri: Markup | None = None
    left_out: str = ""


class Shown:
    """Picks what is shown of a notebook's outputs, until there is enough of it."""

    def __init__(self) -> None:
        self._text = _ALL_TEXT
        self._pictures = _ALL_PICTURES

    def of_cell(self, cell: dict[str, Any]) -> tuple[Output, ...]:
        """Return what is shown of one code cell's outputs."""
        outputs = cell.get("outputs")
        if not isinstance(outputs, list):
            return ()
        every = [cast("dict[str, Any]", each) for each in cast("list[Any]", outputs)
                 if isinstance(each, dict)]  # fmt: skip
        shown = [out for each in every[:_MOST_OF_A_CELL] for out in self._of_output(each)]
        if len(every) > _MOST_OF_A_CELL:
            more = say("… and {count} more", count=len(every) - _MOST_OF_A_CELL)
            shown.append(Output(left_out=more))
        return tuple(shown)

    def _of_output(self, output: dict[str, Any]) -> Iterator[Output]:
        match output.get("output_type"):
            case "stream":
                yield from self._of_text(_joined(output.get("text")))
            case "error":
                trace = "\n".join(_lines(output.get("traceback")))
                name, value = _joined(output.get("ename")), _joined(output.get("evalue"))
                yield from self._of_text(trace or f"{name}: {value}")
            case "display_data" | "execute_result":
                data = output.get("data")
                yield from self._of_data(cast("dict[Any, Any]", data if isinstance(data, dict)
                                              else {}))  # fmt: skip
            case _:
                pass

    def _of_data(self, data: dict[Any, Any]) -> Iterator[Output]:
        for kind, beginning in _PICTURES.items():
            if kind in data:
                picture = _picture(_joined(data[kind]), beginning)
                if not picture or len(picture) > min(self._pictures, _LARGEST_PICTURE):
                    yield Output(left_out=say("A picture is not shown here."))
                else:
                    self._pictures -= len(picture)
                    uri = Markup("data:{};base64,{}").format(kind, picture)
                    yield Output(uri=uri)
                return
        if "text/plain" in data:
            yield from self._of_text(_joined(data["text/plain"]))
        elif data:
            yield Output(left_out=say("Something that is neither text nor a picture is not shown."))

    def _of_text(self, text: str) -> Iterator[Output]:
        if not text.strip():
            return
        if len(text) > self._text:
            yield Output(left_out=say("A longer text is not shown here."))
            return
        head, missing, tail = between(text.strip("\n"), *_TEXT)
        self._text -= len(head) + len(tail)
        yield Output(text=head)
        if missing:
            cut = say("… {count} characters are left out here …", count=missing)
            yield Output(left_out=cut)
            yield Output(text=tail)


def _lines(value: object) -> list[str]:
    parts = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str)]


def _joined(value: object) -> str:
    return "".join(_lines(value))


def _picture(encoded: str, beginning: bytes) -> str:
    """Return a picture in plain base64, or "" where its bytes are no picture of that kind."""
    if len(encoded) > 2 * _LARGEST_PICTURE:
        return ""
    try:
        raw = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(raw).decode() if raw.startswith(beginning) else ""
