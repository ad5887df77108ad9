"""Mails that a mail service or a mail server brings to us: signed, stored, and only then answered."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog
from aiohttp import web

from channels.email.bounce import Bounce
from channels.email.inbound import LARGEST
from channels.email.signing import Signing
from channels.errors import Temporary
from handoff.errors import StoreUnavailable
from handoff.ids import Address

log = structlog.get_logger(__name__)

Take = Callable[[bytes | Bounce], Awaitable[Address | None]]
TYPE: Final = "message/rfc822"
JSON: Final = "application/json"
AT_ONCE: Final = 8
"""Calls that are read at the same time: who calls is known only after the whole body was read."""
PATIENCE: Final = 60.0
"""Seconds that a body may take to come."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who brings mails: how a call proves itself, what it holds, and how the mail is got out of it."""

    signing: Signing
    type: str = TYPE
    largest: int = LARGEST
    mail: Callable[[bytes], Awaitable[bytes | Bounce | None]] | None = None
    """Returns what a call is about: a mail that came, one of ours that came back; without this the body is
    the mail."""


class Webhook:
    """Answers 503 while the channel does not run or the store is away, 403 to whom it does not know."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._take: Take | None = None
        self._room = asyncio.Semaphore(AT_ONCE)

    def open(self, take: Take | None) -> None:
        """Let mails through; None shuts it."""
        self._take = take

    async def post(self, request: web.Request) -> web.Response:
        """Take one mail in; 200 says that it is stored, or that nobody is to read it.

        The headers are looked at first: no byte is read of a call that cannot be right.
        """
        if self._take is None or self._room.locked():
            return _later()
        if request.content_type != self._caller.type:
            return web.Response(status=415, text=f"send it as {self._caller.type}\n")
        if (request.content_length or 0) > self._caller.largest:
            return web.Response(status=413)
        if not self._caller.signing.may(request.headers):
            return web.Response(status=403)
        async with self._room:
            return await self._read(request, self._take)

    async def _read(self, request: web.Request, take: Take) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        if len(body) > self._caller.largest:
            return web.Response(status=413)
        if not self._caller.signing.proves(request.headers, body):
            return web.Response(status=403)
        return await self._stored(body, take)

    async def _stored(self, body: bytes, take: Take) -> web.Response:
        try:
            mail = body if self._caller.mail is None else await self._caller.mail(body)
            if mail is not None:
                await take(mail)
        except (StoreUnavailable, OSError, Temporary) as error:
            log.warning("a mail could not be stored", why=type(error).__name__)
            return _later()
        return web.Response(status=200)


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "5"})
