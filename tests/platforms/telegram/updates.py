"""The bot's queue of updates: kept until an offset or a webhook's 200 confirms them."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp

from tests.platforms.telegram.refusal import Refusal

RETRY: Final = 0.05
"""Seconds until a refused webhook post is tried again."""
_DEFAULT_OFF: Final = frozenset({"message_reaction", "message_reaction_count", "chat_member"})


@dataclass
class Updates:
    """Long polling with offsets, or a webhook; never both."""

    pending: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    secret: str = ""
    allowed: list[str] | None = None
    posts: int = 0
    polls: int = 0
    _next: int = 100_000_001
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _poller: object = None
    _posting: asyncio.Task[None] | None = None

    def emit(self, kind: str, body: dict[str, Any]) -> None:
        """Queue an update, if the bot wants that kind."""
        if kind not in self.allowed if self.allowed else kind in _DEFAULT_OFF:
            return
        self.pending.append({"update_id": self._next, kind: body})
        self._next += 1
        self._changed.set()

    def again(self, update: dict[str, Any]) -> None:
        """Bring an update once more: platforms do."""
        self.pending.append(update)
        self._changed.set()

    async def get(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer getUpdates."""
        if self.url:
            text = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
            raise Refusal(409, text + "delete the webhook first")
        self.polls += 1
        mine = self._poller = object()  # an older poll ends with 409
        self._changed.set()
        self.allowed = params.get("allowed_updates", self.allowed)
        if offset := params.get("offset"):
            self.pending = [one for one in self.pending if one["update_id"] >= offset]
        await self._wait(mine, params.get("timeout", 0))
        return self.pending[: params.get("limit", 100)]

    async def _wait(self, mine: object, timeout: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(timeout, 50)):
                while not self.pending and timeout:
                    self._changed.clear()
                    await self._changed.wait()
                    if self._poller is not mine:
                        text = (
                            "Conflict: terminated by other getUpdates request; make sure that only one bot "
                        )
                        raise Refusal(409, text + "instance is running")

    def set_webhook(self, params: dict[str, Any]) -> bool:
        """Post updates to an address from now on."""
        self.drop_webhook()
        self.url, self.secret = params.get("url", ""), params.get("secret_token", "")
        self.allowed = params.get("allowed_updates", self.allowed)
        if self.url:
            self._posting = asyncio.create_task(self._post())
        return True

    def drop_webhook(self) -> bool:
        self.url = ""
        if self._posting is not None:
            self._posting.cancel()
        return True

    async def _post(self) -> None:
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        async with aiohttp.ClientSession(headers=headers) as session:
            while True:
                while self.pending:
                    if await self._accepted(session, self.pending[0]):
                        self.pending.pop(0)
                    else:
                        await asyncio.sleep(RETRY)
                self._changed.clear()
                await self._changed.wait()

    async def _accepted(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        self.posts += 1
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(self.url, data=json.dumps(update)) as answer:
                return 200 <= answer.status < 300
        return False
