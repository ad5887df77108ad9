"""``python -m tests.platforms.slack PORT``: the stand-in as a process of its own, with its control door."""

import asyncio
import sys

from tests.platforms.slack.door import Door
from tests.platforms.slack.server import SlackServer


async def main(port: int) -> None:
    """Serve until interrupted."""
    slack = SlackServer()
    await slack.start(port, *Door(slack).routes())
    sys.stdout.write(f"{slack.base}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await slack.stop()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
