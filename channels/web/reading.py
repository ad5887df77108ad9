"""Reads a request's body into a model, and refuses whatever is not exactly that."""

import json
import math
import re
from collections.abc import Iterator
from typing import Final, NoReturn, TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from channels.web.fault import Fault

LIMIT: Final = 64 * 1024
DEPTH: Final = 16
Model = TypeVar("Model", bound=BaseModel)

# Control characters other than newline and tab, and halves of surrogate pairs: no keyboard writes them.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


async def read(request: web.Request, model: type[Model], limit: int = LIMIT) -> Model:
    """Read a JSON body of at most ``limit`` bytes.

    Raises Fault: 415 for another content type, 413 for too much, 400 for what is not UTF-8 or not JSON, 422
    (with ``fields``, by name) for unknown fields, wrong types and control characters. Never echoes a value.
    """
    if request.content_type != "application/json":
        raise Fault(415, "unsupported_type", "Send the body as application/json.")
    text = _text(await take(request, limit))
    _check(_parsed(text))
    try:
        return model.model_validate_json(text, strict=True, extra="forbid")
    except ValidationError as error:
        raise _invalid(error) from None


async def take(request: web.Request, limit: int) -> bytes:
    """Read the raw body; raises Fault 413 as soon as it is longer than ``limit`` bytes."""
    if (request.content_length or 0) > limit:
        _too_large(limit)
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > limit:
            _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> NoReturn:
    raise Fault(413, "too_large", f"The body may have at most {limit} bytes.", limit=limit)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault(400, "bad_encoding", "The body is not UTF-8.") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Fault(400, "bad_json", "The body is not JSON.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _check(body: object) -> None:
    """Refuse what JSON allows and no field of ours holds, wherever in the body it is."""
    if not isinstance(body, dict):
        raise Fault(422, "invalid", "The body must be a JSON object.")
    for field, value in body.items():
        for depth, leaf in _walk(value):
            if depth > DEPTH:
                raise Fault(400, "bad_json", "The body is nested too deeply.")
            if isinstance(leaf, float) and not math.isfinite(leaf):
                raise Fault(400, "bad_json", "The body holds a number that is too large.")
            if isinstance(leaf, str) and _CONTROL.search(leaf):
                raise _refused({_name(field): "holds a control character"})


def _walk(value: object) -> Iterator[tuple[int, object]]:
    waiting: list[tuple[int, object]] = [(1, value)]
    while waiting:
        depth, found = waiting.pop()
        yield depth, found
        if isinstance(found, dict):
            waiting += [(depth + 1, inner) for pair in found.items() for inner in pair]
        elif isinstance(found, list):
            waiting += [(depth + 1, inner) for inner in found]


_WORDS: Final = {
    "missing": "is required",
    "extra_forbidden": "is not known here",
    "string_too_long": "is too long",
    "string_too_short": "is too short",
    "too_long": "has too many items",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "uuid_parsing": "must be a UUID",
    "uuid_type": "must be a UUID",
}


def _invalid(error: ValidationError) -> Fault:
    fields: dict[str, str] = {}
    for fault in error.errors(include_input=False, include_url=False, include_context=False):
        name = _name(".".join(str(part) for part in fault["loc"])) or "body"
        fields.setdefault(name, _WORDS.get(fault["type"]) or _said(fault["type"], fault["msg"]))
    return _refused(fields)


def _said(kind: str, message: str) -> str:
    """Use a model's own words for its own check; a library's words may quote the value, but for a choice."""
    if kind == "literal_error":
        return message.replace("Input should be", "must be")
    return message.removeprefix("Value error, ") if kind == "value_error" else "is not valid"


def _name(field: str) -> str:
    return _CONTROL.sub("?", field)[:64]


def _refused(fields: dict[str, str]) -> Fault:
    message = "; ".join(f"{name} {why}" for name, why in fields.items())
    return Fault(422, "invalid", f"{message}.", fields=fields)
