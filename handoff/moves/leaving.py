"""How a conversation leaves a person: returned, resolved, passed on, put off."""

from math import inf

from handoff.content import Content
from handoff.effects import Timer
from handoff.envelope import Ending
from handoff.escalation.memory import rested
from handoff.events import (
    Actor,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTransferred,
)
from handoff.flow import Occasion
from handoff.moves.automation import cancel, front, resume
from handoff.moves.draft import Draft
from handoff.moves.handing import begin_flow, end, pass_on
from handoff.moves.offers import tell_switched_off
from handoff.moves.operator import CLOSED, give, human, over, queue, rival, shown
from handoff.moves.translating import send_as_written
from handoff.outcome import Done, Lost, Outcome, Refused
from handoff.ownership import Move, Owner
from handoff.transcript import EntryKind

WITH_AGENT = Refused("not_handed_off", "The assistant has this conversation. Take it over first.")
WITH_WORKFLOW = Refused("not_handed_off", "A workflow has this conversation. Take it over first.")


def returned(draft: Draft, event: OperatorReturned) -> Outcome:
    """Give the conversation back to the agent with a note for it (law 6)."""
    refused = over(draft, event.ticket) or _not_ours(draft, event.by)
    if refused is not None:
        return refused
    send_as_written(draft)
    handoff = draft.state.handoff
    expected = draft.state.owner is Owner.HUMAN or (handoff is not None and handoff.told)
    answered = handoff is not None and handoff.replied is not None
    if event.note.strip():
        draft.add(EntryKind.NOTE, human(event.by), Content(event.note), for_agent=True)
    name = shown(draft, event.by)
    ticket = end(draft, Ending.RETURNED, event.by.name, event.note)
    draft.move(Move.RETURN, event.by, ticket=ticket)
    if expected:
        say = draft.mention if answered else draft.tell
        say(draft.words.returned, operator=name)
    if handoff is not None and front(draft) is None:
        begin_flow(draft, Occasion.RESOLVED, handoff, ending="returned")
    come_back(draft)
    return Done(draft.state.seq)


def resolved(draft: Draft, event: OperatorResolved) -> Outcome:
    """Close the conversation; the contact may open it again by writing."""
    if draft.state.owner is Owner.CLOSED:
        return over(draft, event.ticket) or CLOSED
    lost = over(draft, event.ticket) or rival(draft, event.by)
    if lost is not None:
        return lost
    send_as_written(draft)
    name, handoff = shown(draft, event.by), draft.state.handoff
    ticket = end(draft, Ending.RESOLVED, event.by.name)
    draft.move(Move.RESOLVE, event.by, ticket=ticket)
    draft.set(memory=rested(draft.state.memory), offer=False, back=draft.state.seq, answered=draft.state.said)
    draft.set(told_off=False)
    cancel(draft, "the conversation was resolved")
    draft.tell(draft.words.resolved, operator=name)
    if handoff is not None:
        begin_flow(draft, Occasion.RESOLVED, handoff, ending="resolved")
    return Done(draft.state.seq)


def transferred(draft: Draft, event: OperatorTransferred) -> Outcome:
    """Pass the conversation to another queue, or to one named colleague."""
    refused = over(draft, event.ticket) or _not_ours(draft, event.by)
    if refused is not None:
        return refused
    send_as_written(draft)
    if event.operator is not None:
        return _assign(draft, event.operator)
    if event.queue is None or event.queue not in draft.policy.queues:
        return Refused("unknown_queue", "There is no such queue.")
    if draft.state.owner is Owner.WAITING and event.queue == queue(draft).name:
        return Done(draft.state.seq)
    draft.mention(draft.words.transferred)
    pass_on(draft, event.queue, event.by)
    return Done(draft.state.seq)


def snoozed(draft: Draft, event: OperatorSnoozed) -> Outcome:
    """Put the conversation off until a time, or until the contact speaks."""
    refused = over(draft, event.ticket) or _not_ours(draft, event.by)
    if refused is not None:
        return refused
    if not draft.now < event.until < inf:
        return Refused("bad_time", "Snooze until a time that is still to come.")
    handoff = draft.set_handoff(snoozed=event.until, by=event.by.name)
    draft.event("snoozed", by=event.by.name, until=event.until)
    draft.wake(Timer.SNOOZE, event.until)
    draft.edit_cards(handoff)
    return Done(draft.state.seq)


def come_back(draft: Draft) -> None:
    """Let the agent go on: what started the last handoff counts no more, what is unanswered is asked."""
    draft.set(memory=rested(draft.state.memory), offer=False, back=draft.state.seq, told_off=False)
    if resume(draft) or draft.state.owner is not Owner.AGENT or draft.state.said <= draft.state.answered:
        return
    if draft.agent_on:
        draft.ask_agent()
    else:
        tell_switched_off(draft)


def _assign(draft: Draft, to: Actor) -> Outcome:
    if draft.state.operator == to.operator:
        return Done(draft.state.seq)
    give(draft, to, Move.ASSIGN)
    return Done(draft.state.seq)


def _not_ours(draft: Draft, by: Actor) -> Lost | Refused | None:
    """Say why this person may not end or move the human stretch, or None."""
    if draft.state.owner is Owner.CLOSED:
        return CLOSED
    if draft.state.owner in (Owner.AGENT, Owner.AUTOMATION):
        return WITH_AGENT if draft.state.owner is Owner.AGENT else WITH_WORKFLOW
    return rival(draft, by)
