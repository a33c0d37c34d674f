"""Shell lines of notebooks, and the same programs through os.system and subprocess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.cells import python_of_cell
from grader.shell_lines import ANSWERED

Answer = Callable[..., dict[str, Any]]
URL = "https://storage.googleapis.com/learning-datasets/horse-or-human.zip"
HORSES = [f"horses-{number:02}.png" for number in range(10)]


def test_the_answered_programs_are_those_that_are_kept(answer: Answer):
    told = answer("from grader.inside.answers.programs import PROGRAMS\nsaid['p'] = list(PROGRAMS)")
    assert set(told["said"]["p"]) == ANSWERED


NOTEBOOKS = {
    "Colab's": f"!wget --no-check-certificate \\\n    {URL} \\\n    -O /tmp/hh.zip\n"
    "import zipfile\nzipfile.ZipFile('/tmp/hh.zip').extractall('out')\n!rm -f /tmp/hh.zip",
    "wget -q, unzip -q": f"!wget -q {URL}\n!unzip -q horse-or-human.zip -d out",
    "wget -P": f"!mkdir -p a/b && wget -qP a/b '{URL}'\n!unzip -qo a/b/horse-or-human.zip -d ./out",
    "wget -O with spaces": f"!wget {URL} -O 'my file.zip' > /dev/null 2>&1; unzip 'my file' -d out",
    "curl -o": f"!curl -L -o x.zip {URL}\n!unzip x.zip -d out",
    "curl -LO": f"!curl -LO {URL}\n!unzip horse-or-human.zip -d out | tail -2",
    "curl >": f"!curl -s {URL} > x.zip\n!unzip x -d out",
    "variables": f"url, base, d = '{URL}', 'x', {{'to': 'out'}}\n!wget {{url}} -O $base'.zip'\n"
    "!unzip -q $base'.zip' -d {d['to']}",
    "in a function": "def get(url, to):\n    !wget -q $url -O x.zip\n    !unzip -q x.zip -d {to}\n"
    f"get('{URL}', 'out')",
    "%cd": f"%mkdir out\n%cd -q out\n!wget -q {URL}\n!unzip -q *.zip\n%rm *.zip\n%cd -",
    "!cd does not stay": f"!mkdir out; cd out && wget -q {URL} && unzip -q *.zip; rm *.zip",
    "%%bash": f"%%bash\n# get it\nwget -q \\\n  {URL}\n\nunzip -q horse-or-human.zip -d out",
    "sudo, environment": f"!sudo X=1 wget -q {URL} -O x.zip\n!DEBUG=1 unzip -q x.zip -d out",
    "cp and mv": f"!wget -q {URL} -O a.zip\n!cp a.zip b.zip; mv b.zip c.zip\n!unzip c.zip -d in\n"
    "!cp -r in out\n!rm -rf in",
    "os.system": f"import os\nassert os.system('wget -q {URL}') == 0\n"
    "assert os.system('unzip -q horse-or-human.zip -d out && rm *.zip') == 0",
    "subprocess": "import subprocess as s\n"
    f"s.run(['wget', '-q', '{URL}', '-O', 'a.zip'], check=True)\n"
    "assert s.call('unzip -q a.zip -d out', shell=True) == 0\ns.check_call(['rm', 'a.zip'])",
}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_ways_to_download_and_unpack(answer: Answer, tmp_path: Path, name: str):
    told = answer(python_of_cell(NOTEBOOKS[name]))
    assert told["error"] == "", told["trace"]
    found = sorted(path.name for path in (tmp_path / "work/out/horses").iterdir())
    assert found == HORSES, told["printed"]
    assert [entry["answered"] for entry in told["facts"]["downloads"]] == [True]


PROCESS = "import os, subprocess as s\n"
LINES: dict[str, Any] = {
    "!mkdir -p a/b\n!touch a/1 a/b/2\nx = !ls a\nsaid['x'] = x": ["1", "b"],
    "!mkdir a\n!touch a/1 a/2 a/3\nx = !ls -1 a | wc -l\nsaid['x'] = int(x[0])": 3,
    "!echo one two > f\n!echo three >> f\nx = !cat f\nsaid['x'] = [x, x.n, x.s]": [
        ["one two", "three"],
        "one two\nthree",
        "one two three",
    ],
    "x = !echo {{a}} {1 + 1} {missing} $$\nsaid['x'] = x[0]": "{a} 2 {missing} $",
    "import os\nos.environ['A'] = 'b'\nx = !echo $A ~\nassert x[0].startswith('b /')\n": "",
    "!seq 3\n!nvidia-smi\n!pip install -q x\n!frobnicate {x}": "",
    "!false_program && echo yes || echo no": "yes\n",
    "!cat missing || echo none": "cat: [Errno 2] No such file or directory: 'missing'\nnone\n",
    "!echo a # b 'c\n!echo 'a # b'#c #d": "a\na # b#c\n",
    "!ls nowhere": "ls: nowhere: No such file or directory\n",
    "!echo 'unclosed": "'unclosed\n",
    "%env A=1\n%env B 2\nimport os\nsaid['x'] = os.environ['A'] + os.environ['B']": "12",
    "%cd /nowhere\nimport os\nsaid['x'] = os.path.basename(os.getcwd())": "work",
    "x = get_ipython()\nsaid['x'] = [x.config.get('x'), bool(x.set_next_input('x'))]": [
        None,
        False,
    ],
    "!echo '1\\n2' | head -n 1": "1\\n2\n",
    PROCESS + "said['x'] = s.check_output('unzip nothing || echo a', shell=True, text=True)": "a\n",
    PROCESS
    + "r = s.run(['unzip', 'nothing'], capture_output=True, text=True)\n"
    + "said['x'] = [r.returncode, r.stdout, r.stderr]": [
        9,
        "",
        "unzip: cannot find or open nothing\n",
    ],
    PROCESS
    + "try:\n    s.check_call(['unzip', 'nothing'], stderr=s.DEVNULL)\n"
    + "except s.CalledProcessError as e:\n    said['x'] = e.returncode": 9,
    PROCESS + "said['x'] = os.popen('curl x.invalid/a 2>&1 || echo b').read()[-2:]": "b\n",
    PROCESS
    + "p = s.Popen('cat', stdin=s.PIPE, stdout=s.PIPE)\n"
    + "said['x'] = p.communicate(b'real')[0].decode()": "real",
    PROCESS
    + "with open('f', 'w') as f:\n    s.run('curl x.invalid; echo a', shell=True, stdout=f)\n"
    + "said['x'] = open('f').read()": "a\n",
    PROCESS + "said['x'] = os.system('exit 3') >> 8": 3,
}


@pytest.mark.parametrize("cell", LINES)
def test_what_lines_do(answer: Answer, cell: str):
    told = answer(python_of_cell(cell))
    assert told["error"] == "", told["trace"]
    assert told["said"].get("x", told["printed"]) == LINES[cell]


def test_tar(answer: Answer, tmp_path: Path):
    told = answer(
        "import tarfile\nopen('f.txt', 'w').write('x')\n"
        "with tarfile.open('a.tgz', 'w:gz') as t:\n    t.add('f.txt')\n"
        "get_ipython().system('mkdir to; tar -xzf a.tgz -C to; mkdir two; tar xf a.tgz -C two')"
    )
    assert told["error"] == ""
    assert (tmp_path / "work/to/f.txt").read_text(encoding="utf-8") == "x"
    assert (tmp_path / "work/two/f.txt").is_file()


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        ("\n!wget https://x.org/other.zip", "https://x.org/other.zip"),
        ("\n!curl -O https://x.org/other.zip", "https://x.org/other.zip"),
        ("\n!gdown --id 1aB2c", "https://drive.google.com/uc?id=1aB2c"),
        ("\n!gdown 1aB2c -O horse-or-human.zip", "https://drive.google.com/uc?id=1aB2c"),
        ("\n!git clone https://github.com/a/b.git", "https://github.com/a/b.git"),
        ("\n!kaggle datasets download -d a/b", "kaggle datasets download -d a/b"),
        (
            "\n!kaggle competitions download -c horse-or-human",
            "kaggle competitions download -c horse-or-human",
        ),
    ],
)
def test_what_is_refused_does_not_end_the_run(answer: Answer, cell: str, url: str):
    told = answer(python_of_cell(cell))
    assert told["error"] == ""
    assert told["facts"]["downloads"] == [{"url": url, "answered": False, "line": 2}]
    assert "no network while grading" in told["printed"]


def test_a_removed_folder_is_no_trouble(answer: Answer):
    told = answer(
        "import os, shutil\nos.mkdir('gone'); os.chdir('gone'); shutil.rmtree(os.getcwd())\n"
        "get_ipython().system('ls'); get_ipython().system('wget x.org/a')\n"
        "get_ipython().run_line_magic('cd', '..')"
    )
    assert told["error"] == "", told.get("trace")
