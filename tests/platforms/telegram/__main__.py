"""``python -m tests.platforms.telegram PORT``: the stand-in as a process of its own, with a control door."""

import asyncio
import sys

from tests.platforms.telegram.door import Door
from tests.platforms.telegram.server import TelegramServer


async def main(port: int) -> None:
    """Serve until interrupted."""
    server = TelegramServer()
    await server.start(port, *Door(server).routes())
    sys.stdout.write(f"{server.base} {server.token}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
