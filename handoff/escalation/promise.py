"""The agent's own text promises a person, so there must be one behind it (law 4).

A question ("shall I ...?"), a condition ("if you like, ...") and a hint ("you can ask for a person") promise
nothing.
"""

from collections.abc import Iterable
from typing import Final

from handoff.escalation.grammar import Match, clause_after, clause_before, group, matches, pattern
from handoff.escalation.lexicon import Kinds, Lexicon
from handoff.escalation.phrases.language import Language, entries
from handoff.escalation.text import Reading
from handoff.trigger import Mechanism, Signal

CATEGORY: Final = "promised"

LETTERS: Final = {
    "self": "I",
    "move": "X",
    "hand": "T",
    "staff": "H",
    "future": "F",
    "contact": "V",
    "you": "u",
    "hedge": "K",
    "condition": "k",
    "but": "|",
    "done": "Y",
    "transferring": "t",
    "will contact": "f",
}
_PATTERNS: Final = group(
    pattern("is on the way", 1.0, "Y"),
    pattern("hands over to a person", 1.0, "t [.uFT]{0,6} H | H [.u]{0,3} t"),
    pattern("says it will hand over", 1.0, "I [.]{0,3} [TX] [.uTXV]{0,6} H"),
    pattern("says it will connect", 1.0, "I [.]{0,3} X .{0,1} u [.]{0,3} (?=$|[|])"),
    pattern("says a person will act", 1.0, "H [.]{0,3} F [.u]{0,4} V"),
    pattern("says a person will be in touch", 1.0, "H [.u]{0,4} f | f [.u]{0,4} H"),
)


class Promise:
    """Reads the agent's texts for a promise."""

    def __init__(self, languages: Iterable[Language]) -> None:
        self._lexicon = Lexicon(entries((each.promise for each in languages), LETTERS))

    def see(self, text: Reading) -> Signal | None:
        """Return a signal that fires if the text promises a person."""
        kinds = self._lexicon.read(text)
        for match in matches(_PATTERNS, kinds):
            if not _hedged(match, kinds):
                quote = text.quote(kinds.said(match.start, match.end))
                reason = f"The assistant {match.pattern.name}."
                return Signal(Mechanism.PROMISE, CATEGORY, 0.95, reason, quote, fires=True)
        return None


def _hedged(match: Match, kinds: Kinds) -> bool:
    letters = kinds.letters
    before, after = clause_before(letters, match.start), clause_after(letters, match.end)
    start = match.start - len(before)
    condition = "k" in clause_before(letters, max(0, start - 1))
    asked = letters[match.end + len(after) :].startswith("?")
    clause = before + letters[match.start : match.end] + after
    return condition or asked or "K" in before + letters[match.start : match.end] or "k" in clause
