"""Text as detection reads it: cut to a bearable length, folded to one spelling, split into words.

Folding makes what people type comparable: compatibility forms and accents are resolved (except in scripts
where marks are letters), letters lose their case, lengthened and s p a c e d words shrink, apostrophes
vanish. Breaks between clauses survive as ``|`` (and ``?`` after a question), because a denial in one
clause says nothing about the next.
"""

import re
import unicodedata
from typing import Final

LIMIT: Final = 4_000
"""Characters examined of one text: its head and its tail."""

QUOTE: Final = 120

_MARKS: Final = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u0652\u0670"
_INVISIBLE: Final = re.compile(f"[{_MARKS}\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]+")
_LETTERS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "أ": "ا", "إ": "ا"}
)
_ELISION: Final = re.compile(r"\b([cdjlmnst]|qu|dell|all|nell|un)'(?=\w)")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’‛ʼ´`＇", "'"))
_LONG: Final = re.compile(r"([^\W\d_])\1{2,}")
_THOUSANDS: Final = re.compile(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
# Vowel signs of Indian scripts are no word characters to `re`, yet they are inside words.
_TOKEN: Final = re.compile(
    r"[\w\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e@$€£]+|[?？؟]|[.!,;:()\n…।。！，、؛،\u2014\u2013|]"
)
_QUESTION: Final = frozenset("?？؟")


class Reading:
    """A text and what was made of it, once for all mechanisms.

    ``cut`` is the head and tail of the text as it was written, at most ``LIMIT`` characters; ``folded`` is
    that in one spelling, clauses still separated; ``words`` are its words in order, where ``|`` and ``?``
    stand for the ends of clauses.
    """

    __slots__ = ("cut", "folded", "words")

    def __init__(self, raw: str) -> None:
        self.cut = clip(raw)
        self.folded = fold(self.cut)
        self.words = _words(self.folded)

    def quote(self, words: tuple[str, ...]) -> str:
        """Return the words as they were written if they stand so in the text, else as they were read."""
        read = " ".join(word for word in words if word not in "|?")
        at = self.cut.lower().find(read) if len(self.cut.lower()) == len(self.cut) else -1
        return (self.cut[at : at + len(read)] if at >= 0 else read)[:QUOTE]


def unquoted(text: str) -> str:
    """Return the text without lines that quote somebody: a colleague's words are not the agent's own."""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))


def clip(text: str, limit: int = LIMIT) -> str:
    """Return at most ``limit`` characters: requests stand at the beginning or the end of long texts."""
    if len(text) <= limit:
        return text
    half = limit // 2
    return f"{text[:half]}\n{text[len(text) - half + 1 :]}"


def fold(text: str) -> str:
    """Return the text in one spelling: no case, no accents, no stretched or spaced-out words."""
    plain = _THOUSANDS.sub("", text.casefold() if text.isascii() else _unaccent(text))
    if "'" in plain:
        plain = _ELISION.sub(r"\1 ", plain).replace("'", "")
    plain = _LONG.sub(r"\1", plain)
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), plain)


def unspaced(letter: str) -> bool:
    """Whether a letter belongs to Chinese, Japanese, Korean or Thai writing, where words have no edges."""
    return "\u0e00" <= letter <= "\u0eff" or "\u1100" <= letter <= "\u11ff" or "\u2e80" <= letter <= "\ud7ff"


def _unaccent(text: str) -> str:
    wide = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    # Casefolding can make new marks (Turkish İ), so they go last.
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", wide)).translate(_LETTERS)


def _words(folded: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in map(_word, _TOKEN.findall(folded)):
        if word != "|" or (found and found[-1] != "|"):
            found.append(word)
    return tuple(found)


def _word(token: str) -> str:
    if token in _QUESTION:
        return "?"
    return token if token[0].isalnum() or len(token) > 1 or token in "$€£@" else "|"
