"""A reviewer's press on an approval: decided once, whatever the channel (law 2)."""

from handoff.approvals import settle
from handoff.events import ReviewerDecided
from handoff.moves.draft import Draft
from handoff.outcome import Done, Outcome, Refused

UNKNOWN = Refused("unknown_approval", "There is no such question.")


def decided(draft: Draft, event: ReviewerDecided) -> Outcome:
    """Let the first listed reviewer decide; everyone later is told who did and when."""
    for approval in draft.state.approvals:
        if approval.id == event.approval:
            after, outcome = settle(approval, event.ruling, event.by.operator, draft.now, event.reason)
            if isinstance(outcome, Done):
                draft.file_approval(after)
                draft.set(approvals=tuple(after if one == approval else one for one in draft.state.approvals))
                draft.event("approval", id=after.id, ruling=str(after.ruling), by=event.by.name)
            return outcome
    return UNKNOWN
