"""Finding the word that was meant when one letter is wrong, missing, doubled or swapped.

Every known word is filed under itself and under each form with one letter left out; two words that differ
by one slip share such a form. Short words are left alone: "tall" is no slip for "talk".
"""

from collections.abc import Container, Iterable, Iterator
from typing import Final

SHORTEST: Final = 4
LONGEST: Final = 20
_RUN: Final = 6
_SURE: Final = 4


class Typos:
    """An index over words, asked once per unknown word."""

    def __init__(self, words: Iterable[str], real: frozenset[str] = frozenset()) -> None:
        """``real`` words are spelled as they were meant, however close they come to a known one."""
        self._real = real
        self._forms: dict[str, list[str]] = {}
        for word in words:
            if SHORTEST <= len(word) <= LONGEST:
                self._file(word)

    def _file(self, word: str) -> None:
        for form in (word, *_shorter(word)):
            self._forms.setdefault(form, []).append(word)

    def meant(self, word: str) -> str | None:
        """Return the known word this one is a slip for, or None."""
        if not SHORTEST <= len(word) <= LONGEST or word in self._real:
            return None
        for form in (word, *_shorter(word)):
            for known in self._forms.get(form, ()):
                if _is_slip(word, known):
                    return known
        return None

    def parted(self, word: str, known: Container[str]) -> tuple[str, str] | None:
        """Return the two known words that lost the space between them, or had it replaced by a slip."""
        if not _RUN <= len(word) <= LONGEST or word in self._real:
            return None
        for at in range(1, len(word) - 1):
            for start in (at, at + 1):
                left, right = word[:at], word[start:]
                if max(len(left), len(right)) >= _SURE and left in known and right in known:
                    return left, right
        return None


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _is_slip(word: str, known: str) -> bool:
    """Whether one edit apart, the first letter kept; four letters forgive a swap or one more letter."""
    if len(word) == len(known):
        slips = 1 if len(known) > SHORTEST else 0
        return _swapped(word, known) or (word[0] == known[0] and 0 < _differing(word, known) <= slips)
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    if len(longer) - len(shorter) != 1 or word[0] != known[0] or len(shorter) < SHORTEST:
        return False
    return shorter in _shorter(longer)


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _swapped(one: str, other: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    left, right = apart
    return one[left] == other[right] and one[right] == other[left]
