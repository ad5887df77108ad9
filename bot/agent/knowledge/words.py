"""Text to words: folded (case, accents), split, and cut to a stem that needs to know no language."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_ACCENTS: Final = dict.fromkeys(range(0x300, 0x370))
_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]{2,}")
_ENDINGS: Final = (("ation", 4), ("ment", 3), ("ing", 3), ("ung", 4), ("ed", 3), ("en", 4))
"""Endings and how many letters must be left. English, German, French and Spanish share one short list: the
language of a question is a guess, and a word must meet itself whatever was guessed."""


def listed(text: str) -> frozenset[str]:
    """Return the words of a hand-written list, which are folded already."""
    return frozenset(text.split())


def fold(text: str) -> str:
    """Return the text without case and accents; other scripts' marks stay, they are letters there."""
    return unicodedata.normalize("NFKD", text).translate(_ACCENTS).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text in order, folded; scripts without spaces give pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if _UNSPACED.fullmatch(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) > 1 or not word.isascii() or word.isdigit():
            found.append(word)
    return found


def stem(word: str) -> str:
    """Cut plural, ending and last vowels off a folded word; short words and those with digits stay."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    for ending, left in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= left:
            word = word[: -len(ending)]
            break
    while len(word) > 4 and word[-1] in "aeioy":
        word = word[:-1]
    word = word.removesuffix("e") if len(word) == 4 else word
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word
