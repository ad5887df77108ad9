"""One call to a place: it ends in one of our errors, and Discord's limits hold no other place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import aiohttp
import yarl

from channels.discord.errors import TIMEOUT, seconds, told, watch
from channels.errors import RateLimited
from channels.pace import Pace, Rate


def paced(speed: float) -> Pace:
    """Return a pace for Discord's 5 messages in 5 seconds a channel, and its 50 calls a second.

    A burst may use a channel's five up: then ``listening`` holds it until Discord gives five more.
    """
    return Pace(Rate(5 * speed, 5.0, burst=4), Rate(40 * speed, 1.0, burst=10))


def listening(pace: Pace) -> aiohttp.TraceConfig:
    """Return what raises Trouble, and holds a place whose last call for now was just used."""
    trace = watch()

    async def hear(
        session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        headers = params.response.headers
        place = _place(params.url) if params.method == "POST" else None
        if place is not None and headers.get("X-RateLimit-Remaining") == "0":
            pace.hold(place, seconds(headers.get("X-RateLimit-Reset-After")))

    trace.on_request_end.append(hear)
    return trace


def _place(url: yarl.URL) -> int | None:
    """Return where a message was sent: a webhook's names its thread in the query."""
    parts = url.path.split("/")
    if len(parts) > 2 and parts[-3] == "channels" and parts[-1] == "messages" and parts[-2].isdigit():
        return int(parts[-2])
    thread = url.query.get("thread_id", "")
    return int(thread) if "webhooks" in parts and thread.isdigit() else None


@asynccontextmanager
async def call(pace: Pace, place: int, patience: float = TIMEOUT) -> AsyncIterator[None]:
    """Translate what goes wrong inside."""
    try:
        async with told(patience):
            yield
    except RateLimited as error:
        pace.hold(place, error.seconds)
        raise
