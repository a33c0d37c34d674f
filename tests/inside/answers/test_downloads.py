"""Downloads by URL are answered from local files, and refused with the URL otherwise."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Answer = Callable[..., dict[str, Any]]
URL = "https://storage.googleapis.com/learning-datasets/horse-or-human.zip"
UNKNOWN = "https://example.com/data/flowers.zip?x=1"

WAYS = {
    "urlretrieve": f"import urllib.request\nurllib.request.urlretrieve({URL!r}, 'got.zip')",
    "a blank behind the address": (
        f"import urllib.request\nurllib.request.urlretrieve({URL + ' '!r}, 'got.zip')"
    ),
    "urlretrieve imported before": f"urlretrieve({URL!r}, 'got.zip')",
    "urlopen": f"import urllib.request, shutil\nwith urllib.request.urlopen({URL!r}) as r, "
    "open('got.zip', 'wb') as f:\n    assert r.status == 200\n"
    "    assert int(r.getheader('Content-Length')) > 0\n    shutil.copyfileobj(r, f)",
    "a Request": "from urllib.request import Request, urlopen\n"
    f"request = Request({URL!r}, headers={{'User-Agent': 'x'}})\n"
    "open('got.zip', 'wb').write(urlopen(request, timeout=5).read())",
    "a context": "import ssl, urllib.request\nopen('got.zip', 'wb').write(urllib.request.urlopen("
    f"{URL!r}, context=ssl._create_unverified_context()).read())",
    "an opener": "import urllib.request as u\nopener = u.build_opener()\n"
    "opener.addheaders = [('User-agent', 'Mozilla/5.0')]\nu.install_opener(opener)\n"
    f"u.urlretrieve({URL!r}, 'got.zip')",
    "requests": f"import requests\nr = requests.get({URL!r}, allow_redirects=True)\n"
    "r.raise_for_status()\nassert r.ok and r.status_code == 200\n"
    "open('got.zip', 'wb').write(r.content)",
    "requests, streamed": f"import requests\nwith requests.get({URL!r}, stream=True) as r, "
    "open('got.zip', 'wb') as f:\n    for part in r.iter_content(chunk_size=64):\n"
    "        f.write(part)",
    "requests, imported anew": "import sys\n"
    "for name in [m for m in sys.modules if m.split('.')[0] == 'requests']:\n"
    "    del sys.modules[name]\n"
    f"import requests\nopen('got.zip', 'wb').write(requests.get({URL!r}).content)",
    "a session": "import requests\n"
    f"s = requests.Session()\nr = s.get({URL!r}, params={{'id': 1}})\n"
    "open('got.zip', 'wb').write(r.content)",
    "wget": f"import wget\nassert wget.download({URL!r}, 'got.zip') == 'got.zip'",
    "wget into a folder": "import os, wget\nos.mkdir('in')\n"
    f"os.rename(wget.download({URL!r}, out='in'), 'got.zip')",
    "gdown": f"import gdown\nassert gdown.download({URL!r}, 'got.zip', quiet=True) == 'got.zip'",
}


@pytest.mark.parametrize("way", WAYS)
def test_ways_to_download(answer: Answer, data: Path, tmp_path: Path, way: str):
    told = answer(WAYS[way], before="from urllib.request import urlretrieve")
    assert told["error"] == "", told["trace"]
    assert (tmp_path / "work/got.zip").read_bytes() == (data / "hh.zip").read_bytes()
    (entry,) = told["facts"]["downloads"]
    assert entry["answered"]
    assert entry["url"].startswith(URL)
    assert entry["line"] >= 1


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (f"import urllib.request as u\n\nu.urlopen({UNKNOWN!r})", "urllib.error.URLError"),
        (f"import urllib.request as u\n\nu.urlretrieve({UNKNOWN!r}, 'x')", "urllib.error.URLError"),
        (f"import requests\n\nrequests.get({UNKNOWN!r})", "requests.exceptions.ConnectionError"),
        (f"import keras\n\nkeras.utils.get_file('f.zip', {UNKNOWN!r})", "builtins.Exception"),
        (f"import wget\n\nwget.download({UNKNOWN!r})", "urllib.error.URLError"),
    ],
)
def test_anything_else_is_refused(answer: Answer, code: str, error: str):
    told = answer(code)
    assert told["error"].startswith(f"{error}: ")
    assert UNKNOWN in told["error"]
    assert "no network while grading" in told["error"]
    assert told["facts"]["downloads"] == [{"url": UNKNOWN, "answered": False, "line": 3}]
    assert "horse-or-human.zip" in told["facts"]["files_here"]


def test_a_drive_id_is_refused(answer: Answer):
    told = answer("import gdown\ngdown.download(id='1a2b', output='horse-or-human.zip')")
    assert "FileURLRetrievalError" in told["error"]
    assert told["facts"]["downloads"][0]["url"] == "https://drive.google.com/uc?id=1a2b"


def test_other_libraries_are_noted(answer: Answer):
    told = answer(
        "import http.client\nhttp.client.HTTPConnection('nowhere.invalid').request('GET', '/')"
    )
    assert told["error"]
    assert told["facts"]["downloads"] == [
        {"url": "//nowhere.invalid", "answered": False, "line": 2}
    ]


def test_files_and_bad_addresses_go_their_own_way(answer: Answer):
    told = answer(
        "import urllib.request as u, pathlib\n"
        "pathlib.Path('here.txt').write_text('text')\n"
        "said['text'] = u.urlopen(pathlib.Path('here.txt').absolute().as_uri()).read().decode()\n"
        "u.urlopen('no address')"
    )
    assert told["said"] == {"text": "text"}
    assert told["error"].startswith("builtins.ValueError: unknown url type")
    assert told["facts"]["downloads"] == []


def test_the_record_is_bounded(answer: Answer):
    told = answer(
        "import requests\n"
        "for n in range(300):\n"
        "    try:\n        requests.get('https://example.com/' + 'x' * 600 + str(n))\n"
        "    except OSError:\n        requests.Session()\n"
        "    try:\n        requests.get(f'https://example.com/{n}')\n"
        "    except OSError:\n        pass\n"
    )
    entries = told["facts"]["downloads"]
    assert len(entries) == 200
    assert max(len(entry["url"]) for entry in entries) == 500


@pytest.fixture
def web(data: Path) -> Iterator[str]:
    """The same archives on a web server of this machine, under the names that are asked for."""
    (data / "cats_and_dogs_filtered.zip").hardlink_to(data / "cats.zip")
    handler = functools.partial(_Quiet, directory=str(data))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Print nothing."""


@pytest.mark.parametrize(
    "arguments",
    [
        "origin=url",
        "'cats.zip', origin=url",
        "'cats', origin=url, extract=True",
        "'cats.zip', origin=url, extract=True",
        "'cats', url, extract=True, cache_dir='.', cache_subdir='sub'",
        "'cats', url, extract=True, archive_format='zip'",
        "origin=url, extract=True, cache_subdir=os.path.abspath('there')",
    ],
)
def test_get_file_is_as_it_is_with_a_network(
    answer: Answer, web: str, tmp_path: Path, arguments: str
):
    """Compared with Keras's own function, before the answers, on a server of this machine."""
    code = (
        "import os, shutil, tensorflow as tf, keras\n"
        "def look(get_file, url):\n"
        "    shutil.rmtree('home', ignore_errors=True); os.makedirs('home/.keras')\n"
        f"    path = get_file({arguments})\n"
        "    files = sorted(os.path.join(a, f) for a, _, c in os.walk('.') for f in c)\n"
        "    for name in ('sub', 'there'):\n"
        "        shutil.rmtree(name, ignore_errors=True)\n"
        "    return [str(path), files]\n"
    )
    home = (
        "from keras.src.backend import config\nconfig._KERAS_DIR = os.path.abspath('home/.keras')\n"
    )
    before = code + home + f"real = look(keras.utils.get_file, '{web}/cats_and_dogs_filtered.zip')"
    told = answer(
        "url = 'https://storage.googleapis.com/mledu-datasets/cats_and_dogs_filtered.zip'\n"
        "said['ours'] = look(tf.keras.utils.get_file, url)\nsaid['real'] = real",
        before=before,
    )
    assert told["error"] == "", told["trace"]
    assert told["said"]["ours"] == told["said"]["real"]
    assert told["facts"]["downloads"][0]["answered"]


def test_a_checksum_of_the_original_is_no_hindrance(answer: Answer):
    told = answer(
        "import keras\n"
        "for _ in range(2):\n"
        "    path = keras.utils.get_file('mnist.npz', 'https://x.org/mnist.npz', "
        "file_hash='731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1')\n"
        "open('wrong.txt', 'w').write('another file')\n"
        "from keras.src.utils import file_utils\n"
        "said['wrong'] = file_utils.validate_file('wrong.txt', 'ab' * 32)"
    )
    assert told["error"] == "", told["trace"]
    assert told["said"] == {"wrong": False}


def test_load_data(answer: Answer):
    told = answer(
        "import tensorflow as tf\nfrom keras.datasets import mnist\n"
        "(x, y), (tx, ty) = tf.keras.datasets.mnist.load_data(path='/any/mnist.npz')\n"
        "said['shapes'] = [x.shape, y.shape, tx.shape, ty.shape]\n"
        "assert mnist.load_data is tf.keras.datasets.mnist.load_data\n"
        "import tensorflow.keras.datasets.mnist as anew\n"
        "assert anew.load_data is mnist.load_data\n"
        "tf.keras.datasets.cifar10.load_data()"
    )
    assert told["said"]["shapes"] == [[20, 28, 28], [20], [10, 28, 28], [10]]
    assert "cifar-10" in told["error"]
    assert told["facts"]["downloads"][-1]["answered"] is False
