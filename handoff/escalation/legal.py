"""The contact threatens with the law: a claim, a lawyer, an authority. Built in; ``off`` may name it."""

from collections.abc import Iterable
from typing import Final

from handoff.escalation.grammar import group, pattern
from handoff.escalation.phrases.language import Language, entries
from handoff.escalation.topic import Topic

NAME: Final = "legal"
LETTERS: Final = {
    "threat": "S",
    "lawyer": "L",
    "mine": "M",
    "authority": "A",
    "act": "a",
    "veto": "K",
}
_PATTERNS: Final = group(
    pattern("threatens legal action", 6.5, "S"),
    pattern("speaks of a lawyer who acts", 6.0, "a [.M]{0,4} L | L [.M]{0,4} a"),
    pattern("has a lawyer", 5.4, "M L"),
    pattern("goes to an authority", 5.4, "a [.Ma]{0,5} A | A [.M]{0,4} a"),
)


def legal(languages: Iterable[Language]) -> Topic:
    """Build the rule for legal threats."""
    return Topic(NAME, entries((each.legal for each in languages), LETTERS), _PATTERNS)
