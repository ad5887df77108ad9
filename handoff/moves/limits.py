"""Time limits that ran out. Each may lose its race: a limit of an older epoch or ticket changes nothing."""

from typing import assert_never

from handoff.effects import Timer
from handoff.envelope import Ending, Handoff
from handoff.events import TimerFired
from handoff.moves.cards import fall_back
from handoff.moves.draft import Draft
from handoff.moves.handing import end, notify, pass_on
from handoff.moves.leaving import come_back
from handoff.moves.snooze import wake_up
from handoff.outcome import Done, Outcome, Refused
from handoff.ownership import Move, Owner
from handoff.routing import next_queue

LATE = Refused("late", "The limit no longer matters.")


def fired(draft: Draft, event: TimerFired) -> Outcome:
    """Do what the limit is for, if the handoff and its owner are still the same."""
    handoff = draft.state.handoff
    if handoff is None or (handoff.ticket, draft.state.epoch) != (event.ticket, event.epoch):
        return LATE
    match Timer(event.timer):
        case Timer.NOTIFY:
            _unheard(draft, handoff)
        case Timer.CLAIM:
            _unclaimed(draft, handoff)
        case Timer.EXPIRE:
            _expired(draft)
        case Timer.SILENCE:
            _silent(draft)
        case Timer.SNOOZE:
            _awake(draft, handoff)
        case other:
            assert_never(other)
    return Done()


def _unheard(draft: Draft, handoff: Handoff) -> None:
    if handoff.notified is None and draft.state.owner is Owner.WAITING:
        fall_back(draft, handoff)


def _unclaimed(draft: Draft, handoff: Handoff) -> None:
    if draft.state.owner is not Owner.WAITING or handoff.snoozed is not None:
        return
    following = next_queue(handoff, draft.policy)
    draft.event("unclaimed", queue=handoff.queue, next=following or "")
    if following is not None:
        pass_on(draft, following, None)
    if handoff.notified is not None:
        draft.tell(draft.words.still_waiting, ticket=str(handoff.ticket))


def _expired(draft: Draft) -> None:
    if draft.state.owner is not Owner.WAITING:
        return
    ticket = end(draft, Ending.EXPIRED, "system")
    draft.move(Move.EXPIRE, ticket=ticket)
    draft.tell(draft.words.nobody_came, ticket=ticket)
    draft.set(answered=draft.state.seq)
    come_back(draft)


def _silent(draft: Draft) -> None:
    """Bring the conversation back to the queue when its operator owes an answer for too long."""
    state = draft.state
    if state.owner is not Owner.HUMAN or state.waiting_since is None or state.handoff is None:
        return
    limit = draft.policy.queue(state.handoff.queue).reply_within
    if limit <= 0:
        return
    if draft.now < state.waiting_since + limit:
        draft.wake(Timer.SILENCE, state.waiting_since + limit)  # the same row, or a limit that was changed
        return
    gone, shown = state.operator_name, state.operator_shown or state.operator_name
    told = state.handoff.notified is not None
    handoff = draft.set_handoff(operator=None, by="", snoozed=None, told=told)
    draft.move(Move.SILENCE, ticket=str(handoff.ticket), operator_was=gone)
    draft.tell(draft.words.operator_quiet, operator=shown)
    draft.edit_cards(handoff)
    notify(draft, draft.policy.queue(handoff.queue))


def _awake(draft: Draft, handoff: Handoff) -> None:
    if handoff.snoozed is not None and handoff.snoozed <= draft.now:
        wake_up(draft)
