"""What the checks look at: a workflow, what is known of this installation, and the ways through."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.workflow.graph import Workflow
from bot.workflow.language.edges import Edge
from bot.workflow.language.exits import exits, is_handoff
from bot.workflow.language.findings import Finding, Level
from bot.workflow.language.nodes import Node, Trigger
from bot.workflow.language.sets import sets


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """Whether a tool changes something that cannot be taken back."""

    destructive: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the installation the workflow is for; None is not known, and not checked.

    ``reviewers`` are the queues that have any; ``channels`` are names such as ``slack``; ``mail`` is whether
    mail can be sent, ``sms`` whether texts can; ``queue`` decides what names none.
    """

    tools: Mapping[str, ToolFacts] | None = None
    queues: Collection[str] | None = None
    reviewers: Collection[str] | None = None
    channels: Collection[str] | None = None
    mail: bool | None = None
    queue: str | None = None
    sms: bool | None = None


@dataclass(frozen=True)
class Map:
    """A workflow with an index of where things stand in its file."""

    workflow: Workflow
    known: Known = field(default_factory=Known)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each node's place in the file; of an id that is there twice the first."""
        return {node.id: place for place, node in reversed(list(enumerate(self.workflow.nodes)))}

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The nodes where a run could begin."""
        return tuple(node.id for node in self.workflow.nodes if isinstance(node, Trigger))

    @cached_property
    def next(self) -> Mapping[str, Mapping[str, str]]:
        """The target of each exit of each node, by the edges that are as they should be."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for edge in self.workflow.edges:
            if self.sound(edge):
                found[edge.source].setdefault(edge.exit, edge.target)
        return {id: found.get(id, {}) for id in self.places}

    def sound(self, edge: Edge) -> bool:
        """Whether an edge leads from an exit that is there to a node that is there."""
        if edge.source not in self.places or edge.target not in self.places:
            return False
        return edge.exit in exits(self.workflow.node(edge.source))

    @cached_property
    def reached(self) -> frozenset[str]:
        """The nodes that a run can come to."""
        return self._from(self.triggers)

    @cached_property
    def approved(self) -> frozenset[str]:
        """The nodes that a run can come to after reviewers have approved something."""
        asking = (id for id in self.reached if is_handoff(self.workflow.node(id)))
        return self._from(self.next[id]["approved"] for id in asking if "approved" in self.next[id])

    def _from(self, starts: Iterable[str]) -> frozenset[str]:
        seen = set(starts)
        waiting = list(seen)
        while waiting:
            for target in self.next[waiting.pop()].values():
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(seen)

    def walked(self) -> Iterator[Node]:
        """Yield the nodes that a run can come to, in the order of the file."""
        for id in self.places:
            if id in self.reached:
                yield self.workflow.node(id)

    @cached_property
    def setters(self) -> Mapping[str, list[str]]:
        """The nodes that set each name, in the order of the file."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.walked():
            for name in dict.fromkeys(name for exit in exits(node) for name in sets(node, exit)):
                found[name].append(node.id)
        return dict(found)

    def at(self, id: str, message: str, *path: str | int, level: Level = "error") -> Finding:
        """Return a finding at a node, in the line of the part of it that ``path`` leads to."""
        line = self.workflow.line("nodes", self.places[id], *path)
        return Finding(level, id, line, message)

    def at_edge(self, place: int, message: str, key: str = "") -> Finding:
        """Return a finding at an edge: at its source where there is such a node."""
        edge = self.workflow.edges[place]
        node = edge.source if edge.source in self.places else ""
        path = ("edges", place, key) if key else ("edges", place)
        named = f"edge {edge.id}" if edge.id else f"edge {place + 1}"
        return Finding("error", node, self.workflow.line(*path), f"{named}: {message}")


def called(node: Node) -> str:
    """Name a node's kind as its author chose it: ``if_else``, ``human_handoff``, ``mcp_tool``."""
    kind = getattr(node.data, "logic_type", None) or getattr(node.data, "action_type", None)
    return str(kind or node.type)
