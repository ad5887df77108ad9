"""The text of a workflow file: read as JSON, each key with the line it was written in."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic.alias_generators import to_camel

from bot.workflow.language.findings import Finding, WorkflowFaults

Path = tuple[str | int, ...]
"""The keys and places that lead to a value: ``("nodes", 3, "data", "condition")``."""
LONGEST: Final = 4_000_000
_BLANK: Final = re.compile(r"[ \t\n\r]*")
_SPELLED: Final = {"contactType": "contact_type"}
_FREE: Final = "arguments"
"""Below this key the names are somebody else's, and stay as they are."""


@dataclass(frozen=True, slots=True)
class Source:
    """``document`` is the JSON with its keys spelled in one way; ``lines`` count from 1."""

    document: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the value, or of the nearest thing around it; 1 where nothing is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(text: str, name: str) -> Source:
    """Read the text; raises WorkflowFaults for what is no JSON, or has a key twice."""
    text = text.removeprefix("\ufeff")
    try:
        if len(text) > LONGEST:
            raise _fault(name, 1, f"is longer than {LONGEST:,} characters")
        raw = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_no_number)
        return Source(_spelled(raw), dict(_Walker(text, name).walk()))
    except json.JSONDecodeError as error:
        raise _fault(name, error.lineno, f"is no JSON: {error.msg} (column {error.colno})") from error
    except RecursionError as error:
        raise _fault(name, 1, "is nested too deep") from error
    except ValueError as error:
        raise _fault(name, 1, f"is no JSON: {error}") from error


def spelling(key: str) -> str:
    """Return how a key is spelled in the models, whether it came as ``tool_name`` or as ``toolName``."""
    if key in _SPELLED.values():
        return key
    return _SPELLED.get(key) or (to_camel(key) if "_" in key.strip("_") else key)


class _Pairs(list[tuple[str, Any]]):
    """An object as it was written: twice the same key is seen."""


def _spelled(value: Any, free: bool = False) -> Any:
    """Make objects of pairs; keys that are ours get one spelling."""
    if isinstance(value, _Pairs):
        return {(key if free else spelling(key)): _spelled(item, free or key == _FREE) for key, item in value}
    return [_spelled(item, free) for item in value] if isinstance(value, list) else value


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _fault(name: str, line: int, message: str) -> WorkflowFaults:
    return WorkflowFaults(name, [Finding("error", "", line, message)])


class _Walker:
    """Goes through a text that is known to be JSON, and notes the line of each value."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name = text, name
        self._decoder = json.JSONDecoder()
        self._line, self._seen = 1, 0

    def walk(self) -> Iterator[tuple[Path, int]]:
        yield from self._value((), self._skip(0))

    def _value(self, path: Path, at: int) -> "_Steps":
        if not path:
            yield (), self._number(at)
        if self._text[at] == "{":
            return (yield from self._object(path, at + 1))
        if self._text[at] == "[":
            return (yield from self._array(path, at + 1))
        return self._decoder.raw_decode(self._text, at)[1]

    def _object(self, path: Path, at: int) -> "_Steps":
        seen: set[str] = set()
        while self._text[at := self._skip(at)] != "}":
            line = self._number(at)
            key, at = self._decoder.raw_decode(self._text, at)
            word = key if _FREE in path else spelling(key)
            if word in seen:
                raise _fault(self._name, line, f"the key {key!r} is there twice")
            seen.add(word)
            yield (*path, word), line
            at = self._comma((yield from self._value((*path, word), self._skip(self._skip(at) + 1))))
        return at + 1

    def _array(self, path: Path, at: int) -> "_Steps":
        place = 0
        while self._text[at := self._skip(at)] != "]":
            yield (*path, place), self._number(at)
            at = self._comma((yield from self._value((*path, place), at)))
            place += 1
        return at + 1

    def _comma(self, at: int) -> int:
        at = self._skip(at)
        return at + 1 if self._text[at] == "," else at

    def _skip(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _number(self, at: int) -> int:
        """Return the line of a place; places come in order, so each newline is counted once."""
        self._line += self._text.count("\n", self._seen, at)
        self._seen = at
        return self._line


_Steps = Any
"""A generator of (path, line) that returns where the value ended."""
