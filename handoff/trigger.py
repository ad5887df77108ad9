"""What starts a handoff: a mechanism that saw it, and a category the admin routes by."""

from dataclasses import dataclass
from enum import StrEnum


class Mechanism(StrEnum):
    """How it was seen. In this order the first to fire wins; all that fired are recorded."""

    MANUAL = "manual"
    REQUEST = "request"
    RULE = "rule"
    FAILURE = "failure"
    PROMISE = "promise"
    MOOD = "mood"
    STUCK = "stuck"
    CONFIDENCE = "confidence"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Signal:
    """One mechanism's opinion of one text.

    ``score`` is between 0 and 1. ``fires`` says it is enough for a handoff, ``offers`` that it is
    enough to ask "shall I get a colleague?". ``quote`` holds the words that caused it.
    """

    mechanism: Mechanism
    category: str
    score: float
    reason: str
    quote: str = ""
    fires: bool = False
    offers: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """The signal that won, and every one that was seen with it."""

    mechanism: Mechanism
    category: str
    reason: str
    score: float = 1.0
    quote: str = ""
    signals: tuple[Signal, ...] = ()
