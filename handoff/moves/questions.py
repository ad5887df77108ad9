"""A question in a conversation: put to the queue's reviewers, kept, redrawn wherever it stands, closed."""

from handoff.approvals import Approval, Ruling, close
from handoff.effects import AskReviewers, EditQuestion, EndApproval, RemindReviewers
from handoff.envelope import CardCopy
from handoff.events import ApprovalAsked
from handoff.ids import ApprovalId, QueueName
from handoff.labels import known_as
from handoff.moves.draft import Draft
from handoff.outcome import Done, Outcome, Refused
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.routing import opens

NOBODY = Refused("no_reviewers", "The queue lists no reviewers, so nobody may decide.")
NOBODY_ELSE = Refused("no_reviewers", "Only who asked for it is listed as a reviewer, so nobody may decide.")
TOO_FEW = Refused("no_reviewers", "Without who asked for it there are too few reviewers to approve it.")
KEPT = 20
"""So many settled approvals stay in the conversation's state; their rows stay for good."""
QUOTED = 4
"""So many of the last messages go with the question."""


def ask(draft: Draft, event: ApprovalAsked) -> Outcome:
    """Put a question to the queue's reviewers; where nobody may decide there is no question (law 7).

    Its time, and that of the reminders, begins when the queue opens.
    """
    if find(draft, event.approval) is not None:
        return Done()
    queue = deciding(draft, event.queue or draft.policy.default_queue)
    if (refused := _undecidable(queue, event)) is not None:
        return refused
    approval = _approval(draft, event, queue)
    draft.file_approval(approval)
    draft.set(approvals=(*_newest(draft.state.approvals), approval))
    for copy in approval.cards:
        draft.do(AskReviewers(approval.id, copy.place))
    if approval.expires is not None:
        draft.do(EndApproval(approval.id, approval.expires))
    remind(draft, approval)
    seq = draft.event("approval asked", id=approval.id, question=approval.question)
    if not approval.cards:
        unreached(draft, approval)
    return Done(seq)


def deciding(draft: Draft, name: QueueName) -> Queue:
    """Return a queue as it decides; one that is not in the settings any more has nobody who may (law 7)."""
    return draft.policy.queues.get(name) or Queue(name)


def _undecidable(queue: Queue, event: ApprovalAsked) -> Refused | None:
    """Say why it could never be approved, or None; how many a platform's group has is not known."""
    left = queue.reviewers - event.barred
    if queue.reviewer_groups or queue.reviewers == left != frozenset():
        return None
    if not left:
        return NOBODY_ELSE if queue.reviewers else NOBODY
    more = queue.decide_escalate_to is not None
    return TOO_FEW if len(left) < queue.needed and not more else None


def _approval(draft: Draft, event: ApprovalAsked, queue: Queue) -> Approval:
    state = draft.state
    return Approval(
        id=event.approval,
        conversation=state.id,
        queue=queue.name,
        question=event.question,
        facts=event.facts,
        reviewers=queue.reviewers,
        asked=draft.now,
        expires=event.expires if event.expires is not None else _end(queue, draft.now),
        groups=queue.reviewer_groups,
        contact=known_as(state.contact.name, state.id),
        cards=tuple(map(CardCopy, dict.fromkeys(queue.notify))),
        label=event.label,
        draft=event.draft,
        text=event.draft,
        lines=state.tail[-QUOTED:],
        needed=queue.needed,
        barred=event.barred,
        purpose=event.purpose,
        queues=(queue.name,),
    )


def _end(queue: Queue, now: float) -> float | None:
    return opens(queue, now) + queue.decide_within if queue.decide_within > 0 else None


def remind(draft: Draft, approval: Approval) -> None:
    """Set the next reminder, in the queue's hours; none comes after the end."""
    queue = deciding(draft, approval.queue)
    if queue.remind_every <= 0:
        return
    due = opens(queue, draft.now + queue.remind_every)
    if approval.expires is None or due < approval.expires:
        draft.do(RemindReviewers(approval.id, due))


def withdraw(draft: Draft, id: ApprovalId) -> None:
    """Cancel a question whose asker needs no answer any more; a settled one stays as it is."""
    approval = find(draft, id)
    if approval is not None and approval.ruling is Ruling.PENDING:
        write_ruling(draft, close(approval, Ruling.CANCELLED, draft.now))


def write_ruling(draft: Draft, approval: Approval) -> None:
    """Keep a question that was just settled, and have every card of it redrawn."""
    put(draft, approval)
    question = approval.label or approval.question
    draft.event("approval", id=approval.id, ruling=str(approval.ruling), by=approval.by, question=question)
    redraw(draft, approval)


def redraw(draft: Draft, approval: Approval) -> None:
    """Have every card of the question drawn as it stands by then."""
    for copy in approval.cards:
        if copy.ref is not None:
            draft.do(EditQuestion(approval.id, copy.place, copy.ref))


def find(draft: Draft, id: ApprovalId) -> Approval | None:
    """Return one of the conversation's questions."""
    return next((one for one in draft.state.approvals if one.id == id), None)


def put(draft: Draft, approval: Approval) -> None:
    """Keep the question as it is by now."""
    draft.file_approval(approval)
    draft.set(approvals=tuple(approval if one.id == approval.id else one for one in draft.state.approvals))


def _newest(approvals: tuple[Approval, ...]) -> tuple[Approval, ...]:
    """Let the oldest settled ones go from the state, so that it stays small."""
    settled = [one.id for one in approvals if one.ruling is not Ruling.PENDING][:-KEPT]
    return tuple(one for one in approvals if one.id not in settled)


def tell(draft: Draft, approval: Approval, text: str) -> None:
    """Tell the contact how a question stands that something waits for, unless a person is there to say it."""
    if approval.purpose is not None and draft.state.owner not in (Owner.HUMAN, Owner.CLOSED):
        draft.tell(text)


def unreached(draft: Draft, approval: Approval) -> None:
    """Alarm the team that no place shows the question but the inbox, and tell the contact the truth."""
    draft.event("reviewers not reached", id=approval.id, question=approval.question)
    tell(draft, approval, draft.words.deciding_unreachable)
