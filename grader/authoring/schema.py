"""The JSON Schema of exercise.yaml, made from the models that read it, so that editors complete it.

The keys of the file are those of `ExerciseFile`; the keys of each check are its signature. An
editor that knows the `# yaml-language-server: $schema=…` comment then offers the checks, their
keys and their types, and marks what the reader would refuse.
"""

from __future__ import annotations

from typing import Any, Final

from grader.checks import CHECKS
from grader.checks.base import Check
from grader.exercise import PROFILES, ExerciseFile

__all__ = ["exercise_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_COMMON_ENTRY: Final = "_CheckEntry"
"""The model of the keys that every check has, as pydantic names its definition."""

Schema = dict[str, Any]


def exercise_schema() -> Schema:
    """Return the JSON Schema of exercise.yaml with every check that is registered."""
    schema = ExerciseFile.model_json_schema()
    definitions: Schema = schema["$defs"]
    common: Schema = definitions.pop(_COMMON_ENTRY)["properties"]
    for name in CHECKS:
        definitions[f"check_{name}"] = _check_schema(CHECKS[name], common, definitions)
    schema["properties"]["checks"]["items"] = {
        "type": "object",
        "required": ["check"],
        "oneOf": [{"$ref": f"#/$defs/check_{name}"} for name in CHECKS],
    }
    return {"$schema": _DIALECT, **schema, "title": "exercise.yaml"}


def _check_schema(check: Check, common: Schema, definitions: Schema) -> Schema:
    """Return the schema of one item of `checks`; nested models go to `definitions`."""
    own = check.parameters.model_json_schema()
    definitions |= own.get("$defs", {})
    keys = {key: _by_profile(value) for key, value in own.get("properties", {}).items()}
    return {
        "title": check.name,
        "description": check.title,
        "type": "object",
        "properties": {**common, **keys, "check": {"const": check.name}},
        "required": ["check", "hint", *own.get("required", [])],
        "additionalProperties": False,
    }


def _by_profile(value: Schema) -> Schema:
    """Allow one value for both data profiles, or one for each."""
    kept = {key: value[key] for key in ("title", "description", "default") if key in value}
    each = {
        "type": "object",
        "properties": dict.fromkeys(PROFILES, value),
        "minProperties": 1,
        "additionalProperties": False,
    }
    return {**kept, "anyOf": [value, each]}
