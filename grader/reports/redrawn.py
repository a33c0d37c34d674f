"""What is redrawn in a terminal while something goes on, and is gone when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from grader.closing import Closing

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live

__all__ = ["Redrawn"]


class Redrawn(Closing):
    """A context manager that draws itself where there is a terminal, some times a second.

    Args:
        console: Where; stderr where it is None, so that stdout carries nothing but results.
        per_second: How often.
    """

    def __init__(self, console: Console | None, *, per_second: int) -> None:
        if console is None:
            from rich.console import Console

            console = Console(stderr=True, highlight=False)
        self._console = console
        self._per_second = per_second
        self._live: Live | None = None

    def drawn(self) -> RenderableType:
        """Return what there is to see now."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """Begin to draw, where there is a terminal."""
        if self._console.is_terminal and not self._console.is_dumb_terminal:
            from rich.live import Live

            self._live = Live(
                console=self._console,
                get_renderable=self.drawn,
                transient=True,
                refresh_per_second=self._per_second,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start()
        return self

    def close(self) -> None:
        """Leave the screen as it was."""
        if self._live is not None:
            self._live.stop()
            self._live = None
