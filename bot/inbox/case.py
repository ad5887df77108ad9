"""Everything the inbox shows of one conversation, read together."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.inbox.marks import Mark, marks
from channels.web.http import Fault
from handoff.envelope import Handoff
from handoff.ids import ConversationId
from handoff.policy import Policy, Queue
from handoff.state import Conversation
from handoff.store.reading import HandoffQuery, Reader
from handoff.transcript import Entry

PAGE = 200
"""Entries shown at first; the page asks for more when the operator scrolls back."""
MOST = 10_000
HANDOFFS = 50
LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Case:
    """``handoffs`` are newest first, the open one among them; ``more`` says that older entries exist."""

    conversation: Conversation
    entries: tuple[Entry, ...]
    handoffs: tuple[Handoff, ...]
    marks: Mapping[int, Mark]

    @property
    def handoff(self) -> Handoff | None:
        """The open handoff, or the last one there was."""
        return self.conversation.handoff or (self.handoffs[0] if self.handoffs else None)

    @property
    def more(self) -> bool:
        """Whether the transcript begins before the first entry here."""
        return bool(self.entries) and self.entries[0].seq > 1


def plausible(id: str) -> bool:
    """Whether the text could be an id of ours: short, visible ASCII. Nothing else reaches a store."""
    return 0 < len(id) <= LONGEST_ID and id.isascii() and id.isprintable()


async def conversation(reader: Reader, id: str) -> Conversation:
    """Return the conversation as it stands; raises Fault 404 for one that is not there."""
    found = await reader.conversation(ConversationId(id)) if plausible(id) else None
    if found is None:
        raise Fault(404, "not_found", "There is no such conversation.")
    return found


async def case(reader: Reader, id: str, limit: int | None = None) -> Case:
    """Read one conversation with its newest ``limit`` entries; raises Fault 404 for an unknown one."""
    found = await conversation(reader, id)
    entries, logged, rows = await asyncio.gather(
        reader.entries(found.id, limit=limit),
        reader.handoffs(HandoffQuery(conversation=found.id, limit=HANDOFFS)),
        reader.rows(found.id),
    )
    return Case(found, tuple(entries), tuple(row.handoff for row in logged), marks(rows))


def queue_of(conversation: Conversation, policy: Policy) -> Queue:
    """Return the queue whose operators may act: the open handoff's, or the default one."""
    handoff = conversation.handoff
    return policy.queue(policy.default_queue if handoff is None else handoff.queue)
