"""What those who watch are told after a commit: pages that are open right now, and nobody else.

A notice is a hint that something was committed, never the record of it: a watcher that was not there
reads the transcript after the last seq it saw.
"""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from handoff.ids import ConversationId, RowId
from handoff.state import Conversation
from handoff.transcript import AuthorKind, Entry


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision was committed: the state it left and the entries it added, in order."""

    conversation: Conversation
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is writing; forget it after a few seconds. ``name`` is empty for the contact.

    ``draft`` is what an agent has written so far: it may still be withheld, and is never the record.
    """

    conversation: ConversationId
    kind: AuthorKind
    name: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A delivery was settled: read its row for how."""

    conversation: ConversationId
    row: RowId


Notice = Changed | Typing | Marked


class Watch(Protocol):
    """One watcher's notices, in order. Iterating waits for the next; ``lagged`` is set when the watcher
    was too slow and notices were dropped: it then reads again from the store."""

    lagged: bool

    def __aiter__(self) -> "Watch": ...

    async def __anext__(self) -> Notice: ...


class Feed(Protocol):
    """Hands out watches."""

    def watch(self, conversation: ConversationId | None = None) -> AbstractContextManager[Watch]:
        """Watch one conversation, or all. Subscribes at once: watch first, then read, then iterate."""
