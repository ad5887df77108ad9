"""An event loop whose clock jumps to the next thing to do, so that tests of waiting do not wait."""

import asyncio
import functools
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

P = ParamSpec("P")


class Stuck(AssertionError):
    """Everything waits for something that can never come."""


class _Jump(selectors.DefaultSelector):
    """Never waits: what it should have waited is added to ``now``."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found: list[tuple[selectors.SelectorKey, int]] = super().select(0)
        if not found and timeout is None:
            raise Stuck("nothing will ever happen again")
        if not found and timeout:
            self.now += timeout
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its ``time`` is seconds since it was made, as if every wait had been waited."""

    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        return self._jump.now


def on_virtual_time(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """Run a test on a loop whose clock jumps; everything it awaits must be of that loop."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(test(*args, **kwargs))

    return run


def now() -> float:
    """Return the running loop's time: the clock that parts under test are given."""
    return asyncio.get_running_loop().time()


async def turns(count: int = 20) -> None:
    """Let everything that is ready run, without any time passing."""
    for _ in range(count):
        await asyncio.sleep(0)
