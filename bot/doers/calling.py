"""A tool's call in the name of an outbox row: with its key, and never twice where nobody would notice."""

from collections.abc import Mapping
from typing import Any, Final

from bot.doers.sending import perhaps
from bot.mcp.base import Fault, Result, Tool, Toolbox, ToolFailed
from channels.errors import Temporary
from handoff.store.base import Row, RowState, Settled, Store

PERHAPS: Final = "perhaps done: the call was cut off, and the server takes no key"
LOOKS: Final = 5
"""Tries of a doubtful row while its server cannot be asked whether it takes a key."""


async def call(
    toolbox: Toolbox,
    store: Store,
    row: Row,
    tool: str,
    arguments: Mapping[str, Any],
    key: str,
    timeout: float | None = None,
    *,
    doubtful: bool = False,
) -> Result:
    """Call the tool that the row is for; raises ToolFailed, or Temporary while we cannot know.

    A tool that reads, or takes our key, is called again after a crash, with the same key. Any other is
    written down as *sending* before the call; found so afterwards, it is perhaps done and not called again.
    """
    offered = await toolbox.look(tool)
    if offered is None and perhaps(row) and row.attempts < LOOKS:
        raise Temporary("the server that perhaps did it is not connected yet")
    if not _repeatable(offered):
        if perhaps(row) or doubtful:
            raise ToolFailed(Fault.UNAVAILABLE, PERHAPS, sent=True)
        await store.settle(Settled(row.id, RowState.SENDING, row.attempts))
    try:
        return await toolbox.call(tool, arguments, key, timeout)
    except ToolFailed as failed:
        if offered is not None and offered.read_only:  # whatever became of it, nothing was done
            raise ToolFailed(failed.fault, failed.reason) from failed
        raise


def _repeatable(tool: Tool | None) -> bool:
    return tool is not None and (tool.read_only or tool.key_argument is not None)
