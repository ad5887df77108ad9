"""pydantic's complaints, said so that the person who wrote the file can mend it."""

import re
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.channels import SECRETS
from bot.config.faults import hint
from bot.config.lines import Key
from bot.config.model import Settings

_PLAIN: Final = {
    "missing": "is required",
    "model_type": "must be a table of its own",
    "dict_type": "must be a table of its own",
    "tuple_type": 'must be a list, for example ["one", "two"]',
    "too_short": "must not be empty",
    "string_type": "must be text in quotes",
    "path_type": "must be text in quotes",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
}
_NAME: Final = "is not a usable name: letters, digits, blanks and . _ @ + - only"


def complaints(error: ValidationError) -> Iterator[tuple[Key, str, str]]:
    """Yield each complaint as its key, pydantic's type of it, and a sentence that repeats no value."""
    for found in error.errors(include_url=False):
        key = tuple(word for word in found["loc"] if word != "[key]")
        yield key, found["type"], _sentence(found, key)


def _sentence(found: ErrorDetails, key: Key) -> str:
    kind = found["type"]
    if kind == "extra_forbidden":
        return f"unknown key{hint(str(key[-1]), known_keys(key[:-1]))}"
    if kind == "missing" and len(key) == 3 and key[2] in SECRETS.get(str(key[1]), ()):
        variable = "__".join(str(word).upper() for word in ("handoff", *key))
        return f'is required; here, as {{ file = "path" }}, or in the environment as {variable}'
    if kind in ("enum", "literal_error"):
        return _choice(found)
    if kind == "string_pattern_mismatch" and found["loc"][-1] == "[key]":
        return _NAME if key[0] != "texts" else "must be a language, such as en or pt-BR"
    message = found["msg"].removeprefix("Value error, ")
    return _PLAIN.get(kind) or re.sub(r"^(Input|Value) should", "must", message)


def _choice(found: ErrorDetails) -> str:
    expected = str(found["ctx"]["expected"])
    known = [word.strip().strip("'") for word in expected.replace(" or ", ", ").split(",")]
    near = hint(str(found["input"]), known)
    return f"must be {expected}{near if 'did you mean' in near else ''}"


def known_keys(table: Key) -> Sequence[str]:
    """Return the keys the models know in a table; none for a table whose keys are names."""
    kind: Any = Settings
    for word in table:
        kind = _below(kind, word)
    fields = kind.model_fields if _is_model(kind) else {}
    return [field.alias or name for name, field in fields.items()]


def _below(kind: Any, word: str | int) -> Any:
    if get_origin(kind) is dict:
        return plain(get_args(kind)[1])
    if not _is_model(kind):
        return None
    fields = {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
    return plain(fields.get(str(word)))


def plain(kind: Any) -> Any:
    """Return what is in an optional type; every other type as it is."""
    if get_origin(kind) in (Union, UnionType):
        return next(arm for arm in get_args(kind) if arm is not type(None))
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
