"""The operator's clock: it runs while the contact waits for an answer."""

from handoff.effects import Timer
from handoff.moves.draft import Draft


def owe_answer(draft: Draft) -> None:
    """Start the clock with the first message that waits for the operator's answer."""
    state = draft.state
    if state.handoff is None or state.waiting_since is not None or state.said <= state.answered:
        return
    draft.set(waiting_since=draft.now)
    limit = draft.policy.queue(state.handoff.queue).reply_within
    if limit > 0:
        draft.wake(Timer.SILENCE, draft.now + limit)
