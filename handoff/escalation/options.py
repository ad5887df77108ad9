"""What an admin can set about detection, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class On(StrEnum):
    """Whose text a rule reads."""

    CONTACT = "contact"
    AGENT = "agent"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class RuleOptions:
    """One of the admin's rules: it fires when any of the words (whole, any case) or the pattern is found."""

    name: str
    category: str
    words: tuple[str, ...] = ()
    pattern: str = ""
    on: On = On.CONTACT


@dataclass(frozen=True, slots=True)
class Options:
    """Thresholds are between 0 and 1; counts are turns.

    ``min_confidence``: an answer below it is a miss. ``max_misses``: so many misses in a row are a handoff.
    ``max_repeats``: the same question so many times is a handoff. A mechanism named in ``off`` never
    fires, except the request; ``legal`` and ``high_value`` there switch off a built-in rule.
    """

    rules: tuple[RuleOptions, ...] = ()
    min_confidence: float = 0.5
    max_misses: int = 2
    max_repeats: int = 3
    mood_threshold: float = 0.75
    mood_offer: float = 0.5
    off: frozenset[str] = frozenset()
    categories: Mapping[str, str] = field(default_factory=dict)
    """Category to use for a mechanism instead of its own, by the mechanism's name."""
