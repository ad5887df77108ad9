"""Posts the card of a handoff and opens its desk thread: a topic where there are topics, else replies."""

import asyncio
from typing import Final

from telegram import Bot

from channels.base import Receipt
from channels.errors import Permanent
from channels.telegram.card import buttons, drawn, topic
from channels.telegram.editor import Editor
from channels.telegram.errors import is_gone
from channels.telegram.line import Line
from channels.telegram.memory import Memory
from channels.telegram.sender import Sender, Step
from channels.telegram.spot import Spot
from channels.telegram.threads import Threads
from handoff.card import Card

_SUPERGROUP: Final = -1_000_000_000_000
_FLAT: Final = 600.0
"""Seconds that a group is believed to have no topics."""


class Cards:
    """The same key again gives the same card: what was posted is kept in the store."""

    def __init__(self, line: Line, sender: Sender, editor: Editor, threads: Threads, memory: Memory) -> None:
        self._line = line
        self._sender = sender
        self._editor = editor
        self._threads = threads
        self._memory = memory
        self._flat: dict[int, float] = {}

    async def post(self, spot: Spot, card: Card, key: str) -> Receipt:
        """Post it once; raises ChannelError."""
        await self._memory.open()
        known, _, ref = self._memory.get(f"card:{key}").partition(" ")
        if ref:
            return _receipt(Spot.parse(known), int(ref))
        topic = Spot.parse(known) if known else await self._topic(spot, card, key)
        id = await self._card(topic or spot, card, key)
        opened = Spot(spot.chat) if card.ticket is None else topic or Spot(spot.chat, root=id)
        if opened.is_thread:
            await self._threads.add(opened, id)
        await self._memory.put(f"card:{key}", f"{opened} {id}")
        return _receipt(opened, id)

    def is_card(self, chat: int, id: int) -> bool:
        """Say whether a message is a card, whose buttons only its next drawing takes away."""
        return any(self._names(value, chat, id) for _key, value in self._memory.all("card:"))

    async def edit(self, spot: Spot, id: int, card: Card) -> None:
        """Show it as it is now; one that is over is forgotten."""
        try:
            await self._editor.text(spot, id, drawn(card), buttons(card))
        finally:
            if not card.live:
                await self._forget(spot, id)

    async def _card(self, spot: Spot, card: Card, key: str) -> int:
        try:
            (id,) = await self._sender.step(spot, Step(drawn(card), (), buttons(card), quiet=True))
        except Permanent as error:
            if is_gone(error):  # the next try opens a new topic
                await self._memory.put(f"card:{key}", "")
            raise
        return id

    async def _topic(self, spot: Spot, card: Card, key: str) -> Spot | None:
        """Open a topic; None where the group has none, or does not let us."""
        now = asyncio.get_running_loop().time()
        flat = spot.chat > _SUPERGROUP or self._flat.get(spot.chat, 0.0) > now
        if card.ticket is None or spot.topic is not None or flat:
            return None
        try:
            made = await self._line.to(spot.chat, lambda bot, chat: _opened(bot, chat, topic(card)))
        except Permanent as error:
            if "topics" not in str(error) and "right" not in str(error):
                raise
            self._flat[spot.chat] = now + _FLAT
            return None
        opened = Spot(spot.chat, topic=made)
        await self._memory.put(f"card:{key}", str(opened))
        return opened

    async def _forget(self, spot: Spot, id: int) -> None:
        for key, value in self._memory.all("card:"):
            if self._names(value, spot.chat, id):
                await self._memory.put(f"card:{key}", "")

    def _names(self, value: str, chat: int, id: int) -> bool:
        where, _, ref = value.partition(" ")
        return ref == str(id) and Spot.parse(where).chat == chat


def _receipt(opened: Spot, id: int) -> Receipt:
    return Receipt(str(id), str(opened) if opened.is_thread else "")


async def _opened(bot: Bot, chat: int, name: str) -> int:
    return (await bot.create_forum_topic(chat, name)).message_thread_id
