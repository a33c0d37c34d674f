"""Downloading one published file: resumed where it was cut, and kept only if its digest is right.

`<folder>/<file>.part` is what has come so far; it becomes `<folder>/<file>` when it is whole.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast
from urllib.parse import urlsplit

from grader import __version__
from grader.datasets.contents import file_sha256
from grader.datasets.manifest import Source
from grader.errors import DataError
from grader.language import say

try:
    import fcntl
except ImportError:  # Windows has none: two downloads at once would then each write their own
    fcntl = None

__all__ = ["NotServedError", "Tell", "download", "require_room"]

Tell = Callable[[str, int, int], None]
"""Told a file's name or a stage, what is done of it, and how much there is in all."""

_CHUNK: Final = 1 << 18
_TIMEOUT_SECONDS: Final = 30
# Resuming goes on as long as bytes come; this bounds a server that sends one at a time.
_MOST_RESUMES: Final = 50
_ROOM_BYTES: Final = 50_000_000


class NotServedError(DataError):
    """No address gave the right file; its text has one line for each."""


class _UnavailableError(Exception):
    """One address did not give the file; its text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class _Pull:
    """One file on its way."""

    source: Source
    part: Path
    tell: Tell

    @property
    def have(self) -> int:
        """Bytes that came already."""
        return self.part.stat().st_size if self.part.exists() else 0


def download(source: Source, *, mirrors: Sequence[str] = (), folder: Path, tell: Tell) -> Path:
    """Return `folder/<file>`, downloaded where it is not there yet.

    Of two processes that ask at once, one downloads and the other waits for it.

    Args:
        source: The file.
        mirrors: Other addresses of the same bytes, tried in turn.
        folder: Where to put it; made where it is missing.
        tell: Told the bytes that came.

    Raises:
        NotServedError: It cannot be had, or its digest is wrong, at every address.
        DataError: There is no room, or the folder cannot be written.
    """
    target = folder / source.file
    with _writing(folder, source):
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            if not _is_right(target, source):
                pull = _Pull(source, folder / f"{source.file}.part", tell)
                require_room(folder, source.bytes - pull.have)
                _from_anywhere(pull, (source.url, *mirrors))
                pull.part.replace(target)
    return target


def _from_anywhere(pull: _Pull, urls: Sequence[str]) -> None:
    """Leave the whole, right file in `pull.part`, or say what was wrong with each address."""
    reasons: list[str] = []
    for url in urls:
        try:
            _from_one(pull, url)
        except _UnavailableError as error:
            reasons.append(str(error))
        else:
            return
    remedy = say("Try again later, or import a copy that you have: --from PATH.")
    raise NotServedError("\n".join([*dict.fromkeys(reasons), remedy]))


def _from_one(pull: _Pull, url: str) -> None:
    resumed = pull.have > 0
    _pull_all(pull, url)
    if _is_right(pull.part, pull.source):
        return
    sentence = _mismatch(pull.part, pull.source, url)
    pull.part.unlink()
    if not resumed:
        raise _UnavailableError(sentence)
    # The beginning was left by an earlier call and may have been of another file.
    _from_one(pull, url)


def _mismatch(part: Path, source: Source, url: str) -> str:
    sentence = say(
        "{url} is not the file that the manifest names: expected {size} bytes with sha256 "
        "{expected}, got {found_size} bytes with sha256 {found}. Nothing of it was kept.",
        url=url, size=source.bytes, expected=source.sha256,
        found_size=part.stat().st_size, found=file_sha256(part),
    )  # fmt: skip
    if not source.confirmed:
        doubt = say("The expected value was read in one place only and may itself be wrong.")
        sentence = f"{sentence} {doubt}"
    return sentence


def _pull_all(pull: _Pull, url: str) -> None:
    """Fill `pull.part`, asking again for the rest as long as each answer brings some."""
    for _ in range(_MOST_RESUMES):
        before = pull.have
        try:
            whole = _pull_once(pull, url, before)
        except (http.client.HTTPException, OSError) as error:
            if _is_ours(error):
                raise
            if pull.have <= before:
                raise _UnavailableError(_reason(error, url)) from None
            whole = False
        if whole:
            return
        if pull.have <= before:
            break
    raise _UnavailableError(
        say(
            "{host} broke off after {have} of {size} bytes; they are kept for the next try.",
            host=urlsplit(url).hostname, have=pull.have, size=pull.source.bytes,
        )
    )  # fmt: skip


def _pull_once(pull: _Pull, url: str, start: int) -> bool:
    """Append to `pull.part` what one answer brings; return whether the server sent all it meant."""
    headers = {"User-Agent": f"tf-exam-grader/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 manifests allow http(s) only
    try:
        answer = urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and start:
            pull.part.unlink()
            return _pull_once(pull, url, 0)
        raise
    with cast("http.client.HTTPResponse", answer) as response:
        goes_on = response.status == http.HTTPStatus.PARTIAL_CONTENT and _starts_at(response, start)
        with pull.part.open("ab" if goes_on else "wb") as file:
            have = file.tell()
            # One byte more than expected is enough to know that it is another file.
            while have <= pull.source.bytes and (chunk := response.read(_CHUNK)):
                have += file.write(chunk)
                pull.tell(pull.source.file, min(have, pull.source.bytes), pull.source.bytes)
        return have > pull.source.bytes or not response.length


def _starts_at(response: http.client.HTTPResponse, start: int) -> bool:
    return (response.headers.get("Content-Range") or "").startswith(f"bytes {start}-")


def _reason(error: Exception, url: str) -> str:
    if isinstance(error, urllib.error.HTTPError):
        if error.code in {404, 410, 403}:
            return say("{url} is not there any more (HTTP {code}).", url=url, code=error.code)
        return say("{url} answered HTTP {code}.", url=url, code=error.code)
    why: object = error.reason if isinstance(error, urllib.error.URLError) else error
    shown = getattr(why, "strerror", None) or str(why) or type(why).__name__
    host = urlsplit(url).hostname
    return say("{host} cannot be reached: {why}. Is there a network?", host=host, why=shown)


def _is_right(path: Path, source: Source) -> bool:
    right_size = path.is_file() and path.stat().st_size == source.bytes
    return right_size and file_sha256(path) == source.sha256


def _is_ours(error: Exception) -> bool:
    """Say whether the disk failed rather than the network."""
    ours = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
    # A URLError is an OSError as well, and carries the network's error as its reason.
    is_network = isinstance(error, urllib.error.URLError)
    return isinstance(error, OSError) and not is_network and error.errno in ours


def require_room(folder: Path, needed: int) -> None:
    """Say before a byte is written that there is no room for `needed` bytes.

    Raises:
        DataError: The disk has less, or less than a reserve of 50 MB beside it.
    """
    free = shutil.disk_usage(folder).free
    if free < needed + _ROOM_BYTES:
        raise DataError(
            say(
                "{folder} has room for {free:.0f} MB; {needed:.0f} MB are needed. "
                "Make room, or set GRADER_CACHE to another folder.",
                folder=folder, free=free / 1e6, needed=(needed + _ROOM_BYTES) / 1e6,
            )
        )  # fmt: skip


@contextlib.contextmanager
def _writing(folder: Path, source: Source) -> Generator[None]:
    """Turn what the disk says into a sentence; what came so far stays for the next call."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            sentence = say(
                "The disk is full: {file} needs {needed:.0f} MB in {folder}. What came so far is "
                "kept; make room and fetch again.",
                file=source.file, needed=source.bytes / 1e6, folder=folder,
            )  # fmt: skip
        else:
            sentence = say(
                "{folder} cannot be written: {why}. Set GRADER_CACHE to a folder that can.",
                folder=folder, why=error.strerror or error,
            )  # fmt: skip
        raise DataError(sentence) from error


@contextlib.contextmanager
def _alone(folder: Path) -> Generator[None]:
    """Hold the folder's lock, which the system frees however its holder ends."""
    with (folder / ".lock").open("ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
