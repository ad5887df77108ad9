"""One question to reviewers, answered once: approved, rejected, expired or cancelled."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from handoff.content import Field
from handoff.envelope import CardCopy
from handoff.ids import ApprovalId, ConversationId, OperatorName, QueueName
from handoff.outcome import Done, Lost, Outcome, Refused


class Ruling(StrEnum):
    """How an approval stands. Four of them are final, and they stay distinct everywhere."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Approval:
    """``facts`` come from our data, never from a model's words. Times are seconds since 1970 UTC.

    ``groups`` are a platform's groups whose members may decide like the ``reviewers``; ``cards`` are where
    the question stands. ``by`` is the name people read of who decided.
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


class Reviewer(Protocol):
    """Who presses: see ``handoff.events.Actor``."""

    @property
    def operator(self) -> OperatorName: ...

    @property
    def name(self) -> str: ...

    @property
    def groups(self) -> frozenset[str]: ...


def settle(
    approval: Approval, ruling: Ruling, by: Reviewer, now: float, reason: str = ""
) -> tuple[Approval, Outcome]:
    """Answer the question once.

    The first reviewer's press decides; a later one is told who won and when; a person who is not
    listed changes nothing, and an empty list means nobody, never anybody.
    """
    if approval.ruling is not Ruling.PENDING:
        return approval, Lost("already_decided", approval.by, approval.at or approval.asked, approval.ruling)
    if not may_decide(approval, by):
        return approval, Refused("not_a_reviewer", "You are not listed as a reviewer for this question.")
    if ruling not in (Ruling.APPROVED, Ruling.REJECTED):
        return approval, Refused("bad_decision", "A reviewer can approve or reject.")
    return replace(approval, ruling=ruling, by=by.name, at=now, reason=reason), Done()


def may_decide(approval: Approval, by: Reviewer) -> bool:
    """Whether somebody is listed as a reviewer of this question; an empty list means nobody."""
    return by.operator in approval.reviewers or not approval.groups.isdisjoint(by.groups)


def close(approval: Approval, ruling: Ruling, now: float) -> Approval:
    """Let a pending approval expire or be cancelled; a decided one stays as it is."""
    if approval.ruling is not Ruling.PENDING:
        return approval
    return replace(approval, ruling=ruling, by="system", at=now)
