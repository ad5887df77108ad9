"""Brings mails to the server that the settings name: a connection for each, encrypted where it can be."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid
from typing import Final

import aiosmtplib

from channels.email.errors import named
from channels.email.names import address, mailbox
from channels.email.servers import smtp_server
from channels.errors import Permanent

WIRE: Final = policy.SMTP.clone(max_line_length=900, cte_type="7bit", raise_on_defect=False)
"""Long lines, so that no message id is ever cut into pieces; plain ASCII, which every server takes."""
AT_ONCE: Final = 4
QUIT: Final = 2.0
"""Seconds that a server gets to say goodbye."""


class Mailer:
    """Sends mails as one sender. Nothing is connected between two of them."""

    def __init__(
        self, url: str, sender: str, *, timeout: float = 20.0, context: ssl.SSLContext | None = None
    ) -> None:
        """``sender`` is ``Shop <help@shop.example>``. ``timeout`` in seconds is for each step of a mail.

        Raises ValueError for an address, of a server or of a sender, that is none.
        """
        self._server = smtp_server(url)
        self.sender = mailbox(sender)
        self._timeout = timeout
        self._context = context
        self._room = asyncio.Semaphore(AT_ONCE)

    async def send(self, message: EmailMessage) -> str:
        """Send it to all whom its ``To`` names; return its message id. Raises ChannelError.

        ``From``, ``Date`` and ``Message-ID`` are added where they are missing.
        """
        self._complete(message)
        to = _recipients(message)
        raw = message.as_bytes(policy=WIRE)
        async with self._room, self._connected() as smtp:
            try:
                await smtp.mail(self.sender.address)
                for one in to:
                    await smtp.rcpt(one)
            except (aiosmtplib.SMTPException, OSError) as error:
                raise named(error) from None
            try:
                await smtp.data(raw)
            except (aiosmtplib.SMTPException, OSError) as error:
                raise named(error, begun=True) from None
        return str(message["Message-ID"]).strip("<> ")

    async def check(self) -> str:
        """Connect and log in; return a line for people. Raises ChannelError."""
        async with self._connected():
            return f"{self.sender.address} by {self._server.host}"

    def _complete(self, message: EmailMessage) -> None:
        if "From" not in message:
            message["From"] = self.sender.header
        if "Date" not in message:
            message["Date"] = format_datetime(localtime())
        if "Message-ID" not in message:
            message["Message-ID"] = make_msgid(domain=self.sender.domain)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[aiosmtplib.SMTP]:
        smtp = self._client()
        try:
            await smtp.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            smtp.close()
            raise named(error) from None
        try:
            yield smtp
            with suppress(aiosmtplib.SMTPException, OSError):  # the mail was taken: how we part is no matter
                await smtp.quit(timeout=QUIT)
        finally:
            smtp.close()

    def _client(self) -> aiosmtplib.SMTP:
        """Return a client; a password goes over a network only when it is encrypted."""
        to = self._server
        must = bool(to.user) and not to.tls and not to.is_here
        return aiosmtplib.SMTP(
            hostname=to.host,
            port=to.port,
            username=to.user or None,
            password=to.password or None,
            timeout=self._timeout,
            use_tls=to.tls,
            start_tls=False if to.tls else (True if must else None),
            tls_context=self._context,
            validate_certs=not to.is_here,  # servers here have certificates for other names, or their own
            local_hostname=self.sender.domain,
        )


def _recipients(message: EmailMessage) -> list[str]:
    """Return whom it goes to, as ASCII; raises Permanent where that cannot be said."""
    headers = message.get_all("To", [])
    found = [_ascii(one.addr_spec) for header in headers for one in getattr(header, "addresses", ())]
    if not found:
        raise Permanent("the mail names nobody whom it goes to")
    return found


def _ascii(text: str) -> str:
    try:
        local, _, domain = address(text).rpartition("@")
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except (ValueError, UnicodeError):
        raise Permanent("the address is none that mail can be sent to") from None
