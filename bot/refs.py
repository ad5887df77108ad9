"""The map of message ids: what a messenger calls an entry in a contact's chat or a desk thread, and back.

Nothing is kept beside the store: a message that came in carries its own name, and one that went out is
named in its outbox row.
"""

from collections.abc import Callable

from bot.recent import Entries
from handoff.effects import Deliver, Relay
from handoff.ids import Address, ConversationId, RowId
from handoff.store.base import Row, RowState
from handoff.store.orders import delivery, relay
from handoff.store.reading import Reader
from handoff.transcript import AuthorKind, Entry, EntryKind, Message, Origin, messages, origin

SHOWN = (EntryKind.MESSAGE, EntryKind.NOTE)


class Refs:
    """Reads both ways. A message that was split has several names, and answers to each."""

    def __init__(self, entries: Entries, reader: Reader) -> None:
        self._entries = entries
        self._reader = reader

    # ── from an entry to its name ────────────────────────────────────────────────────────────────

    async def at_contact(self, conversation: ConversationId, seq: int | None) -> str | None:
        """Return what the contact's messenger calls the message; None for one it does not have."""
        entry = await self.entry(conversation, seq)
        if entry is None or seq is None:
            return None
        if entry.author.kind is AuthorKind.CONTACT:
            return entry.id or None
        return await self._row(delivery(conversation, seq))

    async def delivered(self, conversation: ConversationId, seq: int) -> str | None:
        """Return the whole ref of a message of ours at the contact, every part of it."""
        row = await self._reader.row(delivery(conversation, seq))
        return row.ref if row is not None else None

    async def in_thread(self, conversation: ConversationId, thread: Address, seq: int | None) -> str | None:
        """Return what the message is called in a desk thread; None for one it does not show."""
        entry = await self.entry(conversation, seq)
        if entry is None or seq is None:
            return None
        place = origin(entry)
        if place is not None and place.thread == thread:
            return place.ref
        return await self._row(relay(conversation, seq, thread))

    async def entry(self, conversation: ConversationId, seq: int | None) -> Entry | None:
        """Return one entry of the transcript."""
        if seq is None:
            return None
        found = await self._entries.entries(conversation, after=seq - 1)
        return found[0] if found and found[0].seq == seq else None

    async def message(self, conversation: ConversationId, seq: int) -> Message | None:
        """Return one message or note as it stands now."""
        found = messages(await self._entries.entries(conversation, after=seq - 1))
        return found[0] if found and found[0].entry.seq == seq else None

    async def target(self, conversation: ConversationId, change: Entry) -> Entry | None:
        """Return the message that an edit, a deletion or a reaction is about."""
        if change.target is not None:
            return await self.entry(conversation, change.target)
        entries = await self._entries.entries(conversation)
        mine = (entry for entry in reversed(entries) if entry.kind is EntryKind.MESSAGE)
        return next((entry for entry in mine if _is_contacts(entry, change.id)), None)

    # ── from a name to its entry ─────────────────────────────────────────────────────────────────

    async def from_contact(self, conversation: ConversationId, ref: str) -> int | None:
        """Return the seq of what the contact's messenger calls ``ref``."""
        return await self._find(
            conversation,
            ref,
            lambda entry: _is_contacts(entry, ref),
            lambda row: row.effect.seq if isinstance(row.effect, Deliver) else None,
        )

    async def last_sent(self, conversation: ConversationId) -> int | None:
        """Return the seq of the last message that went to the contact, and did not come back."""
        sent = [row.effect for row in await self._reader.rows(conversation) if row.state is RowState.SENT]
        return max((one.seq for one in sent if isinstance(one, Deliver)), default=None)

    async def is_sending(self, conversation: ConversationId) -> bool:
        """Whether a message is on its way to the contact, so that nobody knows its name yet."""
        rows = await self._reader.rows(conversation)
        return any(row.state is RowState.SENDING and isinstance(row.effect, Deliver) for row in rows)

    async def from_thread(self, conversation: ConversationId, thread: Address, ref: str) -> int | None:
        """Return the seq of what a desk thread calls ``ref``; a message rather than its note."""
        here = Origin(thread, ref)

        def relayed(row: Row) -> int | None:
            effect = row.effect
            return effect.seq if isinstance(effect, Relay) and effect.thread == thread else None

        return await self._find(conversation, ref, lambda entry: origin(entry) == here, relayed)

    async def _find(
        self,
        conversation: ConversationId,
        ref: str,
        written: Callable[[Entry], bool],
        sent: Callable[[Row], int | None],
    ) -> int | None:
        entries = [entry for entry in await self._entries.entries(conversation) if entry.kind in SHOWN]
        mine = sorted(filter(written, entries), key=lambda entry: entry.kind is EntryKind.NOTE)
        if mine:
            return mine[0].seq
        for row in await self._reader.rows(conversation):
            if row.ref is not None and ref in row.ref.split(",") and (seq := sent(row)) is not None:
                return seq
        return None

    async def _row(self, id: RowId) -> str | None:
        row = await self._reader.row(id)
        return row.ref.partition(",")[0] if row is not None and row.ref else None


def _is_contacts(entry: Entry, id: str) -> bool:
    return bool(id) and entry.id == id and entry.author.kind is AuthorKind.CONTACT
