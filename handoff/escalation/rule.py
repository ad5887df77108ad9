"""The admin's own rules: words, or a pattern, in what the contact or the agent says."""

import re
from typing import Final

from handoff.escalation.options import On, RuleOptions
from handoff.escalation.pattern import readable
from handoff.escalation.text import QUOTE, Reading, clip, fold, unspaced
from handoff.trigger import Mechanism, Signal

_NEVER: Final = re.compile(r"(?!)")
_SPACED_OUT: Final = re.compile(r"\s+")


class Rule:
    """One rule, compiled once. Words match whole and in any case, and accents do not matter."""

    def __init__(self, options: RuleOptions) -> None:
        """Raise ValueError, naming the rule, for a pattern that is faulty or could take forever."""
        self.name = options.name
        self.on = options.on
        self._category = options.category
        self._words = _either(options.words)
        self._pattern = re.compile(options.pattern or "(?!)", re.IGNORECASE)
        self._length = _length(options)

    def see(self, text: Reading) -> Signal | None:
        """Return the signal if the rule is found in the text."""
        found = self._words.search(text.folded) or self._pattern.search(clip(text.cut, self._length))
        if found is None:
            return None
        reason = f"The rule “{self.name}” matched."
        return Signal(Mechanism.RULE, self._category, 1.0, reason, found[0][:QUOTE].strip(), fires=True)

    def reads(self, whose: On) -> bool:
        """Whether the rule reads the text of the contact, or of the agent."""
        return self.on in (whose, On.BOTH)


def _length(options: RuleOptions) -> int:
    try:
        return readable(options.pattern)
    except ValueError as error:
        raise ValueError(f"rule {options.name!r}: the pattern {error}") from error


def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words, standing alone, in folded text."""
    whole = [_whole(folded) for folded in (fold(word).strip() for word in words) if folded]
    return re.compile("|".join(whole)) if whole else _NEVER


def _whole(word: str) -> str:
    """Return the pattern of one word; scripts that write words together have no edges to look for."""
    inner = r"\s+".join(re.escape(part) for part in _SPACED_OUT.split(word))
    before = r"(?<!\w)" if word[0].isalnum() and not unspaced(word[0]) else ""
    after = r"(?!\w)" if word[-1].isalnum() and not unspaced(word[-1]) else ""
    return before + inner + after
