"""Where a workflow's run stands, in words for the team."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.inbox.definitions import Names
from handoff.labels import spaced
from handoff.ownership import Owner
from handoff.run import Awaits, Run
from handoff.state import Conversation

_WAITS: Final[Mapping[Awaits, str]] = {
    Awaits.WORDS: "Waits for the contact’s answer",
    Awaits.DECISION: "Waits for a decision",
    Awaits.TIME: "Waits for its time",
    Awaits.AGENT: "The assistant has the conversation meanwhile",
}
_MEANWHILE: Final[Mapping[Awaits | None, str]] = {
    Awaits.WORDS: "ends then",
    Awaits.DECISION: "goes on once it is decided, and writes nothing while you are here",
    Awaits.TIME: "waits until you return the conversation",
    None: "waits until you return the conversation",
}
"""What becomes of the workflow that has a conversation when a person takes over: a person comes first."""
_PEOPLE: Final = (Owner.WAITING, Owner.HUMAN)


@dataclass(frozen=True, slots=True)
class Standing:
    """``node`` is what its drawing calls the node where it stands, or its id where there is no drawing.

    ``since`` is when the run last moved, ``due`` when its wait runs out: seconds since 1970 UTC.
    """

    workflow: str
    node: str
    since: float
    waits: str
    due: float | None


def standings(conversation: Conversation, names: Mapping[str, Names]) -> tuple[Standing, ...]:
    """Return the live runs of a conversation; the one that holds it comes first.

    ``names`` are those of each definition's nodes, by its digest.
    """
    runs = sorted(conversation.runs, key=lambda run: not run.front)
    return tuple(standing(run, conversation, names.get(run.digest, {})) for run in runs)


def holding(conversation: Conversation) -> str:
    """Return the workflow that has the conversation whenever no person does; empty where none has."""
    return next((spaced(run.workflow) for run in conversation.runs if run.front), "")


def meanwhile(conversation: Conversation) -> str:
    """Say what the workflow that has the conversation does when a person takes over."""
    waits = next((run.wait for run in conversation.runs if run.front), None)
    return _MEANWHILE.get(waits.awaits if waits is not None else None, "")


def standing(run: Run, conversation: Conversation, names: Names) -> Standing:
    """Say where one run stands and what it waits for; ``names`` are those of its definition's nodes."""
    due = run.wait.due if run.wait is not None else None
    node = names.get(run.node, run.node)
    return Standing(spaced(run.workflow), node, run.changed, _waits(run, conversation), due)


def _waits(run: Run, conversation: Conversation) -> str:
    stands = run.front and conversation.owner in _PEOPLE
    if run.wait is not None:
        said = _WAITS[run.wait.awaits]
        return f"{said}; goes on when it is returned" if stands and run.wait.awaits is Awaits.TIME else said
    return "Stands still until it is returned" if stands else "Is at work"
