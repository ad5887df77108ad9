"""JSON Schemas of tools: checking what the model sent, hiding what it may not say."""

from collections.abc import Collection, Mapping
from typing import Any


def without(schema: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """Return the schema of an object without some of its members."""
    kept = {name: part for name, part in schema.get("properties", {}).items() if name not in hidden}
    needed = [name for name in schema.get("required", ()) if name not in hidden]
    rest = {key: part for key, part in schema.items() if key not in ("properties", "required")}
    return {"type": "object"} | rest | {"properties": kept} | ({"required": needed} if needed else {})


def complaint(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return what is wrong with the arguments, in words for the model, or nothing.

    An argument that the schema does not name is refused: it might be one that is filled on our side. Nothing
    outside the schema is looked up; a schema nobody understands is left to the tool's server.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from referencing import Registry

    strange = sorted(set(arguments) - set(schema.get("properties", {})))
    if strange:
        return f"There is no argument {strange[0]!r:.100}."
    try:
        Draft202012Validator(dict(schema), registry=Registry()).validate(dict(arguments))
    except ValidationError as error:
        return f"Wrong arguments: {error.json_path}: {error.message}"[:500]
    except Exception:
        return ""
    return ""
