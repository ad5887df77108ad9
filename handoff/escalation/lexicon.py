"""Words of many languages reduced to a few kinds, one letter each, so that grammar can be a short pattern.

An entry is a word, a phrase of several words, or a stem ending in ``*`` (at most eight letters may
follow). The longest entry wins, so a phrase such as "human resources" takes its words away from the word
"human". Scripts that do not separate words are cut by the longest entry at each place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from handoff.escalation.text import Reading
from handoff.escalation.typos import Typos

OTHER: Final = "."
NUMBER: Final = "D"
_TAIL: Final = 8
_STEM: Final = 3
_CLITICS: Final = ("ال", "لل", "بال", "وال", "ل", "ب", "و", "ה", "ל", "ב", "ו", "מ")


@dataclass(frozen=True, slots=True)
class Kinds:
    """A text as letters, one per entry found; ``at[i]`` is the range of words that letter ``i`` stands for."""

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
        self._phrases: dict[str, dict[tuple[str, ...], str]] = {}
        self._words: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        for phrase, letter in entries:
            self._enter(phrase, letter)
        parts = (word for phrases in self._phrases.values() for words in phrases for word in words)
        self._known = frozenset((*self._words, *parts))
        self._typos = None if real is None else Typos(sorted(self._known), real)
        self._longest = max((len(entry) for entry in self._joined), default=0)

    def _enter(self, phrase: str, letter: str) -> None:
        words = tuple(phrase.split())
        if _unspaced(phrase[0]):
            self._joined.setdefault("".join(words), letter)
        elif phrase.endswith("*"):
            self._stems.setdefault(phrase[:-1], letter)
        elif len(words) == 1:
            self._words.setdefault(phrase, letter)
        else:
            self._phrases.setdefault(words[0], {}).setdefault(words, letter)

    def read(self, text: Reading) -> Kinds:
        """Return the kinds of a text's words, in order."""
        words = tuple(self._spelled(word) for word in text.words)
        letters: list[str] = []
        at: list[tuple[int, int]] = []
        place = 0
        while place < len(words):
            length, found = self._here(words, place)
            letters.append(found)
            at.extend([(place, place + length)] * len(found))
            place += length
        return Kinds("".join(letters), tuple(at), text.words)

    def _spelled(self, word: str) -> str:
        if self._typos is None or word in self._known or not word.isalnum() or self._stem(word):
            return word
        return self._typos.meant(word) or word

    def _here(self, words: tuple[str, ...], place: int) -> tuple[int, str]:
        word = words[place]
        for length, letter in self._longer(words, place):
            return length, letter
        if word in "|?":
            return 1, word
        if _unspaced(word[0]):
            return 1, self._segmented(word)
        return 1, self._words.get(word) or self._stem(word) or (NUMBER if word[0].isdigit() else OTHER)

    def _longer(self, words: tuple[str, ...], place: int) -> list[tuple[int, str]]:
        phrases = self._phrases.get(words[place])
        if phrases is None:
            return []
        return sorted(
            (
                (len(phrase), letter)
                for phrase, letter in phrases.items()
                if words[place : place + len(phrase)] == phrase
            ),
            reverse=True,
        )

    def _stem(self, word: str) -> str | None:
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


def _unspaced(letter: str) -> bool:
    """Whether a letter belongs to Chinese, Japanese, Korean or Thai writing."""
    return "\u0e00" <= letter <= "\u0eff" or "\u1100" <= letter <= "\u11ff" or "\u2e80" <= letter <= "\ud7ff"
