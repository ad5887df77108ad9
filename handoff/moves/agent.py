"""What the agent gives back, and whether it may still be said."""

from handoff.answer import Answer
from handoff.content import Content
from handoff.events import AgentAnswered, AgentFailed, AgentStopped
from handoff.moves.draft import Draft
from handoff.moves.handing import escalate
from handoff.moves.offers import person_button, say_button
from handoff.moves.proposing import propose
from handoff.moves.runs import completed
from handoff.outcome import Done, Outcome, Refused
from handoff.ownership import Owner
from handoff.state import Thought
from handoff.transcript import Author, AuthorKind
from handoff.trigger import Trigger

STALE = Refused("stale", "The conversation went on without this answer.")


def answered(draft: Draft, event: AgentAnswered) -> Outcome:
    """Say the answer, unless its time is over (law 1) or it shows that a person is needed."""
    if _stale(draft, event.epoch, event.turn):
        _note_withheld(draft, event)
        return STALE
    answer = event.answer
    verdict, memory = draft.policy.judge.answer(answer, draft.state.memory)
    draft.set(memory=memory, asked=False, thought=Thought(answer.confidence, answer.sources, answer.steps))
    trigger = verdict.trigger or _speechless(draft, answer)
    if trigger is not None:
        draft.event("withheld", text=answer.text, why=trigger.reason)
        escalate(draft, trigger)
        return Done()
    author = Author(AuthorKind.AGENT, draft.policy.bot)
    content = _content(draft, answer, offer=verdict.offer or draft.state.offer or not answer.known)
    seq = draft.say(author, content, fence=draft.state.epoch, known=answer.known)
    draft.set(answered=seq, offer=False)
    for proposal in answer.proposals:
        propose(draft, proposal)
    completed(draft, answer)
    return Done(seq)


def failed(draft: Draft, event: AgentFailed) -> Outcome:
    """Hand over: a failing agent is never silence."""
    if _stale(draft, event.epoch, event.turn):
        return STALE
    draft.set(asked=False)
    escalate(draft, draft.policy.judge.failed(event.reason))
    return Done()


def stopped(draft: Draft, event: AgentStopped) -> Outcome:
    """Tell who has the conversation now what was perhaps done; an agent that still has it tries again."""
    if draft.state.owner is not Owner.AGENT:
        draft.event("tool cut off", tool=", ".join(event.tools))
    return Done(draft.state.seq)


def _stale(draft: Draft, epoch: int, turn: int) -> bool:
    state = draft.state
    return state.owner is not Owner.AGENT or not state.asked or (state.epoch, state.turn) != (epoch, turn)


def _speechless(draft: Draft, answer: Answer) -> Trigger | None:
    """Take an answer that says nothing for a failure: a contact would be left in silence."""
    return None if answer.text.strip() else draft.policy.judge.failed("The assistant's answer was empty.")


def _note_withheld(draft: Draft, event: AgentAnswered) -> None:
    """Let the operator who took over see what the agent was about to say; no state changes."""
    if draft.state.owner in (Owner.WAITING, Owner.HUMAN) and event.epoch != draft.state.epoch:
        draft.event("withheld", text=event.answer.text, why="the conversation changed hands")


def _content(draft: Draft, answer: Answer, *, offer: bool) -> Content:
    buttons = tuple(say_button(text) for text in answer.suggestions)
    if offer:
        buttons += (person_button(draft.words),)
    return Content(answer.text, buttons=buttons, sources=answer.sources)
