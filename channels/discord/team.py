"""What the team does in desk threads, as events, and what is shown for it."""

import discord
import structlog

from channels import marks
from channels.base import Sink
from channels.discord.buttons import Origin, view
from channels.discord.downloads import content
from channels.discord.errors import told
from channels.discord.inbound import emoji_of, person, quoted, text_of
from channels.discord.spot import NAME, Spot
from channels.discord.text import MESSAGE, data
from channels.durable import asked, stored
from channels.errors import ChannelError
from channels.files import Files
from channels.fit import clip
from channels.recent import Seen
from channels.team import Answer, Erased, Person, Reacted, Rewrote, TeamEvent, ThreadGone, Wrote

NOTED, HELD = "📝", "⏸️"

log = structlog.get_logger(__name__)


class Team:
    """A desk thread is one that the bot opened in a channel of the team's."""

    def __init__(self, client: discord.Client, sink: Sink, files: Files) -> None:
        self._client = client
        self._sink = sink
        self._files = files
        self._others: Seen[int] = Seen()

    async def spot(self, channel: int) -> Spot | None:
        """Return the desk thread with this id; None for any other place."""
        thread = await self._thread(channel)
        if thread is None or self._client.user is None or thread.owner_id != self._client.user.id:
            return None
        known = str(thread.parent_id) in self._sink.places(NAME)
        return Spot(thread.id, thread.parent_id) if known else None

    async def said(self, spot: Spot, message: discord.Message) -> None:
        """Bring a message, and show its writer what became of it."""
        thread = spot.address
        said = await content(self._files, thread, message)
        event = Wrote(person(message.author), thread, str(message.id), said, quoted(message) or None)
        answer = await self.bring(event, f"discord:message:{message.id}")
        await self._shown(message, answer)

    async def edited(self, spot: Spot, message: discord.Message) -> None:
        """Bring a changed message."""
        at = message.edited_at.timestamp() if message.edited_at else 0
        thread = spot.address
        event = Rewrote(person(message.author), thread, str(message.id), text_of(message))
        await self._shown(message, await self.bring(event, f"discord:edit:{message.id}:{at}"))

    async def deleted(self, spot: Spot, message: int) -> None:
        """Bring that a message is gone."""
        await self.bring(Erased(spot.address, str(message)), f"discord:delete:{message}")

    async def reacted(self, spot: Spot, payload: discord.RawReactionActionEvent) -> None:
        """Bring a reaction."""
        by = await self._reactor(payload)
        on = payload.event_type == "REACTION_ADD"
        thread = spot.address
        await self.bring(Reacted(by, thread, str(payload.message_id), emoji_of(payload.emoji), on), None)

    async def typing(self, spot: Spot, user: discord.User | discord.Member) -> None:
        """Pass on that somebody types."""
        await self._sink.team_typing(spot.address, person(user))

    async def gone(self, spot: Spot) -> None:
        """Bring that a thread in a channel of the team's was deleted."""
        if str(spot.parent) not in self._sink.places(NAME):
            return
        thread = spot.address
        await self.bring(ThreadGone(thread, "the thread was deleted on Discord"), f"discord:gone:{spot.id}")

    async def bring(self, event: TeamEvent, key: str | None) -> Answer:
        """Bring an event until it is stored; return what to show."""
        return await stored(lambda: self._sink.team(event, key))

    async def _shown(self, message: discord.Message, answer: Answer) -> None:
        """Show an answer; that it cannot be shown keeps nothing that comes after it."""
        try:
            await self._show(message, answer)
        except ChannelError as error:
            log.warning("what became of a message could not be shown", error=str(error))

    async def _show(self, message: discord.Message, answer: Answer) -> None:
        place = self._client.get_partial_messageable(message.channel.id)
        mine = place.get_partial_message(message.id)
        if answer.noted or answer.held:
            async with told():
                await mine.add_reaction(NOTED if answer.noted else HELD)
        if answer.text:
            shown = view(answer.buttons, Origin.ANSWER)
            text = data(answer.text)
            text = clip(marks.warned(text) if answer.alert else text, MESSAGE)
            async with told():
                await mine.reply(text, view=shown) if shown else await mine.reply(text)

    async def _reactor(self, payload: discord.RawReactionActionEvent) -> Person:
        if payload.member is not None:
            return person(payload.member)
        guild = self._client.get_guild(payload.guild_id or 0)
        if guild is None:
            return Person(NAME, str(payload.user_id), "")
        try:
            async with told():
                return person(await guild.fetch_member(payload.user_id))
        except ChannelError:
            return Person(NAME, str(payload.user_id), "")

    async def _thread(self, channel: int) -> discord.Thread | None:
        found: object = self._client.get_channel(channel)
        if found is None and channel not in self._others:
            found = await self._fetched(channel)
        return found if isinstance(found, discord.Thread) else None

    async def _fetched(self, channel: int) -> object:
        """Ask for a channel that is not known: an archived thread, most of all."""
        try:
            return await asked(lambda: self._channel(channel))
        except ChannelError:
            self._others.add(channel)
            return None

    async def _channel(self, channel: int) -> object:
        async with told():
            return await self._client.fetch_channel(channel)
