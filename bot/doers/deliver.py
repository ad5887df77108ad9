"""Brings entries of the transcript to contacts on channels that must be called."""

from collections.abc import Mapping

import structlog

from bot.recent import Entries
from channels.base import Channel, Outgoing, Receipt
from channels.errors import ChannelError, Permanent, Uncertain
from handoff.desk import Desk
from handoff.effects import Deliver
from handoff.events import DeliveryFailed
from handoff.ids import ConversationId, RowId
from handoff.state import Conversation
from handoff.store.base import Reader, Row, RowState, Settled, Store
from handoff.transcript import Entry, EntryKind

log = structlog.get_logger(__name__)

WITHHELD = "the conversation changed hands before it was sent"


class Deliverer:
    """Sends, edits and deletes. An agent's message whose epoch is over is withheld (law 1)."""

    def __init__(
        self, desk: Desk, store: Store, reader: Reader, entries: Entries, channels: Mapping[str, Channel]
    ) -> None:
        self._desk = desk
        self._store = store
        self._reader = reader
        self._entries = entries
        self._channels = channels

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Deliver)
        state = await self._desk.state(row.conversation)
        entry = await self._entry(row.conversation, row.effect.seq)
        if state is None or entry is None:
            return Settled(row.id, RowState.DROPPED, error="erased")
        channel = self._channels.get(state.contact.address.channel)
        if channel is None:
            raise Permanent(f"the channel {state.contact.address.channel!r} is not configured")
        if entry.kind is EntryKind.MESSAGE:
            return await self._send(row, state, entry, channel)
        return await self._change(row, state, entry, channel)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Write the failure into the transcript, where the operator sees it."""
        assert isinstance(row.effect, Deliver)
        event = DeliveryFailed(row.effect.seq, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _send(self, row: Row, state: Conversation, entry: Entry, channel: Channel) -> Settled:
        out = Outgoing(row.id, state.contact.address, entry.author, entry.content)
        perhaps = row.doubtful or row.state is RowState.SENDING
        once = channel.capabilities.idempotent
        await channel.ready(out.to)
        if not once:
            await self._store.settle(Settled(row.id, RowState.SENDING, row.attempts, doubtful=perhaps))
        await self._desk.know_fence(row.conversation)
        if not self._desk.may_send(row.conversation, row.fence):  # no await between this and the call
            return Settled(row.id, RowState.DROPPED, row.attempts, error=WITHHELD, doubtful=perhaps)
        receipt = await _call(channel, out)
        return Settled(
            row.id, RowState.SENT, row.attempts + 1, ref=receipt.ref, doubtful=perhaps and not once
        )

    async def _change(self, row: Row, state: Conversation, entry: Entry, channel: Channel) -> Settled:
        ref = await self._ref(row.conversation, entry.target)
        if ref is None:
            return Settled(row.id, RowState.DROPPED, error="its message was never sent")
        if entry.kind is EntryKind.EDIT:
            await channel.edit(state.contact.address, ref, entry.content)
        else:
            await channel.delete(state.contact.address, ref)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)

    async def _entry(self, conversation: ConversationId, seq: int) -> Entry | None:
        found = await self._entries.entries(conversation, after=seq - 1)
        return found[0] if found and found[0].seq == seq else None

    async def _ref(self, conversation: ConversationId, target: int | None) -> str | None:
        for row in await self._reader.rows(conversation):
            if row.id == RowId(f"{conversation}:{target}"):
                return row.ref
        return None


async def _call(channel: Channel, out: Outgoing) -> Receipt:
    """Send; an adapter that fails in a way it does not name leaves us in doubt, and that is said (law 3)."""
    try:
        return await channel.send(out)
    except ChannelError:
        raise
    except Exception as error:
        log.exception("an adapter failed", row=out.key)
        raise Uncertain(f"internal error ({type(error).__name__})") from error
