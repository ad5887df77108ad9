"""Calls a tool that the agent wanted and reviewers approved, once, and brings what came of it."""

import json
from typing import Final

import structlog

from bot.doers.calling import Call, make
from bot.doers.sending import perhaps
from bot.mcp.base import Fault, Toolbox, ToolFailed
from bot.record import record
from handoff.approvals import ForTool, Ruling
from handoff.desk import Desk
from handoff.effects import CallTool
from handoff.events import ToolRan
from handoff.ids import ApprovalId
from handoff.store.base import Row, RowState, Settled, Store
from handoff.store.reading import Reader

log = structlog.get_logger(__name__)

NO_TOOLS: Final = "no tools are configured"


class ToolDoer:
    """Works with the arguments that reviewers saw, whatever the model said about them."""

    def __init__(self, desk: Desk, store: Store, reader: Reader, toolbox: Toolbox | None) -> None:
        self._desk = desk
        self._store = store
        self._reader = reader
        self._toolbox = toolbox

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, CallTool)
        approval = await self._reader.approval(row.effect.approval)
        purpose = approval.purpose if approval is not None else None
        if approval is None or approval.ruling is not Ruling.APPROVED or not isinstance(purpose, ForTool):
            return Settled(row.id, RowState.DROPPED, row.attempts, error="it was not approved")
        event = await self._call(row, approval.id, purpose)
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return await record(self._desk, row.conversation, event, done)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Say so: what was approved did not happen, or nobody knows."""
        assert isinstance(row.effect, CallTool)
        error = settled.error or "no reason given"
        event = ToolRan(row.effect.approval, False, error, perhaps(row) or settled.doubtful)
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _call(self, row: Row, id: ApprovalId, wanted: ForTool) -> ToolRan:
        if self._toolbox is None:
            return ToolRan(id, False, NO_TOOLS)
        try:
            asked = Call(wanted.tool, json.loads(wanted.arguments), wanted.key)
            result = await make(asked, self._toolbox, self._store, row)
        except ToolFailed as error:
            log.warning("an approved tool failed", tool=wanted.tool, fault=error.fault)
            return ToolRan(id, False, error.reason, error.sent and error.fault is not Fault.TOOL_ERROR)
        return ToolRan(id, True, result.text)
