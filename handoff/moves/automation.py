"""How a workflow holds a conversation: runs are begun, kept, paused for people, and speak.

A person always comes first: what a run would say while somebody has the conversation is withheld and shown
to the team. A run that talks with the contact ends when a person steps in; one that stands still for a
decision or a time stays, and goes on when the conversation comes back.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handoff.content import Content
from handoff.effects import StepRun
from handoff.flow import Flow, Occasion
from handoff.moves.draft import Draft
from handoff.moves.offers import say_button
from handoff.moves.questions import withdraw
from handoff.ownership import Move, Owner
from handoff.run import Awaits, Phase, Run, run_id
from handoff.transcript import Author, AuthorKind

PERSON_FIRST = "a person has the conversation"


def matching(draft: Draft, occasion: Occasion, variables: Mapping[str, Any]) -> Flow | None:
    """Return the first workflow that starts on the occasion; none with a message while one holds the talk."""
    if occasion is Occasion.MESSAGE and front(draft) is not None:
        return None
    flows = (flow for flow in draft.policy.flows if flow.occasion is occasion)
    return next((flow for flow in flows if flow.matches(variables, draft.state.contact)), None)


def start(draft: Draft, flow: Flow, variables: Mapping[str, Any], *, beside: bool = False) -> None:
    """Begin a run. It takes the conversation when the agent has it; otherwise it runs beside."""
    takes = draft.state.owner is Owner.AGENT and front(draft) is None and not beside
    id = run_id(draft.state.id, _began(draft, flow, takes=takes))
    run = Run(id, draft.state.id, flow.name, flow.digest, flow.start, draft.now, draft.now, takes)
    go(draft, put(draft, run, variables=dict(variables), queue=flow.queue))


def _began(draft: Draft, flow: Flow, *, takes: bool) -> int:
    """Write down, in one line, that it began and whether it took the conversation; return the line's seq."""
    if not takes:
        return draft.event("workflow began", workflow=flow.name)
    draft.move(Move.HAND_OVER, workflow=flow.name, began=True)
    return draft.state.seq


def go(draft: Draft, run: Run) -> None:
    """Have its next steps worked out now."""
    draft.do(StepRun(run.id, run.step, draft.state.epoch, draft.now))


def put(draft: Draft, run: Run, **changes: Any) -> Run:
    """Keep the run as it is by now; what was worked out for its step before is stale from here on."""
    return _keep(draft, replace(run, step=run.step + 1, changed=draft.now, **changes))


def told(draft: Draft, run: Run) -> None:
    """Remember that the contact heard that it is not settled yet; what is being worked out stays wanted."""
    _keep(draft, replace(run, told=draft.now))


def _keep(draft: Draft, run: Run) -> Run:
    others = tuple(one for one in draft.state.runs if one.id != run.id)
    draft.set(runs=(*others, run) if run.live else others)
    draft.file_run(run)
    return run


def find(draft: Draft, id: str) -> Run | None:
    """Return a live run."""
    return next((run for run in draft.state.runs if run.id == id), None)


def front(draft: Draft) -> Run | None:
    """Return the run that holds the conversation whenever no person does."""
    return next((run for run in draft.state.runs if run.front), None)


def speak(draft: Draft, text: str, suggestions: tuple[str, ...] = ()) -> None:
    """Say it to the contact, unless a person has the conversation: then only the team reads it (law 1).

    What is said beside another's conversation is no answer to the contact's last words.
    """
    if draft.state.owner is Owner.HUMAN:
        draft.event("withheld", text=text, why=PERSON_FIRST)
        return
    content = Content(text, buttons=tuple(map(say_button, suggestions)))
    author = Author(AuthorKind.AGENT, draft.policy.bot)
    seq = draft.say(author, content, fence=draft.state.epoch, automated=True)
    if draft.state.owner is Owner.AUTOMATION:
        draft.set(answered=seq)


def step_aside(draft: Draft) -> None:
    """Pause what holds the conversation, because a person has it from now on."""
    run = front(draft)
    if run is None:
        return
    awaits = run.wait.awaits if run.wait is not None else None
    if awaits is Awaits.WORDS:
        stop(draft, run, PERSON_FIRST)
    elif awaits is Awaits.AGENT:
        leave_agent(draft, run)


def leave_agent(draft: Draft, run: Run) -> None:
    """Let a run go on beside that waits for the agent, because a person steps in or is there already."""
    go(draft, put(draft, run, phase=Phase.GOING, exit="human", wait=None, front=False))


def stop(draft: Draft, run: Run, why: str) -> Run:
    """End a run before its time; what it would have said and done is not said and not done."""
    ended = put(draft, run, phase=Phase.CANCELLED, wait=None, error=why)
    draft.event("workflow stopped", workflow=run.workflow, why=why)
    return ended


def cancel(draft: Draft, why: str) -> None:
    """End the run that holds the conversation, which is over; its question is withdrawn."""
    run = front(draft)
    if run is None:
        return
    stop(draft, run, why)
    if run.wait is not None and run.wait.approval is not None:
        withdraw(draft, run.wait.approval)


def resume(draft: Draft) -> bool:
    """Let the run that was paused for a person have the conversation again; return whether there is one."""
    run = front(draft)
    if run is None or draft.state.owner is not Owner.AGENT:
        return False
    draft.move(Move.HAND_OVER, workflow=run.workflow)
    if run.phase is Phase.GOING:
        go(draft, run)
    elif run.wait is not None and run.wait.due is not None and run.wait.awaits is Awaits.TIME:
        draft.do(StepRun(run.id, run.step, draft.state.epoch, run.wait.due))
    return True
