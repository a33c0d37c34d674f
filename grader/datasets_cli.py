"""The `grader datasets` commands: what there is, fetching it, looking at it, keeping it whole.

Everything heavy is imported inside the commands, so that `grader --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grader.errors import ExitCode, UsageError
from grader.language import say

if TYPE_CHECKING:
    from grader.datasets.item import Item
    from grader.datasets.shelf import Inspection

__all__ = ["datasets"]

datasets = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Data sets and pretrained networks: what there is, fetch the real ones, look at them.",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="As `grader datasets list` says it.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="All without one.")]


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _print(what: object) -> None:
    from rich.console import Console

    Console(highlight=False).print(what)


def _chosen(names: Sequence[str] | None) -> list[Item]:
    from grader.datasets.catalogue import all_items, find_item

    return [find_item(name) for name in dict.fromkeys(names)] if names else all_items()


@datasets.command("list")
def datasets_list() -> int:
    """List all data sets and pretrained networks, and what of them is on this computer."""
    from grader.datasets.catalogue import all_items
    from grader.datasets.shelf import disk_bytes
    from grader.reports.datasets import SetRow, render_sets
    from grader.resources import default_cache_folder

    rows: dict[bool, list[SetRow]] = {True: [], False: []}
    for item in all_items():
        size = disk_bytes(item.home)
        row = SetRow(item.name, item.summary, item.state, size)
        rows[item.is_network].append(row)
    _print(render_sets(rows[False], rows[True], str(default_cache_folder())))
    return ExitCode.PASSED


@datasets.command("show")
def datasets_show(name: Name) -> int:
    """Show the facts of NAME: classes, sizes, sources, licence, citation, known paths."""
    from grader.datasets.catalogue import find_item
    from grader.reports.datasets import render_facts

    item = find_item(name)
    after = [(say("To fetch the real ones:"), f"grader datasets fetch {item.name}")]
    _print(render_facts(item.title, item.facts(), after))
    return ExitCode.PASSED


@datasets.command("fetch")
def datasets_fetch(
    name: Name,
    *,
    source: Annotated[
        list[Path] | None,
        typer.Option(
            "--from",
            metavar="PATH",
            help="Import the published archive or weights file, a folder with them, or a folder "
            "with train/ and validation/, instead of downloading. May stand twice.",
        ),
    ] = None,
    unverified: Annotated[
        bool, typer.Option("--unverified", help="With --from: take another file than published.")
    ] = False,
) -> int:
    """Download the real NAME, or import it, check it, and use it from now on."""
    from grader.datasets.catalogue import find_item
    from grader.reports.datasets import TransferView

    if unverified and not source:
        raise UsageError(say("--unverified goes with --from: a download is always verified."))
    item = find_item(name)
    with TransferView() as view:
        remarks = item.fetch(source or [], unverified=unverified, tell=view.tell)
    for remark in remarks:
        print(remark)
    return ExitCode.PASSED


@datasets.command("preview")
def datasets_preview(
    name: Name,
    output: Annotated[
        Path | None, typer.Option(help="The folder to write to; otherwise in the cache.")
    ] = None,
    data: Annotated[
        str,
        typer.Option(
            metavar="embedded|real|PATH",
            help="Which images.",
            show_default="real where fetched, else embedded",
        ),
    ] = "auto",
) -> int:
    """Draw a contact sheet of each class of NAME, a PNG, and say where it is."""
    from grader.datasets.catalogue import find_item
    from grader.reports.datasets import TransferView

    item = find_item(name)
    with TransferView() as view:
        sheets = item.preview(output, data=data, tell=view.tell)
    for sheet in sheets:
        print(sheet)
    return ExitCode.PASSED


@datasets.command("verify")
def datasets_verify(names: Names = None) -> int:
    """Compare what is in the cache with its recorded sizes and digests, byte for byte."""
    from grader.datasets.shelf import inspect
    from grader.reports.datasets import TransferView

    whole = True
    items = _chosen(names)
    for item in items:
        with TransferView() as view:
            stage = say("comparing {name}", name=item.name)
            found = inspect(
                item.home, lambda done, total, stage=stage, view=view: view.tell(stage, done, total)
            )
        whole = _report(item, found) and whole
    return ExitCode.PASSED if whole else ExitCode.FAILED


def _report(item: Item, found: Inspection) -> bool:
    """Print what was found, and say whether all is well."""
    from grader.reports.datasets import megabytes

    fault = item.fault()
    if not (found.damages or fault):
        if not found.folders:
            print(f"–  {item.name}: " + say("nothing is here yet"))
        else:
            size = megabytes(found.bytes)
            print(f"✓  {item.name}: " + say("{files} files, {size}, all as they were published",
                                            files=found.files, size=size))  # fmt: skip
        for folder in found.unrecorded:
            print("   " + say("{path} has no record; it cannot be compared.", path=folder))
        return True
    print(f"✗  {item.name}: " + say("damaged"))
    for each in found.damages[:10]:
        line = say("{path}: expected {expected}, found {found}", path=each.path,
                   expected=each.expected or say("nothing"), found=each.found or say("nothing"),
                   )  # fmt: skip
        print("   " + line)
    if len(found.damages) > 10:
        print("   " + say("… and {count} more", count=len(found.damages) - 10))
    if fault:
        print("   " + fault)
    print("   " + item.remedy())
    return False


@datasets.command("clear")
def datasets_clear(
    names: Names = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Remove NAME, or everything, from the cache. Nothing else is touched."""
    from grader.datasets.shelf import clear, disk_bytes
    from grader.reports.datasets import megabytes

    sizes = {item.name: (item.home, disk_bytes(item.home)) for item in _chosen(names)}
    held = {name: found for name, found in sizes.items() if found[0].exists() and found[1]}
    if not held:
        print(say("There is nothing to remove."))
        return ExitCode.PASSED
    for name, (home, size) in held.items():
        print(f"{name}  {megabytes(size)}  {home}")
    if not yes and not sys.stdin.isatty():
        raise UsageError(say("Nothing was removed: add --yes where nobody can be asked."))
    if not yes and not typer.confirm(say("Remove this?")):
        print(say("Nothing was removed."))
        return ExitCode.PASSED
    for home, _ in held.values():
        for path in clear(home):
            _tell(say("{path} is not the grader's and was left.", path=path))
    print(say("Removed. What is needed is drawn again, or fetched when you ask for it."))
    return ExitCode.PASSED
