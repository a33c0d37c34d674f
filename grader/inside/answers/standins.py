"""Modules that course files import to come by files, wget, gdown, google.colab and others; widgets.

They are made when they are imported. The stand-ins come before what the host may have installed,
which could do nothing without a network, so that a file runs alike on every host.
"""

from __future__ import annotations

import os
import shutil
import sys
import urllib.error
from collections.abc import Callable, Mapping, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.inside.answers.colab import fill_colab, fill_drive, fill_files
from grader.inside.answers.downloads import answer_requests
from grader.inside.answers.drawings import DRAWINGS, read_after_training
from grader.inside.answers.ledger import Ledger, last_part
from grader.inside.answers.tfds import fill_tensorflow_datasets
from grader.inside.answers.widgets import FAMILIES

__all__ = ["offer_modules"]

Fill = Callable[[Any], None]


def offer_modules(
    ledger: Ledger, datasets: Mapping[str, Mapping[str, Any]], archives: Mapping[str, str]
) -> None:
    """Let the modules be found.

    Args:
        ledger: What answers.
        datasets: Set name to `root`, `classes` and `form`, for tensorflow_datasets.
        archives: Set name to `.npz` inside, for tensorflow_datasets.
    """

    def tensorflow_datasets(module: Any) -> None:
        fill_tensorflow_datasets(module, ledger, datasets, archives)

    fills: dict[str, Fill] = {
        "wget": lambda module: _fill_wget(module, ledger),
        "gdown": lambda module: _fill_gdown(module, ledger),
        "tensorflow_datasets": tensorflow_datasets,
        "google.colab": fill_colab,
        "google.colab.drive": fill_drive,
        "google.colab.files": lambda module: fill_files(module, ledger),
    }

    def cv2(module: Any) -> None:
        DRAWINGS["cv2"](module)
        read_after_training(module, ledger)

    changes: dict[str, Fill] = {
        "requests.adapters": lambda module: answer_requests(ledger, module),
        **DRAWINGS,
        "cv2": cv2,
    }
    for name in DRAWINGS:
        if name in sys.modules:
            changes[name](sys.modules[name])
    sys.meta_path.insert(0, _Finder(fills, changes))


class _Finder(MetaPathFinder):
    """Finds the stand-ins, and changes modules of others that are imported after us."""

    def __init__(self, fills: Mapping[str, Fill], changes: Mapping[str, Fill]) -> None:
        self._fills = fills
        self._changes = changes

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """Return how to make one of ours; None for everything else."""
        fill = self._fills.get(fullname) or FAMILIES.get(fullname.partition(".")[0])
        if fill is not None:
            return spec_from_loader(fullname, _Filling(fill))
        if fullname in self._changes:
            spec = PathFinder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = _Changing(spec.loader, self._changes[fullname])
            return spec
        return None


class _Filling(Loader):
    def __init__(self, fill: Fill) -> None:
        self._fill = fill

    def exec_module(self, module: ModuleType) -> None:
        self._fill(module)


class _Changing(Loader):
    def __init__(self, loader: Loader, change: Fill) -> None:
        self._loader = loader
        self._change = change

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        self._change(module)


def _fill_wget(module: Any, ledger: Ledger) -> None:
    """The module wget of pure Python: `download(url, out=None, bar=None)` returns the path."""

    def download(url: str, out: Any = None, bar: Any = None) -> str:  # noqa: ARG001 its signature
        source = ledger.answer(url)
        if source is None:
            raise urllib.error.URLError(ledger.refusal(url))
        return _copy(source, last_part(url), out)

    module.download = download
    module.bar_adaptive = module.bar_thermometer = None


def _fill_gdown(module: Any, ledger: Ledger) -> None:
    """The module gdown: a file of Google Drive has no name that would tell what it is."""

    class FileURLRetrievalError(Exception):
        """What gdown raises where it finds no file."""

    def download(url: Any = None, output: Any = None, *_arguments: Any, **keywords: Any) -> str:
        asked = str(url or f"https://drive.google.com/uc?id={keywords.get('id')}")
        source = ledger.answer(asked)
        if source is None:
            raise FileURLRetrievalError(ledger.refusal(asked))
        return _copy(source, last_part(asked), output)

    def extractall(path: Any, to: Any = None) -> None:
        shutil.unpack_archive(path, to or Path(path).parent)

    module.download = module.cached_download = module.download_folder = download
    module.extractall = extractall
    module.FileURLRetrievalError = FileURLRetrievalError


def _copy(source: str, name: str, out: Any) -> str:
    """Copy to `out`, a file or a folder, the current one where it is None; return where."""
    target = Path(os.fspath(out)) if out else Path(name)
    if target.is_dir() or str(out or "").endswith("/"):
        target.mkdir(parents=True, exist_ok=True)
        target /= name
    shutil.copyfile(source, target)
    return str(target)
