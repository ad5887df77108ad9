"""Shares our files in Slack, once: an upload has no key, so it is written down before it shows."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any, Final

import aiohttp

from channels.base import Memos
from channels.cargo import Cargo
from channels.errors import ChannelError, Temporary, Uncertain
from channels.slack.api import Api
from channels.slack.errors import Refusal
from channels.slack.spot import Spot
from channels.slack.text import one_line
from handoff.content import File

PREFIX: Final = "slack:upload:"
MOST: Final = 1 << 30
"""Bytes that Slack takes of one file."""
_KEPT: Final = 86_400.0
_WAITS: Final = (0.0, 0.1, 0.3, 1.0, 2.0)


class Uploads:
    """Three steps: send the bytes (nobody sees them), remember the files' ids, show them in one message."""

    def __init__(self, api: Api, cargo: Cargo, memos: Memos) -> None:
        self._api = api
        self._cargo = cargo
        self._memos = memos

    async def share(self, spot: Spot, key: str, files: Sequence[File], comment: str, again: bool) -> str:
        """Show files in one message and return its ts; ``again`` looks first whether that happened."""
        known = await self._begun(key) if again else []
        if known and (ts := await self._shown(spot, known[0])):
            return ts
        ids = known or await self._upload(key, files)
        await self._complete(spot, ids, comment)
        for wait in _WAITS:  # Slack says where the files are shown only a moment later
            await asyncio.sleep(wait)
            if ts := await self._shown(spot, ids[0]):
                return ts
        raise Uncertain("Slack took the files and does not say in which message they are shown")

    async def tidy(self) -> None:
        """Forget what was written down more than a day ago."""
        for name, value in (await self._memos.memos(PREFIX)).items():
            made = value.partition(" ")[0]
            if not made.isdigit() or time.time() - int(made) > _KEPT:
                await self._memos.remember(name, "")

    async def _begun(self, key: str) -> list[str]:
        found = await self._memos.memos(PREFIX + key)
        return found.get(PREFIX + key, "").split()[1:]

    async def _upload(self, key: str, files: Sequence[File]) -> list[str]:
        try:
            ids = [await self._bytes(file) for file in files]
        except Uncertain as error:  # nobody sees an upload that was not completed
            raise Temporary(str(error)) from error
        await self._memos.remember(PREFIX + key, " ".join([str(int(time.time())), *ids]))
        return ids

    async def _bytes(self, file: File) -> str:
        data = await self._cargo.read(file)
        name = one_line(file.name, 120)
        place = await self._api.read("files.getUploadURLExternal", filename=name, length=len(data))
        try:
            async with self._api.http() as session:
                answer = await session.post(str(place["upload_url"]), data=data)
                await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Temporary("the file could not be uploaded to Slack") from error
        if answer.status != 200:
            raise Temporary("Slack did not take the file")
        return str(place["file_id"])

    async def _complete(self, spot: Spot, ids: Sequence[str], comment: str) -> None:
        where: dict[str, Any] = {"channel_id": spot.channel, "thread_ts": spot.thread or None}
        files = [{"id": id} for id in ids]
        await self._api.write(
            "files.completeUploadExternal", files=files, initial_comment=comment or None, **where
        )

    async def _shown(self, spot: Spot, id: str) -> str:
        try:
            answer = await self._api.read("files.info", file=id)
        except Refusal:
            return ""
        except ChannelError as error:
            raise Uncertain(str(error)) from error
        shares = (answer.get("file") or {}).get("shares") or {}
        found = [place[spot.channel] for place in shares.values() if spot.channel in place]
        return str(found[0][0]["ts"]) if found and found[0] else ""
