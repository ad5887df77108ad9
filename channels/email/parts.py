"""What the files of the adapter share: made once, and signed with keys that are read from the store."""

import asyncio
import secrets
from typing import Final

from channels.base import Memos
from channels.cargo import Cargo
from channels.email.attachments import MOST
from channels.email.compose import receiver
from channels.email.mailer import Mailer
from channels.email.memory import Memory
from channels.email.readers import Readers
from channels.email.seal import Seal
from channels.email.settings import EmailSettings
from channels.email.text import Templates
from channels.errors import Permanent
from channels.files import Files
from channels.pace import Pace, Rate

_EACH: Final = Rate(1.0, burst=4)
_ALL: Final = Rate(4.0, burst=8)
"""Mails a second to one mailbox, and in all: what common mail servers let through."""


class Parts:
    """Raises ValueError for settings that name no server or no sender. ``open`` comes before ``seal``."""

    def __init__(self, settings: EmailSettings, files: Files, memos: Memos) -> None:
        self.settings = settings
        self.own = settings.own
        self.mailer = Mailer(settings.smtp_url, settings.sender, timeout=settings.timeout)
        self.memory = Memory(memos)
        self.readers = Readers(settings)
        self.templates = Templates()
        self.files = files
        self.cargo = Cargo(files, MOST)
        self.pace = Pace(_faster(_EACH, settings.speed), _faster(_ALL, settings.speed))
        self._seal: Seal | None = None
        self._lock = asyncio.Lock()

    @property
    def seal(self) -> Seal:
        """What signs."""
        assert self._seal is not None, "open() comes first"
        return self._seal

    async def open(self) -> None:
        """Read the templates and the keys, the first time it is called. Raises StoreUnavailable."""
        if self._seal is not None:
            return
        async with self._lock:
            await self.templates.open()
            keys = self.settings.keys or (await self._kept(),)
            self._seal = Seal(keys, self.own.domain, self.settings.link_seconds)

    async def _kept(self) -> bytes:
        """Return the key that was made at the first start."""
        known = await self.memory.get("key")
        if not known:
            known = secrets.token_hex(32)
            await self.memory.put("key", known)
        return bytes.fromhex(known)


def place_of(text: str) -> str:
    """Return a place's mailbox as it is; raises Permanent for what is none."""
    try:
        receiver(text)
    except Permanent:
        raise Permanent(f"{text[:80]!r} is no mail address") from None
    return text


def _faster(rate: Rate, speed: float) -> Rate:
    return Rate(rate.calls * speed, rate.seconds, rate.burst)
