"""What ``handoff check`` finds of workflows, their tools and the model."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

from bot.commands.finding import Finding
from bot.config.faults import SettingsError
from bot.config.model import Settings
from bot.mcp.base import Tool, ToolFailed
from bot.mcp.servers import McpServers
from channels.base import Memos


async def automations(settings: Settings) -> list[Finding]:
    """Look at all three; a workflow is checked against the tools that the servers offer."""
    async with connected(settings) as servers:
        found = await tools(settings, servers)
        offered = servers.tools() if all(one.ok for one in found) else None
        return [*model(settings), *found, *workflows(settings, offered)]


@asynccontextmanager
async def connected(settings: Settings, memos: Memos | None = None) -> AsyncIterator[McpServers]:
    """Hold the tool servers for as long as the block lasts; without ``memos`` nothing they offer is kept."""
    servers = McpServers(settings.tools, memos or await forgetful())
    try:
        yield servers
    finally:
        await servers.close()


async def forgetful() -> Memos:
    """Return memos that nothing is left of when the command ends."""
    from handoff.store.memory import MemoryStore

    memos = MemoryStore()
    await memos.open()
    return memos


async def tools(settings: Settings, servers: McpServers) -> list[Finding]:
    """Ask every tool server at once."""

    async def ask(name: str) -> Finding:
        try:
            return Finding(f"tools {name}", ("tools", name), await servers.check(name))
        except ToolFailed as failed:
            return Finding(f"tools {name}", ("tools", name), failed.reason, ok=False)

    return list(await asyncio.gather(*map(ask, settings.tools)))


def workflows(settings: Settings, offered: Sequence[Tool] | None) -> Iterator[Finding]:
    """Read and check every workflow's file; warnings are counted, faults are faults."""
    if not settings.workflows:
        return
    from bot.workflow.running.known import known
    from bot.workflow.running.shelf import read

    for name, entry in settings.workflows.items():
        key = ("workflows", name, "file")
        try:
            found = read({name: entry}, known(settings, offered))[name]
        except SettingsError as error:
            said = "; ".join(f"{one.where}: {one.message}" for one in error.faults)
            yield Finding(f"workflow {name}", key, said, ok=False)
            continue
        nodes, warned = len(found.workflow.nodes), len(found.warnings)
        text = f"{_many(nodes, 'node')} in {entry.file}"
        text += f", {_many(warned, 'warning')}" if warned else ""
        yield Finding(f"workflow {name}", key, text if entry.enabled else f"{text}; switched off")


def model(settings: Settings) -> Iterator[Finding]:
    """Name the models; they are not asked, because an answer costs money."""
    part = settings.agent.model
    for role, one in (("model", part), ("fallback", part.fallback if part else None)):
        if one is not None:
            key = ("agent", "model") if role == "model" else ("agent", "model", "fallback")
            yield Finding(role, key, f"{one.model} at {one.base} (not asked)")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
