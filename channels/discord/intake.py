"""What comes over the gateway, in order: each chat has its lane, and is asked once what it missed."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

import discord
import structlog

from channels.base import Sink
from channels.discord.contacts import Contacts
from channels.discord.errors import told
from channels.discord.inbound import is_written
from channels.discord.presses import Presses
from channels.discord.reading import Reading
from channels.discord.spot import NAME, Spot
from channels.discord.team import Team
from channels.durable import asked, stored
from channels.errors import ChannelError
from channels.recent import Seen
from handoff.lanes import Lanes

DAY: Final = 24 * 3600 * 1000
"""Milliseconds, which is what Discord's ids count above their lowest 22 bits."""
READING: Final = 300.0
"""Seconds for all that one chat missed."""
AT_ONCE: Final = 4
"""Chats whose missed messages are asked for at a time."""

log = structlog.get_logger(__name__)


class Intake:
    """Alive as long as one connection's ``run``; every event is a task of its group."""

    def __init__(
        self,
        client: discord.Client,
        sink: Sink,
        reading: Reading,
        contacts: Contacts,
        team: Team,
        deleted: Seen[int],
    ) -> None:
        self._deleted = deleted
        self._client = client
        self._sink = sink
        self._reading = reading
        self._contacts = contacts
        self._team = team
        self._lanes = Lanes()
        self._presses = Presses(sink, team, self._lanes)
        self._tasks: set[asyncio.Task[None]] = set()
        self._session = 0
        self._stopped = False
        self._heard: dict[str, int] = {}

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside everything else; what starts first comes first into its lane."""
        if self._stopped:
            work.close()
            return
        task = asyncio.create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: work.close())  # for one that was cancelled before it began

    async def stop(self) -> None:
        """End all that is under way; what was not stored yet is asked for at the next start."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def begin(self) -> None:
        """Note that a new session began: whatever came before it was perhaps missed."""
        self._session += 1

    # ── messages ─────────────────────────────────────────────────────────────────────────────────

    async def message(self, message: discord.Message) -> None:
        """Take in a message."""
        if not is_written(message):
            return
        async with self._lanes.hold(message.channel.id):
            spot = await self._spot(message.channel.id, message.guild is None)
            if spot is not None and message.id not in await self._caught_up(spot, message.id):
                await self._bring(spot, message)

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Take in that somebody changed a message of theirs."""
        message = payload.message
        if message.edited_at is None or not is_written(message):
            return
        async with self._lane(payload.channel_id, payload.guild_id) as spot:
            if spot is not None:
                await self._side(spot).edited(spot, message)

    async def deleted(self, message: int, channel: int, guild: int | None) -> None:
        """Take in that a message is gone; Discord does not say by whom."""
        if message in self._deleted:
            return
        async with self._lane(channel, guild) as spot:
            if spot is not None:
                await self._side(spot).deleted(spot, message)

    async def reacted(self, payload: discord.RawReactionActionEvent) -> None:
        """Take in a reaction that was put on or taken off."""
        if self._client.user is None or payload.user_id == self._client.user.id:
            return
        async with self._lane(payload.channel_id, payload.guild_id) as spot:
            if spot is not None:
                await self._side(spot).reacted(spot, payload)

    async def typing(self, payload: discord.RawTypingEvent) -> None:
        """Pass on that somebody is typing."""
        if self._client.user is None or payload.user_id == self._client.user.id:
            return
        spot = await self._spot(payload.channel_id, payload.guild_id is None)
        if spot is None:
            return
        if spot.parent is None:
            await self._sink.typing(spot.address, None)
        elif payload.user is not None:
            await self._team.typing(spot, payload.user)

    async def gone(self, thread: int, parent: int) -> None:
        """Take in that a thread was deleted."""
        spot = Spot(thread, parent)
        await self._team.gone(spot)
        await self._reading.forget(spot)

    async def pressed(self, interaction: discord.Interaction) -> None:
        """Take in a press or a filled form."""
        await self._presses.take(interaction)

    async def commanded(self, interaction: discord.Interaction, text: str) -> None:
        """Take in a slash command as the text that means the same."""
        await self._presses.command(interaction, text)

    # ── what was missed ──────────────────────────────────────────────────────────────────────────

    async def sweep(self) -> None:
        """Ask for what came while nobody listened, in all chats that are known."""
        threads = [address.chat for address in await stored(lambda: self._sink.threads(NAME))]
        limit, chats = asyncio.Semaphore(AT_ONCE), [*threads, *self._reading.chats()]
        await asyncio.gather(*(self._guarded(self._sweep_one(chat, limit)) for chat in chats))

    async def _sweep_one(self, chat: str, limit: asyncio.Semaphore) -> None:
        spot = Spot.parse(chat)
        async with limit, self._lanes.hold(spot.id):
            await self._caught_up(spot, None)

    async def _caught_up(self, spot: Spot, live: int | None) -> frozenset[int]:
        """Bring what this chat missed, once a session; return the messages that were brought."""
        if self._heard.get(str(spot)) == self._session:
            return frozenset()
        session, last = self._session, self._reading.last(spot)
        if last is None and live is not None:  # somebody new, who perhaps wrote before while nobody listened
            last = live - (DAY << 22)
        brought = await self._missed(spot, last) if last is not None else []
        self._heard[str(spot)] = session
        late = sum(id != live for id in brought)
        if late:
            await stored(lambda: self._sink.recovered(spot.address, late))
        return frozenset(brought)

    async def _missed(self, spot: Spot, last: int) -> list[int]:
        try:
            missed = await asked(lambda: self._history(spot, last))
        except ChannelError as error:
            log.warning("what a chat missed cannot be read", error=str(error))
            return []
        brought = [message for message in missed if is_written(message)]
        for message in brought:
            await self._bring(spot, message)
        return [message.id for message in brought]

    async def _history(self, spot: Spot, last: int) -> list[discord.Message]:
        channel, after = self._client.get_partial_messageable(spot.id), discord.Object(last)
        async with told(READING):
            return [item async for item in channel.history(limit=None, after=after, oldest_first=True)]

    async def _bring(self, spot: Spot, message: discord.Message) -> None:
        await self._side(spot).said(spot, message)
        await self._reading.advance(spot, message.id)

    # ── where ────────────────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _lane(self, channel: int, guild: int | None) -> AsyncIterator[Spot | None]:
        async with self._lanes.hold(channel):
            yield await self._spot(channel, guild is None)

    def _side(self, spot: Spot) -> Contacts | Team:
        return self._contacts if spot.parent is None else self._team

    async def _spot(self, channel: int, direct: bool) -> Spot | None:
        """Return where something happened; None where it concerns nobody."""
        return Spot(channel) if direct else await self._team.spot(channel)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except ChannelError as error:
            log.warning("an event from Discord could not be answered", error=str(error))
        except Exception:  # one event that cannot be handled must not end those of all others
            log.exception("an event from Discord could not be handled")
