"""From effects to outbox rows: what identifies a thing to do, in which lane, and when."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from handoff import effects
from handoff.decision import Decision
from handoff.effects import Deliver, Effect, ShowMark
from handoff.ids import ConversationId, RowId
from handoff.state import Conversation
from handoff.store.base import Row
from handoff.transcript import EntryKind, origin


def rows(decision: Decision, *, pull: bool, now: float) -> tuple[Row, ...]:
    """Return the decision's rows; contacts who read the transcript themselves need no delivery.

    Every ``Deliver`` names an entry of the same decision.
    """
    wanted = _pulled(decision) if pull else decision.effects
    return tuple(ROWS[type(effect)](effect, decision.conversation, now) for effect in wanted)


def _pulled(decision: Decision) -> Iterator[Effect]:
    """Leave the deliveries out: this commit is the delivery, and an operator's mark can be shown at once."""
    entries = {entry.seq: entry for entry in decision.entries}
    for effect in decision.effects:
        if not isinstance(effect, Deliver):
            yield effect
            continue
        entry = entries[effect.seq]
        place = origin(entry) if entry.kind is EntryKind.MESSAGE else None
        if place is not None:
            yield ShowMark(effect.seq, place.thread, place.ref, "delivered")


def delivery(conversation: ConversationId, seq: int) -> RowId:
    """Name the row that brings an entry to the contact."""
    return RowId(f"{conversation}:{seq}")


def relay(conversation: ConversationId, seq: int, thread: object) -> RowId:
    """Name the row that shows an entry in a desk thread."""
    return RowId(f"{conversation}:{seq}@{thread}")


def _deliver(effect: effects.Deliver, state: Conversation, now: float) -> Row:
    lane = f"{state.contact.address.channel}:{state.id}"
    return Row(delivery(state.id, effect.seq), state.id, lane, effect, now, effect.fence)


def _ask(effect: effects.AskAgent, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:turn:{effect.turn}")
    return Row(name, state.id, f"turn:{state.id}", effect, effect.due, effect.epoch)


def _card(effect: effects.PostCard, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.ticket}:{effect.place}:{state.epoch}")
    return Row(name, state.id, f"{effect.place}|{effect.ticket}", effect, now)


def _edit_card(effect: effects.EditCard, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.ticket}:{effect.place}:{state.seq}:{state.epoch}:{now}")
    return Row(name, state.id, f"{effect.place}|{effect.ticket}", effect, now)


def _question(effect: effects.AskReviewers, state: Conversation, now: float) -> Row:
    lane = f"{effect.place}|{effect.approval}"
    return Row(RowId(f"{effect.approval}:{effect.place}"), state.id, lane, effect, now)


def _edit_question(effect: effects.EditQuestion, state: Conversation, now: float) -> Row:
    lane = f"{effect.place}|{effect.approval}"
    return Row(RowId(f"{effect.approval}:{effect.place}:{state.seq}:{now}"), state.id, lane, effect, now)


def _end_approval(effect: effects.EndApproval, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.approval}:end:{effect.due}")
    return Row(name, state.id, f"timer:{state.id}", effect, effect.due)


def _step_run(effect: effects.StepRun, state: Conversation, now: float) -> Row:
    heard = "" if effect.heard is None else effect.heard
    name = RowId(f"{effect.run}:{effect.step}:{heard}:{effect.epoch}")
    return Row(name, state.id, f"run:{effect.run}", effect, effect.due)


def _announce(effect: effects.Announce, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:{effect.seq}!{effect.place}")
    return Row(name, state.id, f"{effect.place}|announced", effect, now)


def _call_tool(effect: effects.CallTool, state: Conversation, now: float) -> Row:
    return Row(RowId(f"{effect.approval}:call"), state.id, f"tool:{state.id}", effect, now)


def _remind(effect: effects.RemindReviewers, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.approval}:remind:{effect.due}")
    return Row(name, state.id, f"timer:{state.id}", effect, effect.due)


def _nudge(effect: effects.Nudge, state: Conversation, now: float) -> Row:
    lane = f"{effect.place}|{effect.approval}"
    return Row(RowId(f"{effect.approval}:{effect.place}:nudge:{effect.count}"), state.id, lane, effect, now)


def _summarize(effect: effects.Summarize, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.ticket}:summary")
    return Row(name, state.id, f"summary:{state.id}", effect, now)


def _write_draft(effect: effects.WriteDraft, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:draft:{state.version}")
    return Row(name, state.id, f"draft:{state.id}", effect, now)


def _translate(effect: effects.Translate, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:{effect.seq}:translation:{effect.back}")
    return Row(name, state.id, f"translation:{state.id}", effect, now)


def _translate_reply(effect: effects.TranslateReply, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:{effect.seq}:reply:{state.version}")
    return Row(name, state.id, f"reply:{state.id}", effect, now)


def _relay(effect: effects.Relay, state: Conversation, now: float) -> Row:
    return Row(relay(state.id, effect.seq, effect.thread), state.id, str(effect.thread), effect, now)


def _transcript(effect: effects.Transcript, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.ticket}:transcript@{effect.thread}")
    return Row(name, state.id, str(effect.thread), effect, now)


def _mark(effect: effects.ShowMark, state: Conversation, now: float) -> Row:
    name = RowId(f"{state.id}:{effect.seq}:{effect.mark}@{effect.thread}")
    return Row(name, state.id, f"{effect.thread}|marks", effect, now)


def _wake(effect: effects.Wake, state: Conversation, now: float) -> Row:
    name = RowId(f"{effect.ticket}:{effect.timer}:{effect.epoch}:{effect.due}")
    return Row(name, state.id, f"timer:{state.id}", effect, effect.due)


# Each value takes exactly its key's effects.
ROWS: Final[Mapping[type[Effect], Callable[[Any, Conversation, float], Row]]] = {
    effects.Deliver: _deliver,
    effects.AskAgent: _ask,
    effects.PostCard: _card,
    effects.EditCard: _edit_card,
    effects.AskReviewers: _question,
    effects.EditQuestion: _edit_question,
    effects.EndApproval: _end_approval,
    effects.RemindReviewers: _remind,
    effects.Nudge: _nudge,
    effects.StepRun: _step_run,
    effects.Announce: _announce,
    effects.CallTool: _call_tool,
    effects.Summarize: _summarize,
    effects.WriteDraft: _write_draft,
    effects.Translate: _translate,
    effects.TranslateReply: _translate_reply,
    effects.Relay: _relay,
    effects.Transcript: _transcript,
    effects.ShowMark: _mark,
    effects.Wake: _wake,
}
