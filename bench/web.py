"""The web channel: HTTP in to event out, beside a bare aiohttp echo with one durable commit."""

import asyncio
import json
import sqlite3
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from aiohttp import ClientSession, web

from bench.floor import PRAGMAS
from bench.words import question
from bot import heap
from bot.agent.scripted import ConstantAgent
from bot.app import build, serve
from bot.config.model import Bot, Settings, Store
from channels.web.settings import WebSettings

CONTACTS: Final = 25


async def steady(folder: Path, rate: float = 50.0, seconds: float = 8.0) -> list[float]:
    """Return the milliseconds from a POST to the agent's answer in the contact's event stream."""
    async with _bot(folder) as base, ClientSession(base) as client:
        contacts = [await _Contact.join(client) for _ in range(CONTACTS)]
        tasks = []
        for n in range(int(rate * seconds)):
            tasks.append(asyncio.create_task(contacts[n % CONTACTS].ask()))
            await asyncio.sleep(1 / rate)
        taken = await asyncio.gather(*tasks)
        for contact in contacts:
            contact.leave()
        return taken


async def floor(folder: Path, rate: float = 50.0, seconds: float = 4.0) -> list[float]:
    """Return the milliseconds of a POST that commits one row durably and comes back."""
    async with _echo(folder) as base, ClientSession(base) as client:
        tasks = []
        for n in range(int(rate * seconds)):
            tasks.append(asyncio.create_task(_post(client, {"id": n, "text": "hello"})))
            await asyncio.sleep(1 / rate)
        return await asyncio.gather(*tasks)


class _Contact:
    """One open page. One question at a time."""

    def __init__(self, client: ClientSession, token: str) -> None:
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}
        self._answered = asyncio.Event()
        self._turn = asyncio.Lock()
        self._number = 0
        self._ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def join(cls, client: ClientSession) -> "_Contact":
        async with client.post("/api/chat/sessions", json={}) as reply:
            contact = cls(client, (await reply.json())["token"])
        await contact._ready.wait()
        return contact

    def leave(self) -> None:
        self._reading.cancel()

    async def ask(self) -> float:
        async with self._turn:
            self._answered.clear()
            began = time.perf_counter()
            self._number += 1
            body = {"id": str(uuid.uuid4()), "text": question(self._number)}
            async with self._client.post("/api/chat/messages", json=body, headers=self._headers) as reply:
                assert reply.status == 202, await reply.text()
            await self._answered.wait()
            return (time.perf_counter() - began) * 1000

    async def _read(self) -> None:
        async with self._client.get("/api/chat/events?after=0", headers=self._headers) as stream:
            async for line in stream.content:
                self._ready.set()
                if line.startswith(b"data:") and b'"kind":"agent"' in line and b'"text"' in line:
                    self._answered.set()


@asynccontextmanager
async def _bot(folder: Path) -> AsyncIterator[str]:
    limits = WebSettings(sessions_per_minute=100_000, per_second=100_000, burst=100_000)
    store = Store(url=f"sqlite:///{folder}/web.db")
    app = await build(Settings(store=store, bot=Bot(burst=0.0), web=limits), agent=ConstantAgent())
    site, inbox = await serve(app)
    tasks = [asyncio.create_task(app.dispatcher.run())]
    tasks += [asyncio.create_task(channel.run(app.intake)) for channel in app.channels.values()]
    async with _listening(site) as base:
        await asyncio.sleep(0.05)
        heap.settle()
        yield base
        await inbox.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await app.dispatcher.stop(5)
    await app.desk.close()
    await app.store.close()


@asynccontextmanager
async def _echo(folder: Path) -> AsyncIterator[str]:
    database = sqlite3.connect(folder / "echo.db", isolation_level=None)
    database.executescript(PRAGMAS + "CREATE TABLE said (text TEXT);")

    async def say(request: web.Request) -> web.Response:
        database.execute("INSERT INTO said VALUES (?)", (json.dumps(await request.json()),))
        return web.json_response({"ok": True})

    site = web.Application()
    site.add_routes([web.post("/say", say)])
    async with _listening(site) as base:
        yield base
    database.close()


@asynccontextmanager
async def _listening(site: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield "http://{}:{}".format(*runner.addresses[0][:2])
    finally:
        await runner.cleanup()


async def _post(client: ClientSession, body: dict[str, object]) -> float:
    began = time.perf_counter()
    async with client.post("/say", json=body) as reply:
        await reply.read()
    return (time.perf_counter() - began) * 1000
