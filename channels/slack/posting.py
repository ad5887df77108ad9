"""Posts, changes and finds the bot's messages.

Slack recognises no message that is sent twice. So each post carries its key and part in its metadata, and a
try that may be a second one reads the place first.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from channels.errors import ChannelError, Uncertain
from channels.recent import Seen
from channels.slack.api import Api
from channels.slack.blocks import Json
from channels.slack.errors import FORMAT, TROUBLES, Refusal
from channels.slack.history import messages
from channels.slack.outbound import Post, fold
from channels.slack.spot import Spot
from channels.slack.text import clean

EVENT: Final = "handoff_message"
CUSTOM: Final = "chat:write.customize"
_DAY: Final = 86_400

Draw = Callable[[bool], Sequence[Post]]


class Posting:
    """``doubtful`` keys are those whose earlier try perhaps shows, as far as this process knows."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._custom = True
        self._doubtful: Seen[str] = Seen()

    def doubt(self, key: str) -> None:
        """Remember that a try of this key perhaps shows."""
        self._doubtful.add(key)

    def in_doubt(self, key: str) -> bool:
        """Whether an earlier try of this key perhaps shows."""
        return key in self._doubtful

    async def post(self, spot: Spot, key: str, draw: Draw, again: bool) -> list[str]:
        """Post what ``draw`` gives (told whether names can be set); return its timestamps in order.

        With ``again``, or in doubt, the place is read first, and what shows there is not posted again.
        """
        found = await self._found(spot, key) if again or self.in_doubt(key) else {}
        try:
            return await self._all(spot, key, draw(self._custom), found)
        except Refusal as refusal:
            if not self._custom or refusal.needed != CUSTOM:
                raise
            self._custom = False
        return await self._all(spot, key, draw(False), found)

    async def _all(self, spot: Spot, key: str, drawn: Sequence[Post], found: dict[int, str]) -> list[str]:
        done: list[str] = []
        for part, post in enumerate(drawn):
            ts = found.get(part) or await self._one(spot, key, post, part)
            done.append(ts)
        self._doubtful.drop(key)
        return done

    async def _one(self, spot: Spot, key: str, post: Post, part: int) -> str:
        if part:
            await self._api.pace.turn(spot.channel)
        try:
            return await self._post(spot, post, _metadata(key, part))
        except Uncertain:
            self.doubt(key)
            raise
        except ChannelError as error:
            if not part:
                raise
            self.doubt(key)
            raise Uncertain(f"only a part of the message was delivered: {error}") from error

    async def _post(self, spot: Spot, post: Post, metadata: Json) -> str:
        args: dict[str, Any] = {
            "channel": spot.channel,
            "thread_ts": spot.thread or None,
            "metadata": metadata,
            "unfurl_links": False,
            "unfurl_media": False,
            "username": post.username or None,
            "icon_emoji": post.icon or None,
            "reply_broadcast": post.broadcast or None,
        }
        try:
            answer = await self._api.write("chat.postMessage", **_shape(post), **args)
        except Refusal as refusal:
            if refusal.code not in FORMAT:
                raise
            answer = await self._api.write("chat.postMessage", text=post.words, **args)
        return str(answer["ts"])

    async def _found(self, spot: Spot, key: str) -> dict[int, str]:
        try:
            return await self.find(spot, key)
        except Refusal as refusal:
            if refusal.code == "missing_scope":  # without it nobody can tell, and silence hurts more
                return {}
            raise

    async def find(self, spot: Spot, key: str) -> dict[int, str]:
        """Return the parts of a message that show already, from the last day; part -> ts."""
        found: dict[int, str] = {}
        async for message in messages(self._api, spot, time.time() - _DAY):
            payload = _payload(message)
            if payload.get("key") == _short(key):
                found[int(payload.get("part", 0))] = str(message.get("ts", ""))
        return found

    async def edit(self, spot: Spot, times: Sequence[str], draw: Draw) -> None:
        """Show other posts in place of these; there can be fewer, but never more."""
        drawn = fold(draw(self._custom), len(times))
        if not drawn:
            raise TROUBLES.empty()
        for ts, post in zip(times, drawn, strict=False):
            await self.change(spot, ts, post)
        for ts in times[len(drawn) :]:
            await self.delete(spot, ts)

    async def change(self, spot: Spot, ts: str, post: Post) -> None:
        """Show another post in place of one."""
        args: dict[str, Any] = {"channel": spot.channel, "ts": ts}
        try:
            await self._api.write("chat.update", **_shape(post), **args)
        except Refusal as refusal:
            if refusal.code not in FORMAT:
                raise
            await self._api.write("chat.update", text=post.words, blocks=[], **args)

    async def delete(self, spot: Spot, ts: str) -> None:
        """Take a post back; one that is gone already is fine."""
        try:
            await self._api.write("chat.delete", channel=spot.channel, ts=ts)
        except Refusal as refusal:
            if refusal.code != "message_not_found":
                raise

    async def message(self, spot: Spot, ts: str) -> Json:
        """Read one message with its metadata; empty if it is gone."""
        args: dict[str, Any] = {"latest": ts, "oldest": ts, "inclusive": True, "limit": 1}
        args |= {"channel": spot.channel, "include_all_metadata": True}
        if spot.thread:
            answer = await self._api.read("conversations.replies", **args, ts=spot.thread)
        else:
            answer = await self._api.read("conversations.history", **args)
        found = [one for one in answer.get("messages") or () if one.get("ts") == ts]
        return dict(found[0]) if found else {}


def _shape(post: Post) -> dict[str, Any]:
    return {"text": post.text, "blocks": list(post.blocks), "link_names": False, "parse": "none"}


def _metadata(key: str, part: int) -> Json:
    return {"event_type": EVENT, "event_payload": {"key": _short(key), "part": part}}


def _payload(message: Json) -> Json:
    metadata = message.get("metadata") or {}
    return dict(metadata.get("event_payload") or {}) if metadata.get("event_type") == EVENT else {}


def _short(key: str) -> str:
    plain = clean(key)
    return plain if plain == key and len(key) <= 200 else hashlib.sha256(repr(key).encode()).hexdigest()
