"""A workflow: nodes, the edges between them, and the way through."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pydantic import Field, PrivateAttr, ValidationError

from bot.workflow.language import complaints, exits
from bot.workflow.language.edges import Edge
from bot.workflow.language.findings import WorkflowFaults
from bot.workflow.language.nodes import HumanHandoffData, Node, Trigger
from bot.workflow.language.part import Duration, Part, Short, Words
from bot.workflow.language.source import Source, read


class RunSettings(Part):
    """What holds for every run: its longest life, its most steps, the queue of handoffs that name none.

    ``apology`` is what the contact is told at an exit without an edge; without one, the bot's own text.
    """

    expires: Duration | None = None
    max_steps: int = Field(500, ge=1, le=10_000, strict=True)
    queue: Short | None = None
    apology: Words | None = None


class Workflow(Part):
    """One file. ``id`` is what runs are pinned to together with the digest of the file.

    It may be wrong in ways that ``checks.check`` finds: look there before running it.
    """

    schema_: str | None = Field(None, alias="$schema", repr=False)
    id: Short
    name: Short
    description: str = ""
    version: str | int | None = None
    settings: RunSettings = RunSettings()
    nodes: tuple[Node, ...] = Field(min_length=1, max_length=5000)
    edges: tuple[Edge, ...] = Field((), max_length=20_000)
    _source: Source = PrivateAttr(default_factory=lambda: Source({}, {}))

    @cached_property
    def _by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in reversed(self.nodes)}

    @cached_property
    def _targets(self) -> Mapping[tuple[str, str], str]:
        return {(edge.source, edge.exit): edge.target for edge in reversed(self.edges)}

    def node(self, id: str) -> Node:
        """Return a node; raises KeyError where there is none."""
        return self._by_id[id]

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def follow(self, id: str, exit: str) -> str | None:
        """Return the id of the node that an exit leads to; None where no edge begins."""
        return self._targets.get((id, exit))

    def exits(self, id: str) -> tuple[str, ...]:
        """Return the exits of a node, the hoped for first; raises KeyError where there is no such node."""
        return exits.exits(self.node(id))

    @property
    def trigger(self) -> Trigger:
        """Where a run begins; raises KeyError in a workflow that has none."""
        for node in self.nodes:
            if isinstance(node, Trigger):
                return node
        raise KeyError("trigger")

    @property
    def queues(self) -> frozenset[str]:
        """The queues it names."""
        named = [node.data.queue for node in self.nodes if isinstance(node.data, HumanHandoffData)]
        return frozenset(name for name in (*named, self.settings.queue) if name)

    def line(self, *path: str | int) -> int:
        """Return the line of a part of the file, such as ``line("nodes", 3, "data")``."""
        return self._source.line(path)


def parse(text: str, name: str) -> Workflow:
    """Read a workflow; ``name`` is the file's, and the workflow's where it has no other.

    Raises WorkflowFaults for what has not the shape of a workflow: every fault at once.
    """
    source = read(text, name)
    document = source.document
    if isinstance(document, dict):
        document = {"id": name, "name": document.get("id", name), **document}
    try:
        workflow = Workflow.model_validate(document)
    except ValidationError as error:
        raise WorkflowFaults(name, complaints.findings(error, source, Workflow)) from error
    workflow._source = source
    return workflow


def digest(text: str) -> str:
    """Return the hash of a file's content: blanks and the order of keys change nothing.

    Raises WorkflowFaults for what is no JSON.
    """
    document = read(text, "workflow").document
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a workflow file, for editors; it knows one spelling of each key."""
    found = Workflow.model_json_schema(by_alias=True, mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "required": [key for key in found["required"] if key not in ("id", "name")],
    }
