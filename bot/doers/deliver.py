"""Brings entries of the transcript to contacts on channels that must be called."""

from bot.doers.sending import Carrier, perhaps
from bot.record import record
from bot.refs import Refs
from channels.base import Outgoing
from handoff.effects import Deliver
from handoff.events import Delivered, DeliveryFailed
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import Entry, EntryKind, origin


class Deliverer:
    """Sends, edits and deletes. An agent's message whose epoch is over is withheld (law 1)."""

    def __init__(self, carrier: Carrier, refs: Refs) -> None:
        self._carrier = carrier
        self._refs = refs

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Deliver)
        state = await self._carrier.desk.state(row.conversation)
        entry = await self._refs.entry(row.conversation, row.effect.seq)
        if state is None or entry is None:
            return Settled(row.id, RowState.DROPPED, error="erased")
        if entry.kind is EntryKind.MESSAGE:
            return await self._send(row, state, entry)
        return await self._change(row, state, entry)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Write the failure into the transcript, where the operator sees it."""
        assert isinstance(row.effect, Deliver)
        entry = await self._refs.entry(row.conversation, row.effect.seq)
        place = origin(entry) if entry is not None else None
        event = DeliveryFailed(row.effect.seq, settled.error or "no reason given", place)
        return await self._carrier.desk.happened(row.conversation, event, (settled,)) is not None

    async def _send(self, row: Row, state: Conversation, entry: Entry) -> Settled | None:
        quoted = await self._refs.at_contact(row.conversation, entry.target)
        to, again = state.contact.address, perhaps(row)
        out = Outgoing(row.id, to, entry.author, entry.content, reply_to=quoted, again=again)
        done = await self._carrier.send(row, out)
        place = origin(entry)
        if place is None or done.state is not RowState.SENT:
            return done
        return await record(self._carrier.desk, row.conversation, Delivered(entry.seq, place), done)

    async def _change(self, row: Row, state: Conversation, entry: Entry) -> Settled:
        to, target = state.contact.address, await self._refs.target(row.conversation, entry)
        ref = None if target is None else await self._whole_ref(row, entry, target)
        if target is None or ref is None:
            return Settled(row.id, RowState.DROPPED, error="its message was never sent")
        channel = self._carrier.channel(to)
        await channel.ready(to)
        if entry.kind is EntryKind.EDIT:
            await channel.edit(Outgoing(row.id, to, target.author, entry.content), ref)
        elif entry.kind is EntryKind.REACTION:
            await channel.react(to, ref, entry.data["emoji"], entry.data["on"])
        else:
            await channel.delete(to, ref)
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)

    async def _whole_ref(self, row: Row, entry: Entry, target: Entry) -> str | None:
        """Return every name of a message of ours that changes, and one name of what is reacted to."""
        if entry.kind is EntryKind.REACTION:
            return await self._refs.at_contact(row.conversation, target.seq)
        return await self._refs.delivered(row.conversation, target.seq)
