"""Anger and distress: a score per turn, smoothed over turns, so that no single outburst decides.

People agree badly about who is angry, so one message makes an offer at most; only words of danger to life
go to a person at once. With each turn ``Memory.mood`` keeps a share of itself and takes one of the new.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from handoff.escalation.grammar import Match, group, matches, pattern
from handoff.escalation.lexicon import Kinds, Lexicon
from handoff.escalation.memory import Memory
from handoff.escalation.options import Options
from handoff.escalation.phrases.language import Language, entries
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism, Signal

CATEGORY: Final = "distress"
KEPT: Final = 0.7
TAKEN: Final = 0.6
_DISTRESS: Final = "speaks of danger to life"
_MILDEST: Final = 0.05

LETTERS: Final = {
    "insult": "i",
    "fury": "f",
    "bad": "b",
    "curse": "c",
    "distress": "S",
    "you": "u",
    "very": "z",
    "not": "N",
    "joy": "J",
}
# The weight of a pattern is the share of the calm that it takes away.
_PATTERNS: Final = group(
    pattern(_DISTRESS, 1.0, "S"),
    pattern("insults", 0.85, "u [.zbc]{0,3} i | i z? u"),
    pattern("is angry", 0.7, "f"),
    pattern("speaks harshly", 0.55, "i"),
    pattern("curses", 0.5, "c"),
    pattern("is not content", 0.3, "b"),
)
_SHOUTED: Final = 0.3
_EXCLAIMED: Final = 0.15
_LOUD: Final = re.compile(r"[!！]{3,}|[!?！？]{4,}")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Mood:
    """Reads the mood of a turn and remembers it."""

    def __init__(self, languages: Iterable[Language]) -> None:
        self._lexicon = Lexicon(entries((each.mood for each in languages), LETTERS))

    def see(self, text: Reading, memory: Memory, options: Options) -> tuple[Signal | None, Memory]:
        """Return the signal of the mood up to this turn, and the memory with it."""
        kinds = self._lexicon.read(text)
        found = _heard(kinds)
        turn = _anger(found, text, glad="J" in kinds.letters)
        danger = bool(found) and found[0].pattern.name == _DISTRESS
        mood = 1.0 if danger else min(1.0, KEPT * memory.mood + TAKEN * turn)
        signal = _signal(mood, found, kinds, text, options) if turn >= _MILDEST else None
        return signal, replace(memory, mood=mood)


def _signal(mood: float, found: list[Match], kinds: Kinds, text: Reading, options: Options) -> Signal:
    fires = mood >= options.mood_threshold
    return Signal(
        Mechanism.MOOD,
        CATEGORY,
        mood,
        f"The contact {found[0].pattern.name}." if found else "The contact shouts.",
        text.quote(kinds.said(found[0].start, found[0].end)) if found else "",
        fires=fires,
        offers=not fires and mood >= options.mood_offer,
    )


def _heard(kinds: Kinds) -> list[Match]:
    """Return what is angry, strongest first; "not angry" is not."""
    found = [match for match in matches(_PATTERNS, kinds) if not _denied(match, kinds.letters)]
    return sorted(found, key=lambda match: -match.pattern.weight)


def _denied(match: Match, letters: str) -> bool:
    before = letters[max(0, match.start - 2) : match.start]
    return match.pattern.name != "is not content" and before.rstrip("z").endswith("N")


def _anger(found: list[Match], text: Reading, *, glad: bool) -> float:
    """Join each kind of anger once: every one takes its share of the calm that the others left."""
    shares = {match.pattern.name: match.pattern.weight for match in found}
    if _shouts(text.cut):
        shares["shouts"] = _SHOUTED
    if _LOUD.search(text.cut):
        shares["exclaims"] = _EXCLAIMED
    calm = 1.0
    for share in shares.values():
        calm *= 1.0 - share
    return (1.0 - calm) * (0.5 if glad else 1.0)


def _shouts(text: str) -> bool:
    """Whether most words of a text of at least three are capitals; an order number is no shout."""
    words = _WORD.findall(text)
    loud = [word for word in words if word.isupper()]
    return len(words) >= 3 and len(loud) >= 0.7 * len(words) and sum(map(len, loud)) >= 10
