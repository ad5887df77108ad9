"""Servers that nobody here wrote: mcp-server-time over stdio, server-everything over stdio and HTTP."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.servers import McpServers
from tests.bot.mcp.conftest import Open
from tests.bot.mcp.parts import called, listening
from tests.process import free_port, until


def clock(**more: Any) -> ServerSettings:
    command = [sys.executable, "-m", "mcp_server_time", "--local-timezone", "Europe/Berlin"]
    return ServerSettings.model_validate({"command": command, "allow": "all", **more})


async def test_the_time_server_tells_the_time(open_servers: Open) -> None:
    servers = open_servers(clock=clock())
    said = await servers.check("clock")
    assert "tools get_current_time, convert_time" in said
    found = await servers.call("clock__get_current_time", {"timezone": "Asia/Tokyo"})
    assert found.data["timezone"] == "Asia/Tokyo"
    arguments = {"source_timezone": "Europe/Berlin", "time": "12:30", "target_timezone": "UTC"}
    assert (await servers.call("clock__convert_time", arguments)).data["target"]["timezone"] == "UTC"


async def test_the_time_servers_no_is_a_tool_error(open_servers: Open) -> None:
    servers = open_servers(clock=clock())
    with pytest.raises(ToolFailed) as caught:
        await servers.call("clock__get_current_time", {"timezone": "Nowhere/Atlantis"})
    assert caught.value.fault is Fault.TOOL_ERROR
    assert (await servers.call("clock__get_current_time", {"timezone": "UTC"})).data["timezone"] == "UTC"


@pytest.fixture
def everything_settings(everything: list[str]) -> ServerSettings:
    return ServerSettings.model_validate(
        {"command": [*everything, "stdio"], "allow": "all", "env": {"GIVEN": "by-the-admin"}, "timeout": 20}
    )


async def test_everything_over_stdio(open_servers: Open, everything_settings: ServerSettings) -> None:
    await everything_works(open_servers(all=everything_settings))


async def test_everything_over_http(open_servers: Open, everything: list[str]) -> None:
    port = free_port()
    async with listening(port, *everything, "streamableHttp", PORT=str(port)):
        await everything_works(open_servers(all=called(port)))


async def everything_works(servers: McpServers) -> None:
    """Call what server-everything has, the right way and the wrong ways."""
    assert "echo" in await servers.check("all")
    assert (await servers.call("all__echo", {"message": "hello"})).text == "Echo: hello"
    assert "5" in (await servers.call("all__get-sum", {"a": 2, "b": 3})).text
    assert (await servers.call("all__get-structured-content", {"location": "New York"})).data["temperature"]
    assert "[image image/png]" in (await servers.call("all__get-tiny-image", {})).text
    with pytest.raises(ToolFailed) as wrong:
        await servers.call("all__get-sum", {"a": "two", "b": 3})
    assert (wrong.value.fault, wrong.value.sent) == (Fault.INVALID, False)
    long = {"duration": 60, "steps": 2}
    with pytest.raises(ToolFailed) as late:
        await servers.call("all__trigger-long-running-operation", long, timeout=0.3)
    assert (late.value.fault, late.value.sent) == (Fault.TIMEOUT, True)
    assert (await servers.call("all__echo", {"message": "still here"})).text == "Echo: still here"


async def test_a_started_program_sees_nothing_of_our_environment(
    open_servers: Open, everything_settings: ServerSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOFF__CHANNELS__TELEGRAM__TOKEN", "123456:our-secret")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-ours")
    servers = open_servers(all=everything_settings)
    seen = (await servers.call("all__get-env", {})).data
    assert seen["GIVEN"] == "by-the-admin"
    assert set(seen) <= {"GIVEN", "PATH", "HOME"}


async def test_everything_killed_while_idle_comes_back(
    open_servers: Open, everything_settings: ServerSettings
) -> None:
    from tests.bot.mcp.parts import children

    before = children()
    servers = open_servers(all=everything_settings)
    await servers.check("all")
    (node,) = children() - before
    os.kill(node, signal.SIGKILL)
    await until(lambda: servers.status()["all"] != "connected")
    assert (await servers.call("all__echo", {"message": "back"})).text == "Echo: back"


async def test_everything_over_http_restarted_forgets_our_session_and_works_again(
    open_servers: Open, everything: list[str]
) -> None:
    port = free_port()
    command = (*everything, "streamableHttp")
    servers = open_servers(all=called(port, read=True))
    async with listening(port, *command, PORT=str(port)) as process:
        assert "protocol 2025-11-25" in await servers.check("all")
        assert (await servers.call("all__echo", {"message": "one"})).text == "Echo: one"
        process.kill()
        await process.wait()
    async with listening(port, *command, PORT=str(port)):
        assert (await servers.call("all__echo", {"message": "two"})).text == "Echo: two"


async def test_everything_killed_in_a_call_over_http(open_servers: Open, everything: list[str]) -> None:
    port = free_port()
    servers = open_servers(all=called(port))
    long = {"duration": 60, "steps": 60}
    async with listening(port, *everything, "streamableHttp", PORT=str(port)) as process:
        await servers.check("all")
        call = asyncio.create_task(servers.call("all__trigger-long-running-operation", long))
        assert (await servers.call("all__echo", {"message": "beside it"})).text == "Echo: beside it"
        process.kill()
        with pytest.raises(ToolFailed) as caught:
            await call
    assert (caught.value.fault, caught.value.sent) == (Fault.UNAVAILABLE, True)


def test_the_lock_file_names_no_registry() -> None:
    text = Path(__file__).with_name("node").joinpath("package-lock.json").read_text()
    assert '"integrity"' in text
    assert '"resolved"' not in text
