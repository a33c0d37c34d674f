"""What lies in integrations/: scripts run as their platforms run them, workflows read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.exports.test_gradescope import VALIDATOR

ROOT = Path(__file__).resolve().parent.parent
INTEGRATIONS = ROOT / "integrations"
GRADESCOPE = INTEGRATIONS / "gradescope"
STUDENT = INTEGRATIONS / "github" / "student"
INSTRUCTOR = INTEGRATIONS / "github" / "instructor"
SCRIPTS = [GRADESCOPE / "setup.sh", GRADESCOPE / "run_autograder", STUDENT / ".github" / "grade.sh"]
WORKFLOWS = sorted(INTEGRATIONS.rglob("*.yml"))


def run(command: list[str | Path], **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_plain_sh(path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#!/bin/sh\n")
    assert "\nset -eu\n" in text
    assert os.access(path, os.X_OK)
    assert run(["sh", "-n", path]).stderr == ""
    for bashism in ("[[", "==", "local ", "function ", "pipefail", "<<<", "$'"):
        assert bashism not in text


# ---- Gradescope


@pytest.fixture
def autograder(tmp_path: Path) -> Path:
    """Lay the folder out as Gradescope's documentation does, with a submission."""
    root = tmp_path / "autograder"
    shutil.copytree(GRADESCOPE, root / "source")
    shutil.copy(GRADESCOPE / "run_autograder", root / "run_autograder")
    (root / "results").mkdir()
    (root / "submission").mkdir()
    (root / "submission" / "solution.py").write_text("x = 1\n", encoding="utf-8")
    metadata = {"id": 1, "users": [{"name": "Ana\n Ruiz", "id": 7}, {"name": "--Bo", "id": 8}]}
    (root / "submission_metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (root / "results" / "results.json").write_text("left from before", encoding="utf-8")
    return root


def configure(root: Path, **values: str) -> None:
    """Change values of grader.conf."""
    path = root / "source" / "grader.conf"
    lines = path.read_text(encoding="utf-8").splitlines()
    for name, value in values.items():
        (at,) = [number for number, line in enumerate(lines) if line.startswith(f"{name}=")]
        lines[at] = f"{name}={value}"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def grade(root: Path, python: Path | str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "GRADER_PYTHON": str(python), **more}
    return run([root / "run_autograder"], cwd=root, env=environment)


def results(root: Path) -> dict[str, Any] | None:
    path = root / "results" / "results.json"
    if not path.exists():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    VALIDATOR.validate(content)
    return content


def pretend(tmp_path: Path, check: str, lacking: str = "") -> Path:
    """Write a Python that answers as the grader would; the rest is the real one."""
    return script(
        tmp_path / "python",
        f'case "$*" in\n'
        f"*host_abilities*) echo '{lacking}' ;;\n"
        f'*"grader check"*) printf "%s\\n" "$@" >"{tmp_path}/asked"\n{check}\n;;\n'
        f'*) exec "{sys.executable}" "$@" ;;\nesac\n',
    )


def writing(report: str, code: int) -> str:
    """Shell lines that write a report where it is asked for and end with an exit code."""
    return (
        'while [ "$1" != --output ]; do shift; done\n'
        f"cat >\"$2\" <<'REPORT'\n{report}\nREPORT\nexit {code}"
    )


def sample(name: str) -> str:
    from grader.reports.json import render_json
    from tests.reports.samples import SAMPLES

    return render_json(SAMPLES[name])


def test_a_submission_is_graded_and_its_results_are_written(autograder: Path, tmp_path: Path):
    configure(autograder, HIDDEN_SEED="12", HIDDEN_CHECKS="after_due_date")
    ran = grade(autograder, pretend(tmp_path, writing(sample("failed"), 1)))
    assert ran.returncode == 0, ran.stdout
    found = results(autograder)
    assert found is not None
    assert found["score"] == 62.5
    assert found["tests"][3]["visibility"] == "after_due_date"
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked[:6] == [
        "-P", "-m", "grader", "check", "c1w2_callbacks", str(autograder / "submission"),
    ]  # fmt: skip
    assert "--student=Ana Ruiz, --Bo" in asked
    assert asked[-2:] == ["--hidden-seed", "12"]


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (writing(sample("grader_error"), 3), "not the student"),
        ("exit 1", "no results could be made"),
        ("exit 4", "exit code 4"),
        (writing("{}", 0), "is not a report"),
        ("sleep 60", "after the 1 seconds of TIME_BUDGET_SECONDS"),
    ],
)
def test_a_fault_of_ours_leaves_no_results(autograder: Path, tmp_path: Path, check: str, told: str):
    configure(autograder, TIME_BUDGET_SECONDS="1" if "sleep" in check else "60")
    ran = grade(autograder, pretend(tmp_path, check))
    assert ran.returncode == 1
    assert told in ran.stdout
    assert "no score and no zero" in ran.stdout
    assert ran.stderr == ""
    assert results(autograder) is None


def test_student_code_that_cannot_be_confined_is_run_only_on_request(
    autograder: Path, tmp_path: Path
):
    python = pretend(tmp_path, writing(sample("passed"), 0), lacking="namespaces: refused")
    ran = grade(autograder, python)
    assert ran.returncode == 1
    assert "cannot be confined here: namespaces: refused" in ran.stdout
    assert not (tmp_path / "asked").exists()
    configure(autograder, ISOLATION="unconfined")
    # Where the user that setup.sh makes exists, it is the one who runs the grader.
    script(tmp_path / "bin" / "id", '[ "$1" != -u ] || echo 0\n')
    script(tmp_path / "bin" / "chown", 'echo "$@" >"$0.asked"\n')
    script(tmp_path / "bin" / "runuser", 'echo "$1 $2" >"$0.asked"\nshift 3\nexec "$@"\n')
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    ran = grade(autograder, python, PATH=path)
    assert ran.returncode == 0, ran.stdout
    assert results(autograder) is not None
    assert (tmp_path / "bin" / "runuser.asked").read_text() == "-u grader\n"
    assert (tmp_path / "bin" / "chown.asked").read_text().startswith("grader ")


@pytest.mark.parametrize(
    ("remove", "told"),
    [
        ("source/grader.conf", "there is no grader.conf"),
        ("submission", "there is no folder"),
    ],
)
def test_what_is_missing_is_said(autograder: Path, tmp_path: Path, remove: str, told: str):
    path = autograder / remove
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    ran = grade(autograder, pretend(tmp_path, "exit 0"))
    assert (ran.returncode, results(autograder)) == (1, None)
    assert told in ran.stdout


def test_a_setup_that_did_not_finish_is_said(autograder: Path):
    ran = grade(autograder, autograder / "venv" / "bin" / "python")
    assert (ran.returncode, results(autograder)) == (1, None)
    assert "setup.sh did not finish" in ran.stdout


@pytest.mark.slow
def test_a_real_submission_in_gradescope_s_folders(autograder: Path, root: Path):
    configure(autograder, EXERCISE="c1w3_convolution_by_hand")
    (autograder / "submission" / "solution.py").unlink()
    shutil.copy(
        root / "solutions" / "c1w3_convolution_by_hand" / "solution.py", autograder / "submission"
    )
    ran = grade(autograder, sys.executable, PYTHONPATH=str(root))
    assert ran.returncode == 0, ran.stdout
    found = results(autograder)
    assert found is not None
    assert found["extra_data"]["verdict"] == "passed"
    assert found["score"] == sum(test.get("max_score", 0) for test in found["tests"])
    assert found["extra_data"]["confinement"] == ["full"]


def set_up(root: Path, tmp_path: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Run setup.sh with a python3, apt-get and the like that only say what they were asked."""
    tools = tmp_path / "tools"
    log = f'echo "${{0##*/}} $*" >>"{tmp_path}/log"\n'
    script(tools / "python3", log + python)
    for name in ("apt-get", "useradd", "chown", "chmod", "id"):
        script(tools / name, log + ('[ "$1" = -u ] && echo 0\n' if name == "id" else ""))
    for name in ("rm", "mkdir", "cp", "cat"):
        (tools / name).symlink_to(shutil.which(name) or name)
    environment = {"PATH": str(tools), "AUTOGRADER_ROOT": str(root)}
    return run(["/bin/sh", root / "source" / "setup.sh"], env=environment)


MAKES_A_VENV = """\
case "$*" in
*ensurepip*) exit 0 ;;
-V) echo Python 3.12.3 ;;
"-m venv --clear "*) mkdir -p "$4/bin/share/solutions"; cp "$0" "$4/bin/python" ;;
*"pip"*install*) exit ${PIP_FAILS:-0} ;;
*solutions_folder*) echo "${0%/python}/share/solutions" ;;
esac
"""


def test_setup_installs_the_wheel_and_draws_the_images(autograder: Path, tmp_path: Path):
    wheel = autograder / "source" / "tf_exam_grader-1.0-py3-none-any.whl"
    wheel.touch()
    configure(autograder, HIDDEN_SEED="7")
    ran = set_up(autograder, tmp_path, MAKES_A_VENV)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.splitlines()[-1] == "setup: ready"
    log = (tmp_path / "log").read_text()
    assert f"install --quiet {wheel}" in log
    assert log.index("pip") < log.index("prepare_data") < log.index("useradd")
    assert "c1w2_callbacks 7\n" in log
    assert "apt-get" not in log
    assert not (autograder / "venv" / "bin" / "share" / "solutions").exists()


def test_what_setup_lacks_is_said(autograder: Path, tmp_path: Path):
    ran = set_up(autograder, tmp_path, MAKES_A_VENV)
    assert ran.returncode == 1
    assert "there is no .whl file beside grader.conf" in ran.stdout
    for number in (1, 2):
        (autograder / "source" / f"{number}.whl").touch()
    shutil.rmtree(tmp_path / "tools")
    ran = set_up(autograder, tmp_path, MAKES_A_VENV)
    assert "several .whl files" in ran.stdout
    configure(autograder, PACKAGE="git+https://example.org/grader@v1")
    shutil.rmtree(tmp_path / "tools")
    ran = set_up(autograder, tmp_path, MAKES_A_VENV.replace("${PIP_FAILS:-0}", "1"))
    assert ran.returncode == 1
    assert "could not be installed" in ran.stdout
    shutil.rmtree(tmp_path / "tools")
    ran = set_up(autograder, tmp_path, "exit 1\n")
    assert ran.returncode == 1
    assert "still makes no virtual environment" in ran.stdout
    assert "python3.13 python3.13-venv" in (tmp_path / "log").read_text()
    (autograder / "source" / "grader.conf").unlink()
    shutil.rmtree(tmp_path / "tools")
    assert "Zip the files, and not the folder" in set_up(autograder, tmp_path, "").stdout


# ---- GitHub


def workflow(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in workflow(path)["jobs"].items():
            for step in job["steps"]:
                yield path, name, step


def test_there_are_two_workflows():
    assert [path.name for path in WORKFLOWS] == ["collect.yml", "grade.yml"]


def test_actions_are_pinned_and_leave_no_credentials():
    used = [step for _, _, step in steps() if "uses" in step]
    assert len(used) >= 8
    for step in used:
        name, _, version = step["uses"].partition("@")
        assert version.removeprefix("v").isdigit(), step
        if name == "actions/checkout":
            assert step["with"]["persist-credentials"] is False


def test_tokens_may_read_and_nothing_else_but_where_no_student_code_runs():
    for path in WORKFLOWS:
        content = workflow(path)
        assert content["permissions"] in ({}, {"contents": "read"})
        assert "pull_request_target" not in content[True]  # YAML reads `on` as a truth value
        for job in content["jobs"].values():
            allowed = job.get("permissions", content["permissions"])
            lines = " ".join(step.get("run", "") for step in job["steps"])
            runs_student_code = "grader batch" in lines or "grade.sh" in lines
            assert set(allowed.values()) <= ({"read"} if runs_student_code else {"read", "write"})


def test_secrets_are_out_of_the_reach_of_student_code():
    with_secrets = {
        (path.name, job) for path, job, step in steps() if "secrets." in json.dumps(step)
    }
    assert with_secrets == {("collect.yml", "collect")}
    for path, job, step in steps():
        if (path.name, job) in with_secrets:
            assert "grader" not in step.get("run", "")


def test_no_expression_becomes_shell_code():
    for path, _, step in steps():
        assert "${{" not in step.get("run", ""), path


def test_student_code_is_confined_before_any_of_it_runs():
    in_order = ("apparmor_restrict_unprivileged_userns=0", "pip install", "grader doctor")
    for name, last in (("grade.yml", "grade.sh"), ("collect.yml", "grader batch")):
        lines = [
            step.get("run", "")
            for path, job, step in steps()
            if (path.name, job) == (name, "grade")
        ]
        found = [
            next(number for number, line in enumerate(lines) if words in line)
            for words in (*in_order, last)
        ]
        assert found == sorted(found)


PRETENDED_GRADER = """\
echo "$*" >>"$LOG"
case "$1 $2" in
"check c1w2_callbacks") code=0 ;;
"check c1w3_"*) code=1 ;;
"check c1w9_"*) exit 1 ;;
check*) code=3 ;;
export*) exec "$PYTHON" -P -m grader "$@" ;;
esac
while [ "$1" != --output ]; do shift; done
cp "$REPORT" "$2"
exit $code
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    shutil.copytree(STUDENT, folder)
    return folder


def grade_repository(repository: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    script(tmp_path / "bin" / "grader", PRETENDED_GRADER)
    report = tmp_path / "report.json"
    report.write_text(sample("failed"), encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "LOG": str(tmp_path / "log"),
        "REPORT": str(report),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(ROOT),
        "STUDENT": "course-ana",
    }
    return run([".github/grade.sh", tmp_path / "out"], cwd=repository, env=environment)


def test_what_is_named_after_an_exercise_is_graded(repository: Path, tmp_path: Path):
    for name in (
        "c1w2_callbacks.py", "c1w2_callbacks.ipynb", "c1w3_x.ipynb", "c1w9_nothing.py",
        "c1w2 $(touch gone).py", "notes.py",
    ):  # fmt: skip
        (repository / name).touch()
    ran = grade_repository(repository, tmp_path)
    assert ran.returncode == 1, ran.stderr
    assert "c1w2_callbacks is here more than once: c1w2_callbacks.py was not graded." in ran.stderr
    graded = [line for line in (tmp_path / "log").read_text().splitlines() if "check" in line]
    assert [line.split()[2] for line in graded] == [
        "c1w2_callbacks.ipynb", "c1w3_x.ipynb", "c1w9_nothing.py",
    ]  # fmt: skip
    assert "--student=course-ana" in graded[0]
    assert (tmp_path / "out" / "junit.xml").read_text().count("<testsuite ") == 2
    assert (tmp_path / "out" / "summary.md").read_text().count("## ") == 4
    assert not (repository / "gone").exists()


def test_the_worst_counts_and_nothing_to_grade_is_said(repository: Path, tmp_path: Path):
    ran = grade_repository(repository, tmp_path)
    assert ran.returncode == 5
    assert "Name a file after its exercise" in ran.stderr
    (repository / "c1w3_x.py").touch()
    (repository / "c2w1_broken").mkdir()
    assert grade_repository(repository, tmp_path).returncode == 3


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    run(["git", *identity, "-C", str(folder), *arguments]).check_returncode()


def publish(server: Path, name: str, files: dict[str, str]) -> Path:
    folder = server / "school" / f"{name}.git"
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "c1w4_link.py").symlink_to("/etc/passwd")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "x")
    return folder


def collect(tmp_path: Path, listed: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "students.csv").write_text(listed, encoding="utf-8")
    environment = {
        **os.environ,
        "SERVER": f"file://{tmp_path / 'server'}",
        "ORGANISATION": "school",
        "TOKEN": "not-to-be-seen",
    }
    command = [sys.executable, INSTRUCTOR / "collect.py", "students.csv", "submissions"]
    return run(command, cwd=tmp_path, env=environment)


def test_collecting_a_class(tmp_path: Path):
    server = tmp_path / "server"
    publish(
        server,
        "course-ana",
        {
            "c1w2_callbacks.py": "x = 1\n", "c1w3_x/a.py": "y", "README.md": "", "other.py": "",
            ".github/workflows/grade.yml": "",
        },
    )  # fmt: skip
    publish(server, "empty", {"README.md": ""})
    publish(server, "heavy", {f"c1w3_x/{number}.py": "" for number in range(201)})
    ran = collect(
        tmp_path,
        "\ufeffstudent,repository\nana,course-ana\nbo,school/empty\ncy,missing\ndi,heavy\n",
    )
    assert ran.returncode == 0, ran.stderr
    kept = sorted(
        path.relative_to(tmp_path / "submissions").as_posix()
        for path in (tmp_path / "submissions").rglob("*")
        if not path.is_dir()
    )
    assert kept == [
        "ana/c1w2_callbacks.py", "ana/c1w3_x/a.py", "ana/c1w4_link.py", "bo/c1w4_link.py",
    ]  # fmt: skip
    link = tmp_path / "submissions" / "ana" / "c1w4_link.py"
    assert (link.is_symlink(), link.read_text()) == (False, "/etc/passwd")
    assert "✓ ana: 3 files" in ran.stdout
    assert "– cy: nothing collected: " in ran.stdout
    assert "– di: nothing collected: more than 200 files" in ran.stdout
    assert "2 of 4 students" in ran.stdout
    assert "not-to-be-seen" not in ran.stdout + ran.stderr


def test_nothing_collected_is_a_failure(tmp_path: Path):
    ran = collect(tmp_path, "student,repository\nana,missing\n")
    assert ran.returncode == 1
    assert "0 of 1 students" in ran.stdout


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ("student,repository\n../ana,x\n", "students.csv:2: expected a student"),
        ("student,repository\nana,--upload-pack=x\n", "students.csv:2: expected"),
        ("student,repository\nana,a/b/c\n", "students.csv:2: expected"),
        ("student,repository\nana,https://example.org/x\n", "students.csv:2: expected"),
        ("student,repository\nana,x\nana,y\n", "more than once: ana"),
        ("name,address\n", "expected the columns student and repository"),
        ("name,address\na,b\n", "students.csv:2: expected a student"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path: Path, listed: str, told: str):
    ran = collect(tmp_path, listed)
    assert ran.returncode == 1
    assert told in ran.stderr
    assert not (tmp_path / "submissions").exists()
