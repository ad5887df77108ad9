"""Telegram's calls to us: checked, stored, and only then answered."""

import asyncio
import hmac
import json
from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from channels.errors import Permanent
from channels.telegram.lanes import Lanes
from channels.telegram.line import Line
from channels.telegram.polling import KINDS
from channels.telegram.settings import TelegramSettings

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE: Final = 25.0
"""Seconds until a call that cannot be stored is refused, so that it comes again."""
_LARGEST: Final = 1 << 20


class Webhook:
    """Answers 503 while the channel does not run, 403 to anybody but Telegram."""

    def __init__(self, settings: TelegramSettings, line: Line) -> None:
        self._settings = settings
        self._line = line
        self._lanes: Lanes | None = None

    async def run(self, lanes: Lanes, live: Callable[[bool], None]) -> None:
        """Have Telegram call us until cancelled; it goes on keeping updates for us afterwards."""
        if not self._settings.public_url:
            raise Permanent(
                "mode webhook needs [web] public_url, the https address by which Telegram reaches us"
            )
        self._lanes = lanes
        try:
            await self._line.ask(
                lambda bot: bot.set_webhook(
                    self._settings.webhook, allowed_updates=KINDS, secret_token=self._settings.secret
                )
            )
            live(True)
            await asyncio.Event().wait()
        finally:
            self._lanes = None

    async def post(self, request: web.Request) -> web.Response:
        """Take one update in; 200 says that it is stored."""
        lanes = self._lanes
        if lanes is None:
            return web.Response(status=503, headers={"Retry-After": "5"})
        shown = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(shown, self._settings.secret.encode()):
            return web.Response(status=403)
        raw = await _body(request)
        if raw is None:
            return web.Response(status=400)
        update = self._line.read(raw)
        if update is None:  # nothing would be better the next time
            return web.Response(status=200)
        done, _ = await asyncio.wait([lanes.put(update)], timeout=PATIENCE)
        return web.Response(status=200 if done and not done.pop().cancelled() else 503)


async def _body(request: web.Request) -> dict[str, Any] | None:
    if (request.content_length or 0) > _LARGEST:
        return None
    try:
        found = json.loads(await request.read())
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
