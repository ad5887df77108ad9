"""Tells a place of the team what a workflow wants it to know, outside of any desk thread."""

from collections.abc import Mapping

from bot.doers.board import channel_of
from bot.doers.sending import perhaps, send
from bot.refs import Refs
from channels.base import Channel, Outgoing, Voice
from handoff.content import Content
from handoff.desk import Desk
from handoff.effects import Announce
from handoff.events import RelayFailed
from handoff.store.base import Row, RowState, Settled, Store
from handoff.transcript import Author, AuthorKind

SYSTEM = Author(AuthorKind.SYSTEM)


class Announcer:
    """Sends the entry's text once; the inbox reads the transcript, so its place has it already."""

    def __init__(self, desk: Desk, store: Store, refs: Refs, channels: Mapping[str, Channel]) -> None:
        self._desk = desk
        self._store = store
        self._refs = refs
        self._channels = channels

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Announce)
        entry = await self._refs.entry(row.conversation, row.effect.seq)
        if entry is None:
            return Settled(row.id, RowState.DROPPED, error="erased")
        channel = channel_of(self._channels, row.effect.place)
        if channel.capabilities.pull:
            return Settled(row.id, RowState.SENT, row.attempts)
        content = Content(str(entry.data.get("text", "")))
        place = row.effect.place
        out = Outgoing(row.id, place, SYSTEM, content, voice=Voice.TEAM, again=perhaps(row))
        return await send(self._desk, self._store, row, channel, out)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Let the conversation show that the place was not told."""
        assert isinstance(row.effect, Announce)
        event = RelayFailed(row.effect.seq, row.effect.place, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None
