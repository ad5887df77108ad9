"""What detection remembers of a conversation between two messages."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Memory:
    """Small enough to be stored with the conversation on every turn.

    ``mood`` is the smoothed anger, 0 calm to 1. ``asked`` holds the last questions, normalised.
    ``repeats`` counts rephrasings of one question in a row, ``misses`` the agent's unknown or
    low-confidence answers in a row.
    """

    mood: float = 0.0
    asked: tuple[str, ...] = ()
    repeats: int = 0
    misses: int = 0


def rested(memory: Memory) -> Memory:
    """Return the memory after a person gave the conversation back: nothing triggers twice (law 6)."""
    return replace(memory, mood=0.0, asked=(), repeats=0, misses=0)
