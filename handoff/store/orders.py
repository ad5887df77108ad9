"""From effects to outbox rows: what identifies a thing to do, in which lane, and when."""

from typing import assert_never

from handoff.decision import Decision
from handoff.effects import AskAgent, Deliver, EditCard, Effect, PostCard, Wake
from handoff.ids import RowId
from handoff.state import Conversation
from handoff.store.base import Row


def rows(decision: Decision, *, pull: bool, now: float) -> tuple[Row, ...]:
    """Return the decision's rows; contacts who read the transcript themselves need no delivery."""
    return tuple(
        _row(effect, decision.conversation, now)
        for effect in decision.effects
        if not (pull and isinstance(effect, Deliver))
    )


def _row(effect: Effect, state: Conversation, now: float) -> Row:
    id = state.id
    match effect:
        case Deliver(seq, fence):
            return Row(RowId(f"{id}:{seq}"), id, f"{state.contact.address.channel}:{id}", effect, now, fence)
        case AskAgent(turn, epoch, due):
            return Row(RowId(f"{id}:turn:{turn}"), id, f"turn:{id}", effect, due, epoch)
        case PostCard(ticket, place):
            return Row(RowId(f"{ticket}:{place}:{state.epoch}"), id, f"{place}|{ticket}", effect, now)
        case EditCard(ticket, place):
            name = RowId(f"{ticket}:{place}:{state.seq}:{state.epoch}:{now}")
            return Row(name, id, f"{place}|{ticket}", effect, now)
        case Wake(timer, ticket, epoch, due):
            return Row(RowId(f"{ticket}:{timer}:{epoch}:{due}"), id, f"timer:{id}", effect, due)
        case other:
            assert_never(other)
