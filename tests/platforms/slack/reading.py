"""What people see: messages and ephemerals as plain lines, and what in them is alive."""

import html
import re
from collections.abc import Iterator
from typing import Final

from tests.platforms.slack.world import Json, Message

ALIVE: Final = re.compile(r"<(?P<what>[!@#][^>]*|(?:https?|mailto)[^>]*)>")


def lines(text: str, blocks: list[Json]) -> str:
    """Return a message as it is read, one line per part; buttons as ``[Label]``."""
    typed = all(block["type"] == "rich_text" for block in blocks)  # by people, with the same words as text
    return plain(text) if typed else "\n".join(_block_lines(blocks))


def shown(message: Message) -> str:
    """Return a message as it is read, with its files as ``{name}``."""
    said = lines(message.text, message.blocks)
    return "\n".join(filter(None, [said, *("{" + file.name + "}" for file in message.files)]))


def plain(mrkdwn: str) -> str:
    """Return mrkdwn as the words that people read; a mention shows as ``«@...»``."""

    def word(found: re.Match[str]) -> str:
        target, _, label = found["what"].partition("|")
        if target.startswith("!date^"):
            return label
        return f"«{found['what']}»" if target[0] in "!@#" else label or target

    return html.unescape(ALIVE.sub(word, mrkdwn))


def alive(message: Message) -> list[str]:
    """Return every mention and link that a client would make of this message."""
    texts = list(_mrkdwn(message.blocks)) if message.blocks else []
    return [found["what"] for text in [message.text, *texts] for found in ALIVE.finditer(text)]


def buttons(blocks: list[Json]) -> list[Json]:
    """Return all buttons, in order."""
    return [e for block in blocks if block["type"] == "actions" for e in block["elements"]]


def _block_lines(blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        if block["type"] in ("section", "header"):
            yield from filter(None, [_text(block.get("text")), *map(_text, block.get("fields", ()))])
        elif block["type"] == "context":
            yield " ".join(_text(part) for part in block["elements"])
        elif block["type"] == "actions":
            yield " ".join(f"[{_text(button['text'])}]" for button in block["elements"])


def _text(value: Json | None) -> str:
    if not value or "text" not in value:
        return ""
    return plain(value["text"]) if value["type"] == "mrkdwn" else str(value["text"])


def _mrkdwn(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield str(value["text"])
        for part in value.values():
            yield from _mrkdwn(part)
    elif isinstance(value, list):
        for part in value:
            yield from _mrkdwn(part)
