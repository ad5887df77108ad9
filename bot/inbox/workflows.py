"""The page ``/workflows``: every workflow drawn, with its live runs at their nodes and a list of them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from bot.inbox.render import Renderer
from bot.inbox.room import Room
from bot.inbox.standing import Standing, standing
from handoff.flow import Flow, Occasion
from handoff.ids import ConversationId
from handoff.labels import known_as, spaced
from handoff.run import Run
from handoff.store.reading import RunQuery

LISTED: Final = 100
"""So many live runs of one workflow are listed; the counts are of all."""
BEGINS: Final[Mapping[Occasion, str]] = {
    Occasion.MESSAGE: "Starts when a contact writes",
    Occasion.REQUEST: "Starts when a contact asks for a person",
    Occasion.RESOLVED: "Starts when a handoff has ended",
    Occasion.SCHEDULE: "Starts by its schedule",
}
NO_LONGER: Final = "Not in force any more: what began goes on to its end"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One definition. ``svg`` is clean, and empty for one that cannot be read any more."""

    digest: str
    current: bool
    live: int
    svg: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A live run, and whose it is."""

    conversation: ConversationId
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Shown:
    """One workflow: its definition in force first, then older ones that runs are still pinned to."""

    name: str
    title: str
    begins: str
    live: int
    drawings: tuple[Drawing, ...]
    runs: tuple[Listed, ...]


class Workflows:
    """Reads what the page shows."""

    def __init__(self, room: Room, renderer: Renderer) -> None:
        self._room = room
        self._renderer = renderer

    def routes(self) -> list[web.RouteDef]:
        """Return the page, and the styles of its drawings: a page of ours allows no styles inside."""
        return [web.get("/workflows", self._page), web.get("/workflows/drawing.css", self._style)]

    async def _page(self, request: web.Request) -> web.Response:
        me = self._room.gate.visitor(request)
        if me is None:
            return self._html("signin.html", {"spent": False}, 401)
        return self._html("workflows.html", {"shown": await self._all(), "now": self._room.now()}, 200)

    async def _style(self, request: web.Request) -> web.Response:
        from bot.workflow.drawing.style import STYLE

        return web.Response(text=STYLE, content_type="text/css", headers={"Cache-Control": "no-cache"})

    def _html(self, template: str, values: Mapping[str, object], status: int) -> web.Response:
        text = self._renderer.html(template, values)
        headers = {"Cache-Control": "no-store"}
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    async def _all(self) -> list[Shown]:
        """Return those in force, in the order of the settings, then others that are not over."""
        flows = {flow.name: flow for flow in self._room.policy().flows}
        live = await self._room.reader.runs(RunQuery())
        names = dict.fromkeys([*flows, *sorted(run.workflow for run in live)])
        return [await self._one(name, flows.get(name)) for name in names]

    async def _one(self, name: str, flow: Flow | None) -> Shown:
        counted = await self._room.reader.run_counts(name)
        digests = ([flow.digest] if flow else []) + sorted(digest for digest, _ in counted)
        drawings = [await self._drawing(name, one, flow, counted) for one in dict.fromkeys(digests)]
        runs = await self._room.reader.runs(RunQuery(name, limit=LISTED))
        listed = await asyncio.gather(*map(self._listed, runs))
        found = tuple(one for one in listed if one is not None)
        begins = BEGINS[flow.occasion] if flow else NO_LONGER
        return Shown(name, spaced(name), begins, sum(counted.values()), tuple(drawings), found)

    async def _drawing(
        self, name: str, digest: str, flow: Flow | None, counted: Mapping[tuple[str, str], int]
    ) -> Drawing:
        counts = {node: count for (of, node), count in counted.items() if of == digest}
        text = await self._room.reader.definition(digest)
        svg = await asyncio.to_thread(drawn, text, name, counts) if text is not None else ""
        return Drawing(digest, flow is not None and flow.digest == digest, sum(counts.values()), svg)

    async def _listed(self, run: Run) -> Listed | None:
        found = await self._room.reader.conversation(run.conversation)
        if found is None:
            return None
        return Listed(found.id, known_as(found.contact.name, found.id), standing(run, found))


def drawn(text: str, name: str, counts: Mapping[str, int]) -> str:
    """Draw a definition; empty for one that this version cannot read."""
    from bot.workflow.draw import draw
    from bot.workflow.graph import parse
    from bot.workflow.language.findings import WorkflowFaults

    try:
        return draw(parse(text, name), counts, style=False)
    except WorkflowFaults:
        return ""
