"""docs/checks.md: every check that an exercise may ask for, written from the code of the checks."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, Final, NamedTuple

import yaml

from grader.authoring.type_words import type_words
from grader.checks import CHECKS
from grader.checks.base import Check
from grader.evidence import PROVENANCE

__all__ = ["Described", "described", "render_reference", "write_reference"]

_HEAD: Final = """\
<!-- Written by `grader author docs` from the code of the checks: what is edited here gets lost. -->
# The checks

Each item under `checks:` in an exercise.yaml asks for one check. Beside its own keys, below, every
check takes these:

| key | what it is |
| --- | --- |
| `check` | its name |
| `points` | how many it is worth; 0 without it |
| `hint` | what a student reads who fails it, in English or as `{en: …, ko: …}`; never left out |
| `required` | `true` where nobody passes the exercise without it |
| `hidden` | `true` where the student is not shown what it looks at |
| `remark` | `true` where a failure is only remarked on: no points, no line in the report |

A key that says *needed* cannot be left out. A key may have one value for each form of the data:
`at_least: {embedded: 0.9, real: 0.8}`. What a check looks at is either **proven** (computed by the
grader, from what the student's code could not touch), **measured** (taken from the model that was
handed over) or **reported** (said by the run of the student's code, which could say anything). No
points rest on what is reported alone.
"""
# Without what failures are explained with.
_EVIDENCE: Final = {
    "source": "the text of the submission",
    "run": "how the run went",
    "training": "what was seen of `fit`",
    "history": "the logs of its epochs",
    "probes": "what the callback does in trial runs",
    "model": "the exported model",
    "predictions": "what the model answers",
    "labels": "the right answers",
    "questions": "inputs drawn for this run",
    "returned": "what the function gave back",
    "pretrained": "the published weights",
}


class Described(NamedTuple):
    """A check's docstring, taken apart: what it does, what its keys mean, how it is written."""

    text: str
    keys: dict[str, str]
    example: dict[str, Any]


def described(check: Check) -> Described:
    """Return what the docstring of a check says below its first line."""
    body = (inspect.getdoc(check.function) or "").partition("\n")[2]
    text, *sections = re.split(r"^(Keys|Example):\n", body, flags=re.MULTILINE)
    parts = dict(zip(sections[::2], map(dedent, sections[1::2]), strict=True))
    entries = re.findall(r"^(\w+): (.*(?:\n .*)*)", parts.get("Keys", ""), flags=re.MULTILINE)
    keys = {name: " ".join(words.split()) for name, words in entries}
    example = yaml.safe_load(parts.get("Example", "{}"))
    return Described(text.strip(), keys, example[0] if isinstance(example, list) else example)


def write_reference(root: Path) -> Path:
    """Write docs/checks.md below `root` anew and return its path."""
    path = root / "docs" / "checks.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_reference(), encoding="utf-8")
    return path


def render_reference() -> str:
    """Return the text of docs/checks.md."""
    modules: dict[str, list[Check]] = {}
    for name in CHECKS:
        modules.setdefault(CHECKS[name].function.__module__, []).append(CHECKS[name])
    listed = [f"- {_heading(module)}: " + ", ".join(
        f"[`{check.name}`](#{check.name})" for check in checks
    ) for module, checks in sorted(modules.items())]  # fmt: skip
    sections = [_HEAD, "\n".join(listed)]
    for module, checks in sorted(modules.items()):
        sections += [f"## {_heading(module)}", *map(_section, checks)]
    return "\n\n".join(section.strip() for section in sections) + "\n"


def _heading(module: str) -> str:
    """The first line of a module's docstring, up to its first sign."""
    first = (inspect.getdoc(sys.modules[module]) or module).partition("\n")[0]
    return re.split(r"[:,.] ?", first)[0]


def _section(check: Check) -> str:
    said = described(check)
    example = "\n  ".join(f"{key}: {_yaml(value)}" for key, value in said.example.items())
    keys = "\n".join(_key_lines(check, said.keys))
    evidence = "; ".join(_evidence_words(check))
    parts = [f"### {check.name}", f"*{check.title}.*", said.text, f"Looks at {evidence}.", keys]
    return "\n\n".join([*filter(None, parts), f"```yaml\n- {example}\n```"])


def _evidence_words(check: Check) -> Iterator[str]:
    for name in check.evidence:
        yield f"{_EVIDENCE[name]} ({PROVENANCE[name]})"
    for name in sorted(set(check.optional) & set(_EVIDENCE)):
        yield f"{_EVIDENCE[name]} ({PROVENANCE[name]}) where there is some"


def _key_lines(check: Check, words: dict[str, str]) -> Iterator[str]:
    """A table of the check's own keys, or nothing."""
    schema: dict[str, Any] = check.parameters.model_json_schema()
    if not schema.get("properties"):
        return
    yield "| key | value | without it | meaning |"
    yield "| --- | --- | --- | --- |"
    for key, value in schema["properties"].items():
        default = value.get("default")
        without = "*needed*" if key in schema.get("required", ()) else _code(default)
        kind = type_words(value, schema.get("$defs", {}))
        yield f"| `{key}` | {kind} | {without} | {words.get(key, '')} |"


def _code(default: Any) -> str:
    return "" if default is None or default == [] else f"`{_yaml(default)}`"


def _yaml(value: Any) -> str:
    """A value in one line of YAML."""
    line = yaml.safe_dump(value, default_flow_style=True, width=10**6, allow_unicode=True)
    return line.removesuffix("...\n").strip()
