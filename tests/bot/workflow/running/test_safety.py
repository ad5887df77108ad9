"""A harmful tool that anybody could reach is found once its server says what it does."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.config.model import Settings
from bot.mcp.base import Result, Tool, Toolbox
from bot.workflow.graph import Workflow, parse
from bot.workflow.running.safety import faults


class Offer(Toolbox):
    """Offers what it is given, and calls nothing."""

    def __init__(self, *tools: Tool) -> None:
        self._tools = {tool.full_name: tool for tool in tools}

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        raise AssertionError("nothing is called here")

    def tools(self) -> Sequence[Tool]:
        return tuple(self._tools.values())

    def describe(self, full_name: str) -> Tool | None:
        return self._tools.get(full_name)

    def known(self, server: str) -> bool:
        return True


def tool(destructive: bool) -> Tool:
    return Tool("shop", "refund", "", "", {}, not destructive, destructive, None, "d")


def workflow() -> Workflow:
    nodes = [
        {"id": "t", "type": "trigger", "data": {"triggerType": "message_received"}},
        {"id": "pay", "type": "mcp_tool", "data": {"toolName": "shop__refund"}},
    ]
    return parse(json.dumps({"nodes": nodes, "edges": [{"id": "e", "source": "t", "target": "pay"}]}), "pay")


async def test_a_harmful_tool_without_a_gate_or_a_person_is_a_fault() -> None:
    (found,) = await faults(workflow(), Settings(), Offer(tool(destructive=True)))
    assert found.node == "pay"


async def test_a_harmless_one_is_none() -> None:
    assert await faults(workflow(), Settings(), Offer(tool(destructive=False))) == []


async def test_while_a_server_cannot_be_asked_nothing_is_said() -> None:
    assert await faults(workflow(), Settings(), Offer()) == []
