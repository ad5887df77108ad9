"""Mails that a mail service or a mail server brings to us: signed, stored, and only then answered."""

import hashlib
import hmac
import time
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import web

from channels.email.inbound import LARGEST
from handoff.errors import StoreUnavailable
from handoff.ids import Address

log = structlog.get_logger(__name__)

Take = Callable[[bytes], Awaitable[Address | None]]
STAMP: Final = "X-Handoff-Timestamp"
SIGNATURE: Final = "X-Handoff-Signature"
WINDOW: Final = 300.0
"""Seconds that a signature is good, either way: clocks differ."""
TYPE: Final = "message/rfc822"


def signed(secret: str, stamp: str, body: bytes) -> str:
    """Return the signature: ``v1=`` and HMAC-SHA256 of ``v1:STAMP:BODY`` in hexadecimal."""
    text = b"v1:" + stamp.encode() + b":" + body
    return "v1=" + hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


class Webhook:
    """Answers 503 while the channel does not run or the store is away, 403 to whom it does not know."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._take: Take | None = None

    def open(self, take: Take | None) -> None:
        """Let mails through; None shuts it."""
        self._take = take

    async def post(self, request: web.Request) -> web.Response:
        """Take one mail in; 200 says that it is stored, or that nobody is to read it."""
        if self._take is None:
            return _later()
        if request.content_type != TYPE:
            return web.Response(status=415, text=f"send the mail as it is, as {TYPE}\n")
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        body = await request.read()
        if not self._is_known(request, body):
            return web.Response(status=403)
        try:
            await self._take(body)
        except (StoreUnavailable, OSError):
            log.warning("a mail could not be stored")
            return _later()
        return web.Response(status=200)

    def _is_known(self, request: web.Request, body: bytes) -> bool:
        """Say whether who sent it knows the secret, and just now."""
        stamp, shown = request.headers.get(STAMP, ""), request.headers.get(SIGNATURE, "")
        if not (self._secret and stamp.isascii() and stamp.isdigit() and len(stamp) < 16):
            return False
        if abs(time.time() - int(stamp)) > WINDOW:
            return False
        good = signed(self._secret, stamp, body)
        return hmac.compare_digest(good.encode(), shown.encode("utf-8", "replace"))


def _later() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "5"})
