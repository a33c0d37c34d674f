"""A data set, as the `grader datasets` commands see it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.datasets.fetch import Tell
from grader.datasets.item import Item, source_facts
from grader.datasets.manifest import Manifest
from grader.datasets.real import RealFolder, fetch_real, find_real, import_real
from grader.datasets.shelf import discard_damaged, home_of
from grader.errors import DataError
from grader.language import pick, say

__all__ = ["SetItem"]


class SetItem(Item):
    """A data set."""

    is_network = False

    def __init__(self, manifest: Manifest, cache: Path) -> None:
        self.manifest, self._cache = manifest, cache
        self.name, self.title = manifest.name, pick(manifest.title)
        height, width = manifest.image_size
        self.summary = say(
            "{classes} classes, {height}×{width}",
            classes=len(manifest.classes), height=height, width=width,
        )  # fmt: skip
        self.home = home_of(manifest.name, cache)

    @property
    def state(self) -> str:  # noqa: D102 the base class says
        try:
            real = find_real(self.manifest, self._cache)
        except DataError:
            return say("damaged")
        if real is not None:
            return say("real, {count} images", count=sum(real.sizes.values()))
        count = self.manifest.embedded.sizes.train + self.manifest.embedded.sizes.validation
        if any(self.home.glob("public-*/")):
            return say("drawn, {count} images", count=count)
        return say("not yet drawn, {count} images", count=count)

    def facts(self) -> list[tuple[str, str]]:  # noqa: D102
        manifest, real = self.manifest, self.manifest.real
        drawn = manifest.embedded.sizes
        splits = say("{train} train, {validation} validation", train=real.sizes.train,
                     validation=real.sizes.validation)  # fmt: skip
        held = say("{share:.0%} of {split} is held out", share=real.held_out.share,
                   split=real.held_out.split)  # fmt: skip
        return [
            (say("name"), manifest.name),
            (say("classes"), ", ".join(manifest.classes)),
            (say("images"), self.summary),
            (say("drawn"), say("{train} train, {validation} validation, {hidden} hidden",
                               train=drawn.train, validation=drawn.validation,
                               hidden=drawn.hidden)),
            (say("real"), f"{splits}; {held}"),
            (say("on this computer"), self._here()),
            *source_facts([*real.sources, *real.originals]),
            (say("licence"), real.licence),
            (say("citation"), real.citation),
            (say("archives"), ", ".join(each.file for each in manifest.archives)),
            (say("known paths"), ", ".join(manifest.known_paths)),
        ]  # fmt: skip

    def _here(self) -> str:
        try:
            real = find_real(self.manifest, self._cache)
        except DataError:
            return say("damaged")
        return self.state if real is None else f"{self.state} ({real.digest}, {real.origin})"

    def fetch(self, paths: Sequence[Path], *, unverified: bool, tell: Tell) -> list[str]:  # noqa: D102
        mended = discard_damaged(self.home)
        if paths:
            real = import_real(self.manifest, paths, self._cache, unverified=unverified, tell=tell)
        elif (here := self._whole()) is not None:
            return [say("The real {name} is here already: {folder}", name=self.name,
                        folder=here.folder)]  # fmt: skip
        else:
            real = fetch_real(self.manifest, self._cache, tell=tell)
        remarks = [say("{path} was damaged and is removed.", path=path) for path in mended]
        return [*remarks, *self._remarks(real)]

    def _whole(self) -> RealFolder | None:
        try:
            return find_real(self.manifest, self._cache)
        except DataError:
            return None

    def _remarks(self, real: RealFolder) -> list[str]:
        counts = ", ".join(f"{split} {count}" for split, count in sorted(real.sizes.items()))
        remarks = [say("{name}: {counts} images in {folder}", name=self.name, counts=counts,
                       folder=real.folder)]  # fmt: skip
        if real.passed_over:
            reasons = ", ".join(f"{count} {why}" for why, count in real.passed_over.items())
            remarks.append(say("Files passed over: {reasons}.", reasons=reasons))
        for split, expected in self.manifest.real.sizes:
            found = real.sizes.get(split, 0)
            if found != expected:
                remarks.append(
                    say("The published {split} has {expected} images; this one has {found}.",
                        split=split, expected=expected, found=found)
                )  # fmt: skip
        remarks += [
            say("Licence: {licence}.", licence=self.manifest.real.licence),
            say("`grader check` uses it from now on; --data embedded uses the drawn images."),
        ]
        return remarks

    def preview(self, output: Path | None, *, data: str, tell: Tell) -> list[Path]:  # noqa: D102
        from grader.datasets.choices import choice_of
        from grader.datasets.preview import write_previews
        from grader.datasets.splits import prepare

        stage = say("preparing the images, once")
        prepared = prepare(
            self.manifest,
            cache_folder=self._cache,
            choice=choice_of(data, self.name, self._cache),
            progress=lambda share: tell(stage, round(share * 100), 100),
        )
        return write_previews(prepared, output or self.home / "previews")

    def fault(self) -> str:  # noqa: D102
        try:
            find_real(self.manifest, self._cache)
        except DataError as error:
            return str(error)
        return ""
