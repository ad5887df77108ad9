"""What people typed in Slack, as Markdown or as plain words; read from rich text, else from mrkdwn."""

import html
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from channels.slack.emoji import spoken, unicode_of

Json = dict[str, Any]
_ANGLES: Final = re.compile(r"<([^<>\n]+)>")
_NAMES: Final = re.compile(r":([a-z0-9_+'-]+):")
_STYLES: Final = (("code", "`"), ("bold", "**"), ("italic", "_"), ("strike", "~~"))


def typed(message: Json, markdown: bool) -> str:
    """Return a message's words; ``markdown`` keeps the formatting. Never raises for odd messages."""
    blocks = message.get("blocks")
    rich = [b for b in blocks if isinstance(b, dict)] if isinstance(blocks, list) else []
    if rich and all(block.get("type") == "rich_text" for block in rich):
        return "\n".join(_elements(block, markdown, _section, "\n") for block in rich).strip()
    text = message.get("text")
    return plain(text) if isinstance(text, str) else ""


def plain(mrkdwn: str) -> str:
    """Return mrkdwn as words: links as their address, mentions as ``@name``, emoji as Unicode."""
    words = html.unescape(_ANGLES.sub(lambda found: _angle(found[1]), mrkdwn))
    return _NAMES.sub(lambda found: unicode_of(found[1]) or found[0], words)


def _angle(inside: str) -> str:
    target, _, label = inside.partition("|")
    if target.startswith("!date^"):
        return label
    if target[0] in "@#!":
        return "@" + (label or target[1:]).lstrip("@#")
    address = target.removeprefix("mailto:")
    return address if label in ("", target, address) else f"{label} ({address})"


def _elements(part: Json, markdown: bool, draw: Callable[[Json, bool], str], joint: str) -> str:
    inner = part.get("elements")
    return joint.join(draw(one, markdown) for one in _objects(inner))


def _objects(value: object) -> Iterable[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _section(part: Json, markdown: bool) -> str:
    kind = part.get("type")
    if kind == "rich_text_list":
        return _list(part, markdown)
    words = _elements(part, markdown, _word, "")
    if kind == "rich_text_quote":
        return "\n".join("> " + line for line in words.split("\n"))
    if kind == "rich_text_preformatted" and markdown:
        return f"```\n{words}\n```"
    return words


def _list(part: Json, markdown: bool) -> str:
    indent = part.get("indent")
    space = "  " * (indent if isinstance(indent, int) and 0 <= indent < 9 else 0)
    items = [_section(one, markdown) for one in _objects(part.get("elements"))]
    if part.get("style") == "ordered":
        return "\n".join(f"{space}{number}. {item}" for number, item in enumerate(items, 1))
    return "\n".join(f"{space}- {item}" for item in items)


def _word(one: Json, markdown: bool) -> str:
    text = _bare(one, markdown)
    style = one.get("style")
    if not markdown or not isinstance(style, dict) or not text.strip():
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    text = text.strip()
    for name, mark in _STYLES:
        if style.get(name):
            text = f"{mark}{text}{mark}"
    return lead + text + tail


def _bare(one: Json, markdown: bool) -> str:
    def get(key: str) -> str:
        value = one.get(key)
        return value if isinstance(value, str) else ""

    kind = one.get("type")
    if kind == "link":
        return _link(get("url"), get("text"), markdown)
    if kind == "emoji":
        return spoken(get("name"), get("unicode"))
    if kind in ("user", "usergroup", "channel", "broadcast", "team"):
        return "@" + next(filter(None, (get(f"{kind}_id"), get("range"))), kind)
    return get("text")


def _link(url: str, label: str, markdown: bool) -> str:
    if label in ("", url):
        return url
    return f"[{label}]({url})" if markdown else f"{label} ({url})"
