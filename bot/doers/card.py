"""Has handoffs' cards posted and redrawn."""

from bot.doers.board import Board
from bot.record import record
from bot.team.threads import Threads
from channels.errors import Permanent
from handoff.card import Card, draw
from handoff.desk import Desk
from handoff.effects import EditCard, PostCard
from handoff.events import CardAccepted, CardRefused
from handoff.ids import ConversationId, Ticket
from handoff.store.base import Row, RowState, Settled
from handoff.store.reading import Reader


class CardDoer:
    """Draws from the handoff as it is at the moment of the call, so the last edit always tells the truth."""

    def __init__(self, desk: Desk, reader: Reader, board: Board, threads: Threads) -> None:
        self._desk = desk
        self._threads = threads
        self._reader = reader
        self._board = board

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        if isinstance(row.effect, EditCard):
            card = await self._card(row.conversation, row.effect.ticket)
            return await self._board.redraw(row, row.effect.place, row.effect.ref, card)
        assert isinstance(row.effect, PostCard)
        return await self._post(row, row.effect)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the fallback chain run when a place will not take the card."""
        if not isinstance(row.effect, PostCard):
            return False
        event = CardRefused(row.effect.ticket, row.effect.place, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _post(self, row: Row, effect: PostCard) -> Settled | None:
        if await self._has_one(row.conversation, effect):
            return Settled(row.id, RowState.DROPPED, row.attempts, error="the place has a card")
        await self._board.begin(row, effect.place)
        card = await self._card(row.conversation, effect.ticket)
        with self._threads.opening(effect.place):
            receipt, done = await self._board.post(row, effect.place, card)
            event = CardAccepted(effect.ticket, effect.place, receipt.ref, receipt.thread)
            return await record(self._desk, row.conversation, event, done)

    async def _has_one(self, conversation: ConversationId, effect: PostCard) -> bool:
        state = await self._desk.state(conversation)
        if state is None or state.handoff is None or state.handoff.ticket != effect.ticket:
            return False
        return any(copy.place == effect.place and copy.live for copy in state.handoff.cards)

    async def _card(self, conversation: ConversationId, ticket: Ticket) -> Card:
        state = await self._desk.state(conversation)
        handoff = state.handoff if state is not None else None
        if handoff is None or handoff.ticket != ticket:
            row = await self._reader.handoff(ticket)
            if row is None:
                raise Permanent(f"{ticket} is not in the store")
            handoff = row.handoff
        face = self._board.face(conversation)
        return draw(handoff, conversation, face.bot, face.inbox, drafts=face.drafts)
