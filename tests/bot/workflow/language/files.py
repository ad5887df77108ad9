"""Workflow files for tests: the refund file, and small ones made of a few nodes."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from bot.workflow.checks import Finding, Known, check
from bot.workflow.graph import Workflow, parse
from bot.workflow.language.findings import WorkflowFaults

SHARED = Path(os.environ.get("HANDOFF_SHARED", Path(__file__).parents[5] / "shared"))
REFUND = SHARED / "workflows" / "refund.json"
TRIGGER = {"id": "start", "type": "trigger", "data": {"triggerType": "message_received"}}


def refund() -> str:
    """Return the text of the refund file; skips where the data folder is not here."""
    if not REFUND.is_file():
        pytest.skip("the data folder is not here: set HANDOFF_SHARED to the folder that holds workflows/")
    return REFUND.read_text("utf-8")


def node(id: str, kind: str, **data: Any) -> dict[str, Any]:
    return {"id": id, "type": kind, "data": data}


def say(id: str, message: str = "Hello") -> dict[str, Any]:
    return node(id, "send_message", message=message)


def gate(id: str, output: str = "email") -> dict[str, Any]:
    return node(id, "auth_gate", provider="smtp", contact_type="email", outputVariable=output)


def tool(id: str, name: str = "orders__get_order", output: str = "order", **more: Any) -> dict[str, Any]:
    return node(id, "mcp_tool", toolName=name, outputVariable=output, **more)


def fork(id: str, condition: str = "{{message}} == 'yes'") -> dict[str, Any]:
    return node(id, "logic", logicType="if_else", condition=condition)


def ask(id: str, **more: Any) -> dict[str, Any]:
    return node(id, "action", actionType="human_handoff", reason="May we?", **more)


def edge(path: str) -> dict[str, str]:
    """Read ``source -> target`` or ``source.exit -> target``."""
    source, target = path.split(" -> ")
    id, _, exit = source.partition(".")
    return {"source": id, "target": target} | ({"sourceHandle": exit} if exit else {})


def text(nodes: Iterable[Any], edges: Iterable[str] = (), **more: Any) -> str:
    """Write a file with a line for each value."""
    return json.dumps({**more, "nodes": list(nodes), "edges": [edge(path) for path in edges]}, indent=1)


def flow(nodes: Iterable[Any], edges: Iterable[str] = (), **more: Any) -> Workflow:
    return parse(text(nodes, edges, **more), "test")


def chain(*nodes: dict[str, Any], known: Known | None = None) -> list[Finding]:
    """Check nodes that follow each other from a trigger on."""
    ids = ["start", *(item["id"] for item in nodes)]
    exits = ["", *(_hoped(item) for item in nodes)]
    edges = [f"{a}{exit} -> {b}" for a, exit, b in zip(ids, exits, ids[1:], strict=False)]
    return check(flow([TRIGGER, *nodes], edges), known or Known())


def _hoped(item: dict[str, Any]) -> str:
    kinds = {
        "auth_gate": ".verified",
        "human_handoff": ".approved",
        "if_else": ".true",
        "ai_agent": ".completed",
    }
    return kinds.get(item["data"].get("actionType") or item["data"].get("logicType") or item["type"], "")


def errors(found: Iterable[Finding]) -> list[str]:
    """Return the errors as ``node: message``."""
    return [str(one) for one in found if one.level == "error"]


def warnings(found: Iterable[Finding]) -> list[str]:
    return [str(one) for one in found if one.level == "warning"]


def faults(source: str) -> list[Finding]:
    """Return what is wrong with the shape of a file."""
    with pytest.raises(WorkflowFaults) as caught:
        parse(source, "test")
    return list(caught.value.findings)
