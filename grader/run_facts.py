"""Facts about a run beside its training: what it raised, asked for, was answered, and gave back.

All of them are *reported*: `grader.facts.TrainingFacts` holds them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "AssembledFacts",
    "CallFacts",
    "CountFacts",
    "DownloadFacts",
    "Facts",
    "IdiomFacts",
    "LeftFacts",
    "PassedOver",
    "RaisedFacts",
    "ShortText",
]

Kernel = Annotated[tuple[float, ...], Field(min_length=9, max_length=9)]
ShortText = Annotated[str, Field(max_length=4000)]


class Facts(BaseModel):
    """What a confined process says: unknown keys are refused, every text is bounded."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=True)


class RaisedFacts(Facts):
    """An exception of the student's code.

    Attributes:
        type: Its class.
        message: What it says.
        frames: Their own, (line, function), inmost last.
        meant: Of a name that a module or an object lacks: the one there that is most like it.
    """

    type: ShortText
    message: ShortText
    frames: tuple[tuple[int, ShortText], ...] = Field(default=(), max_length=50)
    meant: Annotated[str, Field(max_length=200)] = ""


class DownloadFacts(Facts):
    """Something that the student's code asked the network for.

    Attributes:
        url: What it asked for; a bare file name where it looked for weights on this machine.
        answered: Whether local data stood in for it.
        line: The student's line that asked, or 0.
    """

    url: Annotated[str, Field(max_length=500)]
    answered: bool
    line: int = 0


class PassedOver(Facts):
    """Something that the run went on without, or took for another thing.

    Attributes:
        kind: "import": one that fails and that nothing uses; "module": a missing one of whose
            names nothing comes; "later": one whose names are read after training only; "ended":
            the process was to end there, and the run did; "unrun": the same, with code below;
            "restart": the process was to end before anything was trained, and the run went on;
            "folder": one beside the class folders; "asked": a question at the keyboard after
            training, at which the run ended; "empty_line": one before, which was answered so;
            "nothing_removed": a folder that was to be removed, and was not there; "weights": a file
            of pretrained weights under a name of the student's own; "own_folder": one of images
            that is not there, in whose place the exercise's were read; "own_archive": one that is
            not there, of the student's own, which was taken for an empty one; "upload": files that
            somebody was to upload after training, of which there are none.
        what: The statement, the module, the folder or the file; empty for an end.
        line: The student's line, or 0.
    """

    kind: Literal[
        "import", "module", "later", "ended", "unrun", "restart", "folder", "asked", "empty_line",
        "nothing_removed", "weights", "own_archive", "own_folder", "upload",
    ]  # fmt: skip
    what: Annotated[str, Field(max_length=500)] = ""
    line: int = 0


class IdiomFacts(Facts):
    """Something of an earlier version of the libraries that was answered as it was then.

    Attributes:
        name: Which, as in `grader.idioms`.
        lines: The student's lines that used it; 0 where the line is not known.
    """

    name: ShortText
    lines: tuple[int, ...] = Field(default=(), max_length=20)

    @property
    def line(self) -> int:
        """The first of the lines."""
        return next(iter(self.lines), 0)


class CountFacts(Facts):
    """A line of the student's that counts on as many images as the published set has.

    Attributes:
        published: How many that are.
        here: How many there are.
        line: The line, or 0.
    """

    published: int
    here: int
    line: int = 0


class CallFacts(Facts):
    """One call of a function of the student's, with inputs of ours.

    Attributes:
        key: Names the call; what came back lies under this name.
        error: Why nothing came back: an exception's type and message; "" where something did.
        line: The student's line that raised it, or 0.
    """

    key: ShortText
    error: ShortText = ""
    line: int = 0


class LeftFacts(Facts):
    """What a file without functions left in its variables.

    Attributes:
        arrays: Names of variables; their numbers lie in files of these positions.
        kernels: Nine numbers each.
        weights: Single numbers.
    """

    arrays: tuple[ShortText, ...] = Field(default=(), max_length=12)
    kernels: tuple[Kernel, ...] = Field(default=(), max_length=8)
    weights: tuple[float, ...] = Field(default=(), max_length=8)


class AssembledFacts(Facts):
    """What the trainee did with a file that defines functions and never trains.

    Attributes:
        called: The functions and callback classes of the student's that it called.
        epochs: Those that it asked `fit` for; 0 where a function of the student's called `fit`.
        own_data: Whether a function of the student's made the training data; else the course's.
    """

    called: tuple[ShortText, ...] = Field(default=(), max_length=50)
    epochs: int = 0
    own_data: bool = False
