"""A question that waits too long: its reviewers are reminded, and a further queue's are asked as well."""

from dataclasses import replace

from handoff.approvals import Approval, Ruling
from handoff.effects import AskReviewers, Nudge
from handoff.envelope import CardCopy
from handoff.events import ApprovalReminder
from handoff.ids import QueueName
from handoff.moves.draft import Draft
from handoff.moves.questions import QUOTED, deciding, find, put, redraw, remind, tell
from handoff.moves.review import SETTLED, UNKNOWN, is_late
from handoff.outcome import Done, Outcome


def reminded(draft: Draft, event: ApprovalReminder) -> Outcome:
    """Remind every place that shows the question; each reminder brings it before one more queue as well.

    Every card shows what the contact wrote meanwhile: perhaps the question has become another.
    """
    approval = find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    if approval.ruling is not Ruling.PENDING or is_late(draft, approval):
        return SETTLED
    lines = draft.state.tail[-QUOTED:]
    is_news = lines != approval.lines
    approval = replace(approval, reminded=approval.reminded + 1, lines=lines)
    for copy in approval.cards:
        if copy.ref is not None:
            draft.do(Nudge(approval.id, copy.place, approval.reminded))
    following = _following(draft, approval)
    if following is not None:
        approval = _widened(draft, approval, following)
    elif is_news:
        redraw(draft, approval)
    put(draft, approval)
    remind(draft, approval)
    return Done()


def _following(draft: Draft, approval: Approval) -> QueueName | None:
    """Return the next queue of the chain that was not asked yet."""
    asked = approval.queues or (approval.queue,)
    following = deciding(draft, asked[-1]).decide_escalate_to
    return None if following in asked else following


def _widened(draft: Draft, approval: Approval, name: QueueName) -> Approval:
    """Let another queue's reviewers decide as well, and show them the question where they look."""
    queue, known = deciding(draft, name), {copy.place for copy in approval.cards}
    missing = tuple(place for place in dict.fromkeys(queue.notify) if place not in known)
    for place in missing:
        draft.do(AskReviewers(approval.id, place))
    draft.event("approval escalated", id=approval.id, question=approval.question, queue=name)
    redraw(draft, approval)
    if len(approval.queues) <= 1:
        tell(draft, approval, draft.words.deciding_longer)
    return replace(
        approval,
        reviewers=approval.reviewers | queue.reviewers,
        groups=approval.groups | queue.reviewer_groups,
        queues=(*approval.queues, name),
        cards=(*approval.cards, *map(CardCopy, missing)),
    )
