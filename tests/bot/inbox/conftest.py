"""An inbox that is served, and three operators' programs to ask it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from handoff.ids import ConversationId
from tests.bot.inbox.house import House

Client = TestClient[web.Request, web.Application]


@dataclass
class Program:
    """An operator's program: asks with a Bearer token, gives back the status and the JSON."""

    client: Client
    headers: dict[str, str]

    async def get(self, path: str) -> tuple[int, Any]:
        async with self.client.get(path, headers=self.headers) as response:
            return response.status, await response.json()

    async def send(self, path: str, body: Any = None, method: str = "POST") -> tuple[int, Any]:
        async with self.client.request(method, path, json=body, headers=self.headers) as response:
            return response.status, await response.json()

    async def act(self, id: ConversationId, name: str, body: Any = None) -> tuple[int, Any]:
        return await self.send(f"/api/inbox/conversations/{id}/{name}", body)

    async def whole(self, id: ConversationId) -> Any:
        status, found = await self.get(f"/api/inbox/conversations/{id}")
        assert status == 200
        return found


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with house.serve() as client:
        yield client


@pytest.fixture
def ana(house: House, client: Client) -> Program:
    return Program(client, house.token("ana"))


@pytest.fixture
def ben(house: House, client: Client) -> Program:
    return Program(client, house.token("ben"))


@pytest.fixture
def cleo(house: House, client: Client) -> Program:
    """An operator of support only."""
    return Program(client, house.token("cleo"))
