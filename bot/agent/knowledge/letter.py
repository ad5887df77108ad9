"""A message that is a letter: who is greeted and who signs says nothing about what is asked."""

import re
from collections.abc import Sequence
from typing import Final

from bot.agent.knowledge.words import fold

_GREETING: Final = re.compile(
    r"(dear|hi|hello|hey|good (morning|afternoon|evening|day)|hallo|liebe[rs]?|guten (tag|morgen|abend)|moin|"
    r"sehr geehrte[rs]?|bonjour|bonsoir|cher|chere|madame|monsieur|hola|buenos dias|buenas tardes|"
    r"estimad[oa]s?|querid[oa]s?)\b[^?]{0,60}[,!.]?"
)
_CLOSING: Final = re.compile(
    r"((all the |with )?(best|kind|kindest|warm|warmest)?( |\b)(regards|wishes|greetings)|(all the )?best|"
    r"(yours|sincerely)( \w+)?|cheers|(many )?thanks( (a lot|in advance|so much))?|thank you( \w+){0,4}|"
    r"((mit )?(\w+ ){0,2}(grusse|grussen|gruss)|lg|mfg|vg)( \w+){0,3}|(vielen |besten |herzlichen )?dank"
    r"( im voraus)?|danke( \w+){0,2}|(bien )?cordialement|merci( \w+){0,2}|(un )?saludos?( \w+){0,2}|"
    r"(muchas )?gracias( \w+){0,2}|atentamente)\W*"
)
_LINES: Final = 5
"""Lines below the closing words that are taken for who signs; each of so many words at the most."""
_WORDS: Final = 6


def body(text: str) -> str:
    """Return a letter without its greeting and without who signs; any other text as it is."""
    lines = text.splitlines()
    said = [at for at, one in enumerate(lines) if one.strip()]
    end = next((at for at in said[1:] if _closes(lines[at:])), len(lines))
    greets = next((at for at in said[:2] if at < end and _is(_GREETING, lines[at])), None)
    kept = [one for at, one in enumerate(lines[:end]) if at != greets]
    return "\n".join(kept) if any(map(str.strip, kept)) else text


def _closes(lines: Sequence[str]) -> bool:
    """Say whether a letter's closing words begin here, with nothing but a name and such below them."""
    below = [one.split() for one in lines[1:] if one.strip()]
    named = not below or all(word[0].isupper() for word in below[0])
    return _is(_CLOSING, lines[0]) and named and len(below) <= _LINES and all(map(_signs, below))


def _signs(words: Sequence[str]) -> bool:
    """Say whether a line may stand below a name, such as an address or a number."""
    return len(words) <= _WORDS and not words[0][0].islower() and "?" not in words[-1]


def _is(phrase: re.Pattern[str], line: str) -> bool:
    return len(line) < 100 and phrase.fullmatch(fold(line).strip()) is not None
