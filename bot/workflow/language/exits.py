"""Which exits a node has, and what happens at one that no edge begins at."""

from enum import StrEnum
from typing import Final, assert_never

from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.nodes import (
    Action,
    AiAgentData,
    AuthGate,
    HumanHandoffData,
    IfElseData,
    Logic,
    McpTool,
    Node,
    NotifyData,
    SendMessage,
    SwitchData,
    TagData,
    Trigger,
    Wait,
)


class Ending(StrEnum):
    """How a run ends at an exit without an edge: in silence, or after a message to the contact."""

    SILENT = "the run ends"
    TOLD = "the contact is told that it did not work out, and the run ends"
    CALLED = "the contact is told that it did not work out, a person gets the conversation, and the run ends"
    """Of what reviewers had approved."""
    REQUIRED = "an edge is required"


_SILENT: Final = frozenset({DEFAULT, "completed", "human"})
_ENDED: Final = frozenset({"failed", "expired"})
"""Exits of what did not come about, which is no failure."""
_GUARDS: Final = frozenset({"verified", "approved"})


def exits(node: Node) -> tuple[str, ...]:
    """Return a node's exits; the first is the one that is hoped for."""
    match node:
        case AuthGate():
            return ("verified", "failed")
        case McpTool():
            return (DEFAULT, "error")
        case Logic():
            return _forks(node)
        case Action():
            return _actions(node)
        case Trigger() | SendMessage() | Wait():
            return (DEFAULT,)
        case _:
            assert_never(node)


def _forks(node: Logic) -> tuple[str, ...]:
    match node.data:
        case IfElseData():
            return ("true", "false", "error")
        case SwitchData(cases=cases):
            return (*(case.handle for case in cases), DEFAULT, "error")


def _actions(node: Action) -> tuple[str, ...]:
    match node.data:
        case HumanHandoffData():
            return ("approved", "rejected", "expired")
        case AiAgentData():
            return ("completed", "expired", "human")
        case NotifyData():
            return (DEFAULT, "error")
        case TagData():
            return (DEFAULT,)


def ending(node: Node, exit: str, *, approved: bool = False) -> Ending:
    """Say what happens at an exit of the node that has no edge; ``approved``, if reviewers agreed before.

    A reviewer's answer must lead somewhere; a switch that met no case is an exit like its cases.
    """
    if is_handoff(node):
        return Ending.TOLD if exit == "expired" else Ending.REQUIRED
    if exit in _SILENT and not isinstance(node, Logic):
        return Ending.SILENT
    return Ending.CALLED if approved and exit not in _ENDED else Ending.TOLD


def natural(node: Node, exit: str) -> bool:
    """Whether ending there is so usual that nobody needs to be warned: something was said or done."""
    done = isinstance(node, SendMessage | Action) and exit in _SILENT
    return done and ending(node, exit) is Ending.SILENT


def guards(node: Node, exit: str) -> bool:
    """Whether who comes out there has been verified, or approved by a person."""
    return exit in _GUARDS and (isinstance(node, AuthGate) or is_handoff(node))


def is_handoff(node: Node) -> bool:
    """Whether the node asks reviewers."""
    return isinstance(node, Action) and isinstance(node.data, HumanHandoffData)


def waits_for_person(node: Node) -> bool:
    """Whether nobody passes the node without a person doing something, so that no loop through it spins."""
    if isinstance(node, Wait):
        return node.data.until == "reply"
    asks = isinstance(node, Action) and isinstance(node.data, HumanHandoffData | AiAgentData)
    return asks or isinstance(node, AuthGate)


def needs_person(node: Node, exit: str) -> bool:
    """Whether nobody leaves the node by that exit but by what a person does; a time limit is no person."""
    limited = isinstance(node, Wait) and node.data.duration is not None
    return waits_for_person(node) and exit not in _ENDED and not limited
