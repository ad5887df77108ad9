"""Waits before a platform has to say 429; on a clock that jumps, so nothing is really waited for."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from channels.pace import MOST, Pace, Rate
from tests.virtual import VirtualLoop, now, on_virtual_time

FREE = Rate(1_000_000.0, burst=1000)


async def times(pace: Pace, *places: str) -> list[float]:
    """Ask for turns one after another; return when each came."""
    found = []
    for place in places:
        await pace.turn(place)
        found.append(now())
    return found


@on_virtual_time
async def test_one_place_gets_so_many_calls_a_second() -> None:
    assert await times(Pace(Rate(1.0), FREE), "a", "a", "a") == [0.0, 1.0, 2.0]


@on_virtual_time
async def test_a_burst_goes_at_once_and_what_follows_at_the_even_pace() -> None:
    found = await times(Pace(Rate(1.0, burst=3), FREE), "a", "a", "a", "a", "a")
    assert found == [0.0, 0.0, 0.0, 1.0, 2.0]


@on_virtual_time
async def test_after_a_rest_the_burst_is_there_again_and_no_larger() -> None:
    pace = Pace(Rate(1.0, burst=2), FREE)
    await times(pace, "a", "a")
    await asyncio.sleep(100)
    assert await times(pace, "a", "a", "a") == [100.0, 100.0, 101.0]


@on_virtual_time
async def test_twenty_a_minute_are_three_seconds_apart() -> None:
    assert Rate(20, 60).gap == 3.0
    assert await times(Pace(Rate(20, 60), FREE), "a", "a") == [0.0, 3.0]


@on_virtual_time
async def test_a_place_that_must_wait_delays_no_other() -> None:
    pace = Pace(Rate(1.0), FREE)
    await pace.turn("a")
    waiting = asyncio.create_task(pace.turn("a"))
    assert await times(pace, "b", "c") == [0.0, 0.0]
    await waiting
    assert now() == 1.0


@on_virtual_time
async def test_all_places_together_keep_the_rate_for_all() -> None:
    found = await times(Pace(FREE, Rate(2.0)), "a", "b", "c", "d")
    assert found == [0.0, 0.5, 1.0, 1.5]


@on_virtual_time
async def test_many_who_ask_at_once_still_go_one_after_another() -> None:
    pace, found = Pace(Rate(1.0), FREE), []

    async def ask() -> None:
        await pace.turn("a")
        found.append(now())

    await asyncio.gather(*(ask() for _ in range(4)))
    assert found == [0.0, 1.0, 2.0, 3.0]


@on_virtual_time
async def test_what_the_platform_said_is_obeyed_whatever_burst_was_left() -> None:
    pace = Pace(Rate(1.0, burst=5), FREE)
    await pace.turn("a")
    pace.hold("a", 7.0)
    assert await times(pace, "a", "b") == [7.0, 7.0]


@on_virtual_time
async def test_a_hold_stops_who_waits_already_and_nobody_elsewhere() -> None:
    pace = Pace(Rate(1.0), FREE)
    await pace.turn("a")
    waiting = asyncio.create_task(pace.turn("a"))
    await asyncio.sleep(0.5)
    pace.hold("a", 10.0)
    assert await times(pace, "b") == [0.5]
    await waiting
    assert now() == 10.5


@on_virtual_time
async def test_a_shorter_hold_does_not_undo_a_longer_one() -> None:
    pace = Pace(Rate(1.0), FREE)
    pace.hold("a", 10.0)
    pace.hold("a", 1.0)
    assert await times(pace, "a") == [10.0]


@on_virtual_time
async def test_who_gives_up_waiting_takes_no_turn() -> None:
    pace = Pace(Rate(1.0), FREE)
    await pace.turn("a")
    waiting = asyncio.create_task(pace.turn("a"))
    await asyncio.sleep(0.5)
    waiting.cancel()
    assert await times(pace, "a") == [1.0]


@on_virtual_time
async def test_places_do_not_pile_up() -> None:
    pace = Pace(FREE, FREE)
    for number in range(MOST + 100):
        await pace.turn(number)
    assert len(pace._free) == MOST


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), min_size=1, max_size=40),
    st.integers(1, 5),
    st.integers(1, 5),
)
def test_no_second_ever_sees_more_than_the_rate_and_the_burst_allow(
    asked: list[tuple[str, float]], each: int, burst: int
) -> None:
    """Whoever asks whenever: in any window the calls stay below rate times window plus burst."""
    went: list[tuple[str, float]] = []

    async def one(pace: Pace, place: str, at: float) -> None:
        await asyncio.sleep(at)
        await pace.turn(place)
        went.append((place, now()))

    async def main() -> None:
        pace = Pace(Rate(each, burst=burst), Rate(7.0, burst=2))
        await asyncio.gather(*(one(pace, place, at) for place, at in asked))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(main())
    assert len(went) == len(asked)
    for place in "abc":
        keeps([at for name, at in went if name == place], each, burst)
    keeps([at for _, at in went], 7.0, 2)


def keeps(times: list[float], rate: float, burst: int) -> None:
    ordered = sorted(times)
    for first, begin in enumerate(ordered):
        for last, end in enumerate(ordered[first:], 1):
            assert last <= (end - begin) * rate + burst + 1e-6
