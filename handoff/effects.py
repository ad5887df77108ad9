"""What must be done, in the imperative. Each becomes one row of the outbox in the decision's commit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from handoff.ids import Address, ApprovalId, RunId, Ticket


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
class RemindReviewers:
    """Bring an ``ApprovalReminder`` at ``due`` (seconds since 1970 UTC)."""

    approval: ApprovalId
    due: float
    kind: Literal["remind"] = "remind"


@dataclass(frozen=True, slots=True)
class Nudge:
    """Remind a place of the team of a question that waits there; ``count`` tells the reminders apart."""

    approval: ApprovalId
    place: Address
    count: int
    kind: Literal["nudge"] = "nudge"


@dataclass(frozen=True, slots=True)
class StepRun:
    """Let a run go on, not before ``due``.

    ``heard`` is the seq of the contact's message that it answers, said at this ``visit`` of its node: words
    are no answer to what was asked after them. Without one it goes on from its ``step``, and is stale when
    the run was stepped meanwhile.
    """

    run: RunId
    step: int
    epoch: int
    due: float
    heard: int | None = None
    visit: int = 0
    kind: Literal["step_run"] = "step_run"


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell a place of the team what the entry ``seq`` says, outside of any desk thread."""

    seq: int
    place: Address
    kind: Literal["announce"] = "announce"


@dataclass(frozen=True, slots=True)
class CallTool:
    """Call the tool that an approval was for, once."""

    approval: ApprovalId
    kind: Literal["call_tool"] = "call_tool"


@dataclass(frozen=True, slots=True)
class Summarize:
    """Have the model write the summary on a handoff's cards."""

    ticket: Ticket
    kind: Literal["summarize"] = "summarize"


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Have the model write a draft of the next reply into a desk thread, as ``wish`` has it."""

    thread: Address
    wish: str = ""
    kind: Literal["draft"] = "draft"


@dataclass(frozen=True, slots=True)
class Translate:
    """Translate what the contact wrote as ``seq``, and up to ``back`` messages before it, for the team."""

    seq: int
    back: int = 0
    kind: Literal["translate"] = "translate"


@dataclass(frozen=True, slots=True)
class TranslateReply:
    """Translate the operator's words that wait under ``seq``; see ``handoff.pending``."""

    seq: int
    kind: Literal["translate_reply"] = "translate_reply"


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
    | RemindReviewers
    | Nudge
    | StepRun
    | Announce
    | CallTool
    | Summarize
    | WriteDraft
    | Translate
    | TranslateReply
    | Relay
    | Transcript
    | ShowMark
    | Wake
)
