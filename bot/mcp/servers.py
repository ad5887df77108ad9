"""Every tool server of the settings, behind one door: names, permissions, keys and second tries."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

import structlog

from bot.config.faults import hint
from bot.config.tools import ServerSettings
from bot.mcp.base import SEPARATOR, Fault, Result, Tool, Toolbox, ToolFailed
from bot.mcp.connection import Connection
from bot.mcp.pins import Pins
from bot.mcp.results import result
from bot.mcp.schema import check
from bot.mcp.shelf import Shelf
from channels.base import Memos
from handoff.errors import StoreError

log = structlog.get_logger(__name__)

META_KEY: Final = "idempotency-key"
"""Under which the key goes beside the arguments as well, for servers that look there."""
AGREED: Final = 3.0
"""Seconds between two looks at what an admin has agreed to, while a tool is refused for it."""
AGAIN: Final = frozenset({Fault.TIMEOUT, Fault.UNAVAILABLE})
"""Faults after which the same call may be made again, where that does no harm."""


class McpServers(Toolbox):
    """Connections are made by ``start``, or by the first call, and held until ``close``.

    ``memos`` keep what tools looked like when the admin agreed to them.
    """

    def __init__(self, settings: Mapping[str, ServerSettings], memos: Memos) -> None:
        self._settings = dict(settings)
        self._watch: asyncio.Task[None] | None = None
        pins = Pins(memos)
        self._shelves = {name: Shelf(name, one, pins) for name, one in self._settings.items()}
        self._connections = {
            name: Connection(name, one, self._shelves[name].fill) for name, one in self._settings.items()
        }

    async def start(self) -> None:
        """Begin to connect to all of them; waits for none."""
        for connection in self._connections.values():
            connection.start()
        if self._watch is None:
            self._watch = asyncio.create_task(self._look_again(), name="tools agreed to")

    async def close(self) -> None:
        """End every connection; no task and no program is left."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await asyncio.gather(*(connection.close() for connection in self._connections.values()))

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        """Call a tool, as ``Toolbox.call`` says."""
        server, name = self._split(full_name)
        self._shelves[server].allow(name)
        limit = self._settings[server].timeout if timeout is None else timeout
        await self._connections[server].session(limit)
        tool = await self._shelves[server].take(name)
        given = {part: value for part, value in arguments.items() if part != tool.key_argument}
        check(tool.schema, given)
        if tool.key_argument is None:
            return await self._try(tool, given, key, limit)
        # Without a key from the caller this call is an act of its own, and still one when it is tried twice.
        key = key or uuid4().hex
        return await self._try(tool, {**given, tool.key_argument: key}, key, limit)

    async def ready(self, seconds: float) -> None:
        """Wait for first connections, as ``Toolbox.ready`` says."""
        await asyncio.gather(*(connection.tried(seconds) for connection in self._connections.values()))

    def tools(self) -> Sequence[Tool]:
        """Return what may be called on the servers that are not down."""
        return [
            tool
            for name, shelf in self._shelves.items()
            if not self._connections[name].down
            for tool in shelf.tools
        ]

    def describe(self, full_name: str) -> Tool | None:
        """Return a tool as it was last offered, or None if it may not be called."""
        server, _, name = full_name.partition(SEPARATOR)
        return self._shelves[server].get(name) if server in self._shelves else None

    async def look(self, full_name: str) -> Tool | None:
        """Connect to the tool's server, then do as ``describe``; None where it is down or unknown."""
        try:
            await self._look(full_name.partition(SEPARATOR)[0])
        except ToolFailed:
            return None
        return self.describe(full_name)

    def known(self, server: str) -> bool:
        """Whether the settings have this server."""
        return server in self._settings

    def status(self) -> Mapping[str, str]:
        """Map each server to ``connected``, ``connecting``, ``down: why`` and the like."""
        return {name: connection.state for name, connection in self._connections.items()}

    async def check(self, name: str) -> str:
        """Connect, and return a line for people: who it is, and what may be called. Raises ToolFailed."""
        shelf = await self._look(name)
        session = await self._connections[name].session(self._settings[name].timeout)
        told = [session.about, f"tools {', '.join(tool.name for tool in shelf.tools) or 'none'}"]
        if shelf.missing:
            told.append(f"in allow but not offered: {', '.join(shelf.missing)}")
        if shelf.changed:
            told.append(f"changed, and refused: {', '.join(tool.name for tool in shelf.changed)}")
        return "; ".join(told)

    async def pins(self, server: str) -> Mapping[str, tuple[Tool, bool]]:
        """Connect, and return each allowed tool, and whether it is what was agreed to. Raises ToolFailed."""
        shelf = await self._look(server)
        changed = {tool.name: (tool, False) for tool in shelf.changed}
        return {**{tool.name: (tool, True) for tool in shelf.tools}, **changed}

    async def pin(self, server: str, tool: str) -> tuple[Tool, bool]:
        """Return one tool as it is offered, and whether it is what was agreed to. Raises ToolFailed."""
        shelf = await self._look(server)
        return shelf.offer(tool), shelf.get(tool) is not None

    async def accept(self, server: str, tool: str) -> Tool:
        """Agree to a tool as the server offers it now; raises ToolFailed for one that it does not offer."""
        shelf = await self._look(server)
        return await shelf.accept(tool)

    async def _look(self, server: str) -> Shelf:
        """Return what a server offers, once it is connected."""
        if server not in self._settings:
            raise _unknown(server, self._settings)
        await self._connections[server].session(self._settings[server].timeout)
        await self._shelves[server].look_again()
        return self._shelves[server]

    async def _look_again(self) -> None:
        """See in time what an admin agreed to in another process."""
        while True:
            await asyncio.sleep(AGREED)
            for name, shelf in self._shelves.items():
                try:
                    await shelf.look_again()
                except StoreError:
                    log.warning("what was agreed to cannot be read just now", server=name)

    async def _try(self, tool: Tool, arguments: Mapping[str, Any], key: str | None, limit: float) -> Result:
        """Call once, and once more where the first try failed on its way and a second one does no harm."""
        try:
            return await self._once(tool, arguments, key, limit)
        except ToolFailed as failed:
            harmless = tool.read_only or tool.key_argument or not failed.sent
            if failed.fault not in AGAIN or not harmless:
                raise
            first = failed
        try:
            return await self._once(tool, arguments, key, limit)
        except ToolFailed as second:
            raise ToolFailed(second.fault, second.reason, first.sent or second.sent) from None

    async def _once(self, tool: Tool, arguments: Mapping[str, Any], key: str | None, limit: float) -> Result:
        settings = self._settings[tool.server]
        session = await self._connections[tool.server].session(limit)
        answer = await session.call(tool.name, arguments, {META_KEY: key} if key else {}, limit)
        return result(answer, settings.max_result, settings.secrets)

    def _split(self, full_name: str) -> tuple[str, str]:
        server, separator, name = full_name.partition(SEPARATOR)
        if not separator or not name:
            raise ToolFailed(Fault.REFUSED, f"{full_name!r} is no tool's name; write server{SEPARATOR}tool")
        if server not in self._settings:
            raise _unknown(server, self._settings)
        return server, name


def _unknown(server: str, known: Mapping[str, object]) -> ToolFailed:
    return ToolFailed(Fault.REFUSED, f"there is no section [tools.{server}]{hint(server, list(known))}")
