"""One-time codes as text messages: the admin's SMS gateway, called over HTTP.

``POST url`` with ``{"to": "+4915123456789", "text": "...", "id": "..."}``. The same id is the same message:
a gateway that knows it answers 2xx or 409 and sends nothing. Who calls is proven by a bearer token, or by
the signature that the webhook for mail has as well, or by both.
"""

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from bot.config.sms import Sms
from bot.workflow.running.courier import Courier, Notice
from channels.errors import Permanent, RateLimited, Temporary, Uncertain

if TYPE_CHECKING:
    import aiohttp

SECONDS: Final = 15.0
"""A gateway that takes longer has not answered, unless told otherwise."""
CONNECT: Final = 5.0
LONGEST: Final = 600.0
"""Seconds; nobody is asked to wait longer."""
KNOWN: Final = 409
"""It was given to the gateway before."""


class Gateway(Courier):
    """An SMS gateway of the settings."""

    def __init__(self, settings: Sms, seconds: float = SECONDS) -> None:
        """``seconds`` is how long an answer may take."""
        self._settings = settings
        self._seconds = seconds

    async def bring(self, notice: Notice) -> None:
        """See ``Courier``."""
        import aiohttp

        body = json.dumps({"to": notice.to, "text": notice.text, "id": notice.id}).encode()
        limit = aiohttp.ClientTimeout(total=self._seconds, connect=CONNECT)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as http,
                http.post(
                    self._settings.url, data=body, headers=self._headers(body), allow_redirects=False
                ) as reply,
            ):
                _judge(reply)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise Temporary("the SMS gateway cannot be reached") from error
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Uncertain("the SMS gateway did not answer") from error

    async def check(self) -> str:
        """Ask whether somebody is there, without sending anything; raises ChannelError."""
        import aiohttp

        limit = aiohttp.ClientTimeout(total=self._seconds, connect=CONNECT)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as http,
                http.head(self._settings.url, allow_redirects=False) as reply,
            ):
                return f"answers, status {reply.status}; texts go to {', '.join(self._settings.countries)}"
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Temporary("the SMS gateway cannot be reached") from error

    def _headers(self, body: bytes) -> Mapping[str, str]:
        """Say who we are; the signature holds the time, so that nobody can use the call again later."""
        from channels.email.signing import SIGNATURE, STAMP, signed

        headers = {"Content-Type": "application/json"}
        if self._settings.token is not None:
            headers["Authorization"] = f"Bearer {self._settings.token.get_secret_value()}"
        if self._settings.secret is not None:
            stamp = str(int(time.time()))
            headers[STAMP] = stamp
            headers[SIGNATURE] = signed(self._settings.secret.get_secret_value(), stamp, body)
        return headers


def _judge(reply: "aiohttp.ClientResponse") -> None:
    """Say what an answer means. Its body is not read: it may be long, and it may hold the number."""
    status = reply.status
    if 200 <= status < 300 or status == KNOWN:
        return
    if status == 429:
        raise RateLimited("the SMS gateway asks us to wait", seconds(reply.headers.get("Retry-After", "")))
    if status >= 500 or status == 408:
        raise Temporary(f"the SMS gateway is out of order (status {status})")
    if 300 <= status < 400:
        raise Permanent("the SMS gateway is at another address; mend url in [sms]")
    if status in (401, 403):
        raise Permanent("the SMS gateway does not let us; mend token or secret in [sms]")
    raise Permanent(f"the SMS gateway does not take the message (status {status})")


def seconds(text: str, otherwise: float = 60.0) -> float:
    """Read a ``Retry-After`` in seconds, within reason; ``otherwise`` for a date or nothing."""
    return min(float(text), LONGEST) if text.isascii() and text.isdecimal() else otherwise
