"""``handoff tools [list|accept]``: what the tool servers offer, and agreeing to a tool that has changed."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from bot.commands.given import Config, settings
from bot.commands.say import grumble, say
from bot.commands.table import table
from bot.config.tools import ServerSettings
from bot.log import configure
from bot.mcp.base import Tool, ToolFailed
from bot.mcp.servers import McpServers
from channels.base import Memos
from handoff.errors import StoreError

HEAD: Final = ("tool", "reads only", "safe to repeat", "state", "what it says it does")
Servers = Mapping[str, ServerSettings]
What = Annotated[Literal["list", "accept"], Parameter(help="list the tools, or accept one as it is now.")]
Server = Annotated[str | None, Parameter(help="The server, as in [tools.NAME].")]
Named = Annotated[str | None, Parameter(help="The tool to accept.")]


async def tools(
    what: What = "list", server: Server = None, tool: Named = None, /, *, config: Config = None
) -> int:
    """Ask every server, or the one named; returns 1 where one cannot be used, or a tool is refused."""
    found = settings(config)
    configure("error")  # what is wrong with a server is said in the table's words
    servers: Servers = found.tools
    if not servers:
        grumble("No tool server is configured: add a section [tools.NAME].")
        return 0
    if what == "accept":
        return await accepted(servers, found.store.path, server, tool)
    chosen = {name: one for name, one in servers.items() if server in (None, name)}
    return await listed(chosen or servers, found.store.path)


async def listed(servers: Servers, database: Path) -> int:
    """Print every allowed tool, and what is wrong with a server."""
    rows, bad = [], False
    async with _memos(database) as (memos, mine), _opened(servers, memos) as opened:
        for name in servers:
            try:
                pins = await opened.pins(name)
            except ToolFailed as failed:
                grumble(f"{name}: {failed.reason}")
                bad = True
                continue
            rows += [_cells(tool, same, mine) for tool, same in pins.values()]
            bad = bad or not all(same for _, same in pins.values())
    say(table(HEAD, rows))
    return int(bad)


async def accepted(servers: Servers, database: Path, server: str | None, tool: str | None) -> int:
    """Agree to a tool as it is offered now."""
    if server is None or tool is None:
        grumble("Say which: handoff tools accept SERVER TOOL")
        return 1
    async with _memos(database) as (memos, mine), _opened(servers, memos) as opened:
        if not mine:
            grumble("The bot is running and has the database. Stop it, accept the tool, and start it again.")
            return 1
        try:
            now = await opened.accept(server, tool)
        except ToolFailed as failed:
            grumble(failed.reason)
            return 1
    say(f"{now.full_name} may be called as it is now: {_line(now.description)}")
    return 0


@asynccontextmanager
async def _opened(servers: Servers, memos: Memos) -> AsyncIterator[McpServers]:
    opened = McpServers(servers, memos)
    try:
        yield opened
    finally:
        await opened.close()


@asynccontextmanager
async def _memos(database: Path) -> AsyncIterator[tuple[Memos, bool]]:
    """Open the store; where a bot has it, a fresh one in memory, and False."""
    from handoff.store.memory import MemoryStore
    from handoff.store.sqlite import SqliteStore

    store: SqliteStore | MemoryStore = SqliteStore(database, readers=1)
    try:
        await store.open()
        mine = True
    except StoreError:
        await store.close()
        store, mine = MemoryStore(), False
        await store.open()
    try:
        yield store, mine
    finally:
        await store.close()


def _cells(tool: Tool, same: bool, mine: bool) -> tuple[str, ...]:
    state = ("agreed to" if same else "CHANGED") if mine else "the bot is running: not known here"
    reads, key = "yes" if tool.read_only else "no", tool.key_argument or "-"
    return tool.full_name, reads, key, state, _line(tool.description)


def _line(text: str) -> str:
    """Return the beginning of a stranger's text as one line."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= 60 else f"{line[:59]}…"
