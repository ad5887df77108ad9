"""One-time codes: nobody can guess them without our key, and what is kept of one is a keyed hash.

A code is not drawn but worked out, from the key and from what it is for. So a send that is tried again after
a crash carries the same code under the same id: who has two messages has one code in both, and a provider
that knows the id sends only one. A code is for one purpose, which nothing else ever has.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

DIGITS: Final = 6
_BLANKS: Final = re.compile(r"(?<=\d)[ \u00a0\u202f-](?=\d)")
_ALONE: Final = re.compile(rf"(?<!\d)\d{{{DIGITS}}}(?!\d)")


@dataclass(frozen=True, slots=True)
class Code:
    """``seal`` is all that is kept of it. ``id`` tells nobody anything, and is the same for every try."""

    digits: str
    seal: str
    id: str


class Codes:
    """Makes and checks codes with one key, which no one-time code can be guessed from."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(self, purpose: str, number: str) -> Code:
        """Return the code of this number for this purpose; a new number is a new code."""
        drawn = int.from_bytes(self._hash("code", purpose, number))
        digits = f"{drawn % 10**DIGITS:0{DIGITS}}"  # of 256 bits: no code is likelier than another
        return Code(digits, self._seal(purpose, digits), self._hash("id", purpose, number).hex()[:32])

    def fits(self, purpose: str, digits: str, seal: str) -> bool:
        """Whether the seal was made of this code for this purpose; takes as long either way."""
        return hmac.compare_digest(self._seal(purpose, digits), seal)

    def veil(self, name: str) -> str:
        """Return what stands for an address or a contact where only sameness matters."""
        return self._hash("name", name).hex()[:24]

    def _seal(self, purpose: str, digits: str) -> str:
        return hmac.new(self._key, f"{purpose}\0{digits}".encode(), hashlib.sha256).hexdigest()

    def _hash(self, *words: str) -> bytes:
        return hmac.new(self._key, "\0".join(("", *words)).encode(), hashlib.sha256).digest()


def is_code(text: str) -> bool:
    """Whether somebody wrote a code and nothing else: it is no short telephone number then."""
    return bool(code_in(text)) and not re.search(r"[^\d\s-]", text)


def code_in(text: str) -> str:
    """Return the six digits, in any script, that somebody wrote as a code; empty where there is no such.

    Blanks and dashes may part them: ``123-456``. Beside other numbers only six in a row are a code, and only
    if there is one such; a part of a longer number is none.
    """
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    alone = set(_ALONE.findall(plain)) or set(_ALONE.findall(_BLANKS.sub("", plain)))
    return alone.pop() if len(alone) == 1 else ""
