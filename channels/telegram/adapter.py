"""Telegram as a channel: everything that calls it or is called by it."""

import asyncio
from contextlib import suppress
from typing import Final

from aiohttp import web
from telegram.constants import ChatAction

from channels import marks
from channels.base import Capabilities, Channel, Mark, Memos, Outgoing, Receipt, Sink
from channels.errors import ChannelError, Permanent
from channels.files import Files
from channels.telegram import check, menu
from channels.telegram.errors import GONE, is_gone
from channels.telegram.intake import Intake
from channels.telegram.lanes import Lanes
from channels.telegram.parts import Parts
from channels.telegram.polling import Polling
from channels.telegram.reactions import allowed
from channels.telegram.sender import Step
from channels.telegram.settings import PATH, TelegramSettings
from channels.telegram.spot import NAME, Spot, refs
from channels.telegram.text import plain
from channels.telegram.webhook import Webhook
from handoff.card import Card
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
_WORDS: Final = {Mark.DELIVERED: marks.DELIVERED, Mark.NOTE: marks.NOTED}


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

    def renew(self, settings: object) -> None:
        """See the port. Whether contacts are greeted changes at once."""
        if isinstance(settings, TelegramSettings):
            self._parts.contact.renew(settings)

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
            asyncio.create_task(menu.publish(self._parts.line, sink)),
            asyncio.create_task(self._tell_lost(sink)),
        ]
        try:
            if self._settings.mode == "webhook":
                await self._webhook.run(lanes, self._live)
            else:
                await Polling(self._parts.line, lanes, sink.recovered, self._live).run()
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
            spot, reason = await self._parts.lost.get()
            await self._parts.team.gone(sink, spot, reason)

    @property
    def connected(self) -> bool:
        """See the port."""
        return self._connected

    # ── messages ─────────────────────────────────────────────────────────────────────────────────

    async def ready(self, to: Address) -> None:
        """See the port."""
        await self._parts.limits.turn(Spot.of(to).chat)

    async def send(self, out: Outgoing) -> Receipt:
        """See the port."""
        spot = await self._spot(out.to)
        try:
            ids = await self._parts.sender.send(spot, out)
        except Permanent as error:
            if is_gone(error) and spot.is_thread:
                self._parts.lost.put_nowait((spot, GONE))
            raise
        if spot.is_thread:
            await self._parts.threads.add(spot, *ids)
        return Receipt(",".join(map(str, ids)))

    async def edit(self, out: Outgoing, ref: str) -> None:
        """See the port."""
        await self._parts.editor.edit(await self._spot(out.to), refs(ref), out)

    async def delete(self, to: Address, ref: str) -> None:
        """See the port."""
        spot = await self._spot(to)
        for id in refs(ref):
            await self._parts.editor.delete(spot, id)

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """See the port."""
        spot, wanted = await self._spot(to), allowed(emoji)
        await self._parts.editor.react(spot, refs(ref)[0], wanted if on else None)
        self._parts.limits.back(spot.chat)

    async def typing(self, to: Address) -> None:
        """See the port."""
        with suppress(ChannelError):
            spot = await self._spot(to)
            await self._parts.line.to(
                spot.chat,
                lambda bot, chat: bot.send_chat_action(chat, ChatAction.TYPING, spot.topic),
                repeatable=True,
            )

    # ── the team ─────────────────────────────────────────────────────────────────────────────────

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See the port."""
        return await self._parts.cards.post(await self._spot(place), card, key)

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """See the port."""
        await self._parts.cards.edit(await self._spot(place), refs(ref)[0], card)

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See the port. A group that allows no such reaction gets a short reply instead."""
        spot, id = await self._spot(thread), refs(ref)[0]
        if mark is Mark.FAILED:
            await self._reply(spot, id, marks.not_delivered(why))
            return
        try:
            await self._parts.editor.react(spot, id, _REACTIONS[mark])
            self._parts.limits.back(spot.chat)
        except Permanent as error:
            if "reaction" not in str(error):
                raise
            await self._reply(spot, id, _WORDS[mark])

    async def check(self) -> str:
        """See the port."""
        return await check.who(self._parts.line)

    async def check_place(self, place: Address) -> str:
        """See the port."""
        return await check.place(self._parts.line, await self._spot(place))

    async def _spot(self, address: Address) -> Spot:
        spot = Spot.of(address)
        await self._parts.open()
        return spot

    async def _reply(self, spot: Spot, id: int, text: str) -> None:
        ids = await self._parts.sender.step(spot, Step(plain(text), reply_to=id, quiet=True))
        if spot.is_thread:
            await self._parts.threads.add(spot, *ids)
