"""A stand-in for Resend's API for mails that came in, on a real socket; mails are put into it by tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

KEY: Final = "re_test"


@dataclass
class ResendServer:
    """``mails`` by id. ``down`` answers 500; ``keys`` are what each request showed, by path."""

    mails: dict[str, bytes] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    down: bool = False
    url: str = ""

    async def about(self, request: web.Request) -> web.Response:
        """Describe one mail."""
        id = request.match_info["id"]
        shown = self.keys[request.path] = request.headers.get("Authorization", "")
        if self.down:
            return web.Response(status=500)
        if shown != f"Bearer {KEY}":
            return web.json_response({"name": "validation_error"}, status=401)
        if id not in self.mails:
            return web.json_response({"name": "not_found"}, status=404)
        place = {"download_url": f"{self.url}/raw/{id}?signature=x", "expires_at": "2026-11-21T15:00:00Z"}
        return web.json_response({"object": "email", "id": id, "text": "in short", "raw": place})

    async def raw(self, request: web.Request) -> web.Response:
        """Hand one out as it came."""
        self.keys[request.path] = request.headers.get("Authorization", "")
        return web.Response(body=self.mails[request.match_info["id"]])


@asynccontextmanager
async def serving() -> AsyncIterator[ResendServer]:
    """Serve until the end of the block."""
    made, app = ResendServer(), web.Application()
    app.add_routes([web.get("/emails/receiving/{id}", made.about), web.get("/raw/{id}", made.raw)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()
