"""Alive, ready, and figures: ``/healthz``, ``/readyz``, ``/metrics``."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from bot.metrics import CONTENT_TYPE, Metrics
from channels.base import Channel
from channels.web.http import json_reply
from handoff.errors import StoreError
from handoff.store.base import Store
from handoff.store.reading import Reader

PATIENCE = 5.0
"""Seconds the store has to prove that it can write."""


class Health:
    """Asks the store and every channel how they are."""

    def __init__(
        self, store: Store, reader: Reader, channels: Mapping[str, Channel], metrics: Metrics
    ) -> None:
        self._store = store
        self._reader = reader
        self._channels = channels
        self._metrics = metrics

    def routes(self) -> list[web.RouteDef]:
        """Return what the process mounts."""
        return [
            web.get("/healthz", self._alive),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._figures),
        ]

    async def _alive(self, _request: web.Request) -> web.Response:
        return json_reply({"ok": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        channels = {name: channel.connected for name, channel in self._channels.items()}
        writable = await self._writable()
        ready = writable and all(channels.values())
        return json_reply({"ok": ready, "store": writable, "channels": channels}, 200 if ready else 503)

    async def _figures(self, _request: web.Request) -> web.Response:
        self._metrics.counts(await self._reader.counts())
        for name, channel in self._channels.items():
            self._metrics.channel_up(name, channel.connected)
        return web.Response(body=self._metrics.render(), headers={"Content-Type": CONTENT_TYPE})

    async def _writable(self) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._store.ping()
        except (StoreError, TimeoutError):
            return False
        return True
