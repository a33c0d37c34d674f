"""When students see something on Gradescope."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Visibility"]


class Visibility(StrEnum):
    """Gradescope's own words ("Autograder Specifications", Controlling Test Case Visibility)."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"
