"""Splits a rich text into what Telegram takes in one message."""

from typing import Final

from telegramify_markdown import MessageEntity as Entity
from telegramify_markdown import utf16_len

from channels.telegram.text import Rich, still

MOST: Final = 4096
CAPTION: Final = 1024
_ROOM: Final = 4
"""Left free for the invisible characters that a cut can make necessary."""


def pieces(rich: Rich, most: int = MOST, *, quiet: bool = False) -> list[Rich]:
    """Split at the end of a paragraph, line or word, outside of short entities; long ones go on.

    ``quiet`` breaks mentions and commands, also those that only a cut would make.
    """
    whole, parts = still(rich) if quiet else rich, []
    while whole.size > most:
        cut = _cut(whole, most - _ROOM)
        parts.append(_slice(whole, 0, cut))
        whole = _slice(whole, cut, len(whole.text))
    parts.append(whole)
    return [still(part) if quiet else part for part in map(_trimmed, parts) if part]


def _cut(rich: Rich, most: int) -> int:
    """Return how many characters the first part takes."""
    end = _fitting(rich.text, most)
    for mark in ("\n\n", "\n", " "):
        at = rich.text.rfind(mark, end // 3, end)
        while at > 0:
            cut = at + len(mark)
            if not _broken(rich, cut, most):
                return cut
            at = rich.text.rfind(mark, end // 3, at)
    return end


def _fitting(text: str, most: int) -> int:
    """Return how many characters have at most so many UTF-16 units."""
    raw = text.encode("utf-16-le")[: 2 * most]
    return len(raw.decode("utf-16-le", "ignore"))


def _broken(rich: Rich, cut: int, most: int) -> bool:
    """Say whether a cut there would go through an entity that fits into one message."""
    at = utf16_len(rich.text[:cut])
    return any(one.offset < at < one.offset + one.length and one.length <= most // 3 for one in rich.entities)


def _slice(rich: Rich, start: int, end: int) -> Rich:
    first, last = utf16_len(rich.text[:start]), utf16_len(rich.text[:end])
    return Rich(rich.text[start:end], _clipped(rich.entities, first, last))


def _trimmed(rich: Rich) -> Rich:
    """Return it without blanks around: Telegram drops them, and the entities would no longer fit."""
    start = len(rich.text) - len(rich.text.lstrip())
    return _slice(rich, start, max(start, len(rich.text.rstrip())))


def _clipped(entities: tuple[Entity, ...], first: int, last: int) -> tuple[Entity, ...]:
    clipped = []
    for one in entities:
        start, end = max(one.offset, first), min(one.offset + one.length, last)
        if start < end:
            clipped.append(one.copy_with(offset=start - first, length=end - start))
    return tuple(clipped)
