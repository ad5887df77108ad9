"""One lane per key: fair, separate, and forgotten."""

import asyncio

import pytest

from handoff.lanes import Lanes
from tests.virtual import turns


async def visit(lanes: Lanes, key: str, name: str, seen: list[str], gate: asyncio.Event) -> None:
    async with lanes.hold(key):
        seen.append(name)
        await gate.wait()


async def test_who_comes_first_goes_first_and_one_at_a_time() -> None:
    lanes, seen, gate = Lanes(), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(visit(lanes, "a", str(number), seen, gate)) for number in range(5)]
    await turns()
    assert seen == ["0"]
    gate.set()
    await asyncio.gather(*tasks)
    assert seen == ["0", "1", "2", "3", "4"]


async def test_another_lane_waits_for_nobody() -> None:
    lanes, seen, gate = Lanes(), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(visit(lanes, key, key, seen, gate)) for key in "ab"]
    await turns()
    assert seen == ["a", "b"]
    gate.set()
    await asyncio.gather(*tasks)


async def test_a_lane_nobody_wants_is_forgotten() -> None:
    lanes = Lanes()
    async with lanes.hold("a"):
        assert "a" in lanes
    assert "a" not in lanes


async def test_a_lane_is_kept_while_somebody_waits_for_it_and_forgotten_when_they_give_up() -> None:
    lanes, seen, gate = Lanes(), list[str](), asyncio.Event()
    first = asyncio.create_task(visit(lanes, "a", "first", seen, gate))
    second = asyncio.create_task(visit(lanes, "a", "second", seen, gate))
    await turns()
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert "a" in lanes
    gate.set()
    await first
    assert ("a" in lanes, seen) == (False, ["first"])


async def test_who_fails_inside_lets_go() -> None:
    lanes = Lanes()
    with pytest.raises(RuntimeError):
        async with lanes.hold("a"):
            raise RuntimeError("inside")
    assert "a" not in lanes
    async with lanes.hold("a"):
        pass
