"""What a started server writes to its standard error: into our log, and the last line to say why it ended."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, TextIO

import structlog

log = structlog.get_logger(__name__)

LONGEST: Final = 4096
"""Bytes of a line that are kept."""


class Complaints(asyncio.Protocol):
    """The reading end. Lines go to the log at level debug, marked as texts: they can hold anything."""

    def __init__(self, server: str) -> None:
        self.last = ""
        self._server = server
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        """Take lines from what came."""
        *lines, rest = (self._rest + data).split(b"\n")
        self._rest = rest[-LONGEST:]
        for line in lines:
            self._note(line[:LONGEST].decode("utf-8", "replace").strip())

    def connection_lost(self, error: Exception | None) -> None:
        """Take what was left without a line's end."""
        self._note(self._rest.decode("utf-8", "replace").strip())
        self._rest = b""

    def _note(self, line: str) -> None:
        if line:
            self.last = line
            log.debug("tool server wrote", server=self._server, words=line)


@asynccontextmanager
async def complaints(server: str) -> AsyncIterator[tuple[Complaints, TextIO]]:
    """Open a pipe; yields its reader and the end that a process is given, which the caller may close."""
    read, write = os.pipe()
    with os.fdopen(write, "w") as end:
        transport, reader = await asyncio.get_running_loop().connect_read_pipe(
            lambda: Complaints(server), os.fdopen(read, "rb", 0)
        )
        try:
            yield reader, end
        finally:
            transport.close()
