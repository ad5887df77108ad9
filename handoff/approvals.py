"""One question to reviewers, answered once: approved, rejected, expired or cancelled."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Literal, Protocol

from handoff.content import Field
from handoff.envelope import CardCopy, Line
from handoff.ids import ApprovalId, ConversationId, OperatorName, QueueName, RunId
from handoff.outcome import Done, Lost, Outcome, Refused

STRANGER: Final = Refused("not_a_reviewer", "You are not listed as a reviewer for this question.")
REQUESTER: Final = Refused("requester", "You asked for this yourself, so somebody else has to decide.")
CHANGED: Final = Refused(
    "text_changed", "A colleague changed the text meanwhile. Read it as it is now, then decide."
)


class Ruling(StrEnum):
    """How an approval stands. Four of them are final, and they stay distinct everywhere."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ForRun:
    """A workflow's run stands at its node until the answer comes."""

    run: RunId
    kind: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class ForTool:
    """The agent wants a tool called: ``arguments`` is a JSON text, ``key`` makes the call happen once."""

    tool: str
    arguments: str
    key: str
    kind: Literal["tool"] = "tool"


Purpose = ForRun | ForTool
"""What an answer is for. None is for a question whose asker looks the answer up."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One reviewer's word, where several are needed; ``groups`` are those they were in when they gave it."""

    operator: OperatorName
    name: str
    ruling: Ruling
    at: float
    reason: str = ""
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Approval:
    """``facts`` come from our data, never from a model's words. Times are seconds since 1970 UTC.

    ``groups`` are a platform's groups whose members may decide like the ``reviewers``; ``cards`` are where
    the question stands. ``by`` is the name people read of who decided.

    ``needed`` reviewers must approve, one rejection rejects; ``votes`` holds who said what. ``barred`` may
    not decide. ``draft`` is a text that approving sends, ``text`` what it became. ``lines`` are the last
    messages.
    ``queues`` are those that were asked, the first first; ``reminded`` counts the reminders.
    """

    id: ApprovalId
    conversation: ConversationId
    queue: QueueName
    question: str
    facts: tuple[Field, ...]
    reviewers: frozenset[OperatorName]
    asked: float
    expires: float | None = None
    ruling: Ruling = Ruling.PENDING
    by: str = ""
    at: float | None = None
    reason: str = ""
    groups: frozenset[str] = frozenset()
    contact: str = ""
    cards: tuple[CardCopy, ...] = ()
    label: str = ""
    draft: str = ""
    text: str = ""
    lines: tuple[Line, ...] = ()
    needed: int = 1
    votes: tuple[Vote, ...] = ()
    barred: frozenset[OperatorName] = frozenset()
    purpose: Purpose | None = None
    queues: tuple[QueueName, ...] = ()
    reminded: int = 0


class Reviewer(Protocol):
    """Who presses: see ``handoff.events.Actor``."""

    @property
    def operator(self) -> OperatorName: ...

    @property
    def name(self) -> str: ...

    @property
    def groups(self) -> frozenset[str]: ...


def settle(
    approval: Approval,
    ruling: Ruling,
    by: Reviewer,
    now: float,
    reason: str = "",
    text: str | None = None,
    seen: str = "",
) -> tuple[Approval, Outcome]:
    """Count one reviewer's word; the one that completes the number needed, or rejects, decides for good.

    A later one is told who decided and when. A person who is not listed or barred changes nothing, and an
    empty list means nobody, never anybody. ``text`` replaces the draft; it is approved by who wrote it, and
    the approvals of the text before it count no more. ``seen`` is the ``fingerprint`` of what was read.
    Who has approved may still reject, or approve another text: their newest word is the one that counts.
    """
    if approval.ruling is not Ruling.PENDING:
        return approval, Lost("already_decided", approval.by, approval.at or approval.asked, approval.ruling)
    wrong = (
        _not_theirs(approval, by)
        or _no_vote(approval, ruling, by, text)
        or _misread(approval, ruling, text, seen)
    )
    if wrong is not None:
        return approval, wrong
    vote = Vote(by.operator, by.name, ruling, now, reason, by.groups & approval.groups)
    voted = _counted(approval, vote, text if ruling is Ruling.APPROVED else None)
    if ruling is Ruling.APPROVED and len(voted.votes) < voted.needed:
        return voted, Done(text=progress(voted))
    return replace(voted, ruling=ruling, by=by.name, at=now, reason=reason), Done()


def may_decide(approval: Approval, by: Reviewer) -> bool:
    """Whether somebody may answer this question; an empty list of reviewers means nobody."""
    return _not_theirs(approval, by) is None


def has_voted(approval: Approval, operator: str) -> bool:
    """Whether somebody's word counts already."""
    return any(vote.operator == operator for vote in approval.votes)


def would_count(approval: Approval, by: Reviewer, ruling: Ruling) -> bool:
    """Whether somebody's word would be taken now: who has approved can still reject."""
    open_ = approval.ruling is Ruling.PENDING and may_decide(approval, by)
    return open_ and (ruling is Ruling.REJECTED or not has_voted(approval, by.operator))


def progress(approval: Approval) -> str:
    """Say how many of those who are needed have approved, such as ``1 of 2``."""
    approved = sum(vote.ruling is Ruling.APPROVED for vote in approval.votes)
    return f"{approved} of {approval.needed}"


def deciders(approval: Approval) -> str:
    """Name those whose word it was: who rejected, or all who approved."""
    wanted = Ruling.REJECTED if approval.ruling is Ruling.REJECTED else Ruling.APPROVED
    *others, last = [vote.name for vote in approval.votes if vote.ruling is wanted] or [""]
    return f"{', '.join(others)} and {last}" if others else last


def fingerprint(approval: Approval) -> str:
    """Name the text as it stands in a few letters, so that nobody approves what they did not read."""
    if not approval.draft:
        return ""
    return hashlib.blake2b(approval.text.encode(errors="replace"), digest_size=4).hexdigest()


def close(approval: Approval, ruling: Ruling, now: float) -> Approval:
    """Let a pending approval expire or be cancelled; a decided one stays as it is."""
    if approval.ruling is not Ruling.PENDING:
        return approval
    return replace(approval, ruling=ruling, by="system", at=now)


def _not_theirs(approval: Approval, by: Reviewer) -> Refused | None:
    if by.operator not in approval.reviewers and approval.groups.isdisjoint(by.groups):
        return STRANGER
    return REQUESTER if by.operator in approval.barred else None


def _no_vote(approval: Approval, ruling: Ruling, by: Reviewer, text: str | None) -> Refused | None:
    if ruling not in (Ruling.APPROVED, Ruling.REJECTED):
        return Refused("bad_decision", "A reviewer can approve or reject.")
    if ruling is Ruling.REJECTED or not has_voted(approval, by.operator) or _rewrites(approval, text):
        return None
    return Refused(
        "already_voted", f"You have already approved: {progress(approval)}. You can still reject it."
    )


def _rewrites(approval: Approval, text: str | None) -> bool:
    """Whether somebody brings another text than the one that stands."""
    return text is not None and text.strip() != approval.text.strip()


def _misread(approval: Approval, ruling: Ruling, text: str | None, seen: str) -> Refused | None:
    if ruling is not Ruling.APPROVED:
        return None
    if seen and seen != fingerprint(approval):
        return CHANGED
    if text is None:
        return None
    if not approval.draft:
        return Refused("no_draft", "Approving this sends no text, so there is none to edit.")
    return None if text.strip() else Refused("empty_text", "The text is empty, so it was not approved.")


def _counted(approval: Approval, vote: Vote, text: str | None) -> Approval:
    if text is not None and _rewrites(approval, text):
        return replace(approval, text=text.strip(), votes=(vote,))
    others = tuple(one for one in approval.votes if one.operator != vote.operator)
    return replace(approval, votes=(*others, vote))
