"""What is installed is what is here: the lock, the wheel, and `grader` away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)==\S+", re.MULTILINE)

# Every opened file, listed folder or started program below the checkout is refused, in each
# Python process of the installed grader; the packages of the outer .venv lie there too and may be.
REFUSE_THE_CHECKOUT = """\
import os, sys

CHECKOUT, ALLOWED = {checkout!r}, {allowed!r}

def refuse(event, arguments):
    if event not in {{"open", "os.listdir", "os.scandir", "subprocess.Popen"}} or not arguments:
        return
    try:
        path = os.path.abspath(os.fsdecode(arguments[0]))
    except TypeError:
        return
    if (path + os.sep).startswith(CHECKOUT) and not (path + os.sep).startswith(ALLOWED):
        raise RuntimeError("the checkout is read: " + path)

sys.addaudithook(refuse)
"""


def locked() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def name_of(requirement: str) -> str:
    return re.split(r"[\[<>=~! ;]", requirement, maxsplit=1)[0].lower()


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert {name_of(requirement) for requirement in asked} - set(PINNED.findall(locked())) == set()


def test_every_pin_has_hashes():
    entries = re.split(r"\n(?=\S)", locked().strip())
    assert len(entries) > 40
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a .venv of its own that borrows this one's packages; its `bin`."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", place / "bin" / "python", "install", "--quiet"]
    offline = ["--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*pip, *offline, wheel], check=True)
    scheme = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", vars=scheme))
    borrowed = sysconfig.get_path("purelib")
    (packages / "borrowed.pth").write_text(f"{borrowed}\n", encoding="utf-8")
    outer = f"{Path(sys.prefix).absolute()}{os.sep}"
    refusal = REFUSE_THE_CHECKOUT.format(checkout=f"{ROOT}{os.sep}", allowed=outer)
    (packages / "sitecustomize.py").write_text(refusal, encoding="utf-8")
    return place / "bin"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the installed package away from the checkout."""
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        command,
        cwd=cwd,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_exercises_manifests_and_solutions(wheel: Path):
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"grader/share/{path.relative_to(ROOT).as_posix()}"
        for folder in ("exercises", "datasets", "solutions")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "grader").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(wanted) >= 10
    assert (wanted | data) - carried == set()
    assert [name for name in carried if "__pycache__" in name or name.startswith("tests/")] == []


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path):
    asked = (
        "import grader.resources as r; print(r.__file__); print(r.exercises_folder())\n"
        f"open({str(ROOT / 'README.md')!r})"
    )
    ran = run(installed / "python", "-c", asked, cwd=tmp_path)
    assert [Path(line).is_relative_to(installed.parent) for line in ran.stdout.split()] == [
        True
    ] * 2
    assert "the checkout is read" in ran.stderr


def test_list_works_away_from_the_checkout(installed: Path, tmp_path: Path):
    ran = run(installed / "grader", "list", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "c1w1_house_prices" in ran.stdout
    assert "c1w2_callbacks" in ran.stdout


@pytest.mark.slow
def test_a_solution_passes_away_from_the_checkout(installed: Path, tmp_path: Path):
    solution = tmp_path / "mine.py"
    original = ROOT / "solutions" / "c1w1_house_prices" / "solution.py"
    solution.write_text(original.read_text(encoding="utf-8"), encoding="utf-8")
    ran = run(installed / "grader", "check", "house_prices", "mine.py", cwd=tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
