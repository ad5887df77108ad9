"""Approvals for programs: every question that waits, and one reviewer's word on it. JSON in, JSON out."""

from aiohttp import web

from bot.inbox.bodies import Ruled, body
from bot.inbox.case import conversation, plausible
from bot.inbox.operators import Operator
from bot.inbox.replies import reply
from bot.inbox.room import Room
from bot.inbox.shape import Json, approval_json, vote_json
from channels.web.http import Fault, json_reply
from handoff.approvals import Approval, Ruling, would_count
from handoff.events import ReviewerDecided
from handoff.ids import ApprovalId
from handoff.listed import as_listed
from handoff.outcome import Again, Done, Outcome


class Rulings:
    """Handlers of ``/api/approvals``."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get("/api/approvals", self._list),
            web.post("/api/approvals/{id}", self._decide),
        ]

    async def _list(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        found = await self._room.reader.approvals(pending=True)
        return json_reply({"approvals": [self._for(person, one) for one in found]})

    def _for(self, person: Operator, asked: Approval) -> Json:
        """Say as well which decisions of this person would count."""
        approval = as_listed(asked, self._room.policy())
        may = [one for one in (Ruling.APPROVED, Ruling.REJECTED) if would_count(approval, person.actor, one)]
        return {**approval_json(approval), "may_decide": bool(may), "decisions": may}

    async def _decide(self, request: web.Request) -> web.Response:
        person = self._room.gate.operator(request)
        ruled = await body(request, Ruled)
        asked = await find(self._room, request.match_info["id"])
        outcome = await self._rule(person, asked, ruled)
        now = await find(self._room, asked.id)
        if not isinstance(outcome, Done | Again) and not _repeated(ruled, person, now):
            return reply(outcome)
        votes = [vote_json(one) for one in now.votes]
        return json_reply({"ok": True, "state": now.ruling, "votes": votes, "needed": now.needed})

    async def _rule(self, person: Operator, asked: Approval, ruled: Ruled) -> Outcome:
        found = await conversation(self._room.reader, asked.conversation)
        ruling = Ruling(ruled.decision)
        event = ReviewerDecided(person.actor, asked.id, ruling, ruled.reason, ruled.text, ruled.seen, asked)
        key = f"inbox:{found.id}:{person.name}:approval {asked.id}:{ruled.id}" if ruled.id else None
        return await self._room.desk.receive(found.contact.address, event, key)


async def find(room: Room, id: str) -> Approval:
    """Return a question as it stands; raises Fault 404 for one that was never asked."""
    found = await room.reader.approval(ApprovalId(id)) if plausible(id) else None
    if found is None:
        raise Fault(404, "not_found", "There is no such question.")
    return found


def _repeated(ruled: Ruled, person: Operator, now: Approval) -> bool:
    """Whether a press with a name is this person's own, brought again because its answer was lost."""
    mine = ((vote.operator, vote.ruling) for vote in now.votes)
    return ruled.id is not None and (person.name, Ruling(ruled.decision)) in mine
