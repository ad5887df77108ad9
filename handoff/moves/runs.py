"""What a workflow's run does to a conversation: it goes on, waits, hears, is decided, and ends."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from handoff.answer import Answer
from handoff.approvals import Approval, ForRun, Ruling, deciders
from handoff.content import Content
from handoff.effects import Announce, StepRun
from handoff.events import (
    ApprovalAsked,
    AskDecision,
    CallPerson,
    Inform,
    LetAgent,
    Noted,
    RunBegan,
    RunWent,
    SetTag,
    Speak,
)
from handoff.moves import questions
from handoff.moves.automation import (
    PERSON_FIRST,
    find,
    front,
    go,
    leave_agent,
    put,
    speak,
    start,
    stop,
    told,
)
from handoff.moves.draft import SYSTEM, Draft
from handoff.moves.handing import escalate
from handoff.moves.leaving import come_back
from handoff.moves.offers import tell_switched_off
from handoff.outcome import Done, Outcome, Refused
from handoff.ownership import Move, Owner
from handoff.run import Awaits, Phase, Run, Wait, approval_id
from handoff.transcript import EntryKind
from handoff.trigger import Mechanism, Trigger

STALE = Refused("stale", "The run went on without this step.")
BESIDE = "it runs beside the conversation, so it cannot hear the contact"
UNANSWERED = "The workflow ended without an answer."
SOON: Final = 10.0
"""Seconds of work after which a contact who writes is told that it takes time; mostly it is done before."""
AGAIN: Final = 600.0
"""Seconds after which a contact who writes again is told so again."""


def began(draft: Draft, event: RunBegan) -> Outcome:
    """Start a workflow by schedule or by hand."""
    start(draft, event.flow, event.variables, beside=draft.state.asked)
    return Done(draft.state.seq)


def went(draft: Draft, event: RunWent) -> Outcome:
    """Let a run be where its steps led, and do what it wants; steps of an older state are stale.

    What was done outside stays true whoever has the conversation by now: it is kept, and the run goes no
    further until the conversation comes back.
    """
    run = find(draft, event.run)
    if run is None or run.step != event.step:
        _remember(draft, event)
        return STALE
    may = _may_step(draft, run, event.epoch)
    if not may and not event.done:
        return STALE
    _come_forward(draft, run, event.then)
    then = put(draft, replace(event.then, step=run.step, front=run.front, told=run.told))
    for act in event.acts:
        _ACTS[type(act)](draft, then, act)
    _on(draft, find(draft, then.id) or then, may)
    return Done(draft.state.seq)


def _remember(draft: Draft, event: RunWent) -> None:
    """Write down what was done outside for a run that was ended meanwhile: it stays true (law 3)."""
    for act in event.acts if event.done else ():
        if isinstance(act, Noted):
            _note(draft, event.then, act)


def heard(draft: Draft, seq: int) -> None:
    """Bring the contact's words to the run that holds the conversation; one that hears none says so."""
    run = front(draft)
    if run is None:
        return
    if run.wait is not None and run.wait.awaits is Awaits.WORDS:
        draft.do(StepRun(run.id, run.step, draft.state.epoch, draft.now, heard=seq, visit=run.visit))
    elif _owes_word(run, draft.now):
        told(draft, run)
        speak(draft, draft.words.run_waiting)


def _owes_word(run: Run, now: float) -> bool:
    """Whether who writes is to be told that it takes time: not with each message, nor just before the end."""
    if run.told is not None and now < run.told + AGAIN:
        return False
    return run.wait is not None or now >= run.changed + SOON


def decided(draft: Draft, approval: Approval, id: str) -> None:
    """Let a run go on at the exit its reviewers chose; what approving sends is sent here."""
    run = find(draft, id)
    if run is None or run.wait is None or run.wait.approval != approval.id:
        return
    if approval.ruling is Ruling.CANCELLED:
        _end(draft, stop(draft, run, "the question was withdrawn"))
        return
    if approval.ruling is Ruling.APPROVED and approval.text:
        speak(draft, approval.text)
    approved = deciders(approval) if approval.ruling is Ruling.APPROVED else ""
    known = {"by": approved or approval.by, "reason": approval.reason, "text": approval.text}
    variables = {**run.variables, "approval": known}
    exit = str(approval.ruling)
    go(
        draft,
        put(draft, run, phase=Phase.GOING, exit=exit, wait=None, variables=variables, approved=approved),
    )


def completed(draft: Draft, answer: Answer) -> None:
    """Take the conversation back from the agent, which said that the contact needs nothing more."""
    run = front(draft)
    if answer.done and run is not None and run.wait is not None and run.wait.awaits is Awaits.AGENT:
        draft.move(Move.HAND_OVER, workflow=run.workflow)
        go(draft, put(draft, run, phase=Phase.GOING, exit="completed", wait=None))


def _may_step(draft: Draft, run: Run, epoch: int) -> bool:
    """Whether the run may go on now: one that holds the conversation stands still while a person has it.

    A decision lets it go on under the epoch in which it was made, silently; what was approved is done
    whoever has the conversation by then.
    """
    if not run.front:
        return True
    if run.wait is None:
        return epoch == draft.state.epoch or bool(run.approved)
    return draft.state.owner is Owner.AUTOMATION or run.wait.awaits is Awaits.AGENT


def _come_forward(draft: Draft, run: Run, then: Run) -> None:
    """Take the conversation back from the agent when the agent's time is over."""
    if run.wait is None or run.wait.awaits is not Awaits.AGENT or draft.state.owner is not Owner.AGENT:
        return
    lasts = then.wait is not None and then.wait.awaits is Awaits.AGENT and then.visit == run.visit
    if run.front and not lasts:
        draft.move(Move.HAND_OVER, workflow=run.workflow)


def _on(draft: Draft, run: Run, may: bool) -> None:
    """Order what comes next for a run that took its steps."""
    if not run.live:
        _end(draft, run)
    elif run.wait is not None:
        _wait(draft, run, run.wait)
    elif may or draft.state.owner is Owner.AUTOMATION:
        go(draft, run)


def _wait(draft: Draft, run: Run, wait: Wait) -> None:
    """Set the time of a wait; one for words or for the agent does not begin where a person is."""
    listens = draft.state.owner is Owner.AUTOMATION and run.front
    lets = draft.state.owner is Owner.AGENT and run.front
    if wait.awaits is Awaits.WORDS and not listens:
        stop(draft, run, PERSON_FIRST if draft.state.owner in (Owner.WAITING, Owner.HUMAN) else BESIDE)
    elif wait.awaits is Awaits.AGENT and not lets:
        leave_agent(draft, run)
    elif wait.due is not None and wait.awaits is not Awaits.DECISION:
        draft.do(StepRun(run.id, run.step, draft.state.epoch, wait.due))


def call_person(draft: Draft, trigger: Trigger) -> None:
    """Step aside for a person, whoever's turn it is; where one has it, or is waited for, there is one."""
    if draft.state.owner is Owner.CLOSED:
        draft.move(Move.REOPEN)
    if draft.state.owner in (Owner.AGENT, Owner.AUTOMATION):
        escalate(draft, trigger)


def _end(draft: Draft, run: Run) -> None:
    """Give the conversation back to the agent; what is unanswered is answered, by a person if need be."""
    if run.phase is Phase.FAILED:
        draft.event("workflow failed", workflow=run.workflow, node=run.node, why=run.error)
    if not run.front or draft.state.owner is not Owner.AUTOMATION:
        return
    draft.move(Move.HAND_OVER, workflow=run.workflow)
    if draft.policy.automated and draft.state.said > draft.state.answered:
        escalate(draft, draft.policy.judge.failed(UNANSWERED))
    else:
        come_back(draft)


# ── what a run wants ─────────────────────────────────────────────────────────────────────────────


def _speak(draft: Draft, run: Run, act: Speak) -> None:
    speak(draft, act.text, act.suggestions)


def _ask(draft: Draft, run: Run, act: AskDecision) -> None:
    """Put the question; where nobody may decide a person gets the conversation instead (laws 7 and 9)."""
    id = approval_id(run.key)
    asked = ApprovalAsked(
        id,
        act.question,
        act.facts,
        act.queue,
        act.expires,
        label=act.label,
        draft=act.draft,
        barred=act.barred,
        purpose=ForRun(run.id),
    )
    refused = questions.ask(draft, asked)
    if isinstance(refused, Refused):
        _end(draft, stop(draft, run, refused.message))
        _call(draft, run, CallPerson(f"{act.question} ({refused.message})"))
        return
    wait = replace(run.wait or Wait(Awaits.DECISION), approval=id)
    put(draft, run, wait=wait)


def _tag(draft: Draft, run: Run, act: SetTag) -> None:
    tags = tuple(tag for tag in draft.state.tags if tag != act.tag)
    draft.set(tags=(*tags, act.tag) if act.on else tags)
    draft.event("tagged" if act.on else "untagged", tag=act.tag, workflow=run.workflow)


def _inform(draft: Draft, run: Run, act: Inform) -> None:
    seq = draft.event("announced", text=act.text, place=str(act.place), workflow=run.workflow)
    draft.do(Announce(seq, act.place))


def _let_agent(draft: Draft, run: Run, act: LetAgent) -> None:
    if act.note:
        draft.add(EntryKind.NOTE, SYSTEM, Content(act.note), for_agent=True)
    if draft.state.owner is not Owner.AUTOMATION or not run.front:
        return
    draft.move(Move.HAND_OVER, workflow=run.workflow)
    if draft.state.said <= draft.state.answered:
        return
    if draft.agent_on:
        draft.ask_agent()
    else:
        tell_switched_off(draft)


def _call(draft: Draft, run: Run, act: CallPerson) -> None:
    call_person(draft, Trigger(Mechanism.RULE, act.category, act.reason))


def _note(draft: Draft, run: Run, act: Noted) -> None:
    data: Mapping[str, Any] = {"workflow": run.workflow, **act.data}
    draft.event(act.what, **data)


_ACTS: Final[Mapping[type, Callable[[Draft, Run, Any], None]]] = {
    Speak: _speak,
    AskDecision: _ask,
    SetTag: _tag,
    Inform: _inform,
    LetAgent: _let_agent,
    CallPerson: _call,
    Noted: _note,
}
