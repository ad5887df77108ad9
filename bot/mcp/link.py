"""The way to a server: a program that is started, or an address that is called."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, Final

from bot.config.tools import ServerSettings
from bot.mcp.complaints import complaints
from bot.mcp.faults import plain
from bot.mcp.program import program
from bot.mcp.watched import Watched

if TYPE_CHECKING:
    import httpx2
    from mcp.client._transport import TransportStreams

CONNECT: Final = 10.0
"""Seconds for an address to take our connection."""


class Link:
    """One connection's way.

    ``hint`` says what the server let us know besides the protocol, ``status`` is its last one over HTTP.
    """

    def __init__(self, server: str, settings: ServerSettings, ended: Callable[[], None]) -> None:
        self.hint = ""
        self.status = 200
        self.http = settings.url is not None
        self._server = server
        self._settings = settings
        self._ended = ended

    def open(self) -> "AbstractAsyncContextManager[TransportStreams]":
        """Return what ``mcp.Client`` takes as a transport."""
        return self._call() if self.http else self._start()

    @asynccontextmanager
    async def _start(self) -> "AsyncIterator[TransportStreams]":
        """Start the program."""
        env = {name: value.get_secret_value() for name, value in self._settings.env.items()}
        async with complaints(self._server) as (said, end):
            try:
                async with program(self._server, self._settings.command, env, end) as (read, write):
                    end.close()  # the program has it; so its end is seen
                    yield Watched(read, self._ended), write
            finally:
                self.hint = plain(said.last, self._settings.secrets)

    @asynccontextmanager
    async def _call(self) -> "AsyncIterator[TransportStreams]":
        import httpx2
        from mcp.client.streamable_http import streamable_http_client

        headers = {name: value.get_secret_value() for name, value in self._settings.headers.items()}
        # No limit on reading: each call has its own, and a stream may be silent for hours.
        limits = httpx2.Timeout(30, connect=CONNECT, read=None)
        hooks = {"response": [self._saw]}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=limits, event_hooks=hooks) as client,
            streamable_http_client(self._settings.url or "", http_client=client) as (read, write),
        ):
            yield Watched(read, self._ended), write

    async def _saw(self, response: "httpx2.Response") -> None:
        """Keep the status of a refusal: the library reports all of them in the same words."""
        status = response.status_code
        if response.request.method == "POST":  # some servers have no stream of their own, and refuse that GET
            self.status = status
            self.hint = f"HTTP {status}{_advice(status)}" if status >= 300 else ""


def _advice(status: int) -> str:
    """Say what an admin can do about a refusal."""
    if status in (401, 403):
        return ": it does not accept us; see headers"
    if status == 405:
        return ": it takes no calls there; see url, which must lead to streamable HTTP, not to the older SSE"
    return ": it is at another address; see url" if status < 400 else ""
