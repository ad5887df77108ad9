"""A real IMAP server (pymap) in a process of its own, and somebody who puts mails into its INBOX."""

import asyncio
import imaplib
import importlib.util
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from tests.process import free_port

USER, PASSWORD = "demouser", "demopass"
_RUN: Final = "from pymap.main import main; main()"
_ANSWERS: Final = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n",
    "SELECT": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 1] next\r\n",
    "UID": b"* SEARCH\r\n",
}
MISSING: Final = "" if importlib.util.find_spec("pymap") else "pymap is not installed: pip install pymap"


class ImapServer:
    """Keeps mails in memory: a stop forgets them, and the next start counts anew.

    With the files of a certificate and its key it offers STARTTLS.
    """

    def __init__(self, certificate: Path | None = None, key: Path | None = None) -> None:
        self._tls = ("--cert", str(certificate), "--key", str(key)) if certificate else ("--no-tls",)
        self._process: asyncio.subprocess.Process | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """Where it is, with user and password."""
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it and wait until it answers."""
        words = ("-c", _RUN, "--host", "127.0.0.1", "--port", str(self.port), *self._tls, "dict")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        async with asyncio.timeout(30):
            while not await self._answers():
                assert self._process.returncode is None, "the IMAP server ended"
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Stop it, and every connection to it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def put(self, *mails: EmailMessage | bytes) -> None:
        """Deliver mails."""
        await asyncio.to_thread(self._put, mails)

    async def flags(self) -> list[bytes]:
        """Return the flags of every mail."""
        return await asyncio.to_thread(self._flags)

    def _put(self, mails: tuple[EmailMessage | bytes, ...]) -> None:
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(USER, PASSWORD)
            for mail in mails:
                raw = mail if isinstance(mail, bytes) else mail.as_bytes()
                done, _ = client.append("INBOX", "", None, raw)
                assert done == "OK"

    def _flags(self) -> list[bytes]:
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(USER, PASSWORD)
            client.select("INBOX", readonly=True)
            return [one for one in client.fetch("1:*", "(FLAGS)")[1] if isinstance(one, bytes)]

    async def _answers(self) -> bool:
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True


def hanging_up_at(command: str) -> AbstractAsyncContextManager[str]:
    """Serve an empty mailbox to a client until it says ``command``, then hang up; yields where."""
    return _by_hand(lambda words: None if words[0] == command else _ANSWERS.get(words[0], b""))


def telling_nothing(mail: bytes) -> AbstractAsyncContextManager[str]:
    """Serve a mailbox whose one mail comes just before IDLE, and that never speaks of it; yields where."""
    said: list[str] = []

    def answer(words: list[str]) -> bytes:
        said.append(words[0])
        if words[0] != "UID" or "IDLE" not in said:
            return _ANSWERS.get(words[0], b"")
        if words[1].lower() == "search":
            return b"* SEARCH 1\r\n"
        return b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n%b)\r\n" % (len(mail), mail)

    return _by_hand(answer)


@asynccontextmanager
async def _by_hand(answer: Callable[[list[str]], bytes | None]) -> AsyncIterator[str]:
    """Serve what ``answer`` says to each command's words; None hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        idle = ""
        writer.write(b"* OK ready\r\n")
        async for line in reader:
            tag, *words = line.decode().split()
            if tag == "DONE":
                writer.write(f"{idle} OK IDLE done\r\n".encode())
            elif (said := answer(words)) is None:
                break
            elif words[0] == "IDLE":
                idle = tag
                writer.write(b"+ idling\r\n")
            else:
                writer.write(said + f"{tag} OK {words[0]} done\r\n".encode())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"imap://{USER}:{PASSWORD}@127.0.0.1:{server.sockets[0].getsockname()[1]}"
