"""What stands before every route of the chat: is the bot there, who asks, how often, and from which site."""

import math
from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web

from channels.base import Sink
from channels.web.http import Fault, away, guarded
from channels.web.rate import Buckets
from channels.web.session import Sessions, Visitor
from channels.web.settings import WebSettings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
BEARER: Final = "bearer "
METHODS: Final = "GET, POST, PATCH, DELETE"


class Gate:
    """Holds the sink while the channel runs, and the buckets."""

    def __init__(self, settings: WebSettings, sessions: Sessions) -> None:
        self._settings = settings
        self._sessions = sessions
        self._sink: Sink | None = None
        shared = settings.address_factor
        self._contacts = Buckets(settings.burst, settings.per_second)
        self._addresses = Buckets(settings.burst * shared, settings.per_second * shared)
        self._newcomers = Buckets(settings.sessions_per_minute, settings.sessions_per_minute / 60)
        self._typing = Buckets(settings.burst, settings.per_second)

    def open(self, sink: Sink | None) -> None:
        """Let requests through to this sink; None shuts the gate."""
        self._sink = sink

    @property
    def is_open(self) -> bool:
        """Whether requests get through."""
        return self._sink is not None

    @property
    def sink(self) -> Sink:
        """Where events go; raises Fault 503 while the channel does not run."""
        if self._sink is None:
            raise away("starting", "The chat is not ready yet. Try again in a moment.")
        return self._sink

    def visitor(self, request: web.Request, token: str = "") -> Visitor:
        """Return who asks, by the Authorization header or the given token; raises Fault 401."""
        header = request.headers.get("Authorization", "")
        if header[: len(BEARER)].lower() == BEARER:
            token = header[len(BEARER) :].strip()
        visitor = self._sessions.visitor(token) if token else None
        if visitor is None:
            raise Fault(
                401,
                "unauthorized",
                "This session is unknown or too old. Start a new one.",
                headers={"WWW-Authenticate": "Bearer"},
            )
        return visitor

    def admit(self, request: web.Request, visitor: Visitor) -> Sink:
        """Count a request of a contact and of its network address; raises Fault 429 or 503."""
        sink = self.sink
        _ease(self._contacts.take(visitor.chat))
        _ease(self._addresses.take(self.address(request)))
        return sink

    def admit_newcomer(self, request: web.Request) -> None:
        """Count a new contact; raises Fault 429 or 503."""
        _ = self.sink
        _ease(self._newcomers.take(self.address(request)))

    def admit_typing(self, visitor: Visitor) -> Sink | None:
        """Return the sink, or None when this contact types faster than anybody needs to know."""
        return None if self._typing.take(visitor.chat) else self.sink

    def address(self, request: web.Request) -> str:
        """Return the network address of who asks."""
        if self._settings.behind_proxy:
            return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return request.remote or ""

    def cors(self, request: web.Request) -> dict[str, str]:
        """Return the headers that let a listed site read the answer, and no other. Credentials never."""
        origin = request.headers.get("Origin", "")
        if origin not in self._settings.origins:
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "Retry-After",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }

    def shared(self, handler: Handler) -> Handler:
        """Wrap a handler so that a listed site can read its answers, and its faults."""

        async def handle(request: web.Request) -> web.StreamResponse:
            response = await guarded(request, handler)
            if not response.prepared:
                response.headers.update(self.cors(request))
            return response

        return handle

    async def preflight(self, request: web.Request) -> web.StreamResponse:
        """Answer a browser that asks whether another site may call."""
        headers = self.cors(request)
        if "Access-Control-Allow-Origin" in headers:
            headers["Access-Control-Allow-Methods"] = METHODS
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Last-Event-ID"
            headers["Access-Control-Max-Age"] = "600"
        return web.Response(status=204, headers=headers)


def _ease(seconds: float) -> None:
    if seconds:
        wait = {"Retry-After": str(math.ceil(seconds))}
        raise Fault(429, "too_many_requests", "That was a bit fast. Wait a moment.", headers=wait)
