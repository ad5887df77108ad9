"""A card at a place of the team: posted, or redrawn; what it shows is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.doers.sending import Carrier, sent
from channels.base import Receipt
from handoff.card import Card
from handoff.ids import Address, ConversationId
from handoff.store.base import Row, RowState, Settled


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

    carrier: Carrier
    face: Callable[[ConversationId], Face]

    async def begin(self, row: Row, place: Address) -> None:
        """Wait until it may be posted. Raises ChannelError."""
        await self.carrier.begin(row, self.carrier.channel(place), place)

    async def post(self, row: Row, place: Address, card: Card) -> tuple[Receipt, Settled]:
        """Post it; return what the platform calls it, and what to write. Raises ChannelError."""
        channel = self.carrier.channel(place)
        receipt = await channel.post_card(place, card, row.id)
        return receipt, sent(row, channel, receipt)

    async def redraw(self, row: Row, place: Address, ref: str, card: Card) -> Settled:
        """Show it as it is now; return what to write. Raises ChannelError."""
        channel = self.carrier.channel(place)
        await channel.ready(place)
        await channel.edit_card(place, ref, card)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)
