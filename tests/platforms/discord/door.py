"""A small HTTP door for flows in another process: be somebody, look at a screen, break something."""

from dataclasses import asdict
from typing import Any, Final

from aiohttp import web

from tests.platforms.discord.faults import Fault
from tests.platforms.discord.people import Someone
from tests.platforms.discord.seen import Shown
from tests.platforms.discord.server import DiscordServer

DOES: Final = {"say", "edit", "delete", "react", "type", "press", "command"}


class Door:
    """``POST /do {who, role?, do, ...}``, ``GET /shown?place=&who=``, ``POST /fault``, ``GET /world``."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._shown: dict[str, Shown] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return what to mount."""
        return [
            web.post("/do", self._do),
            web.get("/shown", self._look),
            web.post("/fault", self._fault),
            web.get("/world", self._world),
        ]

    async def _do(self, request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        who, does = self._who(order.pop("who"), order.pop("role", "")), order.pop("do")
        if does == "fill":
            return self._reply(await who.fill(self._shown[order["interaction"]], *order["values"]))
        if does not in DOES:
            raise web.HTTPBadRequest(text=f"nobody can {does}")
        if "files" in order:
            order["files"] = {name: text.encode("latin-1") for name, text in order["files"].items()}
        found = getattr(who, does)(**order)
        return self._reply(await found if does in {"press", "command"} else found)

    def _reply(self, found: str | Shown | None) -> web.Response:
        if isinstance(found, Shown):
            self._shown[found.interaction] = found
            return web.json_response(asdict(found))
        return web.json_response({"id": found})

    async def _look(self, request: web.Request) -> web.Response:
        who, place = request.query.get("who", ""), request.query.get("place", "")
        seen = self._who(who).sees(place) if who else self._server.shown(place)
        return web.json_response([asdict(message) for message in seen])

    async def _fault(self, request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        match order.pop("do", "plan"):
            case "plan":
                self._server.plan(Fault(**order["fault"]), order.get("times", 1))
            case "close":
                await self._server.gateway.close_all(order["code"])
            case "abort":
                self._server.gateway.abort_all()
            case "forget":
                self._server.gateway.forget_sessions()
            case other:
                raise web.HTTPBadRequest(text=f"nothing can {other}")
        return web.json_response({})

    async def _world(self, request: web.Request) -> web.Response:
        server = self._server
        world = {"api_base": server.api_base, "gateway_url": server.gateway_url, "token": server.token}
        return web.json_response(
            {**world, "place": server.place, "counts": dict(server.counts), "live": server.gateway.live}
        )

    def _who(self, name: str, role: str = "") -> Someone:
        return self._server.operator(name) if role == "operator" else self._server.contact(name)
