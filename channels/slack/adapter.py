"""Slack as a way to contacts and to the team."""

import asyncio
from collections.abc import Sequence
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from channels import marks
from channels.base import Capabilities, Channel, Mark, Memos, Outgoing, Receipt, Sink
from channels.cargo import Cargo
from channels.errors import Permanent
from channels.files import Files
from channels.slack import card as cards
from channels.slack import check, gate
from channels.slack.api import Api
from channels.slack.blocks import MOST_BLOCKS
from channels.slack.catchup import CatchUp
from channels.slack.downloads import Downloads
from channels.slack.emoji import name_of
from channels.slack.errors import Refusal
from channels.slack.intake import Intake
from channels.slack.manifest import PATH
from channels.slack.outbound import LONGEST, Post
from channels.slack.people import People
from channels.slack.posting import Posting
from channels.slack.sender import Sender
from channels.slack.settings import SlackSettings
from channels.slack.socketmode import Socket
from channels.slack.spot import NAME, Spot, refs
from channels.slack.text import escape, one_line
from channels.slack.uploads import MOST, Uploads
from handoff.card import Card
from handoff.ids import Address

ABLE: Final = Capabilities(
    looks=True,
    max_text=LONGEST,
    edits=True,
    deletes=True,
    reactions=True,
    cards=True,
    threads=True,
    blind=(
        "Slack does not tell when this contact is typing, and cannot show them that you are.",
        "Slack does not tell whether this contact has read a message.",
    ),
)
_MARKS: Final = {Mark.DELIVERED: "white_check_mark", Mark.FAILED: "warning", Mark.NOTE: "memo"}
_FINE: Final = frozenset({"already_reacted", "no_reaction"})


class SlackChannel(Channel):
    """One app in one workspace, by Socket Mode or signed HTTP."""

    name = NAME
    capabilities = ABLE

    def __init__(self, settings: SlackSettings, files: Files, memos: Memos) -> None:
        """``memos`` holds which uploads were begun, and until when we listened. No network before a call."""
        self._settings = settings
        self._memos = memos
        self._api = Api(settings)
        self._people = People(self._api)
        self._downloads = Downloads(self._api, files)
        self._posting = Posting(self._api)
        cargo = Cargo(files, MOST)
        self._uploads = Uploads(self._api, cargo, memos)
        self._sender = Sender(self._posting, cargo, self._uploads)
        self._socket = Socket(self._api)
        self._app: AsyncApp | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        """See the port. In Socket Mode there are none."""
        return [web.post(PATH, self._posted)] if self._settings.mode == "http" else ()

    async def run(self, sink: Sink) -> None:
        """See the port."""
        if self._settings.mode == "http" and not self._settings.signing_secret:
            raise Permanent("mode http needs signing_secret: Basic Information, App Credentials")
        async with self._api.connections():
            me = await self._api.identify()
            await self._uploads.tidy()
            missed = CatchUp(self._api, self._memos)
            await missed.begin()
            intake = Intake(self._api, sink, self._people, self._downloads, self._posting, missed, me)
            intake.later(missed.listen(lambda: self.connected and not intake.owing))
            intake.later(intake.sweep())
            try:
                await self._listen(gate.build(self._api, me, intake.take))
            finally:
                self._app = None
                await intake.stop()

    async def _listen(self, app: AsyncApp) -> None:
        if self._settings.mode == "socket":
            await self._socket.run(app)
            return
        self._app = app
        await asyncio.Event().wait()

    async def _posted(self, request: web.Request) -> web.Response:
        app = self._app
        if app is None:
            return web.json_response({"error": "unavailable"}, status=503, headers={"Retry-After": "5"})
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    async def ready(self, to: Address) -> None:
        """See the port: about a message a second in each channel."""
        await self._api.pace.turn(to.chat.partition("/")[0])

    async def send(self, out: Outgoing) -> Receipt:
        """See the port."""
        return Receipt(",".join(await self._sender.send(Spot.of(out.to), out)))

    async def edit(self, out: Outgoing, ref: str) -> None:
        """See the port."""
        await self._sender.edit(Spot.of(out.to), refs(ref), out)

    async def delete(self, to: Address, ref: str) -> None:
        """See the port."""
        spot = Spot.of(to)
        for ts in refs(ref):
            await self._posting.delete(spot, ts)

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """See the port."""
        name = name_of(emoji)
        if not name:
            raise Permanent(f"Slack has no reaction like {one_line(emoji, 8)}")
        await self._react(Spot.of(to), refs(ref)[0], name, on)

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See the port. The card's own thread is the desk thread.

        Cards are few and two of them confuse, so the place is always read before a card is posted.
        """
        spot = Spot.of(place)
        found = await self._posting.post(spot, key, lambda _: [_drawn(card)], again=True)
        return Receipt(found[0], f"{spot.channel}/{found[0]}" if card.ticket else "")

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """See the port."""
        await self._posting.change(Spot.of(place), refs(ref)[0], _drawn(card))

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See the port: a reaction, and for a failure its reason in the thread."""
        spot = Spot.of(thread)
        await self._react(spot, refs(ref)[0], _MARKS[mark], on=True)
        if mark is Mark.FAILED and why:
            post = Post(marks.not_delivered(escape(one_line(why, 300))))
            await self._posting.post(spot, f"mark:{spot.channel}:{ref}", lambda _: [post], again=False)

    async def typing(self, to: Address) -> None:
        """Do nothing: bots cannot show that they are typing."""

    @property
    def connected(self) -> bool:
        """See the port."""
        return self._app is not None or self._socket.connected

    async def check(self) -> str:
        """See the port."""
        return await check.who(self._api)

    async def check_place(self, place: Address) -> str:
        """See the port."""
        return await check.place(self._api, Spot.of(place))

    async def _react(self, spot: Spot, ts: str, name: str, on: bool) -> None:
        method = "reactions.add" if on else "reactions.remove"
        try:
            await self._api.write(method, channel=spot.channel, timestamp=ts, name=name)
        except Refusal as refusal:
            if refusal.code not in _FINE:
                raise


def _drawn(card: Card) -> Post:
    return Post(cards.spoken(card), tuple(cards.draw(card)[:MOST_BLOCKS]))
