"""Graphs written short, and what a run can see in a test without a desk."""

from collections.abc import Mapping
from typing import Any

from bot.workflow.graph import Workflow
from bot.workflow.running.came import Came
from bot.workflow.running.course import Leap
from bot.workflow.running.sight import Sight
from bot.workflow.running.step import leap
from handoff.events import Act, Speak
from handoff.ids import Address, ConversationId, RunId
from handoff.run import Run
from handoff.state import Contact
from handoff.texts import Texts
from tests.bot.workflow.running.house import volume

WORDS = Texts()
NOW = 1000.0
START = {"id": "start", "type": "trigger", "data": {"triggerType": "message_received"}}
GATE = {"provider": "smtp", "contact_type": "email", "outputVariable": "email"}


def graph(*nodes: Mapping[str, Any], edges: str = "", **settings: Any) -> dict[str, Any]:
    """Return a graph; ``edges`` are written ``a.exit>b c>d``, ``start`` leads to the first node."""
    first = [] if not nodes else [{"source": "start", "target": nodes[0]["id"]}]
    found: dict[str, Any] = {
        "nodes": [START, *nodes],
        "edges": first + [_edge(word) for word in edges.split()],
    }
    return {**found, "settings": settings} if settings else found


def node(id: str, type: str, **data: Any) -> dict[str, Any]:
    """Return a node."""
    return {"id": id, "type": type, "data": data}


def say(id: str, text: str) -> dict[str, Any]:
    """Return a node that says something."""
    return node(id, "send_message", message=text)


def action(id: str, kind: str, **data: Any) -> dict[str, Any]:
    """Return an action."""
    return node(id, "action", actionType=kind, **data)


def condition(id: str, text: str) -> dict[str, Any]:
    """Return a fork."""
    return node(id, "logic", logicType="if_else", condition=text)


def workflow(*nodes: Mapping[str, Any], edges: str = "", **settings: Any) -> Workflow:
    """Return the graph as it is read."""
    return volume(graph(*nodes, edges=edges, **settings)).workflow


def began(at: str = "start", **variables: Any) -> Run:
    """Return a run that begins here."""
    return Run(RunId("r1"), ConversationId("c1"), "flow", "d", at, NOW, NOW, variables=variables)


def sight(**changes: Any) -> Sight:
    """Return what a run sees of Mia, who writes English."""
    known = {
        "now": NOW,
        "contact": Contact(Address("web", "mia"), "Mia"),
        "conversation": ConversationId("c1"),
        "words": WORDS,
        "language": "en",
    }
    return Sight(**{**known, **changes})


def leapt(flow: Workflow, run: Run | None = None, came: Came | None = None, **seen: Any) -> Leap:
    """Let a run go as far as it can; by default from the beginning, with a message."""
    return leap(flow, run or began(message="hello"), sight(**seen), came)


def said(acts: tuple[Act, ...]) -> list[str]:
    """Return what the contact is told."""
    return [act.text for act in acts if isinstance(act, Speak)]


def _edge(word: str) -> dict[str, str]:
    begin, _, target = word.partition(">")
    source, _, exit = begin.partition(".")
    return {"source": source, "target": target} | ({"sourceHandle": exit} if exit else {})
