"""A stage for each test; Discord must have found nothing wrong with any body it was sent."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.channels.discord.harness import Log, Memory, Stage, adapter
from tests.platforms.discord.server import DiscordServer


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    server, memory = DiscordServer(), Memory()
    await server.start()
    yield Stage(server, tmp_path, memory, adapter(server, tmp_path, memory), Log(server.place))
    await server.stop()
    assert server.rest.complaints == []
    assert [body for body in sent(server) if body.get("allowed_mentions") != {"parse": []}] == []


def sent(server: DiscordServer) -> list[dict[str, Any]]:
    """Return what was said in new messages, in whichever way."""
    bodies = [request.json for request in server.backend.http_requests if request.method == "POST"]
    parts = [body.get("data") or body for body in bodies if isinstance(body, dict)]
    return [part for part in parts if part.get("content")]
