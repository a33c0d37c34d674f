"""Every provider keeps every promise, but for those that need confinement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import conformance
from grader.sandbox.abilities import host_abilities, lacking
from grader.sandbox.conformance import PROMISES, Promise
from grader.sandbox.protocol import Sandbox
from grader.sandbox.unconfined import UnconfinedSandbox
from grader.sandbox.warm import WarmSandbox

pytestmark = pytest.mark.slow

NEEDS_CONFINEMENT = {
    conformance.hides_the_hosts_files,
    conformance.reaches_no_network,
    conformance.cannot_write_to_the_runtime,
}
# A fresh process has nobody to whom what it leaves behind would come.
NEEDS_A_SUBREAPER = {conformance.leaves_no_process_behind}
# A fresh process is not watched for memory, and could take what the tests beside it need.
NEEDS_A_SUPERVISOR = {conformance.refuses_memory_over_the_limit}


@pytest.fixture(scope="module")
def loose() -> Iterator[Sandbox]:
    with WarmSandbox(confined=False, lacking="none") as opened:
        yield opened


@pytest.fixture(scope="module")
def fresh() -> Iterator[Sandbox]:
    with UnconfinedSandbox() as opened:
        yield opened


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_full_confinement(promise: Promise, sandbox: Sandbox, tmp_path: Path) -> None:
    missing = lacking(host_abilities())
    if missing:
        pytest.skip(f"this host cannot confine: {missing}")
    assert sandbox.confinement == "full"
    promise(sandbox, tmp_path)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_fork_server_without_confinement(promise: Promise, loose: Sandbox, tmp_path: Path) -> None:
    _keeps(promise, loose, tmp_path, NEEDS_CONFINEMENT)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_fresh_process(promise: Promise, fresh: Sandbox, tmp_path: Path) -> None:
    if promise in NEEDS_A_SUPERVISOR:
        pytest.skip("a fresh process is not watched for memory")
    _keeps(promise, fresh, tmp_path, NEEDS_CONFINEMENT | NEEDS_A_SUBREAPER)


def _keeps(promise: Promise, sandbox: Sandbox, folder: Path, cannot: set[Promise]) -> None:
    """Known failures are declared, and noticed when they are mended."""
    if promise not in cannot:
        promise(sandbox, folder)
        return
    with pytest.raises(AssertionError):
        promise(sandbox, folder)
