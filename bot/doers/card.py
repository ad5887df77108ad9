"""Posts cards to the team's channels, and redraws them."""

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot.retry import FIRST
from channels.base import Channel
from channels.errors import Permanent
from handoff.card import Card, draw
from handoff.desk import Desk
from handoff.effects import EditCard, PostCard
from handoff.errors import StoreUnavailable
from handoff.events import CardAccepted, CardRefused
from handoff.ids import Address, ConversationId, Ticket
from handoff.store.base import HandoffQuery, Reader, Row, RowState, Settled

log = structlog.get_logger(__name__)


class CardDoer:
    """Draws from the handoff as it is at the moment of the call, so the last edit always tells the truth."""

    def __init__(
        self, desk: Desk, reader: Reader, channels: Mapping[str, Channel], bot: Callable[[], str]
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._channels = channels
        self._bot = bot

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
        receipt = await channel.post_card(effect.place, card, row.id)
        done = Settled(row.id, RowState.SENT, row.attempts + 1, ref=receipt.ref, doubtful=row.doubtful)
        event = CardAccepted(effect.ticket, effect.place, receipt.ref)
        return done if await self._happened(row.conversation, event, done) is None else None

    async def _happened(self, conversation: ConversationId, event: CardAccepted, done: Settled) -> object:
        """Have it written down, however long the store is away: a posted card must not be posted again."""
        while True:
            try:
                return await self._desk.happened(conversation, event, (done,))
            except StoreUnavailable as error:
                log.error("a card is not recorded", row=done.id, error=str(error))
                await asyncio.sleep(FIRST)

    async def _has_one(self, conversation: ConversationId, effect: PostCard) -> bool:
        state = await self._desk.state(conversation)
        if state is None or state.handoff is None or state.handoff.ticket != effect.ticket:
            return False
        return any(copy.place == effect.place and copy.ref is not None for copy in state.handoff.cards)

    async def _edit(self, row: Row, effect: EditCard) -> Settled:
        card = await self._card(row.conversation, effect.ticket)
        await self._channel(effect.place).edit_card(effect.place, effect.ref, card)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=effect.ref)

    def _channel(self, place: Address) -> Channel:
        channel = self._channels.get(place.channel)
        if channel is None:
            raise Permanent(f"the channel {place.channel!r} is not configured")
        return channel

    async def _card(self, conversation: ConversationId, ticket: Ticket) -> Card:
        state = await self._desk.state(conversation)
        if state is not None and state.handoff is not None and state.handoff.ticket == ticket:
            return draw(state.handoff, conversation, self._bot())
        for row in await self._reader.handoffs(HandoffQuery(conversation=conversation)):
            if row.handoff.ticket == ticket:
                return draw(row.handoff, conversation, self._bot())
        raise Permanent(f"{ticket} is not in the store")
