"""The key that makes a second try harmless: hidden, filled, the same for every try, and never missing."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.mcp.base import Fault, ToolFailed
from bot.mcp.servers import McpServers
from tests.bot.mcp.conftest import Open
from tests.bot.mcp.parts import called, noted, shop_at, started
from tests.process import free_port

SOON = 3.0
"""Seconds after which a lost answer is given up; an answer of a local process takes milliseconds."""


@pytest.fixture(params=["stdio", "http"])
async def shop(
    request: pytest.FixtureRequest, open_servers: Open, tmp_path: Path
) -> AsyncIterator[McpServers]:
    """The shop, reached either way and connected: only answers are short of time here, not starts."""
    port = free_port()
    async with AsyncExitStack() as stack:
        if request.param == "http":
            await stack.enter_async_context(shop_at(port, tmp_path))
        servers = open_servers(shop=started(tmp_path) if request.param == "stdio" else called(port))
        await servers.check("shop")
        yield servers


async def test_the_keys_argument_is_nobodys_but_ours(shop: McpServers, tmp_path: Path) -> None:
    await shop.check("shop")
    tool = shop.describe("shop__create_refund")
    assert tool is not None
    assert tool.key_argument == "idempotency_key"
    assert list(tool.schema["properties"]) == ["order_id"]
    assert tool.schema["required"] == ["order_id"]
    await shop.call("shop__create_refund", {"order_id": "o1", "idempotency_key": "forged"}, key="run:node:1")
    assert noted(tmp_path, "refunds") == [{"order": "o1", "key": "run:node:1"}]


async def test_a_lost_answer_is_asked_for_again_with_the_same_key(shop: McpServers, tmp_path: Path) -> None:
    (tmp_path / "lose_refund").touch()
    found = await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1", timeout=SOON)
    assert found.replayed
    assert found.data["order"] == "o1"
    assert len(noted(tmp_path, "refunds")) == 1


async def test_a_call_without_a_key_gets_one_of_its_own(shop: McpServers, tmp_path: Path) -> None:
    (tmp_path / "lose_refund").touch()
    found = await shop.call("shop__create_refund", {"order_id": "o1"}, timeout=SOON)
    assert found.replayed
    await shop.call("shop__create_refund", {"order_id": "o1"})
    keys = {refund["key"] for refund in noted(tmp_path, "refunds")}
    assert len(keys) == 2


async def test_the_same_key_another_day_replays(shop: McpServers, tmp_path: Path) -> None:
    first = await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1")
    second = await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1")
    assert (first.replayed, second.replayed) == (False, True)
    assert len(noted(tmp_path, "refunds")) == 1


async def test_a_program_that_dies_between_effect_and_answer_refunds_once(
    open_servers: Open, tmp_path: Path
) -> None:
    shop = open_servers(shop=started(tmp_path))
    (tmp_path / "die_after_refund").touch()
    found = await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1")
    assert found.replayed
    assert len(noted(tmp_path, "refunds")) == 1


async def test_a_tool_that_only_reads_is_asked_again(shop: McpServers, tmp_path: Path) -> None:
    (tmp_path / "lose_order").touch()
    found = await shop.call("shop__get_order", {"email": "ana@example.org"}, timeout=SOON)
    assert found.data["id"] == "o1"
    assert len(noted(tmp_path, "asked")) == 2


async def test_a_tool_that_acts_and_takes_no_key_is_never_tried_twice(
    shop: McpServers, tmp_path: Path
) -> None:
    (tmp_path / "lose_ship").touch()
    with pytest.raises(ToolFailed) as caught:
        await shop.call("shop__ship", {"order_id": "o1"}, key="run:node:1", timeout=SOON)
    assert (caught.value.fault, caught.value.sent) == (Fault.TIMEOUT, True)
    assert noted(tmp_path, "shipped") == ["o1"]


async def test_the_admin_may_say_that_nothing_only_reads(open_servers: Open, tmp_path: Path) -> None:
    shop = open_servers(shop=started(tmp_path, read=False))
    await shop.check("shop")
    (tmp_path / "lose_order").touch()
    with pytest.raises(ToolFailed) as caught:
        await shop.call("shop__get_order", {"email": "ana@example.org"}, timeout=SOON)
    assert caught.value.sent
    assert len(noted(tmp_path, "asked")) == 1


async def test_a_second_try_that_cannot_be_sent_does_not_hide_that_the_first_was(
    open_servers: Open, tmp_path: Path
) -> None:
    port = free_port()
    shop = open_servers(shop=called(port))
    (tmp_path / "die_after_refund").touch()
    async with shop_at(port, tmp_path):
        with pytest.raises(ToolFailed) as caught:
            await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1")
    assert (caught.value.fault, caught.value.sent) == (Fault.UNAVAILABLE, True)
    async with shop_at(port, tmp_path):
        found = await shop.call("shop__create_refund", {"order_id": "o1"}, key="run:node:1")
    assert found.replayed
    assert len(noted(tmp_path, "refunds")) == 1
