"""A server that keeps few of the protocol's rules, and every answer it can think of."""

import sys
from pathlib import Path

import pytest

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.servers import McpServers
from tests.bot.mcp.conftest import Open
from tests.process import until

ODD = Path(__file__).with_name("odd.py")


@pytest.fixture
def odd(open_servers: Open) -> McpServers:
    return open_servers(
        odd=ServerSettings.model_validate(
            {"command": [sys.executable, str(ODD)], "allow": "all", "timeout": 20}
        )
    )


@pytest.mark.parametrize(
    ("tool", "fault", "sent", "words"),
    [
        ("broken", Fault.TOOL_ERROR, True, "Internal error: disk full"),
        ("picky", Fault.INVALID, False, "Invalid params: id"),
        ("strange", Fault.TOOL_ERROR, True, "seven"),
        ("node", Fault.INVALID, False, "Input validation error"),
        ("liar", Fault.PROTOCOL, True, "a wrong answer"),
        ("nothing", Fault.PROTOCOL, True, "a wrong answer"),
    ],
)
async def test_each_wrong_answer_is_told_apart_and_the_connection_is_good(
    odd: McpServers, tool: str, fault: Fault, sent: bool, words: str
) -> None:
    with pytest.raises(ToolFailed) as caught:
        await odd.call(f"odd__{tool}", {})
    assert (caught.value.fault, caught.value.sent) == (fault, sent)
    assert words in caught.value.reason
    assert "secret words" not in caught.value.reason
    assert odd.status()["odd"] == "connected"
    assert (await odd.call("odd__grow", {}, key="k")).text == '"k"'


async def test_every_page_of_tools_is_read_and_a_new_tool_is_found_when_the_server_says_so(
    odd: McpServers,
) -> None:
    assert "odd 0, protocol 2025-06-18" in await odd.check("odd")
    assert {"odd__broken", "odd__grow"} <= {tool.full_name for tool in odd.tools()}
    assert odd.describe("odd__newcomer") is None
    assert (await odd.call("odd__grow", {}, key="run:node:1")).text == '"run:node:1"'
    await until(lambda: odd.describe("odd__newcomer") is not None)
    found = odd.describe("odd__newcomer")
    assert found is not None
    assert (found.read_only, found.destructive) == (False, True)


async def test_a_server_may_say_beside_its_answer_that_it_knew_the_key(odd: McpServers) -> None:
    assert (await odd.call("odd__replay", {}, key="k")).replayed
