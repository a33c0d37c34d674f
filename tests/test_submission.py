from __future__ import annotations

import ast
import hashlib
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.errors import NotGradableError
from grader.language import use_language
from grader.notebooks import notebook_from_python
from grader.submission import read_submission

Write = Callable[[str, str | bytes], Path]
CODE = "import numpy as np\n\n\ndef solution_model():\n    return np.zeros(3)\n"
STUB = '''"""The task."""

# Fill in the function.
def solution_model():
    """Build it."""
    # TODO
    return None
'''


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def writing(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return writing


def complaint(path: Path, stub: Path | None = None) -> str:
    with pytest.raises(NotGradableError) as caught:
        read_submission(path, stub=stub)
    return str(caught.value)


def notebook(*cells: str | list[str], **changes: object) -> str:
    content: dict[str, object] = {
        "cells": [{"cell_type": "code", "source": cell, "metadata": {}} for cell in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content | changes)


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_script(write: Write):
    path = write("mine.py", CODE)
    submission = read_submission(path, student="ana")
    assert (submission.name, submission.student, submission.path) == ("mine.py", "ana", path)
    assert submission.source.text == CODE
    assert not submission.source.notebook
    assert submission.sha256 == hashlib.sha256(CODE.encode()).hexdigest()
    assert submission.source.where(4) == "line 4"


def test_line_ends_and_byte_order_mark_do_not_matter(write: Write):
    path = write("mine.py", b"\xef\xbb\xbf" + CODE.replace("\n", "\r\n").encode())
    assert read_submission(path).source.text == CODE


def test_a_suffix_in_capitals(write: Write):
    assert read_submission(write("MINE.PY", CODE)).name == "MINE.PY"


def test_old_escapes_warn_nobody(write: Write):
    assert read_submission(write("mine.py", "path = 'C:\\data'\n")).source.text


def test_a_notebook_keeps_its_lines(write: Write):
    path = write("mine.ipynb", notebook("%matplotlib inline\nx = 1", ["y = 2\n", "z = 3"], ""))
    source = read_submission(path).source
    assert source.text == "pass\nx = 1\ny = 2\nz = 3\n\n"
    assert source.notebook
    assert source.starts == ((1, 1), (3, 2), (5, 3))
    assert source.where(4) == "cell 2, line 2"


def test_the_cell_number_counts_code_cells_only(write: Write):
    content = json.loads(notebook("x = 1", "y = ("))
    content["cells"].insert(0, {"cell_type": "markdown", "source": "# Task", "metadata": {}})
    assert "cell 2, line 1" in complaint(write("mine.ipynb", json.dumps(content)))


def test_a_backslash_in_a_path(write: Write):
    said = complaint(write("mine.py", "import os\nos.listdir('C:\\Users\\kim\\train')\n"))
    assert said.startswith(
        "mine.py is not Python in line 2: a backslash in quotes begins a special sign. In a path, "
        "write / in its place, or r before the quotes. The exercise's README says where the data "
        "lies.\n"
    )
    assert "README" not in complaint(write("mine.py", "x = '\\N'\n"))


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_folder_or_zip_with_one_file(write: Write, tmp_path: Path, kind: str):
    files = {
        "deep/er/mine.py": CODE.encode(),
        "__MACOSX/deep/er/._mine.py": b"\0\0",
        "deep/.ipynb_checkpoints/mine-checkpoint.ipynb": b"{}",
        "deep/__pycache__/mine.cpython-311.py": b"",
        "deep/.hidden.py": b"x",
        "deep/notes.txt": b"hello",
    }
    if kind == "zip":
        path = write("hand in.zip", zipped(files))
    else:
        for name, content in files.items():
            write(f"hand in/{name}", content)
        path = tmp_path / "hand in"
    submission = read_submission(path)
    assert submission.name == "mine.py"
    assert submission.source.text == CODE
    assert submission.path == path
    assert submission.sha256 == hashlib.sha256(CODE.encode()).hexdigest()


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_several_files_are_named(write: Write, tmp_path: Path, kind: str):
    names = ["b.py", "a.ipynb"]
    path = write("many.zip", zipped(dict.fromkeys(names, b"x")))
    if kind == "folder":
        path.unlink()
        for name in names:
            write(f"many/{name}", "x = 1")
        path = tmp_path / "many"
    said = complaint(path)
    assert "2 files" in said
    assert "a.ipynb, b.py" in said
    assert "\n" not in said


def test_many_candidates_are_not_all_named(write: Write):
    path = write("many.zip", zipped({f"{letter}.py": b"x" for letter in "abcdefgh"}))
    assert "(a.py, b.py, c.py, d.py, e.py, …)" in complaint(path)


def test_nothing_in_the_folder(write: Write, tmp_path: Path):
    write("empty/readme.txt", "hello")
    assert "has no .py or .ipynb" in complaint(tmp_path / "empty")
    assert "has no .py or .ipynb" in complaint(write("empty.zip", zipped({"a.txt": b""})))


def test_a_missing_file_with_a_likely_name(write: Write, tmp_path: Path):
    write("callbacks.py", CODE)
    assert complaint(tmp_path / "callback.py") == (
        "There is no file callback.py. Did you mean callbacks.py?"
    )
    assert "There is no file zzz.ipynb. Look" in complaint(tmp_path / "zzz.ipynb")
    assert "There is no file" in complaint(tmp_path / "none" / "mine.py")
    assert "There is no file" in complaint(tmp_path / ("x" * 5000 + ".py"))
    assert "There is no file" in complaint(tmp_path / "nu\0ll.py")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_an_empty_file(write: Write, content: Any, suffix: str):
    assert complaint(write(f"mine{suffix}", content)) == (
        f"mine{suffix} is empty. Save your code and try again."
    )


def test_an_empty_zip(write: Write):
    assert "is empty" in complaint(write("mine.zip", b""))


@pytest.mark.parametrize("code", ["# only this\n", '"""Only this."""\n', "pass\n...\n"])
def test_no_code(write: Write, code: str):
    assert "holds no code" in complaint(write("mine.py", code))


def test_not_utf_8(write: Write):
    said = complaint(write("mine.py", "x = 1\n# größer\n".encode("latin-1")))
    assert said == "mine.py is not UTF-8 text (line 2). Save it with the encoding UTF-8."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not a whole notebook"),
        ('{"cells": [], ', "is wrong in line 1"),
        ("[]", "not a notebook"),
        ("3", "not a notebook"),
        ("{}", "not a notebook"),
        ('{"cells": 3}', "not a notebook"),
        ('{"cells": [3]}', "not a notebook"),
        ('{"cells": [{"cell_type": "code", "source": [3]}]}', "not a notebook"),
        ('{"cells": [{"cell_type": "code", "source": 3}]}', "not a notebook"),
        ("[" * 100_000, "nested too deeply"),
        (notebook(), "without code"),
        (notebook("", "  \n"), "without code"),
        (notebook("# todo"), "holds no code"),
        (notebook("%%html\n<b>"), "without code"),
        (notebook("x = '\ud800'"), "no text, in cell 1, line 1"),
        (notebook("x = 1\ny = '\0'"), "no text, in cell 1, line 2"),
        (notebook("x", metadata={"kernelspec": {"language": "R"}}), "a notebook in R"),
    ],
)
def test_what_is_not_a_notebook(write: Write, content: Any, words: str):
    said = complaint(write("mine.ipynb", content))
    assert said.startswith("mine.ipynb")
    assert words in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("code", "sentence", "line", "caret"),
    [
        ("x = 1\nmodel = f(a,\n", "line 2: the ( is not closed", "model = f(a,", 9),
        ("def f():\n    한글 = 3 +* 4\n", "line 2: something is missing here", "한글 = 3 +* 4", 10),
        ("x = 'abc\n", "line 1: a text is not closed", "x = 'abc", 4),
        ("if x:\npass\n", "line 2: what belongs to line 1 is indented further", "pass", 0),
        ("x = 1\n  y = 2\n", "line 2: it is indented", "y = 2", 0),
        ("return 3\n", "line 1: return stands outside", "return 3", 0),
        (
            "def on_epoch_end(None, None):\n    pass\n",
            "None still stands where a name belongs",
            "def on_epoch_end(None, None):",
            17,
        ),
        ("None = fit(x)\n", "None still stands where a name belongs", "None = fit(x)", 0),
        ("model = # todo\n", "line 1: a value is missing where # todo", "model = # todo", 7),
        (
            "x = 1\nThis cell loads the images\n",
            "line 2: it reads like a text",
            "This cell loads the images",
            5,
        ),
        (
            "The images are 150x150 (RGB).\n",
            "line 1: it reads like a text",
            "The images are 150x150 (RGB).",
            17,
        ),
        ("https://a.org/b-c\nx = 1\n", "line 1: it reads like a text", "https://a.org/b-c", 6),
        ("x = 1\n-------\ny = 2\n", "line 2: it reads like a text", "-------", 7),
        (
            "return model in a loop =\n",
            "line 1: nothing stands after",
            "return model in a loop =",
            18,
        ),
        (
            "x = 1\n<<<<<<< HEAD\ny = 2\n=======\ny = 3\n>>>>>>> 0e1f\n",
            "line 2: git put its marks there",
            "<<<<<<< HEAD",
            0,
        ),
        ("for x in y z:\n  pass\n", "line 1: something is missing here", "for x in y z:", 11),
        ("```python\nx = 1\n```\n", "line 1: ``` is Markdown", "```python", 0),
        ('x = """\n```\n"""\ny = = 1\n', "line 4: something is missing here", "y = = 1", 4),
        (
            "Here is what I tried.\nW06 = 012\n",
            "line 1: it reads like a text",
            "Here is what I tried.",
            13,
        ),
        (
            "form os import path\n",
            "line 1: there is no form; is from meant?",
            "form os import path",
            5,
        ),
        ("impot os\nx = 2\nif x：\n  pass\n", "line 1: there is no impot", "impot os", 6),
        ("x = 1\nretrun x\n", "line 2: there is no retrun; is return meant?", "retrun x", 7),
        ("pip install keras\n", "line 1: this is a command for a terminal", "pip install keras", 4),
        ("model fit(x)\n", "line 1: something is missing here", "model fit(x)", 6),
        ("f(g(a=1, b, c)\n", "line 1: a value without a name stands behind", "f(g(a=1, b, c)", 13),
        ("x = [\n!ls\n]\n", "line 2: lines with ! or % work only", "!ls", 0),
    ],
)
def test_a_syntax_error_shows_the_line_and_points_at_it(
    write: Write, code: str, sentence: str, line: str, caret: int
):
    first, empty, shown, below = complaint(write("mine.py", code)).split("\n")
    assert sentence in first
    assert not empty
    assert shown == f"    {line}"
    assert below == "    " + " " * caret + "^"


def test_a_syntax_error_in_a_notebook_names_the_cell(write: Write):
    said = complaint(write("mine.ipynb", notebook("x = 1\n", "%cd data\ny = 1\nz = (1\n")))
    assert "mine.ipynb is not Python in cell 2, line 3: the ( is not closed." in said


def test_a_zip_with_an_entry_without_a_name(write: Write):
    content = zipped({"mine.py": CODE.encode(), "QQQQ": b"x"}).replace(b"QQQQ", b"\0QQQ")
    assert read_submission(write("mine.zip", content)).name == "mine.py"


def test_two_halves_in_two_cells_are_no_whole(write: Write):
    assert "cell 1, line 1" in complaint(write("mine.ipynb", notebook("x = (1,", "2)")))


def test_a_long_line_is_shown_around_the_caret(write: Write):
    said = complaint(write("mine.py", f"x = [{'1, ' * 500} 2 3 4 (]\n"))
    *_, shown, below = said.split("\n")
    assert len(shown) <= 80
    assert shown[len(below) - 1] == "]"


def test_a_null_byte(write: Write):
    assert "holds bytes that are no text, in line 2" in complaint(write("mine.py", "x = 1\ny\0= 2"))


@pytest.mark.parametrize("code", ["x = " + "-" * 50_000 + "1", "x = 1" + "+1" * 20_000])
def test_too_deep(write: Write, code: str):
    assert "nested too deeply" in complaint(write("mine.py", code))


def test_too_large(write: Write):
    assert "larger than 10 MB" in complaint(write("mine.py", b"#" * (10 * 2**20 + 1)))
    assert "larger than 10 MB" in complaint(write("mine.zip", b"#" * (10 * 2**20 + 1)))
    assert "more code than any solution needs" in complaint(write("mine.py", "x = 1\n" * 50_000))


@pytest.mark.parametrize("code", ["import a" + ".a" * 100_000, "f'" + "{a}" * 80_000 + "'"])
def test_code_that_would_take_minutes_to_parse(write: Write, code: str):
    path = write("mine.py", code)
    began = time.process_time()
    assert "more code than any solution needs" in complaint(path)
    assert time.process_time() - began < 1


def test_a_zip_bomb_is_refused_without_unpacking_it(write: Write):
    bomb = zipped({"mine.py": b"#" * (300 * 2**20)})
    assert len(bomb) < 2**20
    assert "larger than 10 MB" in complaint(write("bomb.zip", bomb))


def test_a_zip_that_lies_about_its_size(write: Write):
    content = zipped({"mine.py": b"#" * (64 * 2**20)})
    lying = content.replace((64 * 2**20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert complaint(write("mine.zip", lying))


def test_zips_that_cannot_be_read(write: Write):
    assert "not a whole .zip" in complaint(write("mine.zip", b"PK\3\4 and no more"))
    assert "not a whole .zip" in complaint(write("half.zip", zipped({"mine.py": b"x"})[:-9]))
    odd = zipped({"mine.py": b"x = 1"}, zipfile.ZIP_LZMA)
    assert "packed in an unusual way" in complaint(write("odd.zip", odd))
    damaged = zipped({"mine.py": b"x = 1"}, zipfile.ZIP_STORED).replace(b"x = 1", b"x = 2", 1)
    assert "not a whole .zip" in complaint(write("damaged.zip", damaged))


def test_a_zip_with_a_password(write: Write):
    content = bytearray(zipped({"mine.py": b"x = 1"}))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.index(mark) + offset] |= 1
    assert "locked with a password" in complaint(write("mine.zip", bytes(content)))


@pytest.mark.parametrize("name", ["model.h5", "model.KERAS", "saved_model.pb"])
def test_a_saved_model(write: Write, name: str):
    said = complaint(write(name, b"\x89HDF"))
    assert "is a saved model; the file with the code that trains it is needed" in said


@pytest.mark.parametrize("name", ["mine.txt", "mine.pdf", "mine", "mine.tar.gz", ".py"])
def test_other_suffixes(write: Write, name: str):
    assert "is no kind of file that can be graded" in complaint(write(name, "x = 1"))


def test_a_notebook_that_is_named_py(write: Write):
    said = complaint(write("mine.py", notebook("x = 1")))
    assert "Rename it so that it ends in .ipynb" in said


def test_links(write: Write, tmp_path: Path):
    (tmp_path / "nowhere.py").symlink_to(tmp_path / "gone.py")
    assert "is a link that leads nowhere" in complaint(tmp_path / "nowhere.py")
    (tmp_path / "round.py").symlink_to(tmp_path / "round.py")
    assert "is a link that leads nowhere" in complaint(tmp_path / "round.py")
    write("mine.py", CODE)
    (tmp_path / "linked.py").symlink_to(tmp_path / "mine.py")
    assert read_submission(tmp_path / "linked.py").source.text == CODE


def test_a_link_out_of_the_folder_is_not_followed(write: Write, tmp_path: Path):
    secret = write("secret.py", CODE)
    (tmp_path / "hand in").mkdir()
    (tmp_path / "hand in" / "mine.py").symlink_to(secret)
    assert "leads out of its folder" in complaint(tmp_path / "hand in")


def test_what_is_not_a_plain_file_is_not_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.py")
    assert "is not a file" in complaint(tmp_path / "pipe.py")


def test_no_permission(write: Write, monkeypatch: pytest.MonkeyPatch):
    path = write("mine.py", CODE)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission is denied" in complaint(path)


@pytest.mark.parametrize(
    "code",
    [
        STUB,
        "def solution_model():\n    return None\n",
        'def solution_model(  ):\n  "Other words."\n  pass\n  return (None)  # ?\n',
        STUB.replace("\n", "\r\n"),
    ],
)
def test_the_untouched_stub(write: Write, code: str):
    stub = write("stub.py", STUB)
    said = complaint(write("mine.py", code), stub)
    assert said == (
        "mine.py is still the untouched stub. Fill in what it asks for, then check again."
    )


def test_the_stub_as_a_notebook_and_the_stub_filled_in(write: Write):
    text = f"# %% [markdown]\n# # Task\n# %%\n{STUB}\n# %%\nprint(solution_model())\n"
    stub = write("stub.py", text)
    made = json.loads(notebook_from_python(text))
    made["cells"].append({"cell_type": "code", "source": "%matplotlib inline", "metadata": {}})
    assert "untouched stub" in complaint(write("mine.ipynb", json.dumps(made)), stub)
    changed = write("mine.py", text.replace("return None", "return 1"))
    assert "return 1" in read_submission(changed, stub=stub).source.text


def test_names_cannot_move_the_cursor(write: Write):
    said = complaint(write("\x1b[31mmine\u202e.txt", "x"))
    assert said.startswith(" [31mmine.txt is no kind")


def test_the_complaint_in_korean(write: Write):
    with use_language("ko"):
        said = complaint(write("mine.py", ""))
    assert "mine.py" in said
    assert any("가" <= letter <= "힣" for letter in said)


def test_a_rejection_is_told_at_once(write: Write):
    path = write("mine.py", "x = (\n")
    program = (
        "import sys, pathlib\n"
        "from grader.errors import NotGradableError\n"
        "from grader.submission import read_submission\n"
        "try: read_submission(pathlib.Path(sys.argv[1]))\n"
        "except NotGradableError: pass\n"
        "print({'numpy', 'tensorflow', 'pydantic', 'nbformat', 'rich'} & set(sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, path], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"


def test_each_cell_is_parsed_once_and_all_of_them_together(
    write: Write, monkeypatch: pytest.MonkeyPatch
):
    parsed, parse = list[int](), ast.parse

    def counted(source: str, *more: object, **named: object) -> ast.AST:
        parsed.append(len(source))
        return parse(source, *more, **named)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(ast, "parse", counted)
    read_submission(write("mine.ipynb", notebook(*["x = 1\n" * 20] * 20)))
    assert len(parsed) <= 21 * 2
    assert sum(parsed) <= 20 * 20 * len("x = 1\n") * 4


def read_hostile(name: str, content: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(content)
    try:
        submission = read_submission(path)
    except NotGradableError as error:
        said = str(error)
    else:
        said = submission.source.text
    assert said.strip()


HOSTILE = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@HOSTILE
@given(content=st.binary(max_size=300), suffix=st.sampled_from(["py", "ipynb", "zip"]))
@example(content=b"\xff\xfe\0", suffix="py")
@example(content=b'{"cells": [{"cell_type": "code", "source": "\\ud800"}]}', suffix="ipynb")
@example(content=b"NaN", suffix="ipynb")
@example(content=b"1" * 5000, suffix="ipynb")
def test_any_bytes(tmp_path: Path, content: Any, suffix: str):
    read_hostile(f"mine.{suffix}", content, tmp_path)


LINES = st.text(alphabet="%!?'\"()[]{}#=\\ \n\tabx1:,.\0\u202e한", max_size=60)


@HOSTILE
@given(cells=st.lists(LINES | st.lists(LINES, max_size=3), max_size=4))
def test_any_cells(tmp_path: Path, cells: Any):
    read_hostile("mine.ipynb", notebook(*cells).encode(), tmp_path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "kernelspec", "language"]),
            inner | st.just("code"),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@HOSTILE
@given(content=JSON)
def test_any_json(tmp_path: Path, content: Any):
    read_hostile("mine.ipynb", json.dumps(content).encode(), tmp_path)


@HOSTILE
@given(
    at=st.integers(0, 140),
    value=st.integers(0, 255),
    cut=st.integers(1, 140),
)
def test_any_damage_to_a_zip(tmp_path: Path, at: int, value: int, cut: int):
    content = bytearray(zipped({"a/mine.py": CODE.encode(), "b.txt": b"hello"}))
    content[at % len(content)] = value
    read_hostile("mine.zip", bytes(content), tmp_path)
    read_hostile("mine.zip", bytes(content[: len(content) - cut]), tmp_path)
