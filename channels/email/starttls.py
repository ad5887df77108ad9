"""Encrypts a connection to a mailbox that began in the open: the IMAP library knows the word, and no more."""

import asyncio
import ssl
from typing import Final

from aioimaplib import IMAP4, Error  # type: ignore[import-untyped]
from aioimaplib.aioimaplib import Command  # type: ignore[import-untyped]

_WAIT: Final = 20.0
"""Seconds that the handshake may take."""


async def start_tls(client: IMAP4, host: str, context: ssl.SSLContext | None = None) -> None:
    """Ask for encryption, and ask what the server can do again: what was said before could be anybody's.

    Raises Error where the server refuses, or began to say more than that (which somebody on the way may have
    put there to be believed later), OSError where its certificate is not good.
    """
    protocol, loop = client.protocol, asyncio.get_running_loop()
    answer = await protocol.execute(Command("STARTTLS", protocol.new_tag(), loop=loop))
    if answer.result != "OK" or protocol.incomplete_line:
        raise Error("the server does not encrypt")
    transport = await loop.start_tls(
        protocol.transport,
        protocol,
        context or ssl.create_default_context(),
        server_hostname=host,
        ssl_handshake_timeout=_WAIT,
    )
    protocol.transport = transport
    await protocol.capability()
