"""Drafts that the model writes for operators: notes, until somebody sends one as their own words."""

from typing import Final

from handoff.content import Content
from handoff.effects import WriteDraft
from handoff.events import DraftAsked, DraftDropped, Drafted, DraftFailed
from handoff.moves.draft import Draft
from handoff.moves.operator import STRANGER, human, queue
from handoff.outcome import Done, Outcome, Refused
from handoff.routing import may_act
from handoff.transcript import Author, AuthorKind, EntryKind

OFF: Final = Refused("off", "Drafts are switched off here: they need a language model, see [help].")
OVER: Final = Refused("over", "This handoff is over. Take the conversation over to have a draft written.")


def asked(draft: Draft, event: DraftAsked) -> Outcome:
    """Have a draft written for somebody who could send it."""
    if not draft.policy.assist.drafts:
        return OFF
    if draft.state.handoff is None:
        return OVER
    if draft.state.operator != event.by.operator and not may_act(queue(draft), event.by):
        return STRANGER
    draft.do(WriteDraft(event.thread, event.wish))
    return Done(draft.state.seq)


def written(draft: Draft, event: Drafted) -> Outcome:
    """Keep it as a note in the thread where it was asked for; its buttons name the handoff (law 5)."""
    handoff = draft.state.handoff
    if handoff is None:
        return Done()
    author = Author(AuthorKind.AGENT, draft.policy.bot)
    seq = draft.add(
        EntryKind.NOTE,
        author,
        Content(event.text),
        draft=str(handoff.ticket.number),
        upto=event.upto,
        late=draft.state.said > event.upto,
        only=str(event.thread),
    )
    return Done(seq)


def failed(draft: Draft, event: DraftFailed) -> Outcome:
    """Say so where it was asked for."""
    if draft.state.handoff is None:
        return Done()
    return Done(draft.event("draft failed", why=event.why, only=str(event.thread)))


def dropped(draft: Draft, event: DraftDropped) -> Outcome:
    """Throw it away; the contact never had it, so nothing is delivered."""
    where = str(event.thread)
    return Done(draft.add(EntryKind.DELETE, human(event.by), target=event.target, draft=True, only=where))
