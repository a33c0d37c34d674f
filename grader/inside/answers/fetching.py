"""wget, curl, gdown, and what cannot be had at all: `git clone`, `kaggle`."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from grader.inside.answers.ledger import Ledger, last_part
from grader.inside.answers.options import read_options
from grader.inside.answers.shell import Done

__all__ = ["curl", "gdown", "git", "kaggle", "wget"]

_WGET: Final = frozenset(
    {"-O", "-P", "-o", "-a", "-t", "-T", "-U", "-e", "-w", "-i", "-A", "-R", "--output-document",
     "--directory-prefix", "--output-file", "--tries", "--timeout", "--user-agent", "--header",
     "--load-cookies", "--save-cookies", "--input-file"}
)  # fmt: skip
_CURL: Final = frozenset(
    {"-o", "-H", "-d", "-X", "-A", "-e", "-u", "-m", "-T", "-b", "-c", "-C", "-x", "-w",
     "--output", "--header", "--data", "--request", "--user-agent", "--max-time", "--retry",
     "--output-dir", "--continue-at", "--cookie", "--cookie-jar"}
)  # fmt: skip
_KAGGLE: Final = frozenset({"-d", "--dataset", "-p", "--path", "-f", "--file", "-c"})
_GDOWN: Final = frozenset({"-O", "--output", "--id", "--proxy", "--speed"})


def _url(text: str) -> str:
    return text if "://" in text else f"http://{text}"


def _save(ledger: Ledger, url: str, target: str) -> Done:
    """Copy what answers a URL to `target`, "-" for what is printed."""
    source = ledger.answer(url)
    if source is None:
        return Done(4, errors=f"{ledger.refusal(url)}\n".encode())
    if target == "-":
        return Done(out=Path(source).read_bytes())
    place = Path(target)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    return Done(errors=f"{place} saved [{place.stat().st_size}]\n".encode())


def _joined(results: Sequence[Done]) -> Done:
    """Return several results as one: the last failure counts."""
    code = next((each.code for each in reversed(results) if each.code), 0)
    out = b"".join(each.out for each in results)
    return Done(code, out, b"".join(each.errors for each in results))


def wget(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`wget [-q] [-O FILE] [-P FOLDER] [--no-check-certificate] URL…`."""
    options, urls = read_options(arguments, _WGET)
    folder = options.get("-P") or options.get("--directory-prefix") or "."
    target = options.get("-O") or options.get("--output-document")
    results: list[Done] = []
    for url in map(_url, urls):
        place = target or str(Path(folder) / (last_part(url) or "index.html"))
        results.append(_save(ledger, url, place))
    quiet = "-q" in options or "--quiet" in options
    done = _joined(results)
    if quiet and not done.code:
        done.errors = b""
    return done


def curl(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`curl [-L] [-o FILE | -O] URL…`; without either, the content is printed."""
    options, urls = read_options(arguments, _CURL)
    folder = Path(options.get("--output-dir", "."))
    named = options.get("-o") or options.get("--output")
    remote = bool({"-O", "--remote-name", "--remote-name-all"} & options.keys())
    results: list[Done] = []
    for url in map(_url, urls):
        name = named or (last_part(url) if remote else "-")
        done = _save(ledger, url, name if name == "-" else str(folder / name))
        done.code = 6 if done.code else 0
        results.append(done)
    return _joined(results)


def gdown(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`gdown [--id] ID-or-URL [-O FILE]`: Drive's ids have no names, so they are refused."""
    options, operands = read_options(arguments, _GDOWN)
    asked = [options["--id"]] if options.get("--id") else operands
    target = options.get("-O") or options.get("--output")
    results: list[Done] = []
    for each in asked:
        url = each if "://" in each else f"https://drive.google.com/uc?id={each}"
        results.append(_save(ledger, url, target or last_part(url)))
    return _joined(results)


def git(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`git clone URL` is refused; whatever else is passed over."""
    operands = [word for word in arguments if not word.startswith("-")]
    if operands[:1] == ["clone"] and len(operands) > 1:
        return Done(128, errors=f"{ledger.refuse(operands[1])}\n".encode())
    return Done()


def kaggle(ledger: Ledger, arguments: Sequence[str], _fed: bytes) -> Done:
    """`kaggle datasets download [-d] OWNER/SET [-p FOLDER] [--unzip]`, where the set is known.

    Competitions are refused: their archives are others of the same names.
    """
    if "download" not in arguments:
        return Done()
    options, operands = read_options(arguments, _KAGGLE)
    named = options.get("-d") or options.get("--dataset") or operands[-1]
    file = f"{named.rpartition('/')[2]}.zip"
    if arguments[0] != "datasets" or ledger.find(file) is None:
        words = " ".join(arguments)
        return Done(1, errors=f"{ledger.refuse(f'kaggle {words}')}\n".encode())
    folder = options.get("-p") or options.get("--path") or "."
    done = _save(ledger, f"https://www.kaggle.com/{file}", str(Path(folder) / file))
    if "--unzip" in options:
        shutil.unpack_archive(Path(folder) / file, folder)
    return done
