"""What the model can call: the search in the pages, and the tools it was allowed, with our hand on each call.

Who the contact is, the key that makes an act happen once, and whether a person must agree are ours: those
arguments are hidden from the model and filled here, and a call that needs an approval is not made.
"""

import asyncio
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.agent.model.errors import Again
from bot.agent.model.frame import cut, frame
from bot.agent.model.prompt import variable
from bot.agent.model.shelf import Shelf
from bot.agent.model.work import Work, call_key
from bot.config.language_model import ModelSettings
from bot.mcp.base import Fault, Tool, Toolbox, ToolFailed
from bot.mcp.schema import check, without
from handoff.answer import Proposal

SEARCH: Final = "search_knowledge"
_NAME: Final = re.compile(r"[^A-Za-z0-9_-]")
_SAID: Final = {
    Fault.TOOL_ERROR: "The tool could not do it.",
    Fault.TIMEOUT: "The tool did not answer in time.",
    Fault.UNAVAILABLE: "The tool cannot be reached right now.",
    Fault.PROTOCOL: "The tool does not work right now.",
    Fault.REFUSED: "This tool may not be used.",
    Fault.INVALID: "The arguments do not fit the tool.",
}
PROPOSED: Final = (
    "NOT DONE. A colleague was asked to approve this. Tell the contact that it is waiting for approval; do "
    "not claim that it is done or will be done."
)
STRANGER: Final = "Not possible: it is not known who the contact is. Do not ask for it; escalate if needed."


@dataclass(frozen=True, slots=True)
class Handle:
    """One thing the model can call, under a name providers accept."""

    name: str
    description: str
    schema: dict[str, Any]
    call: Callable[[Mapping[str, Any]], Awaitable[str]]


def handles(work: Work, settings: ModelSettings, shelf: Shelf, toolbox: Toolbox | None) -> list[Handle]:
    """Return all that the model may call in this turn."""
    offered = () if toolbox is None else toolbox.tools()
    allowed = [tool for tool in offered if tool.full_name in (*settings.tools, *settings.approve)]
    made = [_handle(tool, work, settings, toolbox) for tool in allowed if toolbox is not None]
    return [_search(work, shelf, settings.passages), *made]


def _search(work: Work, shelf: Shelf, limit: int) -> Handle:
    async def call(arguments: Mapping[str, Any]) -> str:
        query = str(arguments.get("query", ""))[:500]
        found = shelf.search(query, limit)
        work.step("search", f"{query} → {'; '.join(map(_scored, found)) or 'nothing'}")
        parts = [frame("passage", one.text, id=work.found(one), title=one.section.name) for one in found]
        return "\n".join(parts) or "Nothing was found. Try other words once, then say so or escalate."

    query = {"type": "string", "description": "what to look for, in a few words"}
    schema = {"type": "object", "properties": {"query": query}, "required": ["query"]}
    return Handle(SEARCH, "Search the company's pages. Returns passages with their ids.", schema, call)


def _scored(found: Any) -> str:
    return f"{found.section.name} {found.confidence:.2f}"


def _handle(tool: Tool, work: Work, settings: ModelSettings, toolbox: Toolbox) -> Handle:
    asks = tool.approve or tool.full_name in settings.approve
    schema = {"type": "object", "properties": {}} | without(tool.schema, settings.bind)
    about = " ".join((tool.description or tool.title or tool.name).split())[:1000]
    wait = " A colleague must approve each call before it is made." if asks else ""

    async def call(arguments: Mapping[str, Any]) -> str:
        _check(arguments, schema)
        filled = _filled(tool, arguments, settings.bind, work)
        if filled is None:
            return STRANGER
        key = call_key(work.turn, tool.full_name, filled)
        if asks:
            return _propose(tool, filled, key, work)
        return await _call(toolbox, tool, filled, key, work)

    return Handle(_name(tool.full_name), about + wait, schema, call)


def _check(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Raise Again unless the arguments fit; one that is not named might be one that is filled on our side."""
    if strange := sorted(set(arguments) - set(schema["properties"])):
        raise Again(f"There is no argument {strange[0]!r:.100}.")
    try:
        check(schema, arguments)
    except ToolFailed as wrong:
        raise Again(wrong.reason) from None


def _filled(
    tool: Tool, arguments: Mapping[str, Any], bind: Mapping[str, str], work: Work
) -> dict[str, Any] | None:
    """Put our own values over the model's; None when one of them is not known."""
    named = tool.schema.get("properties", {})
    ours = {name: variable(work.turn.variables, path) for name, path in bind.items() if name in named}
    if any(value is None or value == "" for value in ours.values()):
        work.step("tool", f"{tool.full_name} was not called: {_missing(ours, bind)} is not known")
        return None
    return {**arguments, **ours}


def _missing(ours: Mapping[str, Any], bind: Mapping[str, str]) -> str:
    return ", ".join(bind[name] for name, value in ours.items() if value is None or value == "")


def _propose(tool: Tool, arguments: Mapping[str, Any], key: str, work: Work) -> str:
    text = json.dumps(arguments, ensure_ascii=False, sort_keys=True)
    work.proposals[key] = Proposal(tool.full_name, text, key)
    work.step("proposal", f"{tool.full_name} {text}")
    return PROPOSED


async def _call(toolbox: Toolbox, tool: Tool, arguments: Mapping[str, Any], key: str, work: Work) -> str:
    shown = f"{tool.full_name} {json.dumps(arguments, ensure_ascii=False, sort_keys=True)}"
    if not tool.read_only:
        work.turn.acting(tool.full_name)
    try:
        result = await toolbox.call(tool.full_name, arguments, key)
    except ToolFailed as error:
        return _failed(error, tool, shown, work)
    except asyncio.CancelledError:
        work.acts += [] if tool.read_only else [f"{tool.full_name} (perhaps)"]
        raise
    work.facts = True
    if not tool.read_only:
        work.acts.append(tool.full_name)
    work.broken.pop(tool.full_name, None)
    work.step("tool", f"{shown} → {'the same as before' if result.replayed else 'done'}")
    return frame("tool_result", cut(result.text, 16_000), tool=tool.full_name)


def _failed(error: ToolFailed, tool: Tool, shown: str, work: Work) -> str:
    """Tell the model that it failed, without the server's words; remember it if it was an act."""
    perhaps = ", perhaps done" if error.sent else ""
    work.step("tool", f"{shown} → {error.fault}{perhaps}: {error.reason}")
    if not tool.read_only:
        work.broken[tool.full_name] = f"{error.fault}{perhaps}"
        work.acts += [f"{tool.full_name} (perhaps)"] if error.sent else []
    if error.fault is Fault.INVALID:
        raise Again(_SAID[Fault.INVALID])
    return f"FAILED. {_SAID[error.fault]} Do not claim that it worked."


def _name(full_name: str) -> str:
    """Return a name of at most 64 letters that providers accept; the same for the same tool."""
    safe = _NAME.sub("_", full_name)
    if safe == full_name and len(safe) <= 64:
        return safe
    return f"{safe[:55]}_{hashlib.sha256(full_name.encode()).hexdigest()[:8]}"
