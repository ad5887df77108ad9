"""What the web channel reads: the committed transcript, and nothing else of the store."""

from collections.abc import Sequence
from typing import Protocol

from handoff.ids import ConversationId
from handoff.state import Conversation
from handoff.transcript import Entry


class History(Protocol):
    """The committed past. May raise StoreUnavailable."""

    async def entries(
        self, conversation: ConversationId, after: int = 0, limit: int | None = None
    ) -> Sequence[Entry]:
        """Return entries with a greater seq, in order; only the newest ``limit`` of them if given."""

    async def conversation(self, conversation: ConversationId) -> Conversation | None:
        """Return one as it stands, or None for one that was never stored."""
