"""What a server answered, made into what callers read: data, text, or the tool's own failure."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.mcp.base import Fault, Result, ToolFailed
from bot.mcp.faults import plain

if TYPE_CHECKING:
    from mcp.types import CallToolResult, ContentBlock

INVALID: Final = "MCP error -32602"
"""How servers on Node say that the arguments, or the tool's name, are wrong; nothing was run."""
UNKNOWN: Final = "Unknown tool"
DEEPEST: Final = 60
"""Objects and lists inside of each other; what is deeper is kept as text: few readers of JSON take it."""


def result(answer: "CallToolResult", longest: int, secrets: Sequence[str] = ()) -> Result:
    """Return data and text, each at most ``longest`` characters; raises ToolFailed for the tool's own no."""
    text = _whole(_text(answer.content))
    if answer.is_error:
        raise _failure(text, secrets)
    data = _sound(answer.structured_content)
    if data is None:
        data = _parsed(text) if len(answer.content) == 1 else text
    elif not text:
        text = json.dumps(data, ensure_ascii=False)
    return Result(_kept(data, longest), cut(text, longest), _replayed(answer, data))


def cut(text: str, longest: int) -> str:
    """Return the text, or its beginning with a note of what is missing."""
    if len(text) <= longest:
        return text
    note = f"\n[cut: {len(text):,} characters, the first of them shown]"
    return text[: longest - len(note)] + note


def _kept(data: Any, longest: int) -> Any:
    """Return the data whole, or its JSON cut where it is too long: half an object is not an object."""
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return data if len(written) <= longest else cut(written, longest)


def _failure(text: str, secrets: Sequence[str]) -> ToolFailed:
    reason = plain(text, secrets) or "the tool failed and does not say why"
    if text.startswith(INVALID):
        return ToolFailed(Fault.INVALID, reason)
    if text.startswith(UNKNOWN):
        return ToolFailed(Fault.REFUSED, reason)
    return ToolFailed(Fault.TOOL_ERROR, reason, sent=True)


def _text(blocks: "Sequence[ContentBlock]") -> str:
    return "\n".join(_words(block) for block in blocks)


def _words(block: "ContentBlock") -> str:
    """Return a block's text; what is no text is named in brackets, never silently left out."""
    if block.type == "text":
        return block.text
    if block.type == "resource":
        return getattr(block.resource, "text", f"[file {block.resource.uri}]")
    if block.type == "resource_link":
        return f"[link {block.name}: {block.uri}]"
    return f"[{block.type} {block.mime_type}]"


def _parsed(text: str) -> Any:
    """Return the object or list that the text is, or the text: ``"42"`` may be a house number."""
    try:
        data = _sound(json.loads(text))
    except (ValueError, RecursionError):
        return text
    return data if isinstance(data, dict | list) else text


def _sound(data: Any) -> Any:
    """Return data that every store can hold and give back, or None: no NaN, no halves of characters."""
    try:
        written = json.dumps(data, ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError):
        return None
    if _depth(data) > DEEPEST:
        return None
    whole = _whole(written)
    return data if whole == written else json.loads(whole)


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _depth(data: Any) -> int:
    """Return how many objects and lists are inside of each other, without recursion."""
    level, deep = [data], 0
    while level := [one for one in level if isinstance(one, dict | list)]:
        deep += 1
        level = [inside for one in level for inside in (one.values() if isinstance(one, dict) else one)]
    return deep


def _replayed(answer: "CallToolResult", data: Any) -> bool:
    """Whether the server says that it knew the key; there is no standard, so both common ways are read."""
    meta = answer.meta or {}
    said = data.get("replayed") if isinstance(data, dict) else None
    return said is True or meta.get("replayed") is True or meta.get("idempotency-replayed") is True
