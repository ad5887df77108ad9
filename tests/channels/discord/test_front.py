"""The Discord of our own is as strict as the real one, so that what passes here passes there."""

import socket
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.platforms.discord import judge
from tests.platforms.discord.door import Door
from tests.platforms.discord.server import DiscordServer

needs_document = pytest.mark.skipif(not judge.document().exists(), reason=judge.REASON)


class Bare:
    """Calls the API as any program could."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self._session = session

    async def call(self, method: str, path: str, body: object = None, token: str = "") -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {token or self.server.token}"}
        url = self.server.api_base + path
        async with self._session.request(method, url, json=body, headers=headers) as answer:
            return answer.status, await answer.json() if answer.status != 204 else None

    async def send(self, **body: object) -> tuple[int, Any]:
        return await self.call("POST", f"/channels/{self.server.place}/messages", body)


@pytest.fixture
async def bare() -> AsyncIterator[Bare]:
    server = DiscordServer()
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Bare(server, session)
    await server.stop()


async def test_a_wrong_token_is_refused(bare: Bare) -> None:
    assert (await bare.call("GET", "/users/@me", token="x"))[0] == 401


@needs_document
@pytest.mark.parametrize(
    "body",
    [
        {"content": 5},
        {"embeds": [{"title": "x" * 300}]},
        {"content": "x", "components": [{"type": 1, "components": [{"type": 2, "label": "x" * 81}]}]},
        {"content": "x", "nonce": "x" * 26},
        {"content": "x", "allowed_mentions": {"parse": ["all"]}},
    ],
)
async def test_a_body_that_discords_document_forbids_is_refused(bare: Bare, body: dict[str, object]) -> None:
    status, answer = await bare.send(**body)
    assert (status, answer["code"]) == (400, 50035)
    assert len(bare.server.rest.complaints) == 1


@needs_document
async def test_a_route_that_discord_has_not_is_refused(bare: Bare) -> None:
    assert (await bare.call("POST", "/channels/1/shout", {}))[0] == 400


async def test_the_same_nonce_again_is_the_same_message(bare: Bare) -> None:
    answers = [await bare.send(content="x", nonce="n", enforce_nonce=True) for _ in range(2)]
    assert answers[0][1]["id"] == answers[1][1]["id"]
    assert len(bare.server.shown(bare.server.place)) == 1
    assert (await bare.send(content="x", nonce="n"))[1]["id"] != answers[0][1]["id"]


async def test_long_texts_unknown_quotes_and_bad_names_are_refused(bare: Bare) -> None:
    _, message = await bare.send(content="x")
    threads = f"/channels/{bare.server.place}/messages/{message['id']}/threads"
    _, hook = await bare.call("POST", f"/channels/{bare.server.place}/webhooks", {"name": "Desk"})
    execute = f"/webhooks/{hook['id']}/{hook['token']}"
    refused = [
        await bare.send(content="x" * 2001),
        await bare.send(content="x", message_reference={"message_id": "5"}),
        await bare.call("POST", threads, {"name": "x" * 101}),
        await bare.call("POST", execute, {"content": "x", "username": "Discord Team"}),
        await bare.call("POST", execute, {"content": "x", "username": "x" * 81}),
    ]
    assert [status for status, _ in refused] == [400] * len(refused)
    assert (await bare.call("POST", threads, {"name": "H-1"}))[0] == 200
    assert (await bare.call("POST", threads, {"name": "H-1"}))[1]["code"] == 160004


async def test_the_door_lets_another_process_be_somebody_and_look(bare: Bare) -> None:
    app = web.Application()
    app.add_routes(Door(bare.server).routes())
    runner = web.AppRunner(app)
    await runner.setup()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        await web.SockSite(runner, listening).start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with aiohttp.ClientSession(base) as session:
            said = await session.post("/do", json={"who": "Maria", "do": "say", "text": "hello"})
            assert (await said.json())["id"]
            async with session.get("/shown", params={"who": "Maria"}) as answer:
                assert [seen["text"] for seen in await answer.json()] == ["hello"]
            await session.post("/fault", json={"fault": {"kind": "status"}})
            async with session.get("/world") as answer:
                assert (await answer.json())["api_base"] == bare.server.api_base
            assert (await session.post("/do", json={"who": "M", "do": "until"})).status == 400
        await runner.cleanup()
    assert len(bare.server.faults.coming) == 1
    assert sys.modules[Door.__module__].DOES
