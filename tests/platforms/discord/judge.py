"""Judges the body of every call by Discord's own OpenAPI document."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

HERE = Path(__file__).resolve()
REASON = "the folder shared/specs/discord is not here: set HANDOFF_SHARED, or put it beside the repository"


def document() -> Path:
    """Return where the specification is, if this machine has it."""
    shared = os.environ.get("HANDOFF_SHARED")
    folder = Path(shared) if shared else HERE.parents[4] / "shared"
    return folder / "specs" / "discord" / "openapi.json"


@cache
def paths() -> dict[tuple[str, ...], Any]:
    """Return the document's paths with templates as tuples; empty where there is no document."""
    return {tuple(path.strip("/").split("/")): item for path, item in _document().get("paths", {}).items()}


@cache
def _document() -> dict[str, Any]:
    if not document().exists():
        return {}
    found: dict[str, Any] = json.loads(document().read_text("utf-8"))
    # discord.py sends some of them as integers, and Discord takes them
    found["components"]["schemas"]["SnowflakeType"] = {"type": ["string", "integer"]}
    return found


@cache
def _validator(template: tuple[str, ...], method: str) -> Draft202012Validator | None:
    content = paths()[template].get(method.lower(), {}).get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    return Draft202012Validator({**schema, "components": _document()["components"]})


def fault(method: str, path: str, body: object) -> str:
    """Say what Discord would find wrong with a call's body; empty if nothing, or without the document."""
    template = _template(path)
    if not paths():
        return ""
    if template is None or method.lower() not in paths()[template]:
        return f"{method} {path} is no route of Discord"
    validator = _validator(template, method)
    if validator is None or body is None:
        return ""
    error = next(iter(sorted(validator.iter_errors(body), key=lambda error: -len(error.path))), None)
    return "" if error is None else f"{'.'.join(map(str, error.path)) or 'body'}: {error.message[:200]}"


def _template(path: str) -> tuple[str, ...] | None:
    parts = tuple(path.strip("/").split("/"))
    fitting = [known for known in paths() if len(known) == len(parts) and _fits(known, parts)]
    return min(fitting, key=lambda known: sum(part.startswith("{") for part in known), default=None)


def _fits(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    return all(name == part or name.startswith("{") for name, part in zip(known, parts, strict=True))
