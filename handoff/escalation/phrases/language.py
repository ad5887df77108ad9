"""One language's words, by mechanism and kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handoff.escalation.text import Reading


@dataclass(frozen=True, slots=True)
class Language:
    """Each table maps the name of a kind to its entries, separated by commas.

    Entries are written as people write them. The kinds are those of the grammar that reads the table;
    an entry ending in ``*`` is a stem.
    """

    code: str
    request: Mapping[str, str] = field(default_factory=dict)
    promise: Mapping[str, str] = field(default_factory=dict)
    legal: Mapping[str, str] = field(default_factory=dict)
    value: Mapping[str, str] = field(default_factory=dict)
    mood: Mapping[str, str] = field(default_factory=dict)


def entries(tables: Iterable[Mapping[str, str]], letters: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (folded entry, letter) pairs, language after language; raises KeyError for an unknown kind."""
    return [
        (entry, letters[kind])
        for table in tables
        for kind, listed in table.items()
        for entry in _folded(listed)
    ]


def _folded(listed: str) -> list[str]:
    return [entry for entry in (_entry(part.strip()) for part in listed.split(",")) if entry]


def _entry(part: str) -> str:
    return " ".join(Reading(part).words) + ("*" if part.endswith("*") else "") if part else ""
