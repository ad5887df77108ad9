"""What a write must keep to before any store looks at it: a breach is our own bug, not a race."""

from handoff.errors import RuleBroken
from handoff.store.base import Write


def check(write: Write) -> None:
    """Raise RuleBroken for a write that contradicts itself."""
    conversation = write.conversation
    if conversation.version != write.expected + 1:
        raise RuleBroken(f"{conversation.id}: version {conversation.version} after {write.expected}")
    if any(not 1 <= entry.seq <= conversation.seq for entry in write.entries):
        raise RuleBroken(f"{conversation.id}: an entry is outside 1 to {conversation.seq}")
