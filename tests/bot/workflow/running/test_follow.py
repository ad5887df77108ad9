"""A workflow's file that changes is seen, also one that an editor replaced."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from bot.config.workflows import Workflow
from bot.workflow.running.follow import follow
from tests.process import until


async def test_a_changed_a_replaced_and_a_vanished_file_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "flow.json"
    file.write_text("one")
    told, looks = asyncio.Event(), 0

    async def changed() -> None:
        told.set()

    def entries() -> Mapping[str, Workflow]:
        nonlocal looks
        looks += 1
        return {"flow": Workflow(file=file)}

    following = asyncio.create_task(follow(entries, changed, pause=0.01))
    await until(lambda: looks > 2)
    assert not told.is_set()
    for text in ("two!", "three"):
        other = tmp_path / "new"
        other.write_text(text)
        other.replace(file)
        await told.wait()
        told.clear()
    file.unlink()
    await told.wait()
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)
