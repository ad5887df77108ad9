"""What a run knows: names and their JSON values, and the paths that lead into them."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

BUILT_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "contact": ("name", "language", "channel"),
    "message": (),
    "conversation": (),
}
"""What is there in every run. Where no fields are listed the value is a text."""
AFTER_HANDOFF: Final = ("approval", ("by", "reason", "text"))
"""What a ``human_handoff`` leaves: who decided, why, and the draft as it was approved."""
AFTER_ERROR: Final = ("error", ("reason", "message", "kind"))
"""What an exit for a failure leaves: what went wrong, as people and as programs read it."""
BEGUN_WITH: Final[Mapping[str, tuple[str, ...]]] = {
    "human_requested": ("ticket", "reason"),
    "handoff_resolved": ("ticket", "reason", "ending"),
}
"""What a run begins with, by what starts it: the handoff's number, why it began, how it ended."""
RESERVED: Final = frozenset({*BUILT_IN, AFTER_HANDOFF[0], AFTER_ERROR[0]})

SEGMENT: Final = r"""(?:\.[A-Za-z0-9_-]+|\[\d+\]|\['[^'\]]*'\]|\["[^"\]]*"\])"""
PATH: Final = rf"[A-Za-z_][A-Za-z0-9_-]*{SEGMENT}*"
_SEGMENT: Final = re.compile(SEGMENT)
_LISTED: Final = 12


class Missing(Exception):
    """There is no such variable; the text says what is there instead."""


def segments(path: str) -> tuple[str, ...]:
    """Cut ``order.items[0]["unit price"]`` into its names."""
    root = re.split(r"[.\[]", path, maxsplit=1)[0]
    rest = (found.group() for found in _SEGMENT.finditer(path, len(root)))
    return (root, *(part[1:] if part[0] == "." else part.strip("[]").strip("'\"") for part in rest))


def dotted(names: Iterable[object]) -> str:
    """Write a path as people do."""
    return ".".join(map(str, names))


def lookup(scope: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """Follow the names through objects and lists; raises Missing where one leads nowhere."""
    here: Any = scope
    for name in names:
        here = _step(here, name, names)
    return here


def _step(here: Any, name: str, names: tuple[str, ...]) -> Any:
    if isinstance(here, Mapping):
        if name in here:
            return here[name]
        raise Missing(f"{shown(names)}: no {name!r}{_instead(name, here)}")
    if isinstance(here, list):
        if name.isdecimal() and int(name) < len(here):
            return here[int(name)]
        raise Missing(f"{shown(names)}: no {name!r} in a list of {len(here)}")
    raise Missing(f"{shown(names)}: no {name!r} in {kind(here)}")


def shown(names: Iterable[object]) -> str:
    """Write a path as it stands in a text."""
    return f"{{{{{dotted(names)}}}}}"


def _instead(name: str, here: Mapping[str, Any]) -> str:
    known = sorted(str(key) for key in here)
    near = get_close_matches(name, known, n=1)
    if near:
        return f"; did you mean {near[0]!r}?"
    more = ", ..." if len(known) > _LISTED else ""
    return f" (known here: {', '.join(known[:_LISTED])}{more})" if known else " (nothing is known here)"


def kind(value: Any) -> str:
    """Say what a value is, without telling it."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"


def as_text(value: Any) -> str:
    """Print a single value as texts do; raises ValueError for a list or an object."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    raise ValueError(f"{kind(value)} cannot be printed")
