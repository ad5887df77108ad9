"""What a person who pressed something is told. Losing a race is an outcome, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Became(StrEnum):
    """What an operator's plain text in a desk thread turned into."""

    NOTHING = ""
    REPLY = "reply"
    NOTE = "note"
    HELD = "held"
    """A note so far: nobody has the conversation, and the writer is asked whether to take it and send."""


@dataclass(frozen=True, slots=True)
class Done:
    """It happened. ``seq`` is the entry it made, where it made one; ``became`` what text turned into.

    ``text`` says how far it got where that is not all the way, such as ``1 of 2``.
    """

    seq: int | None = None
    became: Became = Became.NOTHING
    text: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The same event was taken in before; nothing changed. ``seq`` is what it made then."""

    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody else was first. ``error`` is a code (``already_taken``), ``at`` seconds since 1970 UTC."""

    error: str
    by: str
    at: float
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It may not happen now, or not by this person. ``error`` is a code, ``message`` says what to do."""

    error: str
    message: str


Outcome = Done | Again | Lost | Refused
