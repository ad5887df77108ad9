"""Does what was decided: takes outbox rows, one at a time in each lane, and writes down what came of them.

A lane that must wait (a platform that is down, a limit) holds up no other. Rows with a time that is still to
come stay in the store; the dispatcher sleeps until the earliest. After a crash the rows that were left
are taken up at start, in their order: a row that waits for another try keeps its place in the store, so
that no later message of its lane overtakes it then.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

import structlog

from bot.retry import FIRST, failed
from channels.errors import ChannelError
from handoff.effects import Effect
from handoff.errors import StoreUnavailable
from handoff.ids import RowId
from handoff.store.base import Row, RowState, Settled, Store

log = structlog.get_logger(__name__)

BATCH = 500
POLL = 30.0


class Doer(Protocol):
    """Does one kind of effect."""

    async def do(self, row: Row) -> Settled | None:
        """Do it; return what to write, or None when a commit of the desk settled the row already.

        May raise anything: the row is tried again with back-off.
        """

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Bring the failure into the conversation; return whether that settled the row."""


class Dispatcher:
    """Runs the lanes of one process."""

    def __init__(
        self,
        store: Store,
        doers: Mapping[type[Effect], Doer],
        clock: Callable[[], float],
        settled: Callable[[Row, Settled], None],
    ) -> None:
        self._store = store
        self._settled = settled
        self._doers = doers
        self._clock = clock
        self._lanes: dict[str, deque[Row]] = {}
        self._known: set[RowId] = set()
        self._ended: set[RowId] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._kick = asyncio.Event()
        self._next: float | None = None
        self._open = True
        self._parked: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = count()

    def started(self, rows: Sequence[Row]) -> None:
        """Take up rows that were just committed. Never waits."""
        now = self._clock()
        for row in rows:
            if row.due <= now:
                self._take(row)
            elif self._next is None or row.due < self._next:
                self._next = row.due
                self._kick.set()

    def look(self) -> None:
        """Look at once for what has become due. Never waits."""
        self._kick.set()

    async def run(self) -> None:
        """Take up what is due, now and whenever it becomes due, until cancelled."""
        while True:
            self._kick.clear()
            try:
                await self._fetch()
            except Exception as error:  # whatever it is, nobody is served while nobody looks
                log.error("cannot read what is due", error=str(error), exc_info=_fault(error))
                self._next = self._clock() + FIRST
            self._unpark()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._kick.wait()

    async def stop(self, seconds: float) -> int:
        """Let running work end within the time, then cancel it; return how many rows were left."""
        self._open = False
        for _, _, turn in self._parked:
            if not turn.done():
                turn.set_result(None)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        left = len(self._known)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        return left

    async def _fetch(self) -> None:
        now = self._clock()
        while len(await self._take_up(now)) == BATCH:
            pass
        self._next = await self._store.next_due(now)

    async def _take_up(self, now: float) -> Sequence[Row]:
        """Take up what is due; a row that ended while the store was being read is not done twice."""
        ended: set[RowId] = set()
        self._ended = ended
        try:
            rows = await self._store.due(now, BATCH, frozenset(self._known))
        finally:
            self._ended = None
        for row in rows:
            if row.id not in ended:
                self._take(row)
        return rows

    def _pause(self) -> float:
        """Return how many seconds until something is due; never longer than the slow poll."""
        times = [due for due in (self._next, self._parked[0][0] if self._parked else None) if due is not None]
        return min(POLL, max(0.0, min(times) - self._clock())) if times else POLL

    async def _park(self, due: float) -> None:
        """Wait until the clock shows ``due``, or the dispatcher is stopped."""
        if not self._open:
            return
        turn = asyncio.get_running_loop().create_future()
        heappush(self._parked, (due, next(self._count), turn))
        self._kick.set()
        await turn

    def _unpark(self) -> None:
        while self._parked and self._parked[0][0] <= self._clock():
            turn = heappop(self._parked)[2]
            if not turn.done():
                turn.set_result(None)

    def _take(self, row: Row) -> None:
        if row.id in self._known:
            return
        self._known.add(row.id)
        lane = self._lanes.get(row.lane)
        if lane is not None:
            lane.append(row)
            return
        self._lanes[row.lane] = deque([row])
        task = asyncio.create_task(self._work(row.lane), name=f"lane {row.lane}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, name: str) -> None:
        """Do the lane's rows in order; a row that must be tried again is waited for, here only."""
        lane = self._lanes[name]
        try:
            while lane and self._open:
                row = lane[0]
                settled = await self._attempt(row)
                if settled is not None and settled.state is RowState.PENDING and settled.due is not None:
                    lane[0] = _again(row, settled)
                    await self._park(settled.due)
                    continue
                lane.popleft()
                self._end(row.id)
        finally:
            del self._lanes[name]
            self._known.difference_update(row.id for row in lane)

    def _end(self, id: RowId) -> None:
        self._known.discard(id)
        if self._ended is not None:
            self._ended.add(id)

    async def _attempt(self, row: Row) -> Settled | None:
        doer = self._doers[type(row.effect)]
        try:
            settled = await doer.do(row)
        except Exception as error:
            settled = failed(row, error, self._clock())
            log.warning(
                "failed", row=row.id, error=settled.error, state=settled.state, exc_info=_fault(error)
            )
        while settled is not None:
            try:
                await self._record(doer, row, settled)
                break
            except StoreUnavailable as error:
                # What was done must be written down, or it would be done again: wait for the store.
                log.error("not recorded", row=row.id, error=str(error))
                await asyncio.sleep(FIRST)
        return settled

    async def _record(self, doer: Doer, row: Row, settled: Settled) -> None:
        if settled.state is RowState.PENDING:
            await self._store.settle(replace(settled, due=None))
        elif settled.state is not RowState.DEAD or not await self._gave_up(doer, row, settled):
            await self._store.settle(settled)
        self._settled(row, settled)

    async def _gave_up(self, doer: Doer, row: Row, settled: Settled) -> bool:
        try:
            return await doer.gave_up(row, settled)
        except StoreUnavailable:
            raise
        except Exception:  # the row must end, or it would come back at every look
            log.exception("its failure could not be brought into the conversation", row=row.id)
            return False


def _again(row: Row, settled: Settled) -> Row:
    return replace(
        row,
        state=RowState.PENDING,
        attempts=settled.attempts,
        due=settled.due or row.due,
        error=settled.error,
        doubtful=settled.doubtful,
    )


def _fault(error: Exception) -> Exception | None:
    """A refusal from outside is news; anything else is a fault of ours and wants its stack in the log."""
    return None if isinstance(error, ChannelError | StoreUnavailable) else error
