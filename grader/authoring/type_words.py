"""What may stand at a key of a check, in the words of people who write YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

__all__ = ["type_words"]

Schema = Mapping[str, Any]
_ONE: Final = {
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "string": "text",
}
_MANY: Final = {"integer": "whole numbers", "number": "numbers", "string": "texts"}


def type_words(schema: Schema, definitions: Schema) -> str:
    """Return what a JSON Schema allows: "number", "list of texts", "one of a, b".

    Args:
        schema: Of one key.
        definitions: Its `$defs`, by name.
    """
    if "$ref" in schema:
        return type_words(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in schema:
        kinds = [type_words(each, definitions) for each in schema["anyOf"] if not _is_null(each)]
        return " or ".join(dict.fromkeys(_without_doubles(kinds)))
    if "enum" in schema:
        return "one of " + ", ".join(f"`{each}`" for each in schema["enum"])
    kind = schema.get("type")
    if kind == "array":
        return _list_words(schema, definitions)
    if kind == "object":
        return _mapping_words(schema, definitions)
    return _ONE.get(str(kind), "anything") + _bounds(schema)


def _is_null(schema: Schema) -> bool:
    return schema.get("type") == "null"


def _without_doubles(kinds: list[str]) -> list[str]:
    """A whole number is a number, and so is a truth: they need not be named apart."""
    if "number" in kinds:
        return [kind for kind in kinds if kind not in {"whole number", "true or false"}]
    return kinds


def _list_words(schema: Schema, definitions: Schema) -> str:
    if "prefixItems" in schema:
        return f"list of {len(schema['prefixItems'])} numbers"
    items: Schema = schema.get("items", {})
    if not items:
        return "list"
    if str(items.get("type")) in _MANY:
        return f"list of {_MANY[items['type']]}"
    return f"list, each {type_words(items, definitions)}"


def _mapping_words(schema: Schema, definitions: Schema) -> str:
    if "properties" in schema:
        keys = (
            f"{key}: {type_words(value, definitions)}"
            for key, value in schema["properties"].items()
        )
        return f"`{{{', '.join(keys)}}}`"
    return f"mapping from a name to {type_words(schema['additionalProperties'], definitions)}"


def _bounds(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    if low is not None:
        return f" of at least {low:g}"
    return f" of at most {high:g}" if high is not None else ""
