"""The pages at ``/inbox``: sign in, the shell, and the fragments it asks for when something changed."""

from aiohttp import web

from bot.inbox.bodies import Present, body
from bot.inbox.live import beside
from bot.inbox.operators import Operator
from bot.inbox.render import Renderer
from bot.inbox.room import Room
from bot.inbox.views import Values, Views
from channels.web.http import Fault, json_reply

HTML = "text/html"


class Pages:
    """Handlers of ``/inbox``."""

    def __init__(self, room: Room, views: Views, renderer: Renderer) -> None:
        self._room = room
        self._views = views
        self._renderer = renderer

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the pages. A HEAD must not use a login link up, so that one takes only GET."""
        return [
            web.get("/inbox", self._shell),
            web.get("/inbox/", self._home),
            web.get("/inbox/c/{id}", self._shell),
            web.get("/inbox/approvals", self._all_questions),
            web.get("/inbox/approvals/panes", self._questions),
            web.get("/inbox/login", self._login, allow_head=False),
            web.post("/inbox/logout", self._logout),
            web.get("/inbox/list", self._list),
            web.get("/inbox/c/{id}/panes", self._panes),
            web.get("/inbox/c/{id}/return", self._returning),
            web.get("/inbox/c/{id}/transfer", self._passing),
            web.post("/inbox/presence", self._presence),
        ]

    async def _shell(self, request: web.Request) -> web.Response:
        me = self._room.gate.visitor(request)
        if me is None:
            return self._page("signin.html", {"spent": False}, 401)
        id = request.match_info.get("id", "")
        listed = await self._views.list(request.query, me, id)
        try:
            panes, status = await self._views.panes(request, me) if id else {}, 200
        except Fault as fault:
            panes, status = {"fault": fault.message, "open_id": ""}, fault.status
        return self._page("page.html", {**self._views.shell(me), **listed, **panes}, status)

    async def _all_questions(self, request: web.Request) -> web.Response:
        me = self._room.gate.visitor(request)
        if me is None:
            return self._page("signin.html", {"spent": False}, 401)
        asked = await self._views.approvals(request, me)
        listed = await self._views.list(request.query, me)
        return self._page("page.html", {**self._views.shell(me), **listed, **asked})

    async def _questions(self, request: web.Request) -> web.Response:
        me = self._room.gate.operator(request)
        return self._page("approvals.html", await self._views.approvals(request, me))

    async def _home(self, request: web.Request) -> web.Response:
        raise web.HTTPSeeOther("/inbox")

    async def _login(self, request: web.Request) -> web.Response:
        person = await self._room.gate.sign_in(request.query.get("code", ""))
        if person is None:
            if self._room.gate.visitor(request) is not None:
                raise web.HTTPSeeOther("/inbox")
            return self._page("signin.html", {"spent": True}, 410)
        response = web.Response(status=303, headers={"Location": "/inbox", "Cache-Control": "no-store"})
        self._room.gate.let_in(request, response, person)
        return response

    async def _logout(self, request: web.Request) -> web.Response:
        self._room.gate.operator(request)
        response = json_reply({"ok": True})
        self._room.gate.let_out(response)
        return response

    async def _list(self, request: web.Request) -> web.Response:
        me = self._room.gate.operator(request)
        listed = await self._views.list(request.query, me, request.query.get("open", ""))
        return self._page("listed.html", listed)

    async def _panes(self, request: web.Request) -> web.Response:
        me = self._room.gate.operator(request)
        return self._page("panes.html", await self._views.panes(request, me))

    async def _returning(self, request: web.Request) -> web.Response:
        me = self._room.gate.operator(request)
        return self._page("return.html", await self._views.returning(request, me))

    async def _passing(self, request: web.Request) -> web.Response:
        me = self._room.gate.operator(request)
        return self._page("transfer.html", await self._views.passing(request, me))

    async def _presence(self, request: web.Request) -> web.Response:
        me: Operator = self._room.gate.operator(request)
        present = await body(request, Present)
        self._room.presence.look(present.tab, me, present.conversation)
        return json_reply({"ok": True, "people": beside(self._room, present.conversation or "", me)})

    def _page(self, template: str, values: Values, status: int = 200) -> web.Response:
        html = self._renderer.html(template, values)
        return web.Response(
            text=html, status=status, content_type=HTML, headers={"Cache-Control": "no-store"}
        )
