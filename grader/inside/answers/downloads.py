"""urllib and requests, answered at the narrowest place that every spelling passes through.

`urlopen`, `urlretrieve` and openers of one's own all end in `OpenerDirector.open`; so does
`keras.utils.get_file`, which therefore keeps its own rules for names, folders and extraction.
Every way of using requests ends in `HTTPAdapter.send`.
"""

from __future__ import annotations

import http.client
import mimetypes
import socket
import sys
import urllib.error
import urllib.request
import urllib.response
from email.message import Message
from pathlib import Path
from typing import Any, Final

from grader.inside.answers.ledger import Ledger

__all__ = ["answer_requests", "answer_urls"]

_NETWORK: Final = ("http", "https", "ftp")
_THIS_MACHINE: Final = frozenset({None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 a name to compare with


def answer_urls(ledger: Ledger) -> None:
    """Answer urllib and requests, and take note of every other look-up of a host's address."""
    _answer_urllib(ledger)
    adapters = sys.modules.get("requests.adapters")
    if adapters is not None:
        answer_requests(ledger, adapters)
    _watch_addresses(ledger)


class _Response(urllib.response.addinfourl):
    """A local file as urllib hands over what came from the network."""

    reason = "OK"

    def getheader(self, name: str, default: str | None = None) -> str | None:
        """Return one header, as `http.client.HTTPResponse` does."""
        return self.headers.get(name, default)

    def getheaders(self) -> list[tuple[str, str]]:
        """Return all headers, as `http.client.HTTPResponse` does."""
        return list(self.headers.items())


def _headers(path: str) -> dict[str, str]:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return {"Content-Type": kind, "Content-Length": str(Path(path).stat().st_size)}


def _answer_urllib(ledger: Ledger) -> None:
    director: Any = urllib.request.OpenerDirector
    original = director.open

    def answered_open(
        opener: Any, fullurl: Any, data: Any = None, *arguments: Any, **keywords: Any
    ) -> Any:
        url = fullurl if isinstance(fullurl, str) else getattr(fullurl, "full_url", "")
        if url.partition(":")[0].lower() not in _NETWORK:
            return original(opener, fullurl, data, *arguments, **keywords)
        path = ledger.answer(url)
        if path is None:
            raise urllib.error.URLError(ledger.refusal(url))
        headers = Message()
        for name, value in _headers(path).items():
            headers[name] = value
        return _Response(Path(path).open("rb"), headers, url, code=200)

    director.open = answered_open


def answer_requests(ledger: Ledger, adapters: Any) -> None:
    """Answer every session of requests; `adapters` is the module `requests.adapters`."""

    def send(adapter: Any, request: Any, *_arguments: Any, **_keywords: Any) -> Any:
        import requests
        import urllib3

        path = ledger.answer(request.url)
        if path is None:
            raise requests.exceptions.ConnectionError(ledger.refusal(request.url), request=request)
        body = b"" if request.method == "HEAD" else Path(path).open("rb")  # noqa: SIM115 theirs to close
        raw = urllib3.HTTPResponse(
            body=body,
            headers=_headers(path),
            status=int(http.client.OK),
            reason="OK",
            preload_content=False,
        )
        return adapter.build_response(request, raw)

    adapters.HTTPAdapter.send = send


def _watch_addresses(ledger: Ledger) -> None:
    """Note a host that could not be found, whichever library asked for it."""
    original: Any = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **keywords: Any) -> Any:
        try:
            return original(host, *arguments, **keywords)
        except OSError:
            name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
            if name not in _THIS_MACHINE:
                ledger.refuse(f"//{name}")
            raise

    socket.getaddrinfo = getaddrinfo
