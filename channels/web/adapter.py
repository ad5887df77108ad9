"""The web channel: contacts read the committed transcript themselves, so there is nothing to send."""

import asyncio
from typing import Final

from aiohttp import web

from channels.base import Capabilities, Channel, Outgoing, Receipt, Sink
from channels.files import Files
from channels.web.api import Api
from channels.web.events import Events
from channels.web.gate import Gate
from channels.web.links import Links
from channels.web.outbound import Shapes
from channels.web.pages import Pages
from channels.web.ports import History
from channels.web.session import Sessions
from channels.web.settings import WebSettings
from channels.web.stream import HEARTBEAT
from channels.web.uploads import Uploads
from handoff.card import Card
from handoff.feed import Feed
from handoff.ids import Address

RECEIPT: Final = Receipt("web")


class WebChannel(Channel):
    """The contact's page and the widget, as routes of the process's own HTTP server."""

    name = "web"
    capabilities = Capabilities(pull=True, idempotent=True, edits=True, deletes=True, typing=True, cards=True)

    def __init__(
        self,
        settings: WebSettings,
        history: History,
        feed: Feed,
        key: bytes,
        files: Files,
        *,
        bot: str = "Assistant",
        heartbeat: float = HEARTBEAT,
    ) -> None:
        """``key`` is 32 secret bytes, the same after a restart; ``bot`` is what the assistant is called."""
        sessions = Sessions(key, settings.session_days)
        links = Links(key)
        self._gate = Gate(settings, sessions)
        self._pages = Pages(settings, self._gate)
        self._api = Api(settings, self._gate, sessions, history, files, bot)
        self._uploads = Uploads(settings, self._gate, files, links)
        self._events = Events(self._gate, history, feed, Shapes(links, bot), settings.streams, heartbeat)

    def routes(self) -> list[web.RouteDef]:
        """Return what the process mounts; the routes answer 503 while ``run`` does not."""
        return [*self._private(), *self._public()]

    def _private(self) -> list[web.RouteDef]:
        chat, open, ask = "/api/chat", self._gate.shared, self._gate.preflight
        return [
            web.get(f"{chat}/config", open(self._api.config), allow_head=False),
            web.post(f"{chat}/sessions", open(self._api.start)),
            web.post(f"{chat}/messages", open(self._api.say)),
            web.patch(f"{chat}/messages/{{id}}", open(self._api.edit)),
            web.delete(f"{chat}/messages/{{id}}", open(self._api.delete)),
            web.post(f"{chat}/person", open(self._api.person)),
            web.post(f"{chat}/typing", open(self._api.typing)),
            web.post(f"{chat}/files", open(self._uploads.post)),
            web.get(f"{chat}/files/{{id}}", open(self._uploads.get), allow_head=False),
            web.get(f"{chat}/events", open(self._events.get), allow_head=False),
            *(web.options(f"{chat}/{part}", ask) for part in PREFLIGHT),
        ]

    def _public(self) -> list[web.RouteDef]:
        return [
            web.get("/", self._pages.chat),
            web.get("/widget.js", self._gate.shared(self._pages.widget)),
            web.get("/chat/{name}", self._gate.shared(self._pages.part)),
        ]

    async def run(self, sink: Sink) -> None:
        """See the port. Ends every open page when it is cancelled."""
        await self._pages.load()
        self._gate.open(sink)
        try:
            await asyncio.Event().wait()
        finally:
            self._gate.open(None)
            self._events.stop()

    async def send(self, out: Outgoing) -> Receipt:
        """Do nothing: the commit that holds the message delivered it."""
        return RECEIPT

    async def edit(self, out: Outgoing, ref: str) -> None:
        """Do nothing, as in ``send``."""

    async def delete(self, to: Address, ref: str) -> None:
        """Do nothing, as in ``send``."""

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        """Accept at once: the operators' inbox shows the handoff from the store."""
        return RECEIPT

    async def edit_card(self, place: Address, ref: str, card: Card) -> None:
        """Do nothing: the inbox always shows the handoff as it is."""

    async def typing(self, to: Address) -> None:
        """Do nothing: open pages are told by the feed."""

    @property
    def connected(self) -> bool:
        """Whether the routes answer."""
        return self._gate.is_open

    async def check(self) -> str:
        """Say that there is nothing to ask anybody."""
        return "the web channel needs no account"


PREFLIGHT: Final = (
    "config",
    "sessions",
    "messages",
    "messages/{id}",
    "person",
    "typing",
    "files",
    "files/{id}",
    "events",
)
