"""Approvals: a question is put to reviewers, answered once, and every card of it shows the answer (law 2)."""

from dataclasses import replace

from handoff.approvals import Approval, Ruling, close, settle
from handoff.effects import AskReviewers, EditQuestion, EndApproval
from handoff.envelope import CardCopy
from handoff.events import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.ids import ApprovalId
from handoff.labels import known_as
from handoff.moves.draft import Draft
from handoff.outcome import Done, Outcome, Refused

UNKNOWN = Refused("unknown_approval", "There is no such question.")
NOBODY = Refused("no_reviewers", "The queue lists no reviewers, so nobody may decide.")
SETTLED = Refused("already_decided", "The question was answered before.")
KEPT = 20
"""So many settled approvals stay in the conversation's state; their rows stay for good."""


def asked(draft: Draft, event: ApprovalAsked) -> Outcome:
    """Put a question to the queue's reviewers; where nobody is listed there is no question (law 7)."""
    if _find(draft, event.approval) is not None:
        return Done()
    queue = draft.policy.queue(event.queue or draft.policy.default_queue)
    if not (queue.reviewers or queue.reviewer_groups):
        return NOBODY
    places = tuple(dict.fromkeys(queue.notify))
    contact = draft.state.contact
    approval = Approval(
        id=event.approval,
        conversation=draft.state.id,
        queue=queue.name,
        question=event.question,
        facts=event.facts,
        reviewers=queue.reviewers,
        asked=draft.now,
        expires=event.expires,
        groups=queue.reviewer_groups,
        contact=known_as(contact.name, draft.state.id),
        cards=tuple(map(CardCopy, places)),
    )
    draft.file_approval(approval)
    draft.set(approvals=(*_newest(draft.state.approvals), approval))
    for place in places:
        draft.do(AskReviewers(approval.id, place))
    if approval.expires is not None:
        draft.do(EndApproval(approval.id, approval.expires))
    return Done(draft.event("approval asked", id=approval.id, question=approval.question))


def decided(draft: Draft, event: ReviewerDecided) -> Outcome:
    """Let the first listed reviewer decide; everyone later is told who did and when.

    After its time it expires here, should nobody have noticed yet: the bot was perhaps away (law 7).
    """
    approval = _find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    if _is_late(draft, approval):
        approval = close(approval, Ruling.EXPIRED, draft.now)
        _ruled(draft, approval)
    after, outcome = settle(approval, event.ruling, event.by, draft.now, event.reason)
    if isinstance(outcome, Done):
        _ruled(draft, after)
    return outcome


def due(draft: Draft, event: ApprovalDue) -> Outcome:
    """Let it expire."""
    return _end(draft, event.approval, Ruling.EXPIRED)


def withdrawn(draft: Draft, event: ApprovalWithdrawn) -> Outcome:
    """Cancel it."""
    return _end(draft, event.approval, Ruling.CANCELLED)


def posted(draft: Draft, event: QuestionPosted) -> Outcome:
    """Remember where the question stands; one that was answered meanwhile is redrawn at once."""
    approval = _find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    _put(draft, _with(approval, CardCopy(event.place, event.ref)))
    if approval.ruling is not Ruling.PENDING:
        draft.do(EditQuestion(event.approval, event.place, event.ref))
    return Done()


def refused(draft: Draft, event: QuestionRefused) -> Outcome:
    """Show the team which place could not be asked; the inbox has every question."""
    approval = _find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    _put(draft, _with(approval, CardCopy(event.place, error=event.reason)))
    return Done(draft.event("card refused", place=str(event.place), reason=event.reason))


def _is_late(draft: Draft, approval: Approval) -> bool:
    end = approval.expires
    return approval.ruling is Ruling.PENDING and end is not None and end <= draft.now


def _end(draft: Draft, id: ApprovalId, ruling: Ruling) -> Outcome:
    approval = _find(draft, id)
    if approval is None:
        return UNKNOWN
    if approval.ruling is not Ruling.PENDING:
        return SETTLED
    _ruled(draft, close(approval, ruling, draft.now))
    return Done()


def _ruled(draft: Draft, approval: Approval) -> None:
    _put(draft, approval)
    draft.event("approval", id=approval.id, ruling=str(approval.ruling), by=approval.by)
    for copy in approval.cards:
        if copy.ref is not None:
            draft.do(EditQuestion(approval.id, copy.place, copy.ref))


def _find(draft: Draft, id: ApprovalId) -> Approval | None:
    return next((one for one in draft.state.approvals if one.id == id), None)


def _put(draft: Draft, approval: Approval) -> None:
    draft.file_approval(approval)
    draft.set(approvals=tuple(approval if one.id == approval.id else one for one in draft.state.approvals))


def _with(approval: Approval, copy: CardCopy) -> Approval:
    others = tuple(card for card in approval.cards if card.place != copy.place)
    return replace(approval, cards=(*others, copy))


def _newest(approvals: tuple[Approval, ...]) -> tuple[Approval, ...]:
    """Let the oldest settled ones go from the state, so that it stays small."""
    settled = [one.id for one in approvals if one.ruling is not Ruling.PENDING][:-KEPT]
    return tuple(one for one in approvals if one.id not in settled)
