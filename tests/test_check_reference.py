"""docs/checks.md and docs/compatibility.md are what the code gives, and leave nothing out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from grader.author_cli import author
from grader.authoring import render_compatibility, render_reference
from grader.authoring.reference import described
from grader.authoring.type_words import type_words
from grader.checks import CHECKS, schemas
from grader.exercise import read_exercise

ROOT = Path(__file__).resolve().parent.parent
NAMES = tuple(CHECKS)


def test_the_committed_file_is_what_the_code_gives():
    written = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    assert written == render_reference(), "`grader author docs` writes it anew"


def test_the_command_writes_it(tmp_path: Path):
    ran = CliRunner().invoke(author, ["docs", "--root", str(tmp_path)])
    written = [tmp_path / "docs" / name for name in ("checks.md", "compatibility.md")]
    assert ran.output.split() == [str(path) for path in written]
    assert [path.read_text(encoding="utf-8") for path in written] == [
        render_reference(),
        render_compatibility(),
    ]


def test_the_committed_list_of_idioms_is_what_the_code_gives():
    written = (ROOT / "docs/compatibility.md").read_text(encoding="utf-8")
    assert written == render_compatibility(), "`grader author docs` writes it anew"


@pytest.mark.parametrize("name", NAMES)
def test_a_check_has_its_section(name: str):
    check = CHECKS[name]
    _, found, rest = render_reference().partition(f"\n### {name}\n")
    section = rest.partition("\n##")[0]
    assert found
    assert f"*{check.title}.*" in section
    for key in check.parameters.model_fields:
        assert f"\n| `{key}` | " in section
    for kind in check.provenance:
        assert f"({kind})" in section


@pytest.mark.parametrize("name", NAMES)
def test_each_key_is_explained_and_no_other(name: str):
    assert list(described(CHECKS[name]).keys) == list(CHECKS[name].parameters.model_fields)


@pytest.mark.parametrize("name", NAMES)
def test_each_example_can_be_read(name: str, tmp_path: Path):
    section = render_reference().partition(f"\n### {name}\n")[2]
    example = section.partition("```yaml\n")[2].partition("```")[0]
    checks = yaml.safe_load(example)
    assert [each["check"] for each in checks] == [name]
    path = tmp_path / "exercise.yaml"
    path.write_text(yaml.safe_dump({"format": 1, "title": "x", "checks": checks}), encoding="utf-8")
    assert read_exercise(path, schemas()).checks[0].name == name


SCHEMAS: list[tuple[dict[str, Any], str]] = [
    ({"type": "number"}, "number"),
    ({"type": "integer", "minimum": 1, "maximum": 6}, "whole number from 1 to 6"),
    ({"type": "number", "minimum": 0}, "number of at least 0"),
    ({"type": "number", "maximum": 1}, "number of at most 1"),
    ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "text"),
    ({"anyOf": [{"type": "boolean"}, {"type": "integer"}, {"type": "number"}]}, "number"),
    ({"anyOf": [{"type": "string"}, {"type": "boolean"}]}, "text or true or false"),
    ({"enum": ["a", "b"]}, "one of `a`, `b`"),
    ({"type": "array"}, "list"),
    ({"type": "array", "items": {"type": "integer"}}, "list of whole numbers"),
    ({"type": "array", "items": {"$ref": "#/$defs/Cut"}}, "list, each `{layer: text}`"),
    ({"type": "array", "prefixItems": [{}, {}]}, "list of 2 numbers"),
    ({"type": "object", "additionalProperties": {"type": "number"}},
     "mapping from a name to number"),
    ({}, "anything"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "words"), SCHEMAS)
def test_words_for_types(schema: dict[str, Any], words: str):
    cut = {"type": "object", "properties": {"layer": {"type": "string"}}}
    assert type_words(schema, {"Cut": cut}) == words
