"""A Discord of our own: one guild with a team's channel, people, and all that can go wrong."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import discord
from aiohttp import web
from simcord.backend import Backend
from simcord.backend.cdn import CDN_BASE
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from tests.lines import LIMIT
from tests.platforms.discord.clock import RealClock
from tests.platforms.discord.faults import Fault, Faults
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.people import Someone
from tests.platforms.discord.rest import PREFIX, Rest
from tests.platforms.discord.seen import Seen, visible


class DiscordServer:
    """Start it, point an adapter at ``api_base`` and ``gateway_url``, and be the people."""

    def __init__(self, token: str = "discord-token", port: int = 0) -> None:
        self.token = token
        self.clock = RealClock()
        self.backend = Backend(clock=self.clock)
        self.faults = Faults()
        self.gateway = Gateway(self.backend, token, self._rewrite)
        self.rest = Rest(
            self.backend, token, self.faults, self._rewrite, self._notify,
            lambda: self.gateway_url, lambda: self.gateway.content,
        )  # fmt: skip
        self.people: dict[str, Someone] = {}
        self.guild = self.backend.create_guild("Acme")
        self.place = self.channel("support")
        self._port = port
        self._runner: web.AppRunner | None = None
        self._changed = asyncio.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waking: set[asyncio.Task[None]] = set()
        self.backend.subscribers.append(lambda event, payload: self._notify())

    # ── life ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self) -> None:
        """Listen on a loopback port."""
        self._loop = asyncio.get_running_loop()
        app = web.Application(client_max_size=30 << 20)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/cdn/{path:.*}", self._asset)
        app.router.add_route("*", PREFIX + "/{path:.*}", self.rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.gateway.resume_url = self.gateway_url

    async def stop(self) -> None:
        """Cut all lines and stop listening; what happened is still known, and it can start again."""
        self.gateway.abort_all()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def base(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def api_base(self) -> str:
        """What an adapter's setting of this name must be."""
        return self.base + PREFIX

    @property
    def gateway_url(self) -> str:
        """What an adapter's setting of this name must be."""
        return self.base.replace("http", "ws") + "/gateway"

    # ── the world ────────────────────────────────────────────────────────────────────────────────

    def channel(self, name: str) -> str:
        """Make a text channel in the guild; return its id."""
        return str(self.backend.create_channel(self.guild.id, name).id)

    def contact(self, name: str) -> Someone:
        """Return somebody who can only write to the bot; the same name is the same person."""
        return self._person(name, None, ())

    def operator(self, name: str, roles: Sequence[str] = ()) -> Someone:
        """Return somebody who is in the guild, with these roles (ids)."""
        return self._person(name, self.guild.id, roles)

    def role(self, name: str) -> str:
        """Make a role; return its id."""
        return str(self.backend.create_role(self.guild.id, name).id)

    def deny(self, place: str, *rights: str) -> None:
        """Take rights in a channel away from the bot."""
        flags = discord.Permissions(**dict.fromkeys(rights, True)).value
        member = Overwrite(self.backend.bot_user.id, OverwriteType.MEMBER, deny=flags)
        self.backend.set_overwrite(int(place), member)

    def close_dm(self, who: Someone) -> None:
        """Let somebody take no messages of the bot any more."""
        self.rest.closed.add(int(who.dm))

    def delete_thread(self, thread: str) -> None:
        """Delete a thread, or a channel, with all that is in it."""
        self.backend.delete_channel(int(thread))

    def shown(self, place: str) -> list[Seen]:
        """Return what everybody sees in a place, oldest first."""
        return list(visible(self.backend, int(place), None))

    def _person(self, name: str, guild: int | None, roles: Sequence[str]) -> Someone:
        if name not in self.people:
            user = self.backend.make_user(name.lower(), global_name=name)
            self.people[name] = Someone(self.backend, str(user.id), name, guild, self.until)
            if guild is not None:
                self.backend.add_member(guild, user.id, roles=[int(role) for role in roles])
        return self.people[name]

    # ── faults, and waiting ──────────────────────────────────────────────────────────────────────

    def plan(self, fault: Fault, times: int = 1) -> None:
        """Let a fault happen to the next calls that it fits."""
        self.faults.plan(fault, times)

    @property
    def counts(self) -> Counter[str]:
        """What was called and what happened, so far."""
        return self.rest.counts + self.gateway.counts + self.faults.played

    async def until(self, true: Callable[[], object]) -> None:
        """Wait until something is so; raises TimeoutError after a while."""
        async with asyncio.timeout(LIMIT), self._changed:
            await self._changed.wait_for(lambda: bool(true()))

    def _notify(self) -> None:
        """Wake who waits; nobody does where the loop is another thread's or does not run yet."""
        if self._loop is None or asyncio._get_running_loop() is not self._loop:
            return
        task = asyncio.create_task(self._wake())
        self._waking.add(task)
        task.add_done_callback(self._waking.discard)

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _rewrite(self, text: str) -> str:
        return text.replace(CDN_BASE, self.base + "/cdn")

    async def _asset(self, request: web.Request) -> web.Response:
        data: Any = self.backend.cdn.get(f"{CDN_BASE}/{request.match_info['path']}")
        return web.Response(status=404) if data is None else web.Response(body=data)
