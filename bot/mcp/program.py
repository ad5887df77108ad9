"""A server that is a program of ours: started, spoken to line by line, and ended with all that it started.

The protocol's library can do this as well. It gives every program six variables of our environment, leaves
alone what a program that ended has left behind, takes lines of any length, and writes each line that is no
message into the log, with a trace: so the pipes are ours, and the messages the library's.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO, cast

import structlog

if TYPE_CHECKING:
    from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
    from mcp.client._transport import TransportStreams
    from mcp.shared.message import SessionMessage

    Into = MemoryObjectSendStream[SessionMessage | Exception]
    Out = MemoryObjectReceiveStream[SessionMessage]

log = structlog.get_logger(__name__)

LONGEST: Final = 32 * 1024 * 1024
"""Bytes of one message; a program that writes more without a line's end is ended."""
MANY: Final = 100
"""Messages that wait to be read before the program must wait."""
FLUSH: Final = 0.5
"""Seconds for what was said last, such as a cancel, to get out."""
STEPS: Final = ((None, 2.0), (signal.SIGTERM, 2.0), (signal.SIGKILL, 2.0))
"""How a program is ended: its input is closed, it is told, it is killed; and the seconds for each."""
LOOK: Final = 0.01


class Program(asyncio.SubprocessProtocol):
    """Its output as lines; None comes after the last, and when it listens no more."""

    def __init__(self) -> None:
        self.lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._rest = bytearray()
        self._transport: asyncio.SubprocessTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See ``asyncio.SubprocessProtocol``."""
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        """Take lines from what came; more waits in the pipe while nobody reads these."""
        *ends, rest = data.split(b"\n")
        for end in ends:
            self.lines.put_nowait(bytes(self._rest) + end)
            self._rest.clear()
        self._rest += rest
        if len(self._rest) > LONGEST:
            self._rest.clear()
            self.lines.put_nowait(None)
        if self.lines.qsize() > MANY:
            self._output().pause_reading()

    def pipe_connection_lost(self, fd: int, error: Exception | None) -> None:
        """See ``asyncio.SubprocessProtocol``."""
        self.lines.put_nowait(None)

    async def line(self) -> bytes | None:
        """Return the next line."""
        found = await self.lines.get()
        if self.lines.empty():
            self._output().resume_reading()
        return found

    def write(self, data: bytes) -> None:
        """Say something to the program."""
        assert self._transport is not None
        pipe = cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0))
        if not pipe.is_closing():
            pipe.write(data)

    def _output(self) -> asyncio.ReadTransport:
        assert self._transport is not None
        return cast(asyncio.ReadTransport, self._transport.get_pipe_transport(1))


@asynccontextmanager
async def program(
    server: str, command: Sequence[str], env: Mapping[str, str], errors: TextIO
) -> AsyncIterator["TransportStreams"]:
    """Run a program for as long as the block lasts; raises OSError where it cannot be started."""
    import anyio
    from mcp.shared.message import SessionMessage

    transport, talk = await asyncio.get_running_loop().subprocess_exec(
        Program, *command, env={**found(), **env}, stderr=errors, start_new_session=True
    )
    # No await until the group is entered, or a cancel in between would leave the program running.
    into, read = anyio.create_memory_object_stream[SessionMessage | Exception](0)
    write, out = anyio.create_memory_object_stream[SessionMessage](0)
    told = asyncio.Event()
    async with anyio.create_task_group() as group:
        group.start_soon(_hear, server, talk, into)
        group.start_soon(_tell, talk, out, told)
        try:
            yield read, write
        finally:
            with anyio.CancelScope(shield=True):
                read.close()
                write.close()
                with anyio.move_on_after(FLUSH):
                    await told.wait()
                await _end(transport)
            transport.close()
            group.cancel_scope.cancel()
    for stream in (into, out):
        stream.close()


def found() -> dict[str, str]:
    """Return all that a program gets to see of our environment."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


async def _hear(server: str, talk: Program, into: "Into") -> None:
    """Bring what the program writes; what is no message is left out, and told once."""
    import anyio
    from mcp.shared.message import SessionMessage
    from mcp.types import jsonrpc_message_adapter

    noise = 0
    with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):
        async with into:
            while (line := await talk.line()) is not None:
                try:
                    message = jsonrpc_message_adapter.validate_json(line, by_name=False)
                except ValueError:
                    noise += 1
                    if noise == 1:
                        log.warning("tool server writes what is no message to its output", server=server)
                    continue
                await into.send(SessionMessage(message))


async def _tell(talk: Program, out: "Out", told: asyncio.Event) -> None:
    """Say to the program what we are given; ``told`` is set after the last of it."""
    async with out:
        async for item in out:
            text = item.message.model_dump_json(by_alias=True, exclude_unset=True)
            talk.write(text.encode("utf-8", "replace") + b"\n")
    told.set()


async def _end(transport: asyncio.SubprocessTransport) -> None:
    """End the program and whatever it started in its group, politely at first."""
    group = transport.get_pid()
    for how, seconds in STEPS:
        if how is None:
            _hang_up(transport)
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(group, how)
        if await _ended(transport, group if how else 0, seconds) and not _lives(group):
            return


def _hang_up(transport: asyncio.SubprocessTransport) -> None:
    pipe = transport.get_pipe_transport(0)
    if pipe is not None:
        pipe.close()


async def _ended(transport: asyncio.SubprocessTransport, group: int, seconds: float) -> bool:
    """Wait for the program's end, and for that of a ``group`` where one is given."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while transport.get_returncode() is None or (group and _lives(group)):
        if loop.time() >= until:
            return False
        await asyncio.sleep(LOOK)
    return True


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # one of it is somebody else's by now
        return True
    return True
