"""What the tests of the tool servers share: settings, servers as processes, and who is left over."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from bot.config.tools import ServerSettings
from tests.lines import LIMIT

SHOP = Path(__file__).with_name("shop.py")


def started(folder: Path, **more: Any) -> ServerSettings:
    """Return settings that start the shop as a program."""
    return ServerSettings.model_validate(
        {"command": [sys.executable, str(SHOP), str(folder)], "allow": "all", "timeout": 20, **more}
    )


def called(port: int, **more: Any) -> ServerSettings:
    """Return settings that call a server over HTTP."""
    return ServerSettings.model_validate(
        {"url": f"http://127.0.0.1:{port}/mcp", "allow": "all", "timeout": 20, **more}
    )


@asynccontextmanager
async def listening(port: int, *command: str, **env: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a server as a process for as long as the block lasts; it listens when the block begins."""
    process = await asyncio.create_subprocess_exec(
        *command,
        env={**os.environ, **env},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _listens(port)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def shop_at(port: int, folder: Path) -> Any:
    """Run the shop over HTTP for as long as the block lasts."""
    return listening(port, sys.executable, str(SHOP), str(folder), "http", str(port))


async def _listens(port: int) -> None:
    async with asyncio.timeout(LIMIT):
        while True:
            try:
                _, door = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                door.close()
                await door.wait_closed()
                return


def children() -> set[int]:
    """Return the numbers of this process's children; none where the system does not say."""
    found: set[int] = set()
    for file in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread that ended meanwhile has none
            found |= {int(word) for word in file.read_text().split()}
    return found


def noted(folder: Path, name: str) -> list[Any]:
    """Return what the shop wrote down under a name, in order."""
    path = folder / name
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
