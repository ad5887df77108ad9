"""``handoff tools [list|show|accept]``: what the tool servers offer, and agreeing to a tool that has changed.

It works beside a bot that runs, which sees within seconds what was agreed to.
"""

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import Parameter

from bot.blame import blame
from bot.commands.automations import connected
from bot.commands.given import Config, settings
from bot.commands.say import grumble, say
from bot.commands.table import table
from bot.config.load import chosen
from bot.log import configure
from bot.mcp.base import Tool, ToolFailed
from bot.mcp.servers import McpServers
from channels.fit import clip
from handoff.errors import StoreUnavailable
from handoff.store.guest import SqliteGuest

HEAD: Final = ("tool", "reads only", "safe to repeat", "state", "what it says it does")
What = Annotated[
    Literal["list", "show", "accept"],
    Parameter(help="list the tools; show all words of one; or accept one as it is now."),
]
Server = Annotated[str | None, Parameter(help="The server, as in [tools.NAME].")]
Named = Annotated[str | None, Parameter(help="The tool to show or accept.")]


async def tools(
    what: What = "list", server: Server = None, tool: Named = None, /, *, config: Config = None
) -> int:
    """Ask every server, or the one named; returns 1 where one cannot be used, or a tool is refused."""
    found = settings(config)
    configure("error")  # what is wrong with a server is said in the table's words
    if not found.tools:
        grumble("No tool server is configured: add a section [tools.NAME].")
        return 0
    with blame(chosen(config), "store.url", str(found.store.path)):
        memos = await _memos(found.store.path)
    async with connected(found, memos) as opened:
        if what != "list":
            return await _one(opened, what, server, tool)
        return await listed(opened, [server] if server else list(found.tools))


async def listed(opened: McpServers, names: list[str]) -> int:
    """Print every allowed tool, and what is wrong with a server."""
    rows, bad = [], False
    for name in names:
        try:
            pins = await opened.pins(name)
        except ToolFailed as failed:
            grumble(f"{name}: {failed.reason}")
            bad = True
            continue
        rows += [_cells(tool, same) for tool, same in pins.values()]
        bad = bad or not all(same for _, same in pins.values())
    if rows:
        say(table(HEAD, rows))
    return int(bad)


async def _one(opened: McpServers, what: str, server: str | None, tool: str | None) -> int:
    if server is None or tool is None:
        grumble(f"Say which: handoff tools {what} SERVER TOOL")
        return 1
    try:
        return await (accepted if what == "accept" else shown)(opened, server, tool)
    except ToolFailed as failed:
        grumble(failed.reason)
        return 1


async def shown(opened: McpServers, server: str, tool: str) -> int:
    """Print all words of a tool; returns 1 where it is not what was agreed to."""
    found, same = await opened.pin(server, tool)
    say(_whole(found))
    say("\nAgreed to." if same else f"\nCHANGED: refused until `handoff tools accept {server} {tool}`.")
    return int(not same)


async def accepted(opened: McpServers, server: str, tool: str) -> int:
    """Agree to a tool as it is offered now."""
    found = await opened.accept(server, tool)
    say(_whole(found))
    say(f"\n{found.full_name} may be called as it is now.")
    return 0


async def _memos(database: Path) -> SqliteGuest:
    """Return what was agreed to; makes the database where no bot has run yet."""
    from handoff.store.sqlite import SqliteStore

    guest = SqliteGuest(database)
    try:
        await guest.memos("mcp:")
    except StoreUnavailable:
        store = SqliteStore(database, readers=1)
        await store.open()
        await store.close()
    return guest


def _whole(tool: Tool) -> str:
    """Return all that a model reads of a tool, without what could play with the terminal."""
    lines = [_plain(line) for line in tool.description.splitlines()]
    schema = json.dumps(tool.schema, indent=2, ensure_ascii=True)
    return "\n".join([f"{tool.full_name}: {_line(tool.title)}", *lines, "arguments:", schema])


def _cells(tool: Tool, same: bool) -> tuple[str, ...]:
    state = "agreed to" if same else "CHANGED"
    reads, key = "yes" if tool.read_only else "no", tool.key_argument or "-"
    return tool.full_name, reads, key, state, _line(tool.description)


def _line(text: str) -> str:
    """Return the beginning of a stranger's text as one line."""
    return clip(" ".join(_plain(text).split()), 60)


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
