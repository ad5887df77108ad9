"""Every way in which a call goes wrong, over a started program and over HTTP: what callers are told, and what
works afterwards."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.servers import McpServers
from tests.bot.mcp.conftest import Open
from tests.bot.mcp.parts import called, children, noted, shop_at, started
from tests.process import free_port, until


@pytest.fixture(params=["stdio", "http"])
async def shop(
    request: pytest.FixtureRequest, open_servers: Open, tmp_path: Path
) -> AsyncIterator[McpServers]:
    """The shop, reached either way."""
    if request.param == "stdio":
        yield open_servers(shop=started(tmp_path))
        return
    port = free_port()
    async with shop_at(port, tmp_path):
        yield open_servers(shop=called(port))


async def failure(
    servers: McpServers, name: str, timeout: float | None = None, **arguments: object
) -> ToolFailed:
    with pytest.raises(ToolFailed) as caught:
        await servers.call(name, arguments, timeout=timeout)
    return caught.value


async def process_of(servers: McpServers) -> int:
    """Return the number of the shop's process; proves on the way that the connection is good."""
    found = await servers.call("shop__number", {})
    assert isinstance(found.data["result"], int)
    return int(found.data["result"])


async def test_a_tool_that_says_no_is_a_tool_error_without_its_secrets(shop: McpServers) -> None:
    failed = await failure(shop, "shop__refuse")
    assert (failed.fault, failed.sent) == (Fault.TOOL_ERROR, True)
    assert "order o1 was refunded before" in failed.reason
    assert "sk-aaaa" not in failed.reason
    assert await process_of(shop)


async def test_a_tool_that_crashes_is_a_tool_error(shop: McpServers) -> None:
    failed = await failure(shop, "shop__crash")
    assert (failed.fault, failed.sent) == (Fault.TOOL_ERROR, True)
    assert "hunter2" not in failed.reason
    assert await process_of(shop)


async def test_wrong_arguments_are_not_sent_and_not_repeated(shop: McpServers, tmp_path: Path) -> None:
    failed = await failure(shop, "shop__get_order", email=["ana@example.org"])
    assert (failed.fault, failed.sent) == (Fault.INVALID, False)
    assert failed.reason == "the argument 'email' does not fit: type string"
    lacking = await failure(shop, "shop__get_order")
    assert "'email' is a required property" in lacking.reason
    assert noted(tmp_path, "asked") == []


async def test_an_unknown_tool_and_an_unknown_server_are_refused_with_a_hint(shop: McpServers) -> None:
    failed = await failure(shop, "shop__get_ordr")
    assert (failed.fault, failed.sent) == (Fault.REFUSED, False)
    assert "did you mean 'get_order'" in failed.reason
    assert "[tools.shp]; did you mean 'shop'" in (await failure(shop, "shp__get_order")).reason
    assert "write server__tool" in (await failure(shop, "get_order")).reason


async def test_after_a_timeout_the_server_is_told_and_the_connection_is_good(
    shop: McpServers, tmp_path: Path
) -> None:
    first = await process_of(shop)
    while not noted(tmp_path, "napping"):  # on a busy machine the time may be over before the call
        failed = await failure(shop, "shop__nap", timeout=1.0, seconds=60)
        assert (failed.fault, failed.sent) == (Fault.TIMEOUT, True)
    assert await process_of(shop) == first
    await until(lambda: bool(noted(tmp_path, "woken")))


async def test_a_cancelled_caller_ends_his_own_call_only(shop: McpServers, tmp_path: Path) -> None:
    first = await process_of(shop)
    mine = asyncio.create_task(shop.call("shop__nap", {"seconds": 60}))
    other = asyncio.create_task(shop.call("shop__nap", {"seconds": 1}))
    await until(lambda: len(noted(tmp_path, "napping")) == 2)
    mine.cancel()
    with pytest.raises(asyncio.CancelledError):
        await mine
    assert (await other).text == "rested"
    await until(lambda: noted(tmp_path, "woken") == [60])
    assert await process_of(shop) == first


async def test_calls_at_once_share_one_connection(shop: McpServers) -> None:
    found = await asyncio.gather(*(process_of(shop) for _ in range(20)))
    assert len(set(found)) == 1


async def test_a_program_killed_while_idle_is_started_again_for_the_next_call(
    open_servers: Open, tmp_path: Path
) -> None:
    shop = open_servers(shop=started(tmp_path))
    first = await process_of(shop)
    os.kill(first, signal.SIGKILL)
    await until(lambda: shop.status()["shop"] != "connected")
    assert await process_of(shop) != first


async def test_a_program_killed_in_a_call_fails_its_callers_and_cancels_nobody(
    open_servers: Open, tmp_path: Path
) -> None:
    shop = open_servers(shop=started(tmp_path))
    first = await process_of(shop)
    calls = [asyncio.create_task(failure(shop, "shop__nap", seconds=60)) for _ in range(3)]
    await until(lambda: len(noted(tmp_path, "napping")) == 3)
    os.kill(first, signal.SIGKILL)
    for failed in await asyncio.gather(*calls):
        assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, True)
    assert await process_of(shop) != first


async def test_a_program_that_ends_itself_in_a_call_is_perhaps_done(
    open_servers: Open, tmp_path: Path
) -> None:
    shop = open_servers(shop=started(tmp_path))
    failed = await failure(shop, "shop__die")
    assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, True)


@pytest.mark.parametrize(
    ("command", "fault", "words"),
    [
        (["no-such-program-here"], Fault.UNAVAILABLE, "there is no program 'no-such-program-here'"),
        (["/etc/passwd"], Fault.UNAVAILABLE, "must not be started"),
        (["cat"], Fault.PROTOCOL, "it is no MCP server"),
        (["true"], Fault.UNAVAILABLE, "it ended, or hung up, before it had answered"),
        (
            [
                sys.executable,
                "-c",
                "raise SystemExit('no key is set')",
            ],
            Fault.UNAVAILABLE,
            "hung up, before it had answered: no key is set",
        ),
    ],
    ids=["missing", "not a program", "speaks no MCP", "ends at once", "says why"],
)
async def test_a_command_that_is_no_server_is_named(
    open_servers: Open, command: list[str], fault: Fault, words: str
) -> None:
    servers = open_servers(odd=ServerSettings.model_validate({"command": command, "allow": "all"}))
    failed = await failure(servers, "odd__x")
    assert (failed.fault, failed.sent) == (fault, False)
    assert words in failed.reason
    assert servers.status()["odd"].startswith("down: ")
    assert servers.tools() == []


async def test_a_server_that_never_answers_is_given_up(open_servers: Open) -> None:
    servers = open_servers(
        mute=ServerSettings.model_validate({"command": ["sleep", "1000"], "allow": "all", "timeout": "300ms"})
    )
    failed = await failure(servers, "mute__x")
    assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, False)
    assert len(children()) >= 1  # still being tried; the fixture sees that nothing is left


async def test_an_address_where_nobody_listens_is_unavailable_and_found_once_it_does(
    open_servers: Open, tmp_path: Path
) -> None:
    port = free_port()
    shop = open_servers(shop=called(port))
    failed = await failure(shop, "shop__number")
    assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, False)
    assert "cannot be reached" in failed.reason
    async with shop_at(port, tmp_path):
        assert await process_of(shop)


async def test_an_http_server_that_goes_away_fails_its_callers_and_is_found_when_it_is_back(
    open_servers: Open, tmp_path: Path
) -> None:
    port = free_port()
    shop = open_servers(shop=called(port))
    async with shop_at(port, tmp_path) as process:
        first = await process_of(shop)
        call = asyncio.create_task(failure(shop, "shop__nap", seconds=60))
        await until(lambda: bool(noted(tmp_path, "napping")))
        process.kill()
        failed = await call
        assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, True)
    away = await failure(shop, "shop__ship", order_id="o1")
    assert (away.fault, away.sent) == (Fault.UNAVAILABLE, False)
    async with shop_at(port, tmp_path):
        assert await process_of(shop) != first


async def test_a_call_to_an_http_server_that_went_away_while_idle_was_never_sent(
    open_servers: Open, tmp_path: Path
) -> None:
    port = free_port()
    shop = open_servers(shop=called(port))
    async with shop_at(port, tmp_path):
        assert await process_of(shop)
    failed = await failure(shop, "shop__ship", order_id="o1")
    assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, False)
    assert asyncio.current_task() is not None
    async with shop_at(port, tmp_path):
        assert (await shop.call("shop__ship", {"order_id": "o1"})).text == "shipped o1"


async def test_one_server_that_is_down_does_not_hold_up_another(open_servers: Open, tmp_path: Path) -> None:
    servers = open_servers(shop=started(tmp_path), away=called(free_port()))
    await servers.start()
    assert (await failure(servers, "away__x")).fault is Fault.UNAVAILABLE
    assert await process_of(servers)
    assert {tool.server for tool in servers.tools()} == {"shop"}
    assert servers.known("away")
    assert not servers.known("other")


async def test_closing_ends_calls_that_are_under_way(shop: McpServers, tmp_path: Path) -> None:
    call = asyncio.create_task(failure(shop, "shop__nap", seconds=60))
    await until(lambda: bool(noted(tmp_path, "napping")))
    await shop.close()
    failed = await call
    assert (failed.fault, failed.sent) == (Fault.UNAVAILABLE, True)
    late = await failure(shop, "shop__number")
    assert (late.reason, late.sent) == ("the bot is stopping", False)
