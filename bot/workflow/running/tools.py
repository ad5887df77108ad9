"""A workflow's tool is called: its arguments filled in, its result or its fault brought back to the run."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.doers.calling import Call, make
from bot.doers.sending import perhaps
from bot.mcp.base import Fault, Toolbox, ToolFailed
from bot.workflow.arguments import Arguments, ArgumentsFault
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.nodes import McpToolData
from bot.workflow.running.came import Came
from bot.workflow.running.course import PERHAPS
from bot.workflow.running.sight import Sight, scope
from handoff.events import Noted
from handoff.run import Run
from handoff.store.base import Row, Store

log = structlog.get_logger(__name__)

NO_TOOLS: Final = "no tools are configured"


@dataclass(frozen=True, slots=True)
class Visit:
    """A run at a tool's node. ``guarded``: on every way here somebody was verified or asked."""

    run: Run
    data: McpToolData
    sight: Sight
    guarded: bool


async def called(store: Store, toolbox: Toolbox | None, row: Row, visit: Visit) -> Came:
    """Call the tool with the key of this visit; raises Temporary while it cannot be known what was done."""
    try:
        arguments = Arguments(visit.data.arguments).bind(scope(visit.run, visit.sight))
    except ArgumentsFault as fault:
        return Came("error", error=(fault.reason, "arguments"))
    if toolbox is None:
        return Came("error", error=(NO_TOOLS, PERHAPS if perhaps(row) else "refused"))
    act = _act(visit.data.tool_name, arguments)
    wanted = _wanted(visit, act, arguments)
    doubts = {one: key for one, key in visit.run.doubts.items() if one != act}
    try:
        result = await make(wanted, toolbox, store, row)
    except ToolFailed as failed:
        log.warning("a workflow's tool failed", tool=wanted.tool, fault=failed.fault, run=visit.run.id)
        return _failed(failed, wanted, act, doubts)
    kept = {visit.data.output_variable: result.data} if visit.data.output_variable else {}
    return Came(DEFAULT, kept, (Noted("workflow tool", {"tool": wanted.tool}),), done=True, doubts=doubts)


def _wanted(visit: Visit, act: str, arguments: Mapping[str, Any]) -> Call:
    """Return the call; what was perhaps done before, elsewhere in the workflow, keeps the key it had."""
    run, data = visit.run, visit.data
    key = run.doubts.get(act, run.key)
    return Call(data.tool_name, arguments, key, data.timeout, act in run.doubts, visit.guarded)


def _failed(failed: ToolFailed, wanted: Call, act: str, doubts: Mapping[str, str]) -> Came:
    kind = _kind(failed)
    noted = Noted("workflow tool failed", {"tool": wanted.tool, "why": failed.reason})
    after = {**doubts, act: wanted.key} if kind == PERHAPS else doubts
    return Came("error", acts=(noted,), error=(failed.reason, kind), done=True, doubts=after)


def _kind(failed: ToolFailed) -> str:
    """Name why a tool gave no result; where it perhaps did its work all the same, that comes first."""
    doubtful = failed.sent and failed.fault is not Fault.TOOL_ERROR
    return PERHAPS if doubtful else str(failed.fault)


def _act(tool: str, arguments: Mapping[str, Any]) -> str:
    """Name what a call does, wherever in the workflow it stands."""
    told = json.dumps([tool, arguments], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()
