"""Every measured road still goes from its beginning to its end; how fast is no test's business."""

import asyncio
from pathlib import Path

from bench import floor, turns, web


async def test_the_floors_are_written(tmp_path: Path) -> None:
    assert await floor.grouped(tmp_path / "grouped.db", turns=20, conversations=2) > 0
    assert await asyncio.to_thread(floor.single, tmp_path / "single.db", 5) > 0


async def test_turns_are_made_and_answered(tmp_path: Path) -> None:
    assert await turns.full_speed(tmp_path, turns=turns.CONVERSATIONS) > 0


async def test_turns_are_timed_at_a_steady_pace(tmp_path: Path) -> None:
    assert len(await turns.steady(tmp_path, rate=200, seconds=0.1)) == 20


async def test_the_web_is_timed(tmp_path: Path) -> None:
    assert len(await web.floor(tmp_path, rate=200, seconds=0.1)) == 20
    assert len(await web.steady(tmp_path, rate=200, seconds=0.1)) == 20
