"""Socket Mode: one connection that Slack sends everything over, watched closely."""

import asyncio
from contextlib import suppress
from typing import Any, Final

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from channels.errors import Permanent, Temporary
from channels.slack.api import Api

WATCH: Final = 0.25
"""Seconds between looks at the connection; the SDK's own look takes two pings to see a dead one."""
PATIENCE: Final = 20.0
DRAIN: Final = 1.0


class Socket:
    """Connects, reconnects, and gives up with an error when that does not work for a while."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._client: Any = None
        self._busy = 0

    @property
    def connected(self) -> bool:
        """Whether events can come."""
        client = self._client
        if client is None or client.closed or client.stale:
            return False
        return client.current_session is not None and not client.current_session.closed

    async def run(self, app: AsyncApp) -> None:
        """Stay connected until cancelled; raises ChannelError when the connection cannot be had."""
        if not self._api.settings.app_token:
            raise Permanent("Socket Mode needs app_token: Basic Information, App-Level Tokens")
        url = await self._api.open_socket()
        ping = self._api.settings.ping
        handler: Any = AsyncSocketModeHandler(app, self._api.settings.app_token, ping_interval=ping)
        client: Any = handler.client
        client.wss_uri = url
        client.socket_mode_request_listeners = [self._counted(handler.handle)]
        self._client = client
        try:
            await self._connect(handler.connect_async())
            await self._watch(client)
        finally:
            self._client = None
            await self._drain(client)
            await _close(handler)

    def _counted(self, handle: Any) -> Any:
        async def counted(client: Any, request: Any) -> None:
            self._busy += 1
            try:
                await handle(client, request)
            finally:
                self._busy -= 1

        return counted

    async def _drain(self, client: Any) -> None:
        """Read no more, but acknowledge what was taken in: it would come again for nothing."""
        if client.message_receiver is not None:
            client.message_receiver.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN):
                while self._busy or not client.message_queue.empty():  # noqa: ASYNC110  # it has no event
                    await asyncio.sleep(0.01)

    async def _watch(self, client: Any) -> None:
        while True:
            await asyncio.sleep(WATCH)
            if not self.connected:
                await self._connect(client.connect_to_new_endpoint())
                if not self.connected:
                    raise Temporary("the connection to Slack was lost")

    async def _connect(self, work: Any) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except TimeoutError as error:
            raise Temporary("Slack cannot be reached by Socket Mode") from error


async def _close(handler: Any) -> None:
    client: Any = handler.client
    tasks = [client.message_processor, client.current_session_monitor, client.message_receiver]
    with suppress(Exception):  # a dead connection may refuse to be closed
        await handler.close_async()
    for task in filter(None, tasks):
        task.cancel()
    await asyncio.gather(*filter(None, tasks), return_exceptions=True)
