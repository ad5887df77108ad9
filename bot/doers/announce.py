"""Tells a place of the team what a workflow wants it to know, outside of any desk thread."""

from bot.doers.sending import Carrier, perhaps
from bot.refs import Refs
from channels.base import Outgoing, Voice
from handoff.content import Content
from handoff.effects import Announce
from handoff.events import RelayFailed
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import Author, AuthorKind

SYSTEM = Author(AuthorKind.SYSTEM)


class Announcer:
    """Sends the entry's text once; the inbox reads the transcript, so its place has it already."""

    def __init__(self, carrier: Carrier, refs: Refs) -> None:
        self._carrier = carrier
        self._refs = refs

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Announce)
        entry = await self._refs.entry(row.conversation, row.effect.seq)
        if entry is None:
            return Settled(row.id, RowState.DROPPED, error="erased")
        place = row.effect.place
        if self._carrier.channel(place).capabilities.pull:
            return Settled(row.id, RowState.SENT, row.attempts)
        content = Content(str(entry.data.get("text", "")))
        out = Outgoing(row.id, place, SYSTEM, content, voice=Voice.TEAM, again=perhaps(row))
        return await self._carrier.send(row, out)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the conversation show that the place was not told."""
        assert isinstance(row.effect, Announce)
        event = RelayFailed(row.effect.seq, row.effect.place, settled.error or "no reason given")
        return await self._carrier.desk.happened(row.conversation, event, (settled,)) is not None
