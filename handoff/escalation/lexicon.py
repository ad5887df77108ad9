"""Words of many languages reduced to a few kinds, one letter each, so that grammar can be a short pattern.

An entry is a word, a phrase of several words, or a stem ending in ``*`` (at most eight letters may
follow). The longest entry wins, so a phrase such as "human resources" takes its words away from the word
"human". Scripts that do not separate words are cut by the longest entry at each place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from handoff.escalation.text import Reading, unspaced
from handoff.escalation.typos import Typos

OTHER: Final = "."
MANY: Final = "D"
FEW: Final = "d"
"""Numbers: twenty or more, and less."""

_DIGITS: Final = re.compile(r"\d{1,9}")
_TAIL: Final = 8
_STEM: Final = 3
_REMEMBERED: Final = 8192
_CLITICS: Final = ("ال", "لل", "بال", "وال", "ل", "ب", "و", "ה", "ל", "ב", "ו", "מ")


@dataclass(frozen=True, slots=True)
class Kinds:
    """A text as letters, one per entry found; ``at[i]`` is the range of words behind letter ``i``."""

    letters: str
    at: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    def said(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words behind the letters from ``start`` up to ``end``."""
        return self.words[self.at[start][0] : self.at[end - 1][1]] if end > start else ()


class Lexicon:
    """Finds entries in texts. Built once; reading changes nothing."""

    def __init__(self, entries: Iterable[tuple[str, str]], real: frozenset[str] | None = None) -> None:
        """``entries`` are (folded entry, letter); of equal entries the first wins.

        With ``real``, words that are spelled right however close to an entry, slips of the keyboard are
        forgiven; without it every word is taken as it stands.
        """
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._words: dict[str, str] = {"|": "|", "?": "?"}
        self._stems: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        for phrase, letter in entries:
            self._enter(phrase, letter)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))
        parts = (word for phrases in self._phrases.values() for words, _ in phrases for word in words)
        self._known = frozenset((*self._words, *parts))
        self._typos = None if real is None else Typos(sorted(self._known), real)
        self._heads = frozenset(stem[:_STEM] for stem in self._stems)
        # People use the same few thousand words: what one means is worked out once.
        self._meaning = lru_cache(_REMEMBERED)(self._meant)
        self._letter = lru_cache(_REMEMBERED)(self._alone)
        self._longest = max((len(entry) for entry in self._joined), default=0)

    def _enter(self, phrase: str, letter: str) -> None:
        words = tuple(phrase.split())
        if unspaced(phrase[0]):
            self._joined.setdefault("".join(words), letter)
        elif phrase.endswith("*"):
            self._stems.setdefault(phrase[:-1], letter)
        elif len(words) == 1:
            self._words.setdefault(phrase, letter)
        else:
            self._phrases.setdefault(words[0], []).append((words, letter))

    def read(self, text: Reading) -> Kinds:
        """Return the kinds of a text's words, in order."""
        words, written = self._spelled(text.words)
        letters: list[str] = []
        at: list[tuple[int, int]] = []
        place = 0
        while place < len(words):
            word = words[place]
            length, found = self._phrase(words, place) if word in self._phrases else (1, self._letter(word))
            letters.append(found)
            at.extend([(place, place + length)] * len(found))
            place += length
        return Kinds("".join(letters), tuple(at), written)

    def _spelled(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words as they were meant, and beside each how it was written."""
        if self._typos is None:
            return words, words
        meant: list[str] = []
        written: list[str] = []
        for word in words:
            found = self._meaning(word, self._typos)
            meant += found
            written += (word,) if len(found) == 1 else found
        return tuple(meant), tuple(written)

    def _meant(self, word: str, typos: Typos) -> tuple[str, ...]:
        if word in self._known or not word.isalnum() or unspaced(word[0]) or self._stem(word):
            return (word,)
        slip = typos.meant(word)
        return (slip,) if slip else typos.parted(word, self._words) or (word,)

    def _phrase(self, words: tuple[str, ...], place: int) -> tuple[int, str]:
        for phrase, letter in self._phrases[words[place]]:
            if words[place : place + len(phrase)] == phrase:
                return len(phrase), letter
        return 1, self._letter(words[place])

    def _alone(self, word: str) -> str:
        known = self._words.get(word)
        if known is not None:
            return known
        if unspaced(word[0]):
            return self._segmented(word)
        return self._stem(word) or (_number(word) if word[0].isdecimal() else OTHER)

    def _stem(self, word: str) -> str | None:
        if word[:_STEM] in self._heads:
            for length in range(len(word), max(_STEM, len(word) - _TAIL) - 1, -1):
                letter = self._stems.get(word[:length])
                if letter is not None:
                    return letter
        return self._unprefixed(word) if "֐" <= word[0] <= "ۿ" else None

    def _unprefixed(self, word: str) -> str | None:
        """Find an Arabic or Hebrew word behind the article or preposition written onto it."""
        for clitic in _CLITICS:
            rest = word.removeprefix(clitic)
            if rest != word and len(rest) >= _STEM - 1:
                found = self._words.get(rest) or self._stem(rest)
                if found is not None:
                    return found
        return None

    def _segmented(self, run: str) -> str:
        """Cut a run of unspaced writing; whatever lies between two entries is one letter."""
        letters = ""
        place = 0
        while place < len(run):
            length, letter = self._entry(run, place)
            if letter != OTHER or not letters.endswith(OTHER):
                letters += letter
            place += length
        return letters

    def _entry(self, run: str, place: int) -> tuple[int, str]:
        for length in range(min(self._longest, len(run) - place), 0, -1):
            letter = self._joined.get(run[place : place + length])
            if letter is not None:
                return length, letter
        return 1, OTHER


def _number(word: str) -> str:
    found = _DIGITS.match(word)
    if found is None:
        return OTHER
    return MANY if int(found[0]) >= 20 or word[found.end() : found.end() + 1] == "k" else FEW
