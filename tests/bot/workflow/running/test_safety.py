"""A harmful tool that anybody could reach is found once its server says what it does."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.config.model import Settings
from bot.mcp.base import Result, Tool, Toolbox
from bot.workflow.graph import Workflow, parse
from bot.workflow.running.safety import faults
from tests.bot.workflow.running.house import house_of, refunds, shop
from tests.bot.workflow.running.parts import action, condition, graph, node, say
from tests.bot.workflow.running.parts import workflow as parsed


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


class Unseen(Offer):
    """Says nothing of its tools, but would call them."""

    def __init__(self, real: Toolbox) -> None:
        super().__init__()
        self._real = real

    async def call(
        self,
        full_name: str,
        arguments: Mapping[str, Any],
        key: str | None = None,
        timeout: float | None = None,
    ) -> Result:
        return await self._real.call(full_name, arguments, key, timeout)


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


async def test_a_server_that_is_down_hides_nothing_of_what_another_says() -> None:
    looking = node("look", "mcp_tool", toolName="down__look")
    two = parsed(looking, node("pay", "mcp_tool", toolName="shop__refund"), edges="look>pay")
    (found,) = await faults(two, Settings(), Offer(tool(destructive=True)))
    assert found.node == "pay"


# ── at the call ──────────────────────────────────────────────────────────────────────────────────

PAY = {"toolName": "stripe__create_refund", "arguments": '{"order_id": "7"}'}
TOLD = say("bad", "{{error.kind}}: {{error.reason}}")


@pytest.mark.parametrize("how", [(), ("keyless",)])
async def test_a_harmful_tool_on_an_open_way_is_not_called_and_the_team_reads_why(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    open_way = graph(node("pay", "mcp_tool", **PAY), TOLD, edges="pay.error>bad")
    async with shop(tmp_path, *how) as servers, house_of(open_way, toolbox=servers) as house:
        (told,) = await house.say("pay")
        assert told.startswith("refused: stripe__create_refund was not called: it cannot be undone")
        (noted,) = [one for one in await house.entries() if one.content.text == "workflow tool failed"]
        assert "nobody has verified" in noted.data["why"]
    assert refunds(tmp_path) == []


async def test_one_open_way_beside_a_guarded_one_is_enough(tmp_path: Path) -> None:
    """As the check has it, also for who came by the reviewers: the file is wrong."""
    two_ways = graph(
        condition("big", "{{message}} == 'big'"),
        action("ask", "human_handoff", reason="May I?"),
        node("pay", "mcp_tool", **PAY),
        TOLD,
        say("no", "no"),
        edges="big.true>ask big.false>pay ask.approved>pay ask.rejected>no pay.error>bad",
    )
    async with shop(tmp_path) as servers, house_of(two_ways, toolbox=servers) as house:
        await house.say("big")
        await house.decide()
        assert (await house.told())[-1].startswith("refused: ")
    assert refunds(tmp_path) == []


async def test_a_tool_that_cannot_be_looked_at_is_not_called_on_an_open_way(tmp_path: Path) -> None:
    open_way = graph(node("pay", "mcp_tool", **PAY), TOLD, edges="pay.error>bad")
    async with shop(tmp_path) as servers, house_of(open_way, toolbox=Unseen(servers)) as house:
        (told,) = await house.say("pay")
        assert told.startswith("unavailable: ")
    assert refunds(tmp_path) == []


async def test_behind_a_reviewer_it_is_called(tmp_path: Path) -> None:
    guarded = graph(
        action("ask", "human_handoff", reason="May I?"),
        node("pay", "mcp_tool", **PAY),
        say("ok", "ok"),
        say("no", "no"),
        edges="ask.approved>pay ask.rejected>no pay>ok",
    )
    async with shop(tmp_path) as servers, house_of(guarded, toolbox=servers) as house:
        await house.say("pay")
        await house.decide()
        assert (await house.told())[-1] == "ok"
    assert len(refunds(tmp_path)) == 1
