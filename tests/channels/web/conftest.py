"""A running site, a person's HTTP client, and a way to read a stream of events."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import ClientResponse, ClientSession

from channels.web.settings import WebSettings
from tests.channels.web.harness import Site, running
from tests.lines import LIMIT

PLENTY = WebSettings(burst=10_000, sessions_per_minute=10_000, origins=("https://shop.example",))


@dataclass
class Told:
    """One event as it came over the wire."""

    event: str
    data: dict[str, Any]
    id: str | None = None


class Person:
    """A contact with a token."""

    def __init__(self, http: ClientSession, base: str, session: dict[str, str]) -> None:
        self.http = http
        self.base = base
        self.contact = session["contact"]
        self.token = session["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    async def call(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        """Return status and body of one call with the person's token."""
        options["headers"] = {**self.headers, **options.get("headers", {})}
        async with self.http.request(method, f"{self.base}/api/chat/{path}", **options) as response:
            return response.status, await body(response)

    async def say(self, text: str, **more: Any) -> tuple[int, Any]:
        """Send a message."""
        return await self.call("POST", "messages", json={"id": str(uuid4()), "text": text, **more})

    async def events(self, count: int, after: int = 0, **options: Any) -> list[Told]:
        """Read so many events, then hang up."""
        options["headers"] = {**self.headers, **options.get("headers", {})}
        url = f"{self.base}/api/chat/events?after={after}"
        async with asyncio.timeout(LIMIT), self.http.get(url, **options) as response:
            assert response.status == 200, await response.text()
            return [told async for told in taking(response, count)]


async def body(response: ClientResponse) -> Any:
    """Return what a response says: JSON, or text."""
    if response.content_type == "application/json":
        return await response.json()
    return await response.text()


async def taking(response: ClientResponse, count: int) -> AsyncIterator[Told]:
    """Read so many events of a stream; comments do not count."""
    while count:
        block = (await response.content.readuntil(b"\n\n")).decode().strip("\n")
        lines = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if lines:
            yield Told(lines["event"], json.loads(lines["data"]), lines.get("id"))
            count -= 1


async def person(http: ClientSession, base: str, **who: str) -> Person:
    """Open a session."""
    async with http.post(f"{base}/api/chat/sessions", json=who) as response:
        assert response.status == 201, await response.text()
        return Person(http, base, await response.json())


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """A site that is patient with fast tests."""
    async with running(tmp_path / "files", PLENTY) as site:
        yield site


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    """A browser's network."""
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def ada(http: ClientSession, site: Site) -> Person:
    """A contact."""
    return await person(http, site.base, name="Ada", language="de-AT")


@pytest.fixture
async def bob(http: ClientSession, site: Site) -> Person:
    """Another contact."""
    return await person(http, site.base)
