"""A process to be killed: ``child.py DATABASE FOLDER FILE begin|resume [keyless]``.

``begin`` is a contact and a reviewer up to the approved refund; ``resume`` is the next start, and prints what
the contact was told from then on.
"""

import asyncio
import json
import sys
from pathlib import Path

from handoff.store.sqlite import SqliteStore
from tests.bot.workflow.running.house import SETTINGS, House, shop, volume


async def begin(house: House) -> None:
    """Ask for a refund that needs an approval, and approve it."""
    await house.say("I want a refund")
    await house.say("large@example.com")
    await house.say(house.letters.code)
    await house.decide()


async def resume(house: House) -> None:
    """Do what was left; a server that is not there yet is waited for, as the dispatcher does."""
    before = (await house.state()).seq
    while await house.runs():
        await house.later(5)
        await asyncio.sleep(0.2)
    print(json.dumps(await house.told(before)))  # noqa: T201  # this is its result


async def main(database: str, folder: str, file: str, what: str, *how: str) -> None:
    """Open the same store and do the part."""
    async with shop(Path(folder), *how) as servers:
        house = House(SETTINGS, toolbox=servers, store=SqliteStore(Path(database)))
        await house.open({"flow": volume(Path(file))})
        await (begin if what == "begin" else resume)(house)
        await house.store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
