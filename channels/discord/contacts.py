"""What a contact does in a DM, as events of the conversation."""

import discord

from channels.base import Sink
from channels.discord.downloads import content
from channels.discord.inbound import emoji_of, quoted, text_of
from channels.discord.spot import Spot
from channels.durable import stored
from channels.files import Files
from handoff.events import ContactDeleted, ContactEdited, ContactReacted, ContactSaid, Event


class Contacts:
    """Brings each event until it is stored."""

    def __init__(self, sink: Sink, files: Files) -> None:
        self._sink = sink
        self._files = files

    async def said(self, spot: Spot, message: discord.Message) -> None:
        """Bring a message."""
        said = await content(self._files, spot.address, message)
        who = message.author
        event = ContactSaid(
            str(message.id), said, who.display_name, quotes=quoted(message), person=str(who.id)
        )
        await self._bring(spot, event, f"discord:message:{message.id}")

    async def edited(self, spot: Spot, message: discord.Message) -> None:
        """Bring a changed message."""
        at = message.edited_at.timestamp() if message.edited_at else 0
        event = ContactEdited(str(message.id), text_of(message))
        await self._bring(spot, event, f"discord:edit:{message.id}:{at}")

    async def deleted(self, spot: Spot, message: int) -> None:
        """Bring that a message was taken back."""
        await self._bring(spot, ContactDeleted(str(message)), f"discord:delete:{message}")

    async def reacted(self, spot: Spot, payload: discord.RawReactionActionEvent) -> None:
        """Bring a reaction; it has no name of its own, and the same one again changes nothing."""
        on = payload.event_type == "REACTION_ADD"
        await self._bring(spot, ContactReacted(str(payload.message_id), emoji_of(payload.emoji), on), None)

    async def _bring(self, spot: Spot, event: Event, key: str | None) -> None:
        await stored(lambda: self._sink.receive(spot.address, event, key))
