"""A card at a place of the team: posted, or redrawn; what it shows is the caller's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.doers.sending import begin, sent
from channels.base import Channel, Receipt
from channels.errors import Permanent
from handoff.card import Card
from handoff.ids import Address, ConversationId
from handoff.store.base import Row, RowState, Settled, Store


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows of us: what the bot is called, the conversation's public address in the inbox.

    ``drafts`` says that a draft of a reply can be asked for.
    """

    bot: str
    inbox: str = ""
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The team's places on all channels. ``face`` says what a card of a conversation shows of us."""

    store: Store
    channels: Mapping[str, Channel]
    face: Callable[[ConversationId], Face]

    async def post(self, row: Row, place: Address, card: Card) -> tuple[Receipt, Settled]:
        """Post it, paced; return what the platform calls it, and what to write. Raises ChannelError."""
        channel = channel_of(self.channels, place)
        await begin(self.store, row, channel, place)
        receipt = await channel.post_card(place, card, row.id)
        return receipt, sent(row, channel, receipt)

    async def redraw(self, row: Row, place: Address, ref: str, card: Card) -> Settled:
        """Show it as it is now; return what to write. Raises ChannelError."""
        channel = channel_of(self.channels, place)
        await channel.ready(place)
        await channel.edit_card(place, ref, card)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)


def channel_of(channels: Mapping[str, Channel], place: Address) -> Channel:
    """Return the place's channel; raises Permanent where it is not configured any more."""
    channel = channels.get(place.channel)
    if channel is None:
        raise Permanent(f"the channel {place.channel!r} is not configured")
    return channel
