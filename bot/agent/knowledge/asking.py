"""What a message asks: its separate questions, and whether one leans on what was asked before."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from bot.agent.base import Role, Said
from bot.agent.knowledge.letter import body
from bot.agent.knowledge.words import fold, listed, words

_LONGEST: Final = 2000
"""Characters of a message that are read; nobody asks more than that at once."""

_MOST: Final = 6
_PIECE: Final = re.compile(r"(?<=[?？])\s*|[\r\n\u2028\u2029]+")
_LEANING: Final = re.compile(
    r"\W*(and|what about|how about|what if|also|or|und|was ist mit|auch|oder|et|aussi|ou|y|tambien|o)\b"
)
_OPENING: Final = listed("""
how what whats when where wheres why who which can could do does is are will would may should
wie was wann wo warum wer welche welcher welches kann konnen gibt ist sind
comment quand quel quelle quels quelles pourquoi qui combien puis peut est
como cuando cual donde cuanto cuanta cuantos quien puedo puede hay es
""")
_POINTING: Final = listed(
    "it its that this they them these those one same there das dies davon dafur damit dort ca cela eso esto"
)


def questions(text: str) -> tuple[str, ...]:
    """Return the parts of a message that may each ask something: its lines, cut after question marks."""
    parts = (part.strip() for part in _PIECE.split(body(text[:_LONGEST])))
    return tuple(dict.fromkeys(part for part in parts if words(part)))[:_MOST]


def joined(parts: Sequence[str], stands: Callable[[str], bool]) -> tuple[str, ...]:
    """Put fragments ("my tent", "has not come yet") together: each must stand alone to be asked alone."""
    whole: list[str] = []
    for part in parts:
        if whole and not (stands(part) and stands(whole[-1])):
            whole[-1] = f"{whole[-1]} {part}"
        else:
            whole.append(part)
    return tuple(whole)


def asks(part: str) -> bool:
    """Say whether a part is put as a question."""
    return part.rstrip().endswith(("?", "？")) or not _OPENING.isdisjoint(words(part)[:1])


def leans(part: str) -> bool:
    """Say whether a part needs what came before: "and to Norway?", "how long does it take?"."""
    said = words(part)
    return (
        len(said) <= 2
        or _LEANING.match(fold(part)) is not None
        or (len(said) <= 9 and not _POINTING.isdisjoint(said))
    )


def earlier(past: Sequence[Said], now: Iterable[str]) -> tuple[str, ...]:
    """Return what the contact asked last and before, then the newest note of the team; newest first."""
    asked = set(now)
    said = [line.text for line in reversed(past) if line.role is Role.CONTACT and line.text not in asked]
    noted = [line.text for line in reversed(past) if line.role is Role.NOTE]
    return tuple(text[:_LONGEST] for text in (*said[:2], *noted[:1]))
