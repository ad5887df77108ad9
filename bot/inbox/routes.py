"""The inbox as the process mounts it."""

from collections.abc import Callable

from aiohttp import web

from bot.inbox.api import Api
from bot.inbox.assets import Assets
from bot.inbox.auth import Auth
from bot.inbox.drafting import Drafting
from bot.inbox.gate import Gate
from bot.inbox.live import Live
from bot.inbox.operators import Operators
from bot.inbox.pages import Pages
from bot.inbox.presence import Presence
from bot.inbox.render import Renderer
from bot.inbox.room import Options, Room
from bot.inbox.rulings import Rulings
from bot.inbox.stream import Streams
from bot.inbox.views import Views
from bot.inbox.workflows import Workflows
from channels.base import ContactSink
from channels.web.text import Markdown
from handoff.feed import Feed
from handoff.policy import Policy
from handoff.store.reading import Reader


class Inbox:
    """The operators' pages and API. It reads beside the desk, and changes only through it.

    Mount ``routes()`` under the middlewares of ``channels.web.http``, and call ``close`` when the
    server begins to stop: open pages hold a stream each.
    """

    def __init__(
        self,
        reader: Reader,
        desk: ContactSink,
        feed: Feed,
        policy: Callable[[], Policy],
        operators: Operators,
        auth: Auth,
        options: Options,
    ) -> None:
        gate = Gate(auth, operators, options.https)
        room = Room(reader, desk, feed, policy, operators, gate, Presence(), options)
        self._api = Api(room)
        self._rulings = Rulings(room)
        self._drafting = Drafting(room)
        self._streams = Streams(gate)
        self._live = Live(room, self._streams)
        self._assets = Assets()
        renderer = Renderer(options.link)
        self._pages = Pages(room, Views(room, Markdown().html), renderer)
        self._workflows = Workflows(room, renderer, self._streams)

    def routes(self) -> list[web.RouteDef]:
        """Return every route of the inbox."""
        return [
            *self._api.routes(),
            *self._rulings.routes(),
            *self._drafting.routes(),
            *self._pages.routes(),
            *self._workflows.routes(),
            web.get("/inbox/live", self._live.stream, allow_head=False),
            web.get("/inbox/static/{name}", self._assets.serve),
        ]

    async def close(self) -> None:
        """End the streams of all open pages."""
        self._streams.close()
