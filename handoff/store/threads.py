"""Which desk threads a decision tells of, worked out once for every store."""

from collections.abc import Iterable

from handoff.envelope import Handoff
from handoff.ids import ConversationId
from handoff.store.reading import ThreadRow


def opened(conversation: ConversationId, handoffs: Iterable[Handoff]) -> list[ThreadRow]:
    """Return the threads of the handoffs' cards, in order; of one that comes twice the last counts."""
    return [
        ThreadRow(desk, card.place, conversation, handoff.ticket)
        for handoff in handoffs
        for card in handoff.cards
        if (desk := card.desk) is not None
    ]
