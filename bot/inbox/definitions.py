"""A workflow's definition as people know it: drawn, and what its drawing calls each node."""

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from handoff.run import Run
from handoff.store.reading import Reader

if TYPE_CHECKING:
    from bot.workflow.graph import Workflow

Names = Mapping[str, str]
"""What the drawing calls each node, by the node's id."""


async def names(reader: Reader, runs: Iterable[Run]) -> Mapping[str, Names]:
    """Return what the nodes of these runs' definitions are called, by the definition's digest."""
    pinned = {run.digest: run.workflow for run in runs}
    texts = {digest: await reader.definition(digest) or "" for digest in pinned}
    return {digest: await asyncio.to_thread(_named, texts[digest], name) for digest, name in pinned.items()}


def drawn(text: str, name: str, counts: Mapping[str, int]) -> tuple[str, Names]:
    """Draw a definition, and return what its nodes are called; empty for one that cannot be read."""
    from bot.workflow.draw import draw

    workflow = _read(text, name)
    return ("", {}) if workflow is None else (draw(workflow, counts, style=False), _called(workflow))


def _named(text: str, name: str) -> Names:
    workflow = _read(text, name)
    return {} if workflow is None else _called(workflow)


def _read(text: str, name: str) -> "Workflow | None":
    from bot.workflow.graph import parse
    from bot.workflow.language.findings import WorkflowFaults

    try:
        return parse(text, name)
    except WorkflowFaults:
        return None


def _called(workflow: "Workflow") -> Names:
    from bot.workflow.drawing.words import name

    return {node.id: name(node) for node in workflow.nodes}
