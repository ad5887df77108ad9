"""Secrets go to the server they are for, and nowhere else: not into errors, status or log."""

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.config.tools import ServerSettings
from bot.log import configure
from bot.mcp.base import Fault, ToolFailed
from tests.bot.mcp.conftest import Open
from tests.bot.mcp.parts import called, shop_at, started
from tests.process import free_port

TOKEN = "Bearer quite-secret-words"


@asynccontextmanager
async def answering(port: int, status: int, seen: list[str]) -> AsyncIterator[None]:
    """Answer every request with one status, and repeat to the caller what he must not hear."""

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Authorization", ""))
        return web.Response(status=status, text=f"no: {TOKEN}")

    site = web.Application()
    site.router.add_route("*", "/mcp", answer)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


def with_token(port: int) -> ServerSettings:
    return called(port, headers={"Authorization": TOKEN})


@pytest.mark.parametrize(
    ("status", "fault", "words"),
    [
        (401, Fault.UNAVAILABLE, "HTTP 401: it does not accept us; see headers"),
        (405, Fault.UNAVAILABLE, "HTTP 405: it takes no calls there; see url"),
        (503, Fault.UNAVAILABLE, "HTTP 503"),
        (404, Fault.PROTOCOL, "it is no MCP server, or not at this address (-32601): HTTP 404"),
        (200, Fault.PROTOCOL, "it is no MCP server, or not at this address"),
    ],
)
async def test_a_refusal_is_named_with_its_status_and_not_with_our_token(
    open_servers: Open, status: int, fault: Fault, words: str
) -> None:
    port = free_port()
    seen: list[str] = []
    async with answering(port, status, seen):
        servers = open_servers(web=with_token(port))
        with pytest.raises(ToolFailed) as caught:
            await servers.call("web__x", {})
    assert (caught.value.fault, caught.value.sent) == (fault, False)
    assert words in caught.value.reason
    assert "secret" not in caught.value.reason + servers.status()["web"]
    assert set(seen) == {TOKEN}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_our_token_does_not_follow_a_redirect(open_servers: Open, status: int) -> None:
    port, elsewhere = free_port(), free_port()
    seen: list[str] = []

    async def away(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": f"http://127.0.0.1:{elsewhere}/mcp"})

    site = web.Application()
    site.router.add_route("*", "/mcp", away)
    runner = web.AppRunner(site)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        async with answering(elsewhere, 200, seen):
            servers = open_servers(web=with_token(port))
            with pytest.raises(ToolFailed) as caught:
                await servers.call("web__x", {})
    finally:
        await runner.cleanup()
    assert not caught.value.sent
    assert f"HTTP {status}" in caught.value.reason
    assert TOKEN not in "".join(seen)


@pytest.fixture
def log(own_logging: None) -> io.StringIO:
    """Catch the log."""
    stream = io.StringIO()
    configure("info", "json", stream=stream)
    return stream


async def test_nothing_of_a_call_is_in_the_log(log: io.StringIO, open_servers: Open, tmp_path: Path) -> None:
    port = free_port()
    async with shop_at(port, tmp_path):
        servers = open_servers(shop=started(tmp_path, env={"KEY": "given-secret"}), web=with_token(port))
        for name in ("shop", "web"):
            await servers.call(f"{name}__get_order", {"email": "ana@example.org"})
            for tool, arguments in (("crash", {}), ("get_order", {"email": 5}), ("nap", {"seconds": 30})):
                with pytest.raises(ToolFailed):
                    await servers.call(f"{name}__{tool}", arguments, timeout=1)
    said = log.getvalue()
    assert {json.loads(line)["event"] for line in said.splitlines()} == {"tool server connected"}
    for words in ("ana@", "512.5", "hunter2", "given-secret", "quite-secret"):
        assert words not in said
