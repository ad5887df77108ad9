"""What plain text in a desk thread becomes: a reply, a note, or a note that asks to be sent (law 5)."""

from handoff.events import OperatorNoted, OperatorReplied, OperatorWrote
from handoff.moves.draft import Draft
from handoff.moves.operator import human, noted, queue, replied
from handoff.outcome import Became, Done, Outcome
from handoff.ownership import Owner
from handoff.policy import Relay
from handoff.routing import may_act
from handoff.transcript import EntryKind


def wrote(draft: Draft, event: OperatorWrote) -> Outcome:
    """Send the owner's words as the queue's relay mode has it; keep everybody else's as a note."""
    id = f"{event.origin.thread}|{event.origin.ref}"
    if _is_reply(draft, event):
        return replied(draft, OperatorReplied(event.by, event.content, id, event.reply_to, event.origin))
    if _may_become_one(draft, event):
        return _held(draft, event, id)
    return noted(draft, OperatorNoted(event.by, event.content, id, event.origin))


def _is_reply(draft: Draft, event: OperatorWrote) -> bool:
    state = draft.state
    if state.owner is not Owner.HUMAN or state.operator != event.by.operator:
        return False
    return queue(draft).relay is Relay.OWNER or event.reply_to is not None


def _may_become_one(draft: Draft, event: OperatorWrote) -> bool:
    unclaimed = draft.state.owner not in (Owner.HUMAN, Owner.CLOSED)
    return unclaimed and may_act(queue(draft), event.by)


def _held(draft: Draft, event: OperatorWrote, id: str) -> Outcome:
    """Keep it as a note, so that nothing is lost; a press of the writer's sends it."""
    seq = draft.add(EntryKind.NOTE, human(event.by), event.content, id=id, held=True, origin=event.origin)
    return Done(seq, Became.HELD)
