"""The connection to Telegram: the library's bot, with the answers that it would blur told apart."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from telegram import Bot, Update
from telegram.error import ChatMigrated, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from channels.errors import ChannelError, Permanent, RateLimited
from channels.telegram.chats import Chats
from channels.telegram.errors import NO_TOKEN, Down, Flood, named
from channels.telegram.limits import Limits
from channels.telegram.settings import TelegramSettings

T = TypeVar("T")

POLL: Final = 50
"""Seconds that Telegram may keep a question for updates open; it takes no more."""
_MANY: Final = 429
_BROKEN: Final = 500


class Wire(HTTPXRequest):
    """Raises Flood with its seconds, and Down with its status, where the library has one error for all."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """See the base class."""
        status, payload = await super().do_request(*args, **kwargs)
        if status == _MANY:
            raise Flood(_seconds(payload))
        if status >= _BROKEN:
            raise Down(status)
        return status, payload


class Line:
    """Makes calls. While it is open they share connections; else each makes its own."""

    def __init__(self, settings: TelegramSettings, chats: Chats, limits: Limits) -> None:
        self._settings = settings
        self._chats = chats
        self._limits = limits
        self._bot: Bot | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Keep connections until the end of the block."""
        async with self._connected() as bot:
            self._bot = bot
            try:
                yield
            finally:
                self._bot = None

    async def ask(self, call: Callable[[Bot], Awaitable[T]], *, repeatable: bool = True) -> T:
        """Make a call that goes to no chat; raises ChannelError."""
        try:
            async with self._any() as bot:
                return await call(bot)
        except TelegramError as error:
            raise named(error, repeatable=repeatable) from None  # its cause may hold the token

    async def to(self, chat: int, call: Callable[[Bot, int], Awaitable[T]], *, repeatable: bool = False) -> T:
        """Make a call to a chat, under the id it has now; raises ChannelError. A 429 holds only this chat."""
        await self._chats.open()
        try:
            async with self._any() as bot:
                try:
                    return await call(bot, self._chats.now(chat))
                except ChatMigrated as moved:  # nothing was done: make the same call to the new chat
                    await self._chats.move(chat, moved.new_chat_id)
                    return await call(bot, moved.new_chat_id)
        except TelegramError as error:
            raise self._held(chat, named(error, repeatable=repeatable)) from None

    async def updates(self, offset: int | None, seconds: int, kinds: list[str]) -> list[dict[str, Any]]:
        """Ask for updates as they came over the wire, so that one that cannot be read loses no other."""
        asked = {"timeout": seconds, "allowed_updates": json.dumps(kinds)}
        if offset is not None:
            asked["offset"] = offset
        found = await self.ask(lambda bot: _posted(bot, f"getUpdates?{urlencode(asked)}", seconds + 10))
        return found if isinstance(found, list) else []

    def read(self, raw: dict[str, Any]) -> Update | None:
        """Return an update as the library's value, or None if it cannot be read. Never raises."""
        try:
            return Update.de_json(raw, self._bot)
        except Exception:  # the library promises nothing about what it is given
            return None

    @asynccontextmanager
    async def _any(self) -> AsyncIterator[Bot]:
        if self._bot is not None:
            yield self._bot
        else:
            async with self._connected() as bot:
                yield bot

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Bot]:
        base = self._settings.api_base.rstrip("/")
        wire = Wire(connection_pool_size=64, read_timeout=20.0, pool_timeout=5.0)
        try:
            yield Bot(
                self._settings.token,
                base_url=f"{base}/bot",
                base_file_url=f"{base}/file/bot",
                request=wire,
                get_updates_request=wire,
            )
        except InvalidToken:
            raise Permanent(NO_TOKEN) from None
        finally:
            await wire.shutdown()

    def _held(self, chat: int, error: ChannelError) -> ChannelError:
        if isinstance(error, RateLimited):
            self._limits.hold(chat, error.seconds)
        return error


async def _posted(bot: Bot, question: str, patience: float) -> Any:
    return await bot.request.post(f"{bot.base_url}/{question}", read_timeout=patience)


def _seconds(payload: bytes) -> float:
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 5.0
