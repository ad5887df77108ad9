"""Who may decide a question by now: the settings' lists as they are, not as they were when it was asked."""

from dataclasses import replace

from handoff.approvals import Approval, Ruling, may_decide
from handoff.ids import OperatorName
from handoff.policy import Policy


def as_listed(approval: Approval, policy: Policy) -> Approval:
    """Return the question with those who may decide it: who was struck off the list has no word in it.

    A word that they gave counts no more. A question none of whose queues is in the settings any more keeps
    whom it had: it must stay answerable. One that is settled stays as it is.
    """
    asked = approval.queues or (approval.queue,)
    queues = [queue for name in asked if (queue := policy.queues.get(name)) is not None]
    if not queues or approval.ruling is not Ruling.PENDING:
        return approval
    now = replace(
        approval,
        reviewers=frozenset[OperatorName]().union(*(queue.reviewers for queue in queues)),
        groups=frozenset[str]().union(*(queue.reviewer_groups for queue in queues)),
    )
    return replace(now, votes=tuple(vote for vote in approval.votes if may_decide(now, vote)))
