"""What people format in their app, as Markdown: the form in which words of the team travel."""

from collections.abc import Sequence
from typing import Final

from telegram import MessageEntity

_SIGNS: Final = {"bold": "**", "italic": "_", "strikethrough": "~~", "code": "`"}


def markdown(text: str, entities: Sequence[MessageEntity]) -> str:
    """Return the text with its formatting written out; what has none stays as it was typed."""
    raw = text.encode("utf-16-le")
    marks: list[tuple[int, int, int, int, str]] = []
    for at, one in enumerate(entities):
        before, after = _signs(one)
        if before:
            end = one.offset + one.length
            marks += [(one.offset, 1, -one.length, at, before), (end, 0, one.length, -at, after)]
    parts, last = [], 0
    for point, *_order, sign in sorted(marks):
        parts += [raw[2 * last : 2 * point].decode("utf-16-le"), sign]
        last = point
    return "".join((*parts, raw[2 * last :].decode("utf-16-le")))


def _signs(entity: MessageEntity) -> tuple[str, str]:
    if entity.type == MessageEntity.PRE:
        return f"```{entity.language or ''}\n", "\n```"
    if entity.type == MessageEntity.TEXT_LINK and (entity.url or "").startswith(("http://", "https://")):
        return "[", f"]({entity.url})"
    sign = _SIGNS.get(entity.type, "")
    return sign, sign
