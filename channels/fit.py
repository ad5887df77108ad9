"""Makes text fit a platform: splits Markdown between its parts, clips what must stay one line.

A cut falls at the end of a paragraph, else of a line, else of a word, and only a word longer than a whole
message is cut inside. It never falls inside a link, inline code or emphasis that fits into one message. A
code fence that a cut goes through is closed before it and opened again after it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Length = Callable[[str], int]

_ENDS: Final = ("\n\n", "\n", " ")
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})([^`\n]*)$", re.MULTILINE)
_SPAN: Final = re.compile(
    r"\\."  # an escaped character
    r"|!?\[[^\[\]\n]*\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)"  # a link or picture
    r"|(?P<code>`+)[^`\n]+(?P=code)"
    r"|\*\*[^*\n]+\*\*|__[^_\n]+__|~~[^~\n]+~~|\|\|[^|\n]+\|\|"
    r"|(?<![*\w])\*[^*\s][^*\n]*\*|(?<![_\w])_[^_\s][^_\n]*_"
    r"|https?://\S+"
)


@dataclass(frozen=True, slots=True)
class _Fence:
    """An open code fence: its mark, its whole first line, where it starts and where the code begins."""

    mark: str
    opening: str
    start: int
    body: int


def utf16(text: str) -> int:
    """Return the length in UTF-16 units, which is how Telegram counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def split(markdown: str, limit: int, length: Length = len) -> list[str]:
    """Return the text as pieces that are each at most ``limit`` long; nothing for blank text.

    ``length`` measures and must grow with the text. Nothing but blanks at the cuts is lost.
    """
    pieces, rest = [], markdown.strip("\n")
    while length(rest) > limit:
        head, rest = _cut(rest, limit, length)
        pieces.append(head)
    return [piece for piece in (*pieces, rest) if piece.strip()]


def clip(text: str, limit: int, length: Length = len) -> str:
    """Return the text, or its beginning and an ellipsis if it is longer than ``limit``."""
    if length(text) <= limit:
        return text
    if limit < 2:
        return "…"[:limit]
    return text[: _fitting(text, limit - 1, length)].rstrip() + "…"


def _cut(text: str, limit: int, length: Length) -> tuple[str, str]:
    """Return the first piece, and what is left."""
    end = _end(text, _fitting(text, limit, length))
    if _fence(text[:end], limit) is None:
        return _plain(text, end)
    most = _fitting(text, limit - max(map(length, _marks(text[:end], limit))) - 1, length)
    end = _end(text, most)
    fence = _fence(text[:end], limit)
    if fence is None:
        return _plain(text, end)
    if fence.start and not text[fence.body : end].strip():
        return _plain(text, fence.start)
    if end <= fence.body:  # the code's first line is longer than a message
        end = most
    return text[:end].rstrip() + "\n" + fence.mark, _reopened(fence, text[end:])


def _plain(text: str, end: int) -> tuple[str, str]:
    rest = text[end:]
    return text[:end].rstrip(), rest.lstrip("\n") if rest.startswith("\n") else rest.removeprefix(" ")


def _reopened(fence: _Fence, rest: str) -> str:
    rest = rest.removeprefix("\n")
    line, _, after = rest.partition("\n")
    if line.strip() == fence.mark:  # the code ended just there
        return after.lstrip("\n")
    return f"{fence.opening}\n{rest}"


def _fitting(text: str, limit: int, length: Length) -> int:
    """Return how many characters fit, at least one: who asks for less than one gets no further."""
    low, high = 1, max(1, min(len(text), limit))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= limit else (low, middle - 1)
    return low


def _end(text: str, most: int) -> int:
    """Return where to cut, at most there."""
    for mark in _ENDS:
        end = text.rfind(mark, most // 3, most + 1)
        while end > most // 3 and (span := _around(text, end, most)):
            end = text.rfind(mark, most // 3, span) if span > most // 3 else -1
        if end > most // 3:
            return end
    return _around(text, most, most) or most


def _around(text: str, at: int, most: int) -> int:
    """Return where the part begins that a cut there would break; 0 if none, or if it starts the text."""
    for span in _SPAN.finditer(text, 0, 2 * most):
        if span.start() >= at:
            break
        if at < span.end() and span.end() - span.start() <= most:
            return span.start()
    return 0


def _fence(text: str, limit: int) -> _Fence | None:
    """Return the code fence that is still open at the text's end."""
    fence: _Fence | None = None
    for found in _FENCE.finditer(text):
        mark, info = found[1], found[2].strip()
        if fence is None:
            if len(found[0]) <= limit // 4:  # a longer one leaves no room to open it again
                fence = _Fence(mark, found[0], found.start(), found.end() + 1)
        elif mark.startswith(fence.mark) and not info:
            fence = None
    return fence


def _marks(text: str, limit: int) -> list[str]:
    return [found[1] for found in _FENCE.finditer(text) if len(found[0]) <= limit // 4]
