"""What must be done, in the imperative. Each becomes one row of the outbox in the decision's commit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from handoff.ids import Address, ApprovalId, Ticket


class Timer(StrEnum):
    """What runs out."""

    NOTIFY = "notify"
    """No team channel has accepted the card yet."""
    CLAIM = "claim"
    """Nobody has taken it."""
    EXPIRE = "expire"
    """Nobody has taken it for so long that the agent comes back."""
    SILENCE = "silence"
    """The operator owes an answer."""
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Deliver:
    """Bring the entry ``seq`` to the contact.

    ``fence`` is the epoch an agent's message was decided under: it may only start while that epoch
    still stands. A person's or the system's message has no fence.
    """

    seq: int
    fence: int | None = None
    kind: Literal["deliver"] = "deliver"


@dataclass(frozen=True, slots=True)
class AskAgent:
    """Let the agent answer what the contact said since the last answer, not before ``due``."""

    turn: int
    epoch: int
    due: float
    kind: Literal["ask"] = "ask"


@dataclass(frozen=True, slots=True)
class PostCard:
    """Tell one place of the team about the handoff; a place that has a card gets no second one."""

    ticket: Ticket
    place: Address
    kind: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class EditCard:
    """Redraw one live card from the handoff as it is by then."""

    ticket: Ticket
    place: Address
    ref: str
    kind: Literal["edit_card"] = "edit_card"


@dataclass(frozen=True, slots=True)
class AskReviewers:
    """Put an approval's question to one place of the team."""

    approval: ApprovalId
    place: Address
    kind: Literal["ask_reviewers"] = "ask_reviewers"


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """Redraw one card of an approval as it stands by then."""

    approval: ApprovalId
    place: Address
    ref: str
    kind: Literal["edit_question"] = "edit_question"


@dataclass(frozen=True, slots=True)
class EndApproval:
    """Bring an ``ApprovalDue`` at ``due`` (seconds since 1970 UTC)."""

    approval: ApprovalId
    due: float
    kind: Literal["end_approval"] = "end_approval"


@dataclass(frozen=True, slots=True)
class Relay:
    """Show the entry ``seq`` in a desk thread."""

    seq: int
    thread: Address
    kind: Literal["relay"] = "relay"


@dataclass(frozen=True, slots=True)
class Transcript:
    """Show in a desk thread what was said before the handoff began, once."""

    ticket: Ticket
    thread: Address
    kind: Literal["transcript"] = "transcript"


@dataclass(frozen=True, slots=True)
class ShowMark:
    """Show on an operator's message in a desk thread that it was ``delivered`` or ``failed``, and why."""

    seq: int
    thread: Address
    ref: str
    mark: str
    why: str = ""
    kind: Literal["mark"] = "mark"


@dataclass(frozen=True, slots=True)
class Wake:
    """Bring a ``TimerFired`` at ``due`` (seconds since 1970 UTC)."""

    timer: Timer
    ticket: Ticket
    epoch: int
    due: float
    kind: Literal["wake"] = "wake"


Effect = (
    Deliver
    | AskAgent
    | PostCard
    | EditCard
    | AskReviewers
    | EditQuestion
    | EndApproval
    | Relay
    | Transcript
    | ShowMark
    | Wake
)
