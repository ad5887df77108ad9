"""The newest entries of the conversations that are talking now, so that a turn needs no read of the disk.

Every commit of this process passes by here, so what is kept is what is stored. A conversation is kept
from its first entry, or from a read on; one whose entries would leave a gap is forgotten and read again.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from itertools import islice
from typing import Final, Protocol

from handoff.ids import ConversationId
from handoff.transcript import Entry

LONGEST: Final = 400
MOST: Final = 512


class Entries(Protocol):
    """Reads a transcript; see ``handoff.store.reading.Reader``."""

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        """Return entries with a greater seq, in order; only the newest ``limit`` of them if given."""


class Recent:
    """Answers for the newest ``LONGEST`` entries of ``MOST`` conversations; anything else is read."""

    def __init__(self, reader: Entries) -> None:
        self._reader = reader
        self._kept: OrderedDict[ConversationId, deque[Entry]] = OrderedDict()
        self._reading: dict[ConversationId, bool] = {}

    def committed(self, conversation: ConversationId, entries: Sequence[Entry]) -> None:
        """Add what was just committed. Never waits."""
        if not entries:
            return
        if conversation in self._reading:
            self._reading[conversation] = True
        kept = self._kept.get(conversation)
        if kept is None and entries[0].seq == 1:
            self._keep(conversation, entries)
        elif kept is not None and kept[-1].seq + 1 == entries[0].seq:
            kept.extend(entries)
            self._kept.move_to_end(conversation)
        else:
            self._kept.pop(conversation, None)

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        """Return entries with a greater seq, in order; only the newest ``limit`` of them if given."""
        kept = self._kept.get(conversation)
        if kept is None:
            kept = await self._read(conversation)
        if kept and (kept[0].seq <= after + 1 or (limit is not None and limit <= len(kept))):
            found = list(islice(kept, max(0, after + 1 - kept[0].seq), None))
            # Nothing may mean a commit of a moment ago: whoever has its row can be quicker than we.
            if found:
                return found if limit is None else found[-limit:]
        return await self._reader.entries(conversation, after, limit)

    async def _read(self, conversation: ConversationId) -> deque[Entry]:
        """Read the newest and keep them, unless something was committed meanwhile."""
        self._reading[conversation] = False
        try:
            found = await self._reader.entries(conversation, limit=LONGEST)
        finally:
            missed = self._reading.pop(conversation, True)
        if found and not missed:
            self._keep(conversation, found)
        return deque(found)

    def _keep(self, conversation: ConversationId, entries: Sequence[Entry]) -> None:
        self._kept[conversation] = deque(entries, LONGEST)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
