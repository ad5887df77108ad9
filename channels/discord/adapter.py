"""Discord, as a way to contacts and a way to the team."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import aiohttp
import discord
import structlog

from channels.base import Capabilities, Channel, Mark, Memos, Outgoing, Receipt, Sink
from channels.cargo import Cargo
from channels.discord import check, endpoints
from channels.discord.calls import listening, paced
from channels.discord.cards import Cards
from channels.discord.commands import announce
from channels.discord.contacts import Contacts
from channels.discord.editor import Editor
from channels.discord.errors import told, translated
from channels.discord.intake import Intake
from channels.discord.line import Line
from channels.discord.reading import Reading
from channels.discord.sender import Sender
from channels.discord.settings import DiscordSettings
from channels.discord.spot import NAME, Spot
from channels.discord.team import Team
from channels.discord.uploads import LIMIT
from channels.discord.webhooks import Webhooks
from channels.errors import ChannelError, Permanent, Temporary
from channels.files import Files
from handoff.card import Card
from handoff.ids import Address

ABLE: Final = Capabilities(
    looks=True,
    max_text=2000,
    edits=True,
    deletes=True,
    reactions=True,
    typing=True,
    cards=True,
    threads=True,
    blind=(
        "Edits, deletions and reactions of the contact are lost while the bot is not connected to Discord.",
        "Discord does not tell whether the contact has read a message.",
    ),
)

log = structlog.get_logger(__name__)


class DiscordChannel(Channel):
    """Calls use the running connection; before ``run`` each takes a short one of its own."""

    name = NAME
    capabilities = ABLE

    def __init__(self, settings: DiscordSettings, files: Files, memos: Memos) -> None:
        self._settings = settings
        self._files = files
        self._memos = memos
        self._line: Line | None = None
        self._pace = paced(settings.speed)
        webhooks = Webhooks()
        cargo = Cargo(files, LIMIT)
        self._sender = Sender(cargo, self._pace, webhooks)
        self._editor = Editor(cargo, self._pace, webhooks)
        self._cards = Cards(self._pace)

    async def run(self, sink: Sink) -> None:
        """See ``Channel.run``; raises a ChannelError that says what to do when Discord ends it."""
        reading = Reading(self._memos)
        await reading.load()
        async with self._hired() as line:
            team = Team(line, sink, self._files)
            contacts = Contacts(sink, self._files)
            intake = line.intake = Intake(line, sink, reading, contacts, team, self._editor.deleted)
            intake.start(self._announce(line, sink))
            self._line = line
            try:
                await self._connected(line)
            finally:
                self._line = None
                await intake.stop()

    async def ready(self, to: Address) -> None:
        """See ``Channel.ready``."""
        with suppress(Permanent):
            await self._pace.turn(Spot.of(to).id)

    async def send(self, out: Outgoing) -> Receipt:
        """See ``Channel.send``."""
        async with self._calling() as line:
            return await self._sender.send(line, out)

    async def edit(self, out: Outgoing, ref: str) -> None:
        """See ``Channel.edit``."""
        spot = Spot.of(out.to)
        async with self._calling() as line:
            await self._editor.edit(line, spot, ref, out)

    async def delete(self, to: Address, ref: str) -> None:
        """See ``Channel.delete``."""
        spot = Spot.of(to)
        async with self._calling() as line:
            await self._editor.delete(line, spot, ref)

    async def react(self, to: Address, ref: str, emoji: str, on: bool) -> None:
        """See ``Channel.react``."""
        spot = Spot.of(to)
        async with self._calling() as line:
            await self._editor.react(line, spot, ref, emoji, on)

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """See ``Channel.post_card``; the thread is written ``CHANNEL/THREAD``."""
        spot = Spot.of(place)
        async with self._calling() as line:
            return await self._cards.post(line, spot, card, key)

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """See ``Channel.edit_card``."""
        spot = Spot.of(place)
        async with self._calling() as line:
            await self._cards.redraw(line, spot, ref, card)

    async def mark(self, thread: Address, ref: str, mark: Mark, why: str = "") -> None:
        """See ``Channel.mark``: a reaction, and a reply with the reason of a failure."""
        spot = Spot.of(thread)
        async with self._calling() as line:
            await self._editor.mark(line, spot, ref, mark, why)

    async def typing(self, to: Address) -> None:
        """See ``Channel.typing``."""
        with suppress(ChannelError):
            spot = Spot.of(to)
            async with self._calling() as line, told():
                await line.get_partial_messageable(spot.id).typing()

    @property
    def connected(self) -> bool:
        """See ``Channel.connected``."""
        return self._line is not None and self._line.open and not self._line.is_closed()

    async def check(self) -> str:
        """See ``Channel.check``."""
        async with self._calling() as line:
            return await check.who(line)

    async def check_place(self, place: Address) -> str:
        """See ``Channel.check_place``."""
        spot = Spot.of(place)
        async with self._calling() as line:
            return await check.place(line, spot)

    @asynccontextmanager
    async def _calling(self) -> AsyncIterator[Line]:
        line = self._line
        if line is not None and not line.is_closed():
            yield line
            return
        async with self._hired() as own:
            yield own

    @asynccontextmanager
    async def _hired(self) -> AsyncIterator[Line]:
        """Log in; no gateway yet. What was opened is closed at the end."""
        endpoints.point(self._settings)
        async with Line(listening(self._pace)) as line:
            async with told():
                await line.login(self._settings.token)
            yield line

    async def _connected(self, line: Line) -> None:
        """Stay connected: discord.py resumes and reconnects by itself as long as that makes sense."""
        try:
            await endpoints.ask(line, self._settings)
            await line.connect()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise translated(error) from None
        raise Temporary("the connection to Discord ended")

    async def _announce(self, line: Line, sink: Sink) -> None:
        """Make the slash commands known where the team works."""
        await line.wait_until_ready()
        places = sink.places(NAME)
        for guild in line.guilds:
            if any(str(channel.id) in places for channel in guild.text_channels):
                try:
                    async with told():
                        await announce(line.tree, guild, self._memos)
                except ChannelError as error:
                    log.warning("slash commands could not be set up", error=str(error))
