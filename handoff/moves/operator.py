"""What the team does: take, reply, note, change a message, switch the agent."""

from typing import Any

from handoff.content import Content
from handoff.effects import Deliver
from handoff.envelope import Handoff
from handoff.events import (
    Actor,
    AgentSwitched,
    OperatorDeleted,
    OperatorEdited,
    OperatorEscalated,
    OperatorNoted,
    OperatorReacted,
    OperatorReplied,
    OperatorTook,
)
from handoff.ids import Ticket
from handoff.languages import differs
from handoff.moves import translating
from handoff.moves.automation import step_aside
from handoff.moves.clocks import owe_answer
from handoff.moves.draft import Draft
from handoff.moves.handing import begin, escalate, post_cards
from handoff.moves.offers import tell_switched_off
from handoff.outcome import Became, Done, Lost, Outcome, Refused
from handoff.ownership import Move, Owner
from handoff.pending import Pending
from handoff.policy import Queue
from handoff.routing import may_act
from handoff.transcript import Author, AuthorKind, EntryKind

CLOSED = Refused("closed", "This conversation is closed. Take it over to open it again.")
STRANGER = Refused("not_allowed", "You are not an operator of this queue.")


def took(draft: Draft, event: OperatorTook) -> Outcome:
    """Give the conversation to the first who takes it (law 2)."""
    if event.over is not None and draft.state.operator == event.over != event.by.operator:
        return _took_from(draft, event.by)
    lost = over(draft, event.ticket) or rival(draft, event.by)
    if lost is not None:
        return lost
    if draft.state.owner is not Owner.HUMAN:
        give(draft, event.by, Move.TAKE)
    return Done(draft.state.seq)


def _took_from(draft: Draft, by: Actor) -> Outcome:
    """Take it from the colleague who has it now, who was named, so that no press does it by accident."""
    if not may_act(queue(draft), by):
        return STRANGER
    give(draft, by, Move.ASSIGN)
    return Done(draft.state.seq)


def replied(draft: Draft, event: OperatorReplied) -> Outcome:
    """Send a person's words; an operator's first reply takes the conversation over."""
    if draft.state.owner is Owner.CLOSED:
        return CLOSED
    lost = rival(draft, event.by)
    if lost is not None:
        return lost
    if draft.state.owner is not Owner.HUMAN:
        give(draft, event.by, Move.REPLY)
    author = human(event.by, shown(draft, event.by))
    reply = Pending(0, author, event.content, event.id, event.reply_to, event.origin)
    if draft.state.pending or differs(draft.state, draft.policy.assist):
        return Done(translating.hold(draft, human(event.by), reply), Became.REPLY)
    return Done(translating.say(draft, reply), Became.REPLY)


def noted(draft: Draft, event: OperatorNoted) -> Outcome:
    """Write down what only the team may read (law 5)."""
    seq = draft.add(EntryKind.NOTE, human(event.by), event.content, id=event.id, origin=event.origin)
    return Done(seq, Became.NOTE)


def edited(draft: Draft, event: OperatorEdited) -> Outcome:
    """Change a message of one's own; the caller checked whose it is."""
    content, by = Content(event.text), human(event.by)
    waiting, target = translating.held(draft, event.target), translating.meant(draft, event.target)
    private = event.note and target == event.target
    if waiting is not None:
        translating.reword(draft, waiting, event.text)
    elif not private and differs(draft.state, draft.policy.assist):
        change = Pending(0, by, content, origin=event.origin, change=target)
        return Done(translating.hold_edit(draft, by, change))
    return Done(_put_right(draft, EntryKind.EDIT, event, content, unsent=waiting is not None))


def deleted(draft: Draft, event: OperatorDeleted) -> Outcome:
    """Take a message of one's own back; the caller checked whose it is."""
    waiting = translating.held(draft, event.target)
    seq = _put_right(draft, EntryKind.DELETE, event, Content(), unsent=waiting is not None)
    translating.drop(draft, translating.meant(draft, event.target))
    return Done(seq)


def _put_right(
    draft: Draft, kind: EntryKind, event: OperatorEdited | OperatorDeleted, content: Content, *, unsent: bool
) -> int:
    """Write an edit or a deletion down; of what the contact has not got the contact hears nothing."""
    data: dict[str, Any] = {"only": translating.NOWHERE} if unsent else {}
    target = translating.meant(draft, event.target)
    seq = draft.add(kind, human(event.by), content, target=target, origin=event.origin, **data)
    if not unsent:
        draft.do(Deliver(seq))
    return seq


def _begun(draft: Draft, by: Actor) -> Handoff:
    """Open a handoff for somebody who takes over unasked; in a messenger that needs a card to work in."""
    handoff = begin(draft, draft.policy.judge.manual(f"{by.name} took over."))
    draft.set(away=draft.state.seq)
    if by.via != "web":
        handoff = post_cards(draft, draft.policy.queue(handoff.queue))
    return handoff


def reacted(draft: Draft, event: OperatorReacted) -> Outcome:
    """Show the owner's reaction to the contact; anybody else's stays in the thread."""
    if draft.state.owner is not Owner.HUMAN or draft.state.operator != event.by.operator:
        return Done()
    seq = draft.add(
        EntryKind.REACTION,
        human(event.by),
        target=event.target,
        origin=event.origin,
        emoji=event.emoji,
        on=event.on,
    )
    draft.do(Deliver(seq))
    return Done(seq)


def escalated(draft: Draft, event: OperatorEscalated) -> Outcome:
    """Hand over by hand; a conversation that was handed over already stays as it is."""
    if draft.state.owner is Owner.CLOSED:
        return CLOSED
    if draft.state.owner in (Owner.AGENT, Owner.AUTOMATION):
        escalate(draft, event.trigger)
    return Done(draft.state.seq)


def switched(draft: Draft, event: AgentSwitched) -> Outcome:
    """Turn the agent off or on for this contact; what it was writing is dropped with its epoch."""
    if draft.state.agent_on == event.on:
        return Done()
    owed = draft.state.asked
    draft.set(agent_on=event.on, told_off=False)
    if draft.state.owner is Owner.AGENT:
        draft.set(epoch=draft.state.epoch + 1, fence=draft.state.epoch + 1, asked=False)
    draft.event("agent on" if event.on else "agent off", by=event.by.name, via=event.by.via)
    if draft.state.owner is Owner.AGENT:
        _answer_owed(draft, owed)
    return Done()


def _answer_owed(draft: Draft, owed: bool) -> None:
    """Ask for what nobody answered; who was waiting for the agent's words is told that none will come."""
    if draft.agent_on and draft.state.said > draft.state.answered:
        draft.ask_agent()
    elif owed:
        tell_switched_off(draft)


def human(actor: Actor, shown: str = "") -> Author:
    """Return one of the team as the author of an entry, under the name that is shown."""
    return Author(AuthorKind.HUMAN, shown or actor.name, actor.operator)


def shown(draft: Draft, by: Actor) -> str:
    """Return what the contact reads as the name of one of the team."""
    return queue(draft).shown_as or by.name


def over(draft: Draft, ticket: Ticket | None) -> Refused | None:
    """Say that the handoff whose card was pressed ended meanwhile: who ended it won (law 2)."""
    handoff = draft.state.handoff
    if ticket is None or (handoff is not None and handoff.ticket == ticket):
        return None
    return Refused("over", f"{ticket} is over.")


def rival(draft: Draft, by: Actor) -> Lost | Refused | None:
    """Say why this person may not have the conversation, or None where they may.

    Its owner may, also one of another queue to whom a colleague gave it.
    """
    state = draft.state
    if state.owner is Owner.HUMAN:
        mine = state.operator == by.operator
        return None if mine else Lost("already_taken", state.operator_name, state.owned_since)
    if not may_act(queue(draft), by):
        return STRANGER
    return None


def queue(draft: Draft) -> Queue:
    """Return the queue that has the conversation, or the default one."""
    handoff = draft.state.handoff
    return draft.policy.queue(draft.policy.default_queue if handoff is None else handoff.queue)


def give(draft: Draft, to: Actor, move: Move) -> None:
    """Make somebody the owner, tell the contact who joined, and start the clock of what is owed."""
    handoff = draft.state.handoff or _begun(draft, to)
    handoff = draft.set_handoff(
        operator=to.operator, by=to.name, taken=handoff.taken or draft.now, snoozed=None, told=True
    )
    draft.move(move, to, ticket=str(handoff.ticket))
    step_aside(draft)
    draft.set(waiting_since=None, operator_shown=queue(draft).shown_as)
    draft.mention(draft.words.joined, operator=shown(draft, to))
    draft.edit_cards(handoff)
    draft.show_transcript(handoff)
    owe_answer(draft)
