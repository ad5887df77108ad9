"""What the contact does: speaks, changes or takes back a message, asks for a person."""

from dataclasses import replace

from handoff.content import Content
from handoff.events import (
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
)
from handoff.flow import Occasion
from handoff.moves.automation import front, matching, start
from handoff.moves.clocks import owe_answer
from handoff.moves.draft import Draft
from handoff.moves.handing import escalate
from handoff.moves.offers import tell_switched_off
from handoff.moves.runs import heard
from handoff.moves.snooze import wake_up
from handoff.moves.translating import show
from handoff.outcome import Done, Outcome
from handoff.ownership import Move, Owner
from handoff.transcript import Author, AuthorKind, EntryKind
from handoff.trigger import Mechanism, Trigger


def said(draft: Draft, event: ContactSaid) -> Outcome:
    """Write the message down, whoever owns the conversation; nothing a contact writes is refused."""
    _know(draft, event.name, event.language, event.person)
    if event.variables:
        draft.set(variables={**draft.state.variables, **event.variables})
    if draft.state.owner is Owner.CLOSED:
        draft.move(Move.REOPEN)
    seq = draft.add(EntryKind.MESSAGE, author(draft), event.content, id=event.id, target=event.reply_to)
    draft.set(said=seq, said_id=event.id, said_at=draft.now)
    show(draft, seq)
    _heard(draft, event.content.text, seq)
    return Done(seq)


def edited(draft: Draft, event: ContactEdited) -> Outcome:
    """Write the change down; an edit can ask for a person like any other words (law 10)."""
    seq = draft.add(EntryKind.EDIT, author(draft), Content(event.text), id=event.id)
    show(draft, seq)
    if draft.state.owner is Owner.AGENT:
        _judge(draft, event.text, ask=draft.state.asked)
    elif draft.state.owner is Owner.AUTOMATION:
        _judge_in_workflow(draft, event.text, None)
    return Done(seq)


def deleted(draft: Draft, event: ContactDeleted) -> Outcome:
    """Write the deletion down; a turn that was asked with the message is asked again without it."""
    seq = draft.add(EntryKind.DELETE, author(draft), id=event.id)
    if draft.state.owner is Owner.AGENT and draft.state.asked:
        draft.ask_agent()
    return Done(seq)


def reacted(draft: Draft, event: ContactReacted) -> Outcome:
    """Write a reaction down; one to a message that nobody knows is nothing."""
    if event.target is None:
        return Done()
    seq = draft.add(EntryKind.REACTION, author(draft), target=event.target, emoji=event.emoji, on=event.on)
    return Done(seq)


def asked_for_person(draft: Draft, event: ContactAskedForPerson) -> Outcome:
    """Hand over at the first request (law 10); somebody who already waits is told so again."""
    _know(draft, event.name, event.language)
    if draft.state.owner is Owner.CLOSED:
        draft.move(Move.REOPEN)
    if draft.state.owner in (Owner.AGENT, Owner.AUTOMATION):
        seq = draft.event("asked for a person", id=event.id)
        escalate(
            draft, Trigger(Mechanism.REQUEST, "person_requested", "The contact pressed “Talk to a person”.")
        )
        return Done(seq)
    if draft.state.owner is Owner.WAITING:
        _say_again(draft)
    wake_up(draft)
    return Done(draft.state.seq)


def author(draft: Draft) -> Author:
    """Return the contact as the author of an entry."""
    return Author(AuthorKind.CONTACT, draft.state.contact.name)


def _know(draft: Draft, name: str, language: str, person: str = "") -> None:
    """Keep what the channel tells of who this is; it does not tell all of it every time."""
    before = draft.state.contact
    contact = replace(
        before,
        name=name or before.name,
        language=language or before.language,
        person=person or before.person,
    )
    if contact != before:
        draft.set(contact=contact)


def _heard(draft: Draft, text: str, seq: int) -> None:
    match draft.state.owner:
        case Owner.AGENT:
            _judge(draft, text, ask=True)
        case Owner.AUTOMATION:
            _judge_in_workflow(draft, text, seq)
        case Owner.HUMAN:
            owe_answer(draft)
        case _:
            pass
    wake_up(draft)


def _judge(draft: Draft, text: str, *, ask: bool) -> None:
    verdict, memory = draft.policy.judge.contact(text, draft.state.memory)
    draft.set(memory=memory, offer=draft.state.offer or verdict.offer)
    if verdict.trigger is not None:
        escalate(draft, verdict.trigger)
    elif ask and draft.agent_on:
        _answer(draft, text)
    elif ask:
        tell_switched_off(draft)


def _answer(draft: Draft, text: str) -> None:
    """Let a workflow have it that starts with such words, else the agent; without either a person."""
    begun = {"message": text}
    flow = matching(draft, Occasion.MESSAGE, begun)
    if flow is not None:
        start(draft, flow, begun)
    elif draft.policy.automated and front(draft) is None:
        escalate(draft, draft.policy.judge.failed("No workflow starts with this message."))
    else:
        draft.ask_agent()


def _judge_in_workflow(draft: Draft, text: str, seq: int | None) -> None:
    """Let who asks for a person have one (law 10); an answer said twice to a workflow is no stuck contact."""
    verdict, memory = draft.policy.judge.contact(text, draft.state.memory)
    draft.set(memory=memory)
    if verdict.trigger is not None and verdict.trigger.mechanism is not Mechanism.STUCK:
        escalate(draft, verdict.trigger)
    elif seq is not None:
        heard(draft, seq)


def _say_again(draft: Draft) -> None:
    """Tell who waits what is true so far; before any card was accepted the first word is still to come."""
    handoff = draft.state.handoff
    if handoff is not None and handoff.told:
        words = draft.words.unreachable if handoff.notified is None else draft.words.still_waiting
        draft.tell(words, ticket=str(handoff.ticket))
