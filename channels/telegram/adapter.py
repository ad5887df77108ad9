"""Telegram as a channel: everything that calls it or is called by it."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Final

from aiohttp import web
from telegram.constants import ChatAction

from channels.base import Capabilities, Channel, Mark, Memos, Outgoing, Receipt, Sink
from channels.errors import ChannelError, Permanent
from channels.files import Files
from channels.telegram import checks, menu
from channels.telegram.errors import GONE, is_gone
from channels.telegram.intake import Intake
from channels.telegram.lanes import FIRST, Lanes
from channels.telegram.parts import Parts
from channels.telegram.place import NAME, Place, parse, refs
from channels.telegram.polling import Polling
from channels.telegram.reactions import allowed
from channels.telegram.sender import Step
from channels.telegram.settings import PATH, TelegramSettings
from channels.telegram.text import plain
from channels.telegram.webhook import Webhook
from handoff.card import Card
from handoff.errors import StoreUnavailable
from handoff.ids import Address

ABLE: Final = Capabilities(
    max_text=4096,
    max_buttons=40,
    edits=True,
    deletes=True,
    reactions=True,
    typing=True,
    cards=True,
    threads=True,
    blind=(
        "Telegram does not tell bots when a contact deletes a message.",
        "Telegram does not tell bots when a contact is typing.",
        "On Telegram the bot can put only one reaction on a message, out of a fixed set.",
    ),
)
_REACTIONS: Final = {Mark.DELIVERED: "👌", Mark.NOTE: "✍"}
_WORDS: Final = {Mark.DELIVERED: "✓ Delivered", Mark.NOTE: "📝 Kept as a note"}


class TelegramChannel(Channel):
    """One bot. It connects in ``run``; calls that are made outside of it connect for themselves."""

    name = NAME
    capabilities = ABLE

    def __init__(self, settings: TelegramSettings, files: Files, memos: Memos) -> None:
        self._settings = settings
        self._parts = Parts(settings, files, memos)
        self._webhook = Webhook(settings, self._parts.line)
        self._connected = False

    def routes(self) -> list[web.RouteDef]:
        """See the port."""
        return [web.post(PATH, self._webhook.post)] if self._settings.mode == "webhook" else []

    # ── life ─────────────────────────────────────────────────────────────────────────────────────

    async def run(self, sink: Sink) -> None:
        """See the port. Raises Permanent for a token that is refused, Temporary when another bot polls."""
        parts = self._parts
        try:
            async with parts.line.open():
                await parts.open()
                me = await parts.line.ask(lambda bot: bot.get_me())
                parts.team.username = me.username or ""
                intake = Intake(sink, parts.chats, parts.contact, parts.team, parts.answers, str(me.id))
                await self._bring(sink, Lanes(intake.handle))
        finally:
            self._connected = False

    async def _bring(self, sink: Sink, lanes: Lanes) -> None:
        aside = [
            asyncio.create_task(menu.publish(self._parts.line)),
            asyncio.create_task(self._tell_lost(sink)),
        ]
        try:
            if self._settings.mode == "webhook":
                await self._webhook.run(lanes, self._live)
            else:
                await Polling(self._parts.line, lanes, lambda new: _recovered(sink, new), self._live).run()
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)
            await lanes.stop()

    def _live(self, on: bool) -> None:
        self._connected = on

    async def _tell_lost(self, sink: Sink) -> None:
        """Tell the team's side of threads that a send found deleted."""
        while True:
            place, reason = await self._parts.lost.get()
            try:
                await self._parts.team.gone(sink, place, reason)
            except StoreUnavailable:
                self._parts.lost.put_nowait((place, reason))
                await asyncio.sleep(FIRST)

    @property
    def connected(self) -> bool:
        """See the port."""
        return self._connected

    # ── messages ─────────────────────────────────────────────────────────────────────────────────

    async def ready(self, to: Address) -> None:
        """See the port."""
        await self._parts.limits.turn(parse(to).chat)

    async def send(self, out: Outgoing) -> Receipt:
        """See the port."""
        place = await self._place(out.to)
        try:
            ids = await self._parts.sender.send(place, out)
        except Permanent as error:
            if is_gone(error) and place.is_thread:
                self._parts.lost.put_nowait((place, GONE))
            raise
        if place.is_thread:
            await self._parts.threads.add(place, *ids)
        return Receipt(",".join(map(str, ids)))

    async def edit(self, out: Outgoing, ref: str) -> None:
        """See the port."""
        await self._parts.editor.edit(await self._place(out.to), refs(ref), out)

    async def delete(self, to: Address, ref: str) -> None:
        """See the port."""
        place = await self._place(to)
        for id in refs(ref):
            await self._parts.editor.delete(place, id)

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """See the port."""
        place, wanted = await self._place(to), allowed(emoji)
        await self._parts.editor.react(place, refs(ref)[0], wanted if on else None)
        self._parts.limits.back(place.chat)

    async def typing(self, to: Address) -> None:
        """See the port."""
        with suppress(ChannelError):
            place = await self._place(to)
            await self._parts.line.to(
                place.chat,
                lambda bot, chat: bot.send_chat_action(chat, ChatAction.TYPING, place.topic),
                repeatable=True,
            )

    # ── the team ─────────────────────────────────────────────────────────────────────────────────

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See the port."""
        return await self._parts.cards.post(await self._place(place), card, key)

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """See the port."""
        await self._parts.cards.edit(await self._place(place), refs(ref)[0], card)

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See the port. A group that allows no such reaction gets a short reply instead."""
        place, id = await self._place(thread), refs(ref)[0]
        if mark is Mark.FAILED:
            await self._reply(place, id, f"❗ Not delivered: {why}" if why else "❗ Not delivered")
            return
        try:
            await self._parts.editor.react(place, id, _REACTIONS[mark])
            self._parts.limits.back(place.chat)
        except Permanent as error:
            if "reaction" not in str(error):
                raise
            await self._reply(place, id, _WORDS[mark])

    async def check(self) -> str:
        """See the port."""
        return await checks.who(self._parts.line)

    async def check_place(self, place: Address) -> str:
        """See the port."""
        return await checks.place(self._parts.line, await self._place(place))

    async def _place(self, address: Address) -> Place:
        place = parse(address)
        await self._parts.open()
        return place

    async def _reply(self, place: Place, id: int, text: str) -> None:
        ids = await self._parts.sender.step(place, Step(plain(text), reply_to=id, quiet=True))
        if place.is_thread:
            await self._parts.threads.add(place, *ids)


async def _recovered(sink: Sink, new: Counter[Address]) -> None:
    for place, count in new.items():
        await sink.recovered(place, count)
