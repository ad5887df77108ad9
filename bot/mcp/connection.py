"""Keeps one server connected: one task owns it, and starts a new session when the old one is used up.

Nobody but the owner makes connections, and whoever calls a tool shares the attempt that is under way. While
the server is away the owner tries again with growing pauses; a caller who comes meanwhile shortens the
pause to a tenth, so that the first call after the server is back finds it.
"""

import asyncio
from contextlib import suppress
from importlib import import_module
from typing import Final

import structlog

from bot.config.tools import ServerSettings
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.session import Offered, Session

log = structlog.get_logger(__name__)

FIRST: Final = 0.5
LONGEST: Final = 60.0
SOONEST: Final = 0.1
"""The part of a pause that a caller cannot end: a server that dies at every start is not started all day."""
HEALTHY: Final = 10.0
"""Seconds a session must have lasted for the pauses to begin anew."""
CONNECTING: Final = "connecting"
STOPPING: Final = "the bot is stopping"
CLOSING: Final = 15.0
"""Seconds for programs to end; then they are given up. They are asked, told, and killed within seven."""

Attempt = asyncio.Future[Session | ToolFailed]


class Connection:
    """``offered`` takes each list of tools that the server offers. ``down`` says that the last try failed."""

    def __init__(self, server: str, settings: ServerSettings, offered: Offered) -> None:
        self.state = "not connected yet"
        self.down = False
        self._server = server
        self._settings = settings
        self._offered = offered
        self._owner: asyncio.Task[None] | None = None
        self._attempt: Attempt | None = None
        self._closed = False
        self._kick = asyncio.Event()
        self._sessions: dict[asyncio.Task[None], Session] = {}

    def start(self) -> None:
        """Connect, and stay connected, from now on."""
        if self._owner is None and not self._closed:
            self._attempt = asyncio.get_running_loop().create_future()
            self.state = CONNECTING
            self._owner = asyncio.create_task(self._own(), name=f"tools {self._server}")

    async def session(self, timeout: float) -> Session:
        """Return a session that carries calls; raises ToolFailed (never sent) when there is none in time."""
        if self._closed:
            raise ToolFailed(Fault.UNAVAILABLE, STOPPING)
        self.start()
        self._kick.set()
        assert self._attempt is not None
        try:
            found = await asyncio.wait_for(asyncio.shield(self._attempt), timeout)
        except TimeoutError:
            raise ToolFailed(Fault.UNAVAILABLE, f"not connected within {timeout:g} seconds") from None
        if isinstance(found, ToolFailed):
            raise ToolFailed(found.fault, found.reason)
        return found

    async def tried(self, seconds: float) -> None:
        """Wait until the first attempt has ended, well or not, but no longer than this."""
        if self._attempt is not None and self.state == CONNECTING:
            await asyncio.wait((self._attempt,), timeout=seconds)

    async def close(self) -> None:
        """End everything: no task and no program of this server is left."""
        self._closed = True
        owner, self._owner = self._owner, None
        if owner is not None:
            owner.cancel()
            await asyncio.wait({owner})
        left = set(self._sessions)
        for session in self._sessions.values():
            session.end()
        if left:
            _, left = await asyncio.wait(left, timeout=CLOSING)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        self._answer(ToolFailed(Fault.UNAVAILABLE, STOPPING))
        self.state = "closed"

    async def _own(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.to_thread(import_module, "mcp")  # a second's work, which must hold up nobody
        wait = FIRST
        while True:
            began = loop.time()
            session, used_up = self._begin()
            if good := await session.connected():
                self._connected(session)
                await used_up.wait()
                self.state = "reconnecting"
                log.info("tool server's connection ended", server=self._server)
            else:
                self._failed(session)
            if good and loop.time() - began > HEALTHY:
                wait = FIRST
            wait = await pause(self._kick, wait)

    def _begin(self) -> tuple[Session, asyncio.Event]:
        used_up = asyncio.Event()

        def spent() -> None:
            self._renew()
            used_up.set()

        session = Session(self._server, self._settings, self._offered, spent)
        task = asyncio.create_task(session.run(), name=f"tools {self._server} session")
        self._sessions[task] = session
        task.add_done_callback(lambda done: self._sessions.pop(done, None) and None)
        return session, used_up

    def _connected(self, session: Session) -> None:
        self.state, self.down = "connected", False
        log.info("tool server connected", server=self._server, about=session.about)
        self._answer(session)

    def _failed(self, session: Session) -> None:
        failure = session.failure or ToolFailed(Fault.UNAVAILABLE, "the connection ended at once")
        if self.state != f"down: {failure.reason}":
            log.warning("tool server cannot be used", server=self._server, reason=failure.reason)
        self.state, self.down = f"down: {failure.reason}", True
        self._kick.clear()  # those who kicked get this answer
        self._answer(failure)
        self._renew()

    def _answer(self, found: Session | ToolFailed) -> None:
        if self._attempt is not None and not self._attempt.done():
            self._attempt.set_result(found)

    def _renew(self) -> None:
        """Let those who come from now on wait for the next attempt."""
        if self._attempt is not None and self._attempt.done():
            self._attempt = asyncio.get_running_loop().create_future()


async def pause(needed: asyncio.Event, seconds: float) -> float:
    """Wait, unless somebody needs the server; return how long to wait the next time."""
    await asyncio.sleep(seconds * SOONEST)
    with suppress(TimeoutError):
        await asyncio.wait_for(needed.wait(), seconds * (1 - SOONEST))
    needed.clear()
    return min(seconds * 2, LONGEST)
