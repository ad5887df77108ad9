"""The stand-in as a whole: one workspace behind real sockets."""

from typing import Final

from aiohttp import web

from tests.platforms.slack import responses, uploads
from tests.platforms.slack.api import Api
from tests.platforms.slack.courier import Courier, Line
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.people import Someone
from tests.platforms.slack.signed import Posts
from tests.platforms.slack.site import Site
from tests.platforms.slack.socketmode import Sockets
from tests.platforms.slack.world import Channel, World

LARGEST: Final = 64 * 1024 * 1024


class SlackServer:
    """``start`` it, point an adapter at ``base``, and let ``someone`` talk."""

    def __init__(self) -> None:
        self.world = World()
        self.sockets = Sockets()
        self._posts: Posts | None = None
        self._port = 0
        self._runner: web.AppRunner | None = None
        self.site = Site(self.world, Courier(self._line), lambda: f"http://127.0.0.1:{self._port}")
        self.courier = self.site.courier

    @property
    def base(self) -> str:
        """The address of the Web API."""
        return f"{self.site.base()}/api/"

    async def start(self, port: int = 0, *more: web.RouteDef) -> None:
        """Listen on this machine; ``more`` routes are served beside."""
        app = web.Application(client_max_size=LARGEST)
        app.add_routes([*self._routes(), *more])
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        listener = web.TCPSite(self._runner, "127.0.0.1", port)
        await listener.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop, and give up what was on its way."""
        await self.courier.stop()
        await self.sockets.cut()
        if self._runner is not None:
            await self._runner.cleanup()

    def post_to(self, url: str, secret: str) -> Posts:
        """Bring events by signed HTTP from now on, no longer by sockets."""
        self._posts = Posts(url, secret)
        return self._posts

    def someone(self, name: str, id: str = "") -> Someone:
        """Let a person join."""
        return Someone(self.world.user(name, id), self.site)

    def channel(
        self, name: str, *people: Someone, id: str = "", bot: bool = True, kind: str = "channel"
    ) -> Channel:
        """Open a channel with these people and, unless told otherwise, the bot."""
        return self.world.channel(name, *(one.user for one in people), id=id, bot=bot, kind=kind)

    def fail(self, fault: Fault) -> None:
        """Let a coming call fail so."""
        self.site.faults.add(fault)

    def _line(self) -> Line:
        return self._posts or self.sockets

    def _routes(self) -> list[web.RouteDef]:
        api = Api(self.site, self.sockets.ticket)

        async def upload(request: web.Request) -> web.StreamResponse:
            return await uploads.upload(self.site, request)

        async def download(request: web.Request) -> web.StreamResponse:
            return await uploads.download(self.site, request)

        async def respond(request: web.Request) -> web.StreamResponse:
            return await responses.respond(self.site, request)

        return [
            web.route("*", "/api/{method}", api.handle),
            web.get("/link", self.sockets.handle),
            web.post("/upload/{id}", upload),
            web.get("/files-pri/{id}/{name}", download),
            web.post("/actions/{id}", respond),
        ]
