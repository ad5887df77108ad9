"""One connection to a server, from the handshake to its end, and the calls made on it.

The library's client must be entered and left by one task, and when its HTTP server goes away it cancels
that task and throws groups of errors. So each session has a task of its own that does nothing else
(``run``), and callers wait in theirs, for the answer or for the session's end, whichever is first. A session
is *spent* when it will not carry another call; one that still has calls under way ends after the last.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.faults import CONNECTION_CLOSED, SPENT, never_left, of_call, of_connecting
from bot.mcp.link import Link

if TYPE_CHECKING:
    import anyio
    from mcp import Client
    from mcp.client.session import IncomingMessage
    from mcp.types import CallToolResult
    from mcp.types import Tool as Offer

CONNECTING: Final = 30.0
"""Seconds for start, handshake and the list of tools."""
LOOK: Final = 300.0
"""Seconds between two looks at what is offered, for servers that do not tell of a change."""
PAGES: Final = 100
ENDING: Final = 2.0
"""Seconds that a call which was cut off waits to learn why."""

Offered = Callable[["Sequence[Offer]"], Awaitable[None]]
Task = asyncio.Task["CallToolResult"]


class Session:
    """``offered`` takes each list of tools; ``spent`` is called once, at the moment it is used up."""

    def __init__(
        self, server: str, settings: ServerSettings, offered: Offered, spent: Callable[[], None]
    ) -> None:
        self.usable = False
        self.about = ""
        self.failure: ToolFailed | None = None
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._settings = settings
        self._offered = offered
        self._spent = spent
        self._link = Link(server, settings, self._lost)
        self._client: Client | None = None
        self._scope: anyio.CancelScope | None = None
        self._error: BaseException | None = None
        self._calls: set[Task] = set()
        self._ready = asyncio.Event()
        self._news = asyncio.Event()
        self._ending = False
        self._gone = False

    async def run(self) -> None:
        """Connect, and hold the connection until it is ended or breaks; ``failure`` says why it did."""
        try:
            await self._hold()
        except asyncio.CancelledError:
            self._error = ConnectionError("cancelled")
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
        except (Exception, BaseExceptionGroup) as error:
            self._error = error
            self.failure = self._why(error)
        finally:
            self._use_up()
            self.over.set_result(None)
            self._ready.set()

    async def connected(self) -> bool:
        """Wait until it can carry calls, or never will."""
        await self._ready.wait()
        return self.usable

    async def call(
        self, tool: str, arguments: Mapping[str, Any], meta: Mapping[str, Any], timeout: float
    ) -> "CallToolResult":
        """Call a tool and wait at most so many seconds; raises ToolFailed. Leaves nothing running."""
        if not self.usable or self._client is None:
            raise ToolFailed(Fault.UNAVAILABLE, "the connection has just ended")
        asked = self._client.call_tool(tool, dict(arguments), meta=dict(meta) or None)  # type: ignore[arg-type]
        task: Task = asyncio.create_task(asked)
        self._calls.add(task)
        try:
            ends: set[asyncio.Future[Any]] = {task, self.over}
            await asyncio.wait(ends, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            if not task.done() and not self.over.done():
                raise ToolFailed(Fault.TIMEOUT, f"no answer in {timeout:g} seconds", sent=True)
            return await self._outcome(task)
        finally:
            self._calls.discard(task)
            await _stop(task)
            self._end_if_spent()

    def retire(self) -> None:
        """Take no more calls, and end after the last one that is under way."""
        self._use_up()
        self._end_if_spent()

    def end(self) -> None:
        """End now, politely where there is a connection; calls that are under way fail."""
        self._use_up()
        if not self._ending and self._scope is not None:
            polite = ENDING if self._ready.is_set() else 0
            self._scope.deadline = asyncio.get_running_loop().time() + polite
        self._ending = True
        self._news.set()

    def _lost(self) -> None:
        """Nothing comes from the server any more; before the first call ``_hold`` looks at that itself."""
        self._gone = True
        if self._ready.is_set():
            self.end()

    async def _hold(self) -> None:
        import anyio
        from mcp import Client
        from mcp.types import Implementation

        if self._ending:
            return
        us = Implementation(name="handoff-bot", version=version("handoff-bot"))
        with anyio.CancelScope(deadline=anyio.current_time() + CONNECTING) as self._scope:
            async with Client(
                self._link.open(), client_info=us, cache=None, message_handler=self._heard
            ) as self._client:
                await self._list(self._client)
                self.about = _about(self._client)
                self._open()
                await self._stay(self._client)
        if self._scope.cancelled_caught and not self._ending:
            raise ToolFailed(
                Fault.UNAVAILABLE,
                f"no answer, to the handshake or the list of tools, in {CONNECTING:g} seconds",
            )

    def _open(self) -> None:
        """Let calls begin."""
        assert self._scope is not None
        if self._gone:
            raise ToolFailed(Fault.UNAVAILABLE, "it hung up as soon as it had answered")
        if not self._ending:
            self.usable = True
            self._scope.deadline = math.inf
        self._ready.set()

    async def _stay(self, client: "Client") -> None:
        """Wait for the end; look again at the tools when they changed, or after a while."""
        while not self._ending:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), LOOK)
            self._news.clear()
            if not self._ending:
                await self._look_again(client)

    async def _look_again(self, client: "Client") -> None:
        """List the tools once more; a server that is too slow for that is left."""
        assert self._scope is not None
        self._scope.deadline = asyncio.get_running_loop().time() + CONNECTING
        await self._list(client)
        if not self._ending:
            self._scope.deadline = math.inf

    async def _list(self, client: "Client") -> None:
        offers: list[Offer] = []
        cursor: str | None = None
        for _ in range(PAGES):
            page = await client.list_tools(cursor=cursor)
            offers += page.tools
            cursor = page.next_cursor
            if cursor is None:
                break
        await self._offered(offers)

    async def _heard(self, message: "IncomingMessage") -> None:
        from mcp.types import ToolListChangedNotification

        if isinstance(message, ToolListChangedNotification):
            self._news.set()

    async def _outcome(self, task: Task) -> "CallToolResult":
        from mcp import MCPError

        self._calls.discard(task)
        try:
            if task.done():
                return task.result()
        except MCPError as error:
            if not _spends(error.code, self._link.http):
                raise of_call(error, self._link.http, self._settings.secrets) from None
            raise await self._cut_off(of_call(error, self._link.http, self._settings.secrets)) from None
        except asyncio.CancelledError:
            pass  # by the library, whose connection broke
        except Exception as error:  # an answer that is none: the library's own words quote it
            raise ToolFailed(Fault.PROTOCOL, f"a wrong answer ({type(error).__name__})", sent=True) from None
        raise await self._cut_off(ToolFailed(Fault.UNAVAILABLE, "the connection broke", sent=True))

    async def _cut_off(self, failed: ToolFailed) -> ToolFailed:
        """Give the session up; say more exactly what happened to the call, once it is known."""
        alone = not self._calls
        self.retire()
        if self._link.http and alone:
            await asyncio.wait({self.over}, timeout=ENDING)
        if alone and never_left(self._error):
            return of_connecting(self._error or failed, self._settings.secrets)
        if not (self._link.http and self._link.hint):
            return failed
        refused = alone and 400 <= self._link.status < 500  # such as: no session of that name
        return ToolFailed(failed.fault, f"{failed.reason} ({self._link.hint})", failed.sent and not refused)

    def _why(self, error: BaseException) -> ToolFailed:
        failed = of_connecting(error, self._settings.secrets)
        hint = self._link.hint
        return ToolFailed(failed.fault, f"{failed.reason}: {hint}" if hint else failed.reason)

    def _end_if_spent(self) -> None:
        if not self.usable and not self._calls:
            self.end()

    def _use_up(self) -> None:
        was, self.usable = self.usable, False
        if was:
            self._spent()


def _spends(code: int, http: bool) -> bool:
    """Whether the connection is of no use after this answer; a program's own -32603 is only its tool's."""
    return code == CONNECTION_CLOSED or (http and code in SPENT)


def _about(client: "Client") -> str:
    server = client.server_info
    named = f"{server.name} {server.version}".strip() if server else "a server without a name"
    return f"{named}, protocol {client.protocol_version}"


async def _stop(task: Task) -> None:
    """See to it that nothing of the call goes on; the server is told by the library."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=ENDING)
    if task.done() and not task.cancelled():
        task.exception()  # it was looked at, or nobody waits for it any more
