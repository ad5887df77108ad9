"""``python -m tests.platforms.discord PORT``: a Discord on that port, its door on the next."""

import asyncio
import sys

from aiohttp import web

from tests.platforms.discord.door import Door
from tests.platforms.discord.server import DiscordServer


async def main(port: int) -> None:
    """Run until the process is stopped."""
    server = DiscordServer(port=port)
    await server.start()
    app = web.Application()
    app.add_routes(Door(server).routes())
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port + 1).start()
    print(f"discord on {server.base}, door on {port + 1}, place {server.place}", flush=True)  # noqa: T201
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
