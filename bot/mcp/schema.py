"""What a tool takes: the argument that is ours to fill, and whether the others fit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bot.mcp.base import Fault, ToolFailed
from bot.mcp.faults import plain


def key_argument(schema: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """Return the first of the names that the tool takes as a text, None if it takes none of them."""
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return None
    return next((name for name in names if name in properties and _is_text(properties[name])), None)


def _is_text(schema: object) -> bool:
    """Whether a text fits; a schema that gives no single type is taken at its name."""
    kind = schema.get("type", "string") if isinstance(schema, Mapping) else schema
    return kind == "string" or (isinstance(kind, list) and "string" in kind) or kind is True


def without(schema: Mapping[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    """Return the schema of an object as if these arguments did not exist."""
    properties, required = schema.get("properties"), schema.get("required")
    shown = dict(schema)
    if isinstance(properties, Mapping):
        shown["properties"] = {name: part for name, part in properties.items() if name not in hidden}
    if isinstance(required, list):
        shown["required"] = [name for name in required if name not in hidden]
    return shown


def check(schema: Mapping[str, Any], arguments: Mapping[str, Any]) -> None:
    """Raise ToolFailed (invalid, nothing sent) unless the arguments fit; their values are never repeated.

    A schema that is itself wrong, in whatever way, holds nobody up: the server has the last word anyway.
    """
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from referencing import Registry

    try:
        kind = validator_for(schema)
        kind.check_schema(dict(schema))
        # An empty registry: a reference never makes us fetch a page.
        wrong = best_match(kind(dict(schema), registry=Registry()).iter_errors(dict(arguments)))
    except Exception:  # the library fails in many ways over a schema that names itself, or an odd dialect
        return
    if wrong is not None:
        where = "/".join(map(str, wrong.absolute_path))
        raise ToolFailed(Fault.INVALID, _complaint(where, str(wrong.validator), wrong))


def _complaint(where: str, rule: str, wrong: Any) -> str:
    """Say which rule is broken. Only names and the rule: the library's own words quote the value."""
    if rule in ("required", "additionalProperties"):
        return plain(f"the arguments do not fit: {wrong.message}" + (f" (in {where})" if where else ""))
    limit = plain(str(wrong.validator_value))[:100]
    return f"the argument {where or 'object'!r} does not fit: {rule} {limit}"
