"""The end of a snooze: its time came, or the contact did something."""

from handoff.effects import Timer
from handoff.moves.draft import Draft
from handoff.ownership import Owner
from handoff.routing import opens


def wake_up(draft: Draft) -> None:
    """Show a snoozed handoff again. A claim limit that ran out meanwhile was ignored: it starts anew."""
    handoff = draft.state.handoff
    if handoff is None or handoff.snoozed is None:
        return
    draft.edit_cards(draft.set_handoff(snoozed=None, by=draft.state.operator_name))
    queue = draft.policy.queue(handoff.queue)
    missed = opens(queue, draft.state.owned_since) + queue.claim_within <= draft.now
    if draft.state.owner is Owner.WAITING and queue.claim_within > 0 and missed:
        draft.wake(Timer.CLAIM, opens(queue, draft.now) + queue.claim_within)
