"""The judge of calls: Telegram's own list of methods and types. What is not on it is refused."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.platforms.telegram.refusal import Refusal, bad

_HERE: Final = Path(__file__).resolve().parents[3]
_LENGTH: Final = re.compile(r"(\d+)-(\d+) (characters|bytes)")
_TEXTS: Final = frozenset(
    {"text", "caption", "parse_mode", "callback_query_id", "url", "name", "emoji", "title"}
)


def folder() -> Path:
    """Return where the specifications are kept, if they are."""
    return Path(os.environ.get("HANDOFF_SHARED", _HERE.parent / "shared")) / "specs" / "telegram"


class Spec:
    """Checks names, types, required parameters and lengths; gives values their types on the way."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._methods = {name.lower(): method for name, method in data["methods"].items()}
        self._types: dict[str, Any] = data["types"]

    @staticmethod
    @cache
    def found() -> "Spec | None":
        """Return the specification, read once, or None where it is not kept."""
        path = folder() / "api.json"
        return Spec(json.loads(path.read_bytes())) if path.exists() else None

    def check(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Return the parameters as values; raises Refusal."""
        found = self._methods.get(method.lower())
        if found is None:
            raise Refusal(404, "Not Found")
        return self._fields(method, found.get("fields", []), params)

    def _fields(self, where: str, fields: list[dict[str, Any]], given: dict[str, Any]) -> dict[str, Any]:
        known = {field["name"]: field for field in fields}
        if strangers := given.keys() - known.keys():
            raise bad(f"{where} has no parameter {sorted(strangers)}")
        for field in fields:
            if field["required"] and field["name"] not in given:
                raise bad(f"{where}: parameter {field['name']} is required")
        return {name: self._field(f"{where}.{name}", known[name], value) for name, value in given.items()}

    def _field(self, where: str, field: dict[str, Any], value: Any) -> Any:
        typed = self._value(where, field["types"], value)
        if isinstance(typed, str) and "parsing" not in field["description"]:
            _check_length(where, field["description"], typed)
        return typed

    def _value(self, where: str, types: list[str], value: Any) -> Any:
        errors = []
        for kind in types:
            try:
                return self._one(where, kind, value)
            except Refusal as refusal:
                errors.append(refusal.description)
            except ValueError:
                errors.append(f"Bad Request: {where} is no {kind}")
        raise Refusal(400, max(errors, key=len))  # the one that looked deepest

    def _one(self, where: str, kind: str, value: Any) -> Any:
        if kind in _PRIMITIVE:
            return _PRIMITIVE[kind](value)
        if isinstance(value, str):
            value = json.loads(value)
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                raise ValueError
            inner = kind.removeprefix("Array of ").replace(" and ", ", ").split(", ")
            return [self._value(f"{where}[{i}]", inner, one) for i, one in enumerate(value)]
        return self._object(where, kind, value)

    def _object(self, where: str, kind: str, value: Any) -> Any:
        known = self._types[kind]
        if "subtypes" in known:
            return self._value(
                where, [kind for kind in known["subtypes"] if _fits(self._types[kind], value)], value
            )
        if not isinstance(value, dict):
            raise ValueError
        return self._fields(f"{where} ({kind})", known.get("fields", []), value)


def _fits(kind: dict[str, Any], value: Any) -> bool:
    """Say whether an object calls itself so: most kinds have a field that must be one word."""
    for field in kind.get("fields", []):
        must = re.search(r"must be (?:\"(\w+)\"|\*?(\w+)\*?)$", field["description"])
        if field["name"] in {"type", "source"} and must:
            return isinstance(value, dict) and value.get(field["name"]) in must.groups()
    return True


def _check_length(where: str, description: str, text: str) -> None:
    found = _LENGTH.search(description)
    if found is None:
        return
    size = len(text.encode()) if found[3] == "bytes" else len(text)
    if not int(found[1]) <= size <= int(found[2]):
        raise bad(f"{where} must have {found[0]}, not {size}")


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
        raise ValueError
    return int(value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _boolean(value: Any) -> bool:
    if value not in (True, False, "true", "false", "True", "False", "1", "0"):
        raise ValueError
    return str(value).lower() in ("true", "1")


def _file(value: Any) -> Any:
    if not isinstance(value, (str, bytes, tuple)):
        raise ValueError
    return value


_PRIMITIVE: Final[dict[str, Any]] = {
    "Integer": _integer,
    "Float": float,
    "String": _string,
    "Boolean": _boolean,
    "True": _boolean,
    "InputFile": _file,
    "InputFile or String": _file,
}


def loose(params: dict[str, Any]) -> dict[str, Any]:
    """Give values their types without the specification: as JSON where they are JSON."""
    return {name: value if name in _TEXTS else _json(value) for name, value in params.items()}


def _json(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value
