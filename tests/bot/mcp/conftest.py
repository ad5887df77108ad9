"""Tool servers for a test, and the proof that nothing of them is left after it."""

import asyncio
import logging
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import structlog

from bot.config.tools import ServerSettings
from bot.mcp.servers import McpServers
from channels.base import Memos
from handoff.store.memory import MemoryStore
from tests.bot.mcp.parts import children
from tests.conftest import CI
from tests.process import until

Open = Callable[..., McpServers]
NODE = Path(__file__).with_name("node")


@pytest.fixture
def own_logging() -> Iterator[None]:
    """Give the process its logging back after a test that configures it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    logging.captureWarnings(False)
    root.handlers[:], root.level = before, level


@pytest.fixture
async def memos() -> MemoryStore:
    store = MemoryStore()
    await store.open()
    return store


@pytest.fixture
async def open_servers(memos: MemoryStore) -> AsyncIterator[Open]:
    """Make servers from settings; after the test they are closed, and no task and no child is left."""
    tasks, before = asyncio.all_tasks(), children()
    opened: list[McpServers] = []

    def open_them(kept: Memos | None = None, **settings: ServerSettings) -> McpServers:
        opened.append(McpServers(settings, kept or memos))
        return opened[-1]

    yield open_them
    for servers in opened:
        await servers.close()
    assert asyncio.all_tasks() <= tasks | {asyncio.current_task()}
    await until(lambda: children() <= before)  # one that was killed in the act of starting dies in a moment


@pytest.fixture(scope="session")
def everything(artifacts: Path) -> list[str]:
    """The command of server-everything, installed as its lock file says; skips where it cannot be."""
    folder = artifacts / "mcp-node"
    program = folder / "node_modules" / ".bin" / "mcp-server-everything"
    lock = NODE / "package-lock.json"
    if not program.exists() or (folder / lock.name).read_bytes() != lock.read_bytes():
        _install(folder)
    node = shutil.which("node")
    assert node is not None
    return [node, str(program.resolve())]


def _install(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        _give_up("no npm here: install Node.js to test against server-everything")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(NODE, folder)
    done = subprocess.run(
        [str(npm), "ci", "--ignore-scripts"],
        cwd=folder,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        _give_up(f"npm ci failed: {done.stderr[-300:]}")


def _give_up(reason: str) -> None:
    (pytest.fail if CI else pytest.skip)(reason)
