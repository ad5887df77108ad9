"""The contact wants to buy much: quantities, contracts, procurement. Built in; ``off`` may name it."""

from collections.abc import Iterable
from typing import Final

from handoff.escalation.grammar import group, pattern
from handoff.escalation.phrases.language import Language, entries
from handoff.escalation.topic import Topic

NAME: Final = "high_value"
LETTERS: Final = {"strong": "S", "unit": "U", "buy": "B", "veto": "K"}
_PATTERNS: Final = group(
    pattern("speaks of a large contract", 6.0, "S"),
    pattern("wants many", 6.0, "B [.B]{0,5} D [.D]{0,2} U | D .? U [.]{0,5} B"),
)


def value(languages: Iterable[Language]) -> Topic:
    """Build the rule for inquiries of high value."""
    return Topic(NAME, entries((each.value for each in languages), LETTERS), _PATTERNS)
