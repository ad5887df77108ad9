"""A channel that ends, whichever way, is started again."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from structlog.testing import capture_logs

from bot.supervise import FIRST, HEALTHY, LONGEST, supervised
from channels.errors import Permanent, Temporary
from tests.virtual import Stuck, now, on_virtual_time


class Runs:
    """Counts its runs and when they began; each does what the list says, the last one waits for ever."""

    def __init__(self, *lives: Callable[[], Awaitable[object]]) -> None:
        self.began: list[float] = []
        self._lives = list(lives)

    async def __call__(self) -> None:
        self.began.append(now())
        await (self._lives.pop(0) if self._lives else asyncio.Event().wait)()


async def fall() -> None:
    raise RuntimeError("the connection broke")


async def away() -> None:
    raise Temporary("it is away") from OSError()


async def refused() -> None:
    raise Permanent("the token is wrong")


async def end() -> None:
    return None


async def cancel_itself() -> None:
    raise asyncio.CancelledError


async def live() -> None:
    await asyncio.sleep(HEALTHY + 1)


async def watch(runs: Runs, seconds: float) -> None:
    task = asyncio.create_task(supervised("fake", runs))
    await asyncio.sleep(seconds)
    assert not task.done()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@on_virtual_time
async def test_one_that_falls_or_ends_or_cancels_itself_is_started_again() -> None:
    runs = Runs(fall, end, cancel_itself)
    await watch(runs, 100)
    assert len(runs.began) == 4


@on_virtual_time
async def test_the_pauses_double_up_to_a_minute() -> None:
    runs = Runs(*[fall] * 10)
    await watch(runs, 1000)
    pauses = [round(b - a) for a, b in zip(runs.began, runs.began[1:], strict=False)]
    assert pauses[:7] == [FIRST, 2, 4, 8, 16, 32, LONGEST]
    assert set(pauses[7:]) == {LONGEST}


@on_virtual_time
async def test_a_platform_that_cannot_be_reached_is_told_in_one_line_without_a_trace() -> None:
    with capture_logs() as lines:
        await watch(Runs(away, refused, fall), 10)
    known, permanent, unknown = lines
    assert (known["log_level"], known["why"], known["cause"]) == ("warning", "it is away", "OSError")
    assert (permanent["log_level"], permanent["why"]) == ("error", "the token is wrong")
    assert not {"exc_info", "exception"} & (known.keys() | permanent.keys())
    assert unknown["exc_info"]


@on_virtual_time
async def test_after_a_healthy_life_the_pause_is_short_again() -> None:
    runs = Runs(fall, fall, fall, live)
    await watch(runs, 1000)
    assert runs.began[4] - runs.began[3] == HEALTHY + 1 + FIRST


@on_virtual_time
async def test_cancelled_from_outside_it_ends_also_while_it_pauses() -> None:
    await watch(Runs(*[fall] * 50), 1.5)
    await watch(Runs(), 1.5)


def test_a_virtual_clock_says_when_nothing_can_ever_happen() -> None:
    @on_virtual_time
    async def waits() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Stuck):
        waits()
