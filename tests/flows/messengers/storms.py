"""Everything that goes wrong on a platform while a test runs; each kind a stated number of times."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from tests.flows.messengers.world import World
from tests.platforms.discord.faults import Fault as DiscordFault
from tests.platforms.discord.faults import Kind
from tests.platforms.slack.faults import Fault as SlackFault
from tests.platforms.telegram.limits import Cut
from tests.platforms.telegram.refusal import Refusal

Blow = Callable[[], object]
"""Lets one thing go wrong; returns False where it let that pass for once."""


class Storm:
    """Plays its blows one after the other, one for every few messages said; ``hits`` counts them."""

    def __init__(self, blows: Sequence[Blow], every: int) -> None:
        self.hits = 0
        self._played = 0
        self._blows = blows
        self._every = every
        self._said = 0

    async def blow(self) -> None:
        """Count a message; every so often something goes wrong."""
        self._said += 1
        if self._said % self._every == 0 and not self.over:
            self.hits += self._blows[self._played]() is not False
            self._played += 1

    @property
    def over(self) -> bool:
        """Whether all of it was played."""
        return self._played == len(self._blows)


def _mixed(kinds: Sequence[Blow], times: int) -> list[Blow]:
    """Return every kind so many times, one after the other."""
    return list(islice(cycle(kinds), times * len(kinds)))


def telegram(world: World, times: int) -> tuple[list[Blow], int]:
    """Return what goes wrong on Telegram, and how many sends among it seem to fail and do not."""
    server = world.telegram

    def again() -> bool:
        if server.updates.pending:
            server.updates.again(server.updates.pending[-1])
        return bool(server.updates.pending)

    def poll(end: Refusal | Cut) -> bool:
        """Spoil one question for updates; not many in a row, which would only make the bot wait longer."""
        free = all(fault.method != "getUpdates" for fault in server.limits.faults)
        if free:
            server.fail(end, "getUpdates")
        return free

    kinds: list[Blow] = [
        lambda: server.fail(Refusal(429, "Too Many Requests: retry after 1", retry_after=1), "sendMessage"),
        lambda: server.fail(Refusal(502, "Bad Gateway"), "sendMessage"),
        lambda: server.fail(Cut.BEFORE, "sendMessage"),
        lambda: server.fail(Cut.AFTER, "sendMessage"),
        lambda: poll(Refusal(502, "Bad Gateway")),
        lambda: poll(Cut.BEFORE),
        lambda: poll(Cut.AFTER),
        again,
    ]
    return _mixed(kinds, times), times


def slack(world: World, times: int) -> tuple[list[Blow], int]:
    """Return what goes wrong on Slack; its bot can look what arrived, so no send stays in doubt."""
    server, tasks = world.slack, set[asyncio.Task[None]]()

    def cut() -> None:
        task = asyncio.create_task(server.sockets.cut())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def refresh() -> None:
        task = asyncio.create_task(server.sockets.refresh())
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    def double() -> None:
        server.courier.duplicates = 1 - server.courier.duplicates

    post = "chat.postMessage"
    kinds: list[Blow] = [
        lambda: server.fail(SlackFault(post, status=429, seconds=1)),
        lambda: server.fail(SlackFault(post, status=503)),
        lambda: server.fail(SlackFault(post, drop="before")),
        lambda: server.fail(SlackFault(post, drop="after")),
        lambda: server.fail(SlackFault(post, hang=2.0)),
        lambda: server.fail(SlackFault(post, error="internal_error")),
        double,
        cut,
        refresh,
    ]
    return _mixed(kinds, times), 0


def discord(world: World, times: int) -> tuple[list[Blow], int]:
    """Return what goes wrong on Discord; it knows the same message again, so no send stays in doubt.

    Sessions are lost last, when everybody is known: Discord tells a bot of no chat it never heard of, so a
    stranger's first words would be lost with a session.
    """
    server, tasks = world.discord, set[asyncio.Task[None]]()

    def spoil(kind: Kind, status: int = 503) -> Blow:
        fault = DiscordFault(kind, "POST", r"/messages$", status, seconds=0.5)
        return lambda: server.plan(fault)

    def lose() -> None:
        server.gateway.forget_sessions()
        server.gateway.abort_all()

    def close() -> None:
        task = asyncio.create_task(server.gateway.close_all(4000))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    kinds: list[Blow] = [
        spoil("limit"),
        spoil("status"),
        spoil("drop-before"),
        spoil("drop-after"),
        lambda: server.plan(DiscordFault("status", status=502, method="GET")),
        server.gateway.repeat,
        server.gateway.abort_all,
        lambda: server.gateway.order(7),
        close,
    ]
    return [*_mixed(kinds, times), lose, lose], 0
