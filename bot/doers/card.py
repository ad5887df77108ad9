"""Posts cards to the team's channels, and redraws them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.doers.sending import doubt, record, sent
from channels.base import Channel
from channels.errors import Permanent
from handoff.card import Card, draw
from handoff.desk import Desk
from handoff.effects import EditCard, PostCard
from handoff.events import CardAccepted, CardRefused
from handoff.ids import Address, ConversationId, Ticket
from handoff.store.base import Reader, Row, RowState, Settled, Store


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows besides the handoff: what the bot is called, the inbox's public address."""

    bot: str
    inbox: str = ""


class CardDoer:
    """Draws from the handoff as it is at the moment of the call, so the last edit always tells the truth."""

    def __init__(
        self,
        desk: Desk,
        store: Store,
        reader: Reader,
        channels: Mapping[str, Channel],
        face: Callable[[ConversationId], Face],
    ) -> None:
        self._desk = desk
        self._store = store
        self._reader = reader
        self._channels = channels
        self._face = face

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        if isinstance(row.effect, EditCard):
            return await self._edit(row, row.effect)
        assert isinstance(row.effect, PostCard)
        return await self._post(row, row.effect)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the fallback chain run when a place will not take the card."""
        if not isinstance(row.effect, PostCard):
            return False
        event = CardRefused(row.effect.ticket, row.effect.place, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _post(self, row: Row, effect: PostCard) -> Settled | None:
        channel = self._channel(effect.place)
        if await self._has_one(row.conversation, effect):
            return Settled(row.id, RowState.DROPPED, row.attempts, error="the place has a card")
        card = await self._card(row.conversation, effect.ticket)
        await channel.ready(effect.place)
        await doubt(self._store, row, channel)
        receipt = await channel.post_card(effect.place, card, row.id)
        event = CardAccepted(effect.ticket, effect.place, receipt.ref, receipt.thread)
        return await record(self._desk, row.conversation, event, sent(row, channel, receipt))

    async def _has_one(self, conversation: ConversationId, effect: PostCard) -> bool:
        state = await self._desk.state(conversation)
        if state is None or state.handoff is None or state.handoff.ticket != effect.ticket:
            return False
        return any(copy.place == effect.place and copy.ref is not None for copy in state.handoff.cards)

    async def _edit(self, row: Row, effect: EditCard) -> Settled:
        card = await self._card(row.conversation, effect.ticket)
        channel = self._channel(effect.place)
        await channel.ready(effect.place)
        await channel.edit_card(effect.place, effect.ref, card)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=effect.ref)

    def _channel(self, place: Address) -> Channel:
        channel = self._channels.get(place.channel)
        if channel is None:
            raise Permanent(f"the channel {place.channel!r} is not configured")
        return channel

    async def _card(self, conversation: ConversationId, ticket: Ticket) -> Card:
        state = await self._desk.state(conversation)
        handoff = state.handoff if state is not None else None
        if handoff is None or handoff.ticket != ticket:
            row = await self._reader.handoff(ticket)
            if row is None:
                raise Permanent(f"{ticket} is not in the store")
            handoff = row.handoff
        face = self._face(conversation)
        return draw(handoff, conversation, face.bot, face.inbox)
