"""What holds the whole together: directions of imports, sizes, docstrings, and no addresses."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "grader").rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import grader
for module in pkgutil.walk_packages(grader.__path__, "grader."):
    if not module.name.startswith("grader.inside"):
        importlib.import_module(module.name)
heavy = {"tensorflow", "keras"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""

# The name of a package index begins like this, so that it need not stand here.
INDEX_HOST = re.compile(r"\b(?:test\.|files\.)?py(?:pi|thonhosted)\.[a-z]{2,}\b")
ADDRESS = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|--trusted-host")
TOOLING = ("requirements.lock", "Makefile", "scripts/*", ".ci/*", "pyproject.toml")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def kept_files() -> list[Path]:
    """Everything that git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = (name for name in listed.stdout.split("\0") if name)
    return [path for name in names if (path := ROOT / name).is_file()]


def kept_texts() -> Iterator[tuple[Path, str]]:
    for path in kept_files():
        yield path, path.read_bytes().decode("utf-8", errors="replace")


def test_imports_run_one_way():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_nothing_but_the_inside_imports_tensorflow():
    command = [sys.executable, "-c", IMPORT_EVERYTHING]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_modules_are_small():
    lines = {shown(path): path.read_text("utf-8").count("\n") for path in MODULES}
    assert {name: count for name, count in lines.items() if count > 300} == {}
    # A drawing is a list of shapes rather than logic: it is long, and no harder to read for it.
    logic = [count for name, count in lines.items() if "/synthetic/" not in name and count]
    assert statistics.median(logic) <= 120


def test_functions_are_short():
    long = {
        f"{shown(path)}:{node.lineno} {node.name}": length(node)
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > 40
    }
    assert long == {}


def test_public_names_have_docstrings():
    silent = [
        shown(path) for path, tree in TREES.items() if tree.body and not ast.get_docstring(tree)
    ]
    for path, tree in TREES.items():
        for node in tree.body:
            documented = isinstance(node, ast.FunctionDef | ast.ClassDef)
            if documented and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{shown(path)}:{node.lineno} {node.name}")
    assert silent == []


def public_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return None


def defined_names(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.ImportFrom() | ast.Import():
                names |= {(alias.asname or alias.name) for alias in node.names}
            case ast.Assign(targets=targets):
                names |= {ast.unparse(target) for target in targets}
            case ast.AnnAssign(target=target):
                names.add(ast.unparse(target))
            case _:
                pass
    return names


def test_public_names_exist_once():
    wrong: dict[str, list[str]] = {}
    for path, tree in TREES.items():
        public = public_names(tree) or []
        missing = sorted(set(public) - defined_names(tree))
        twice = sorted({name for name in public if public.count(name) > 1})
        if missing or twice:
            wrong[shown(path)] = missing + twice
    assert wrong == {}


def test_no_file_names_a_package_index():
    found = {
        shown(path): hit.group() for path, text in kept_texts() if (hit := INDEX_HOST.search(text))
    }
    assert found == {}


def test_no_address_is_in_the_tooling():
    tooling = [path for pattern in TOOLING for path in sorted(ROOT.glob(pattern))]
    assert len(tooling) >= 5
    found = {shown(path): ADDRESS.findall(path.read_text("utf-8")) for path in tooling}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_no_file_holds_a_path_of_this_machine():
    usual = {Path("/"), Path("/usr"), Path("/usr/local")}
    places = {ROOT, Path(sys.prefix), Path(sys.base_prefix), Path.home() / ".cache"} - usual
    found = {
        shown(path): str(place)
        for path, text in kept_texts()
        for place in places
        if re.search(rf"(?<![\w.]){re.escape(str(place))}(?:/|\b)", text)
    }
    assert found == {}
