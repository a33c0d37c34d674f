"""What a prepared data set looks like on the disk, whichever way it came there.

```
<cache>/<name>/public-<digest>/                     what a student may see
    arrays:   mnist.npz   train/images.npy labels.npy   validation/images.npy labels.npy
    folders:  train/<class>/<class>-0001.png   validation/<class>/…   files.json
<cache>/<name>/hidden-<digest>/
    arrays:   inputs/images.npy                     what the examiner may see
    folders:  images/00001.png                      in mixed order: a name says nothing
    both:     labels/labels.npy                     what only the judge may see
<cache>/<name>/arrays-<digest>-150x150/             `grader/datasets/arrays.py`
<cache>/<name>/archives-<digest>/                   `grader/datasets/archives.py`
<cache>/<name>/.lock  .partial-*                    `grader/datasets/publish.py`
```
A digest covers everything that the bytes depend on, so a folder of that name never changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

__all__ = ["HIDDEN_LABELS", "Profile", "Progress", "Published", "digest_of", "hidden_place"]

Profile = Literal["embedded", "real"]
Progress = Callable[[float], None]
HIDDEN_LABELS: Final = "labels/labels.npy"


@dataclass(frozen=True, slots=True)
class Published:
    """Where the two parts of a data set lie.

    Attributes:
        digest: Names the public bytes: 16 hex digits.
        hidden_digest: The same for the hidden bytes.
    """

    profile: Profile
    digest: str
    hidden_digest: str
    public: Path
    hidden: Path


def digest_of(what: Mapping[str, Any]) -> str:
    """Return the first 16 hex digits of a sha256 over `what`, the order of keys left aside."""
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]


def hidden_place(form: Literal["arrays", "folders"]) -> str:
    """Return where, below the hidden part, the images lie: one file, or a folder of files."""
    return "inputs/images.npy" if form == "arrays" else "images"
