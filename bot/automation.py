"""Workflows in this process: their definitions, who lets their runs go on, and their clock.

What reads and runs workflows is loaded when there is one, in the settings or left by an earlier start.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import structlog

from bot.config.model import Settings
from bot.dispatch import Doer
from bot.doers.later import Later
from bot.doers.tool import ToolDoer
from bot.live import Live
from bot.mcp.base import Toolbox
from bot.refs import Refs
from channels.base import Channel
from handoff.desk import Desk
from handoff.effects import CallTool, Effect, StepRun
from handoff.flow import Flow
from handoff.store.sqlite import SqliteStore

if TYPE_CHECKING:
    from bot.workflow.running.outside import Outside
    from bot.workflow.running.runner import Runner
    from bot.workflow.running.shelf import Shelf

log = structlog.get_logger(__name__)


@dataclass
class Automation:
    """``key`` seals one-time codes; ``clock`` gives seconds since 1970 UTC."""

    live: Live
    desk: Desk
    store: SqliteStore
    refs: Refs
    channels: Mapping[str, Channel]
    toolbox: Toolbox | None
    key: bytes
    clock: Callable[[], float]

    def __post_init__(self) -> None:
        self._in_use = asyncio.Event()

    def doers(self) -> dict[type[Effect], Doer]:
        """Return who does what workflows, and tools that were approved, need done."""
        return {
            StepRun: Later(self._runner),
            CallTool: ToolDoer(self.desk, self.store, self.store, self.toolbox),
        }

    async def put_in_force(self, settings: Settings) -> tuple[Flow, ...]:
        """Read and check the workflows' files; return what starts them. Raises SettingsError for faults."""
        if not settings.workflows and not self._in_use.is_set():
            return ()
        from bot.workflow.running.flows import flows
        from bot.workflow.running.known import known
        from bot.workflow.running.shelf import read

        volumes = read(settings.workflows, known(settings))
        await self.shelf.put(volumes)
        return flows(volumes.values(), settings.bot.language)

    async def check_tools(self) -> None:
        """Say which workflow lets anybody at a harmful tool, now that the servers say what their tools do.

        ``handoff check`` says the same before the start.
        """
        if self.toolbox is None or not self._in_use.is_set():
            return
        from bot.workflow.running.safety import faults

        for name, volume in tuple(self.shelf.volumes.items()):
            for fault in await faults(volume.workflow, self.live.settings(), self.toolbox):
                log.error("a workflow is not safe", workflow=name, line=fault.line, fault=str(fault))

    async def keep_time(self) -> None:
        """Begin the runs of schedules, until cancelled."""
        await self._in_use.wait()
        from bot.workflow.running.scheduler import Scheduler

        shelf, settings = self.shelf, self.live.settings
        scheduler = Scheduler(
            self.desk,
            self.store,
            self.store,
            lambda: shelf.volumes,
            lambda: settings().bot,
            self.clock,
        )
        await scheduler.run()

    @cached_property
    def shelf(self) -> "Shelf":
        """Every definition, those in force and those that runs are pinned to."""
        from bot.workflow.running.shelf import Shelf

        self._in_use.set()
        return Shelf(self.store)

    def _runner(self) -> "Runner":
        from bot.workflow.running.barred import barred
        from bot.workflow.running.runner import Runner

        return Runner(
            self.desk,
            self.refs,
            self.shelf,
            self._outside(),
            self.live.policy,
            self.channels,
            self.clock,
            lambda contact, addresses: barred(self.live.settings(), contact, addresses),
        )

    def _outside(self) -> "Outside":
        from bot.workflow.running.codes import Codes
        from bot.workflow.running.outside import Outside
        from bot.workflow.running.proving import Proving
        from bot.workflow.running.quota import Quota
        from bot.workflow.running.routes import route

        codes = Codes(self.key)
        quota = Quota(self.store, codes, self.clock)
        proving = Proving(lambda data: route(self.live.settings(), data), codes, quota)
        return Outside(self.store, lambda: self.toolbox, proving)
