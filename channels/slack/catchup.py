"""Takes in what was written while nobody listened.

Slack tries an event again for some minutes only. So the time up to which we listened is written down, and
after a start each chat's history since then is read: before its first new message, or in a calm sweep. The
same message may come both ways; its key is the same, so it is taken once.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from channels.base import Memos
from channels.errors import ChannelError
from channels.slack.api import Api
from channels.slack.history import PAGE, messages, next_cursor
from channels.slack.spot import Spot
from handoff.errors import StoreError

Json = dict[str, Any]
MEMO: Final = "slack:listened"
_OVERLAP: Final = 60.0
_LONGEST: Final = 3 * 86_400.0
_EVERY: Final = 30.0
_SOON: Final = 0.2


class CatchUp:
    """``since`` is from when to read, in seconds since 1970 UTC; None at the very first start."""

    def __init__(self, api: Api, memos: Memos) -> None:
        self._api = api
        self._memos = memos
        self._began = time.time()
        self._done: set[Spot] = set()
        self.since: float | None = None

    async def begin(self) -> None:
        """Read up to when we listened."""
        known = (await self._memos.memos(MEMO)).get(MEMO, "")
        if known:
            self.since = max(float(known) - _OVERLAP, self._began - _LONGEST)

    async def listen(self, connected: Callable[[], bool]) -> None:
        """Write down now and then that we listen; never returns."""
        while True:
            if not connected():
                await asyncio.sleep(_SOON)
                continue
            with suppress(StoreError):
                await self._memos.remember(MEMO, f"{time.time():.3f}")
            await asyncio.sleep(_EVERY)

    def unheard(self, ts: str) -> bool:
        """Whether a message is from after the time up to which we listened."""
        return self.since is None or float(ts) > self.since + _OVERLAP

    def again(self, spot: Spot) -> None:
        """Let a place be read once more: what it gave could not be stored."""
        self._done.discard(spot)

    async def missed(self, spot: Spot) -> list[Json]:
        """Return what was written there before this start, oldest first, once; raises ChannelError."""
        if self.since is None or spot in self._done:
            return []
        self._done.add(spot)
        try:
            found = [one async for one in messages(self._api, spot, self.since, self._began)]
        except ChannelError:
            self._done.discard(spot)
            raise
        found.sort(key=lambda message: float(message["ts"]))
        return [_event(spot, message) for message in found if float(message["ts"]) > self.since]

    async def chats(self) -> list[Spot]:
        """Return all direct messages with the bot; raises ChannelError."""
        cursor, found = "", []
        while True:
            answer = await self._api.read("users.conversations", types="im", limit=PAGE, cursor=cursor)
            found += [Spot(str(one["id"])) for one in answer.get("channels") or ()]
            cursor = next_cursor(answer)
            if not cursor:
                return found


def _event(spot: Spot, message: Json) -> Json:
    kind = "im" if spot.channel.startswith("D") and not spot.thread else ""
    event = {**message, "type": "message", "channel": spot.channel, "channel_type": kind}
    return {"type": "event_callback", "event": event}
