"""What a server offers, made into tools as we let them be called."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from bot.config.tools import ServerSettings
from bot.mcp.base import Tool
from bot.mcp.schema import key_argument, without

if TYPE_CHECKING:
    from mcp.types import Tool as Offer
    from mcp.types import ToolAnnotations


def tool(server: str, offer: "Offer", settings: ServerSettings) -> Tool:
    """Return the offer as a tool, with its hints read and our key's argument out of sight."""
    key = key_argument(offer.input_schema, settings.keys)
    read_only = _reads(offer.annotations, settings.read)
    return Tool(
        server=server,
        name=offer.name,
        title=offer.title or (offer.annotations and offer.annotations.title) or offer.name,
        description=offer.description or "",
        schema=without(offer.input_schema, [key] if key else []),
        read_only=read_only,
        destructive=not read_only and _destroys(offer.annotations),
        key_argument=key,
        digest=digest(offer.name, offer.description or "", offer.input_schema),
        approve=settings.asks(offer.name),
    )


def digest(name: str, description: str, schema: dict[str, Any]) -> str:
    """Return a hash of what an admin looks at: both the name and all words of it reach the model."""
    text = json.dumps([name, description, schema], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _reads(hints: "ToolAnnotations | None", ours: bool | None) -> bool:
    return ours if ours is not None else bool(hints and hints.read_only_hint)


def _destroys(hints: "ToolAnnotations | None") -> bool:
    """A tool that does not say is destructive, as the protocol has it."""
    return not (hints and hints.destructive_hint is False)
