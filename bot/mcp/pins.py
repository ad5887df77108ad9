"""What an admin agreed to: a hash of each tool's words and arguments, so that a changed one is noticed.

A tool's description is text from a third party that goes into the model's prompt, and its schema decides
what we send. What was seen first is taken as agreed to, since the admin put the tool on the allow-list then.
"""

from collections.abc import Iterable, Mapping

from bot.mcp.base import Tool
from channels.base import Memos


class Pins:
    """The pins of all servers, kept as ``mcp:SERVER:TOOL``."""

    def __init__(self, memos: Memos) -> None:
        self._memos = memos

    async def changed(self, server: str, tools: Iterable[Tool]) -> frozenset[str]:
        """Return the names of those that are not what was agreed to; pin those never seen before."""
        pinned = await self._of(server)
        offered = list(tools)
        for tool in offered:
            if tool.name not in pinned:
                await self.pin(tool)
        return frozenset(tool.name for tool in offered if pinned.get(tool.name, tool.digest) != tool.digest)

    async def pin(self, tool: Tool) -> None:
        """Agree to the tool as it is offered now."""
        await self._memos.remember(f"{_prefix(tool.server)}{tool.name}", tool.digest)

    async def _of(self, server: str) -> Mapping[str, str]:
        prefix = _prefix(server)
        memos = await self._memos.memos(prefix)
        return {name.removeprefix(prefix): digest for name, digest in memos.items()}


def _prefix(server: str) -> str:
    return f"mcp:{server}:"
