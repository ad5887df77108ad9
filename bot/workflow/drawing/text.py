"""Text in a drawing: how wide it is about, where it breaks, and which characters it may hold."""

import re
import unicodedata
from typing import Final

_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW: Final = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE: Final = frozenset("mwMW@%")


def clean(text: str) -> str:
    """Return text in one line without what XML cannot hold."""
    return " ".join(_NO_XML.sub("", text).split())


def width(text: str, size: float) -> float:
    """Return about how many pixels a text takes in a wide system font of this size."""
    return size * sum(map(_share, text))


def _share(char: str) -> float:
    if char in _NARROW:
        return 0.38
    if char in _WIDE:
        return 0.95
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.05
    return 0.71 if char.isupper() else 0.62


def clip(text: str, room: float, size: float) -> str:
    """Cut a text to the room there is, with an ellipsis."""
    if width(text, size) <= room:
        return text
    cut = text
    while cut and width(f"{cut}…", size) > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def wrap(text: str, room: float, size: float, most: int) -> list[str]:
    """Break a text into so many lines at most; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    rest = clean(text)[:500]
    while rest and len(lines) < most - 1 and width(rest, size) > room:
        cut = _break(rest, room, size)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, clip(rest, room, size)] if rest else lines


def _break(text: str, room: float, size: float) -> int:
    """Return where a line ends: at the last blank that fits, or inside a word that is too long."""
    fits = 1
    while fits < len(text) and width(text[: fits + 1], size) <= room:
        fits += 1
    blank = text.rfind(" ", 0, fits + 1)
    return blank if blank > 0 else fits
