"""What comes of an answered question: a run goes on, or a tool is called, and the contact hears of it."""

from handoff.approvals import Approval, ForRun, ForTool, Ruling
from handoff.effects import CallTool
from handoff.events import ToolRan
from handoff.ids import ApprovalId
from handoff.moves import runs
from handoff.moves.automation import speak
from handoff.moves.draft import Draft
from handoff.moves.questions import find
from handoff.outcome import Done, Outcome
from handoff.trigger import Mechanism, Trigger


def ruled(draft: Draft, approval: Approval) -> None:
    """Do what the answer is for."""
    match approval.purpose:
        case ForRun(run):
            runs.decided(draft, approval, run)
        case ForTool():
            _for_tool(draft, approval)
        case None:
            pass


def ran(draft: Draft, event: ToolRan) -> Outcome:
    """Write down what the approved tool gave; the contact reads words of our own."""
    asked = find(draft, ApprovalId(event.approval))
    tool = asked.purpose.tool if asked is not None and isinstance(asked.purpose, ForTool) else ""
    if event.doubtful:
        return _perhaps(draft, event, tool)
    seq = draft.event("tool called", approval=event.approval, tool=tool, ok=event.ok, text=event.text)
    if not event.ok:
        _call(draft, f"{tool} was approved, and failed: {event.text}")
    speak(draft, draft.words.tool_done if event.ok else draft.words.tool_failed)
    return Done(seq)


def _perhaps(draft: Draft, event: ToolRan, tool: str) -> Outcome:
    """Let a person look whether it was done: who is told that it failed asks for it once more (law 3)."""
    seq = draft.event("tool perhaps called", approval=event.approval, tool=tool, text=event.text)
    _call(draft, f"{tool} was approved, and nobody knows whether it was done: {event.text}")
    return Done(seq)


def _call(draft: Draft, why: str) -> None:
    """Let a person take care of a contact for whom something was approved and did not go well."""
    runs.call_person(draft, Trigger(Mechanism.APPROVAL, "approval", why))


def _for_tool(draft: Draft, approval: Approval) -> None:
    match approval.ruling:
        case Ruling.APPROVED:
            draft.do(CallTool(approval.id))
        case Ruling.REJECTED:
            speak(draft, draft.words.tool_rejected)
        case Ruling.EXPIRED:
            speak(draft, draft.words.tool_expired)
        case _:
            pass
