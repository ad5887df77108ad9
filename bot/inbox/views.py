"""What each template is given."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.inbox.asking import questions
from bot.inbox.bodies import MOST_FILES
from bot.inbox.case import PAGE, Case, case, plausible, queue_of
from bot.inbox.definitions import Names, names
from bot.inbox.filters import query
from bot.inbox.homecoming import homecoming
from bot.inbox.listing import claim_limit, sections
from bot.inbox.operators import Operator
from bot.inbox.people import channel
from bot.inbox.room import Room
from bot.inbox.stance import stance
from bot.inbox.standing import holding, meanwhile
from bot.inbox.thread import Render, Thread
from bot.inbox.why import context
from handoff.ids import ApprovalId
from handoff.labels import known_as

Values = dict[str, Any]
MOST = 5000
FILTERS = ("owner", "queue", "tag", "q")
KEPT = 50
"""So many questions stay on a page that were decided while it was open."""


class Views:
    """Reads what a page shows. ``render`` makes clean HTML of Markdown."""

    def __init__(self, room: Room, render: Render) -> None:
        self._room = room
        self._render = render

    async def list(self, asked: Mapping[str, str], me: Operator, open_id: str = "") -> Values:
        """Return the sections of the list under the filters of the address, and the folders to choose from.

        A folder that was asked for is offered though it be empty.
        """
        now, policy = self._room.now(), self._room.policy()
        found = await self._room.reader.conversations(query(asked, me.name, "open"))
        waiting = questions(await self._room.reader.approvals(pending=True), me, self._room)
        chosen = {asked["tag"]} if asked.get("tag") else set()
        return {
            "folders": sorted(chosen.union(await self._room.reader.tags()), key=str.casefold),
            "asked": {name: asked.get(name, "") for name in FILTERS},
            "asked_of_me": sum(one.mine for one in waiting),
            "asked_of_all": len(waiting),
            "sections": sections(found, me, policy, now),
            "filtered": any(asked.get(name) for name in FILTERS),
            "open_id": open_id,
        }

    async def approvals(self, request: web.Request, me: Operator) -> Values:
        """Return every question that waits, and those the page shows already, however they stand by now."""
        found = {one.id: one for one in await self._room.reader.approvals(pending=True)}
        for id in request.query.get("keep", "").split(",")[:KEPT]:
            known = await self._room.reader.approval(ApprovalId(id)) if plausible(id) else None
            if known is not None:
                found.setdefault(known.id, known)
        return {"me": me, "questions": questions(found.values(), me, self._room), "now": self._room.now()}

    async def panes(self, request: web.Request, me: Operator) -> Values:
        """Return one conversation with its context; raises Fault 404."""
        found = await case(self._room.reader, request.match_info["id"], _limit(request))
        return self._panes(found, me, await names(self._room.reader, found.conversation.runs))

    def _panes(self, found: Case, me: Operator, called: Mapping[str, Names]) -> Values:
        now, policy = found.conversation, self._room.policy()
        queue = queue_of(now, policy)
        icon, place = channel(str(now.contact.address))
        return {
            "me": me,
            "one": now,
            "name": known_as(now.contact.name, now.id),
            "channel_icon": icon,
            "channel": place,
            "queue": queue,
            "limit": claim_limit(now.handoff.trigger.category if now.handoff else None, queue, policy),
            "held_by": holding(now),
            "meanwhile": meanwhile(now),
            "stance": stance(now, me, self._room.may_act(me, now), queue.name),
            "items": Thread(found, me, self._render).items(),
            "drafts": self._room.drafts(),
            "largest": self._room.options.largest,
            "most_files": MOST_FILES,
            "more": found.more,
            "shown": len(found.entries),
            "why": context(found, called),
            "questions": questions(now.approvals, me, self._room),
            "now": self._room.now(),
        }

    async def returning(self, request: web.Request, me: Operator) -> Values:
        """Return what the agent will know."""
        found = await case(self._room.reader, request.match_info["id"], MOST)
        name = known_as(found.conversation.contact.name, found.conversation.id)
        return {"home": homecoming(found, me), "one": found.conversation, "name": name}

    async def passing(self, request: web.Request, me: Operator) -> Values:
        """Return whom and where a conversation can be passed to."""
        found = await case(self._room.reader, request.match_info["id"], 1)
        policy = self._room.policy()
        here = queue_of(found.conversation, policy).name
        owner = found.conversation.operator
        return {
            "one": found.conversation,
            "queues": sorted(name for name in policy.queues if name != here or owner is not None),
            "here": here,
            "people": [one for one in self._room.colleagues() if one.name not in (me.name, owner)],
        }

    def shell(self, me: Operator) -> Values:
        """Return what is round the list and the panes."""
        return {
            "workflows": bool(self._room.policy().flows),
            "me": me,
            "queues": sorted(self._room.policy().queues),
            "snippets": dict(self._room.options.snippets),
        }


def _limit(request: web.Request) -> int:
    """Return how many entries are asked for; nonsense is the usual page."""
    text = request.query.get("entries", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else PAGE
    return min(MOST, max(PAGE, wanted))
