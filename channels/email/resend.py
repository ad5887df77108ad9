"""Mails that Resend took in for us: its call only names one, the mail itself is fetched from its API.

See https://resend.com/docs/dashboard/receiving. The whole mail as it came is asked for, so that everything
else here (threads, machines, attachments) works as with any other mail.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp

from channels.email.bounce import Bounce
from channels.email.inbound import LARGEST
from channels.email.undelivered import undelivered
from channels.errors import Temporary

BASE: Final = "https://api.resend.com"
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,100}")
_SECONDS: Final = 60.0
_ANSWER: Final = 5 << 20
"""Bytes of the description of a mail, which has its text in it."""


class Resend:
    """Fetches mails with a key of the account."""

    def __init__(self, key: str, base: str = BASE) -> None:
        self._key = key
        self._base = base.rstrip("/")

    async def mail(self, body: bytes) -> bytes | Bounce | None:
        """Return what a signed call is about: a mail, or one of ours that did not arrive; None for all else.

        Raises Temporary where it cannot be had now: Resend calls again.
        """
        id = received(body)
        if id is None:
            return undelivered(_table(body))
        limit = aiohttp.ClientTimeout(total=_SECONDS)
        try:
            async with aiohttp.ClientSession(timeout=limit) as http:
                about = await self._read(http, f"{self._base}/emails/receiving/{id}", _ANSWER, self._own)
                return await self._read(http, self._place(about), LARGEST, {})
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Temporary("the mail cannot be fetched from Resend") from error

    @property
    def _own(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._key}"}

    async def _read(
        self, http: aiohttp.ClientSession, url: str, most: int, headers: Mapping[str, str]
    ) -> bytes:
        """Return what is there, as far as ``most`` bytes."""
        async with http.get(url, headers=headers) as reply:
            if reply.status != 200:
                raise Temporary(f"Resend does not hand the mail out (status {reply.status})")
            data = b""
            async for chunk in reply.content.iter_chunked(1 << 16):
                data += chunk
                if len(data) >= most:
                    break
            return data[:most]

    def _place(self, about: bytes) -> str:
        """Return where the mail itself is; its address is signed, and our key is not sent there."""
        raw = _table(about).get("raw")
        url = str(raw.get("download_url", "")) if isinstance(raw, dict) else ""
        if urlsplit(url).scheme not in ("https", urlsplit(self._base).scheme):
            raise Temporary("Resend says of no place where the mail itself is")
        return url


def received(body: bytes) -> str | None:
    """Return what Resend calls the mail that came; None for anything else that it tells."""
    told = _table(body)
    data = told.get("data")
    if told.get("type") != "email.received" or not isinstance(data, dict):
        return None
    id = data.get("email_id")
    return id if isinstance(id, str) and _ID.fullmatch(id) else None


def _table(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
