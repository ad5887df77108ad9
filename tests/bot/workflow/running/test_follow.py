"""A workflow's file that changes is seen, also one that an editor replaced."""

import asyncio
from pathlib import Path

from bot.config.workflows import Workflow
from bot.workflow.running.follow import follow


async def test_a_changed_a_replaced_and_a_vanished_file_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "flow.json"
    file.write_text("one")
    told = asyncio.Event()

    async def changed() -> None:
        told.set()

    following = asyncio.create_task(follow(lambda: {"flow": Workflow(file=file)}, changed, pause=0.01))
    await asyncio.sleep(0.05)
    assert not told.is_set()
    for text in ("two!", "three"):
        other = tmp_path / "new"
        other.write_text(text)
        other.replace(file)
        async with asyncio.timeout(10):
            await told.wait()
        told.clear()
    file.unlink()
    async with asyncio.timeout(10):
        await told.wait()
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
