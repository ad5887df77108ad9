"""Brings events and interactions to the app: over its sockets or signed HTTP, again until acknowledged."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Protocol

from tests.platforms.slack import shapes
from tests.platforms.slack.judge import judge
from tests.platforms.slack.world import Json

INTERACTIONS: Final = {
    "block_actions": "app-backend/interactive-components/BlockActionPayload",
    "view_submission": "app-backend/views/ViewSubmissionPayload",
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the app answered: acknowledged or not, with a payload or none."""

    ok: bool
    payload: Json = field(default_factory=dict)


class Line(Protocol):
    """One way to the app."""

    async def bring(
        self, kind: str, payload: Json, attempt: int, reason: str, patience: float
    ) -> Reply | None:
        """Bring it once; None when no answer came in time."""


class Courier:
    """``patience`` is seconds until an answer is late, ``retries`` the seconds before each next try."""

    def __init__(self, line: Callable[[], Line]) -> None:
        self.patience = 3.0
        self.retries: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.lost: list[Json] = []
        self.counts: Counter[str] = Counter()
        self.duplicates = 0
        self._line = line
        self._ids = count(1)
        self._tasks: set[asyncio.Task[None]] = set()

    def event(self, event: Json) -> None:
        """Set an event on its way."""
        payload = shapes.envelope(event, f"Ev{next(self._ids):08d}")
        court = judge()
        fault = court.payload(shapes.sample(event), payload) if court else ""
        assert not fault, f"a real event has no {fault}"
        for _ in range(1 + self.duplicates):
            task = asyncio.create_task(self._deliver(payload))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def interact(self, payload: Json) -> Reply:
        """Bring a press or a modal; there is no second try, the person sees a warning."""
        court = judge()
        fault = court.payload(INTERACTIONS[payload["type"]], payload) if court else ""
        assert not fault, f"a real interaction has no {fault}"
        reply = await self._line().bring("interactive", payload, 0, "", self.patience)
        return reply or Reply(False)

    async def command(self, fields: Json) -> Reply:
        """Bring a slash command."""
        reply = await self._line().bring("slash_commands", fields, 0, "", self.patience)
        return reply or Reply(False)

    async def settled(self) -> None:
        """Wait until every event was taken or given up."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def stop(self) -> None:
        """Give up what is on its way."""
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _deliver(self, payload: Json) -> None:
        reason = ""
        for attempt, wait in enumerate((None, *self.retries)):
            if wait is not None:
                await asyncio.sleep(wait)
            self.counts["tries"] += 1
            reply = await self._line().bring("events_api", payload, attempt, reason, self.patience)
            if reply is not None and reply.ok:
                self.counts["acknowledged"] += 1
                return
            reason = "timeout" if reply is None else "http_error"
        self.lost.append(json.loads(json.dumps(payload)))
