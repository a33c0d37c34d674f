"""A pretrained network, as the `grader datasets` commands see it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from grader.datasets.fetch import Tell, download
from grader.datasets.item import Item, source_facts
from grader.datasets.pretrained import Backbone, find_weights, import_weights
from grader.datasets.shelf import discard_damaged, home_of
from grader.errors import UsageError
from grader.language import pick, say

__all__ = ["NetworkItem"]


class NetworkItem(Item):
    """A pretrained network."""

    is_network = True

    def __init__(self, backbone: Backbone, cache: Path, folder: Path) -> None:
        self.backbone, self._cache, self._folder = backbone, cache, folder
        self.name, self.title = backbone.name, pick(backbone.title)
        alpha = "" if backbone.alpha is None else f"(alpha={backbone.alpha})"
        self.summary = backbone.network + alpha
        self.home = home_of(backbone.name, cache, pretrained=True)

    @property
    def state(self) -> str:  # noqa: D102
        found = find_weights(self.backbone, cache_folder=self._cache, folder=self._folder)
        if found is None:
            return say("not here: fetch it")
        if found.profile == "embedded":
            return say("rides with the grader")
        return say("fetched") if found.published else say("fetched, not the published file")

    def facts(self) -> list[tuple[str, str]]:  # noqa: D102
        backbone = self.backbone
        carried = backbone.embedded
        return [
            (say("name"), backbone.name),
            (say("network"), self.summary),
            (say("on this computer"), self.state),
            (say("rides along"), say("nothing") if carried is None else
             f"{carried.file}, sha256 {carried.sha256}, {carried.card}"),
            *source_facts(backbone.real.sources),
            (say("licence"), backbone.real.licence),
            (say("citation"), backbone.real.citation),
            (say("known paths"), ", ".join(backbone.known_paths)),
        ]  # fmt: skip

    def fetch(self, paths: Sequence[Path], *, unverified: bool, tell: Tell) -> list[str]:  # noqa: D102
        mended = discard_damaged(self.home)
        if len(paths) > 1:
            raise UsageError(say("A network has one weights file; give --from once."))
        downloads = self.home / "downloads"
        source = self.backbone.source
        mirrors = self.backbone.real.mirrors.get(source.file, ())
        path = (
            paths[0].expanduser()
            if paths
            else download(source, mirrors=mirrors, folder=downloads, tell=tell)
        )
        if path.is_dir():
            path /= source.file
        found = import_weights(self.backbone, path, cache_folder=self._cache, unverified=unverified)
        shutil.rmtree(downloads, ignore_errors=True)
        remarks = [say("{path} was damaged and is removed.", path=each) for each in mended]
        remarks.append(f"{self.name}: {found.path}")
        if not found.published:
            remarks.append(
                say("It is not the published file: weights='imagenet' may refuse it, and "
                    "accuracies differ.")
            )  # fmt: skip
        return [*remarks, say("Licence: {licence}.", licence=self.backbone.real.licence)]

    def preview(self, output: Path | None, *, data: str, tell: Tell) -> list[Path]:  # noqa: D102
        del output, data, tell
        raise UsageError(say("{name} is a network and has no images.", name=self.name))

    def fault(self) -> str:  # noqa: D102
        return ""
