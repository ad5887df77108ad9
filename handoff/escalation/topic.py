"""What a text is about: a built-in rule made of words, patterns over their kinds, and a veto."""

from collections.abc import Iterable
from typing import Final

from handoff.escalation.grammar import Group, matches
from handoff.escalation.lexicon import Lexicon
from handoff.escalation.odds import probability
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism, Signal

FIRES: Final = 0.75
OFFERS: Final = 0.5
_BIAS: Final = -4.0
_VETO: Final = 5.0


class Topic:
    """One topic, which is also its category. A word of the kind ``K`` anywhere speaks against it."""

    def __init__(self, name: str, entries: Iterable[tuple[str, str]], patterns: Group) -> None:
        self.name = name
        self._lexicon = Lexicon(entries)
        self._patterns = patterns

    def see(self, text: Reading) -> Signal | None:
        """Return the signal of the strongest pattern found, or None."""
        kinds = self._lexicon.read(text)
        best = max(matches(self._patterns, kinds), key=lambda match: match.pattern.weight, default=None)
        if best is None:
            return None
        score = probability(_BIAS + best.pattern.weight - (_VETO if "K" in kinds.letters else 0.0))
        return Signal(
            Mechanism.RULE,
            self.name,
            score,
            f"The contact {best.pattern.name}.",
            text.quote(kinds.said(best.start, best.end)),
            fires=score >= FIRES,
            offers=OFFERS <= score < FIRES,
        )
