"""A tool's call in the name of an outbox row: with its key, and never twice where nobody would notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.doers.sending import perhaps
from bot.mcp.base import Fault, Result, Tool, Toolbox, ToolFailed
from channels.errors import Temporary
from handoff.store.base import Row, RowState, Settled, Store

PERHAPS: Final = "perhaps done: the call was cut off, and the server takes no key"
UNGUARDED: Final = (
    "was not called: it cannot be undone, and the workflow lets somebody come here whom nobody has verified "
    "by an auth_gate or approved by a human_handoff"
)
UNSEEN: Final = "was not called: no server offers it just now"
LOOKS: Final = 5
"""Tries of a doubtful row while its server cannot be asked whether it takes a key."""


@dataclass(frozen=True, slots=True)
class Call:
    """``key`` is the same for every try, ``timeout`` is seconds for one (None: as its server is set).

    ``doubtful`` says that the same act was perhaps done by another row. ``guarded`` says that somebody was
    verified or asked before; where nobody was, a tool that cannot be undone is not called.
    """

    tool: str
    arguments: Mapping[str, Any] = field(repr=False)
    key: str
    timeout: float | None = None
    doubtful: bool = False
    guarded: bool = True


async def make(wanted: Call, toolbox: Toolbox, store: Store, row: Row) -> Result:
    """Make the call that the row is for; raises ToolFailed, or Temporary while we cannot know.

    A tool that reads, or takes our key, is called again after a crash, with the same key. Any other is
    written down as *sending* before the call; found so afterwards, it is perhaps done and not called again.
    """
    tried = perhaps(row) or wanted.doubtful
    offered = await toolbox.look(wanted.tool)
    if offered is None and perhaps(row) and row.attempts < LOOKS:
        raise Temporary("the server that perhaps did it is not connected yet")
    if not wanted.guarded:
        _harmless(wanted.tool, offered, sent=tried)
    if not _repeatable(offered):
        if tried:
            raise ToolFailed(Fault.UNAVAILABLE, PERHAPS, sent=True)
        await store.settle(Settled(row.id, RowState.SENDING, row.attempts))
    try:
        return await toolbox.call(wanted.tool, wanted.arguments, wanted.key, wanted.timeout)
    except ToolFailed as failed:
        if offered is not None and offered.read_only:  # whatever became of it, nothing was done
            raise ToolFailed(failed.fault, failed.reason) from failed
        raise


def _harmless(name: str, tool: Tool | None, *, sent: bool) -> None:
    """Raise ToolFailed for a tool that cannot be undone, or of which we do not know (law 7)."""
    if tool is None:
        raise ToolFailed(Fault.UNAVAILABLE, f"{name} {UNSEEN}", sent)
    if tool.destructive:
        raise ToolFailed(Fault.REFUSED, f"{name} {UNGUARDED}", sent)


def _repeatable(tool: Tool | None) -> bool:
    return tool is not None and (tool.read_only or tool.key_argument is not None)
