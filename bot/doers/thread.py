"""Shows in a desk thread what happens in the conversation, and marks what became of operators' messages."""

from dataclasses import replace

from bot.doers.sending import Carrier, perhaps
from bot.doers.words import matters, with_original, words
from bot.record import record
from bot.refs import SHOWN, Refs
from channels.base import Channel, Mark, Outgoing, Voice
from channels.errors import Gone, Permanent
from handoff.content import Content
from handoff.effects import Relay, ShowMark
from handoff.events import CardRefused, RelayFailed
from handoff.ids import Address, ConversationId, Ticket
from handoff.labels import known_as
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind, Entry, EntryKind, may_show

NOTHING = "there is nothing to show"


class Relayer:
    """Brings entries of the transcript to desk threads, in their order (law 5: notes only there)."""

    def __init__(self, carrier: Carrier, refs: Refs) -> None:
        self._carrier = carrier
        self._refs = refs

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Relay)
        try:
            return await self._show(row, row.effect)
        except Gone as error:
            return await self._lost(row, row.effect.thread, str(error))

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Say in the conversation which message the thread misses; of the bot's own lines say nothing."""
        assert isinstance(row.effect, Relay)
        entry = await self._refs.entry(row.conversation, row.effect.seq)
        if entry is None or entry.author.kind is AuthorKind.SYSTEM:
            return False
        if await self._card(row.conversation, row.effect.thread) is None:
            return False
        event = RelayFailed(entry.seq, row.effect.thread, settled.error or "no reason given")
        return await self._carrier.desk.happened(row.conversation, event, (settled,)) is not None

    async def _lost(self, row: Row, thread: Address, reason: str) -> Settled | None:
        """Let the conversation know that the thread is gone: its place counts as not told any more."""
        dead = Settled(row.id, RowState.DEAD, row.attempts + 1, error=reason)
        refused = await self._card(row.conversation, thread)
        if refused is None:
            return dead
        event = CardRefused(refused[0], refused[1], reason)
        return await record(self._carrier.desk, row.conversation, event, dead)

    async def _card(self, id: ConversationId, thread: Address) -> tuple[Ticket, Address] | None:
        """Return the open handoff and the place whose card opened the thread; None where it is no more."""
        state = await self._carrier.desk.state(id)
        handoff = state.handoff if state is not None else None
        if handoff is None:
            return None
        places = (copy.place for copy in handoff.cards if copy.desk == thread)
        return next(((handoff.ticket, place) for place in places), None)

    async def _show(self, row: Row, effect: Relay) -> Settled:
        entry = await self._refs.entry(row.conversation, effect.seq)
        if entry is None:
            return Settled(row.id, RowState.DROPPED, error="erased")
        if not may_show(entry, effect.thread):
            return Settled(row.id, RowState.DROPPED, error=NOTHING)
        channel = self._carrier.channel(effect.thread)
        if channel.capabilities.quiet and not matters(entry):
            return Settled(row.id, RowState.DROPPED, error=NOTHING)
        if entry.kind is EntryKind.REACTION:
            done = await self._react(row, effect.thread, entry, channel)
            if done is not None:
                return done
        out = await self._shown(row, effect.thread, entry)
        if not (out.content.text or out.content.files):
            return Settled(row.id, RowState.DROPPED, error=NOTHING)
        return await self._carrier.show(row, out)

    async def _react(self, row: Row, thread: Address, entry: Entry, channel: Channel) -> Settled | None:
        """Put the reaction on the message itself, where the thread has it and the messenger can."""
        if not channel.capabilities.reactions:
            return None
        ref = await self._refs.in_thread(row.conversation, thread, entry.target)
        if ref is None:
            return None
        await channel.ready(thread)
        try:
            await channel.react(thread, ref, entry.data["emoji"], entry.data["on"])
        except Gone:
            raise
        except Permanent:  # not every emoji is one everywhere: it is told in words
            return None
        return Settled(row.id, RowState.SENT, row.attempts + 1, ref=ref)

    async def _shown(self, row: Row, thread: Address, entry: Entry) -> Outgoing:
        about = await self._about(row.conversation, entry)
        seq = entry.target if about is None else about.seq
        if entry.kind is EntryKind.EVENT and "seq" in entry.data:
            seq = entry.data["seq"]
        quoted = await self._refs.in_thread(row.conversation, thread, seq)
        author, content = words(entry)
        if author.kind is AuthorKind.CONTACT:
            author = replace(author, name=known_as(author.name, row.conversation))
        if about is not None and quoted is None and entry.content.text == "translation":
            content = Content(with_original(content.text, about.content.text))
        note = entry.kind is EntryKind.NOTE or (about is not None and about.kind is EntryKind.NOTE)
        voice = Voice.NOTE if note else Voice.TEAM
        return Outgoing(row.id, thread, author, content, quoted, voice, again=perhaps(row))

    async def _about(self, id: ConversationId, entry: Entry) -> Entry | None:
        """Return the message that the entry quotes, changes or reacts to."""
        if entry.kind in SHOWN or entry.target is not None:
            return await self._refs.entry(id, entry.target)
        return await self._refs.target(id, entry) if entry.id else None


class Marker:
    """Shows on an operator's own message that the contact has it, or why not."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, ShowMark)
        effect = row.effect
        channel = self._carrier.channel(effect.thread)
        await channel.ready(effect.thread)
        await channel.mark(effect.thread, effect.ref, Mark(effect.mark), effect.why)
        return Settled(row.id, RowState.SENT, row.attempts + 1)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Leave the row dead; the inbox shows the delivery itself."""
        return False
