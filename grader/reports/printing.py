"""Printing a view where not every sign can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["print_view"]

_PLAIN_SIGNS: Final = str.maketrans("–—…·×≥≤→“”‘’", "--~-x>>>\"\"''")


def print_view(view: RenderableType, console: Console) -> None:
    """Print a view; what the console's encoding cannot show becomes a question mark."""
    if not console.options.ascii_only:
        console.print(view, crop=False)
        return
    with console.capture() as capture:
        console.print(view, crop=False)
    encoding = console.encoding
    console.file.write(_encodable(capture.get(), encoding))


def _encodable(text: str, encoding: str) -> str:
    """Return `text` with typographic signs spelt plainly where `encoding` lacks them."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.translate(_PLAIN_SIGNS)
    return text.encode(encoding, "replace").decode(encoding)
