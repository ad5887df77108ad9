"""Patterns over kinds of words, each with its weight of evidence."""

import re
from dataclasses import dataclass
from typing import Final

from handoff.escalation.lexicon import Kinds

_NOTHING: Final = ".|?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the letters of ``Kinds``; ``weight`` is in log-odds."""

    name: str
    weight: float
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that are looked for together; that a text holds none of them ``any`` tells at once."""

    patterns: tuple[Pattern, ...]
    any: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found, in letters."""

    pattern: Pattern
    start: int
    end: int


def pattern(name: str, weight: float, regex: str, **parts: str) -> Pattern:
    """Build a pattern; ``{name}`` in the expression stands for the part of that name, spaces for nothing."""
    for part, value in parts.items():
        regex = regex.replace("{" + part + "}", value)
    return Pattern(name, weight, re.compile(regex.replace(" ", "")))


def group(*patterns: Pattern) -> Group:
    """Put patterns into one group."""
    return Group(patterns, re.compile("|".join(f"(?:{each.regex.pattern})" for each in patterns)))


def matches(group: Group, kinds: Kinds) -> list[Match]:
    """Return every place where a pattern is found, in the order of the patterns."""
    if not kinds.letters.strip(_NOTHING) or group.any.search(kinds.letters) is None:
        return []
    return [
        Match(each, found.start(), found.end())
        for each in group.patterns
        for found in each.regex.finditer(kinds.letters)
    ]


def clause_before(letters: str, at: int) -> str:
    """Return the letters of the clause that ``at`` is in, up to ``at``."""
    return letters[max(letters.rfind("|", 0, at), letters.rfind("?", 0, at)) + 1 : at]


def clause_after(letters: str, at: int) -> str:
    """Return the letters of the clause that ``at`` is in, from ``at`` on."""
    ends = [end for end in (letters.find("|", at), letters.find("?", at)) if end >= 0]
    return letters[at : min(ends, default=len(letters))]
