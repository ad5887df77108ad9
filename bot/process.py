"""The life of the process: start, supervise, obey signals, stop in order.

The order of stopping: no new connections, channels ended (which tells open pages to come back), requests
answered, what is being done finished within a limit and otherwise left in the store, every event that was
taken in committed, the store closed. Whatever is left is taken up at the next start.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path

import structlog
from aiohttp import web

from bot import heap
from bot import log as logs
from bot.access import AccessLog
from bot.agent.base import Agent
from bot.app import App, build, serve
from bot.blame import blame
from bot.config.faults import SettingsError
from bot.config.load import load
from bot.config.model import Settings
from bot.config.once import once
from bot.config.watch import watch
from bot.greet import greet
from bot.inbox.routes import Inbox
from bot.leftovers import remove_leftovers
from bot.supervise import supervised
from bot.workflow.running.follow import follow

log = structlog.get_logger(__name__)

PATIENCE = 10.0
"""Seconds that running work has to end when the process is told to stop."""


async def run(config: Path | None, agent: Agent | None = None) -> int:
    """Run the bot until a signal ends it; return the exit code.

    Raises SettingsError or StoreError where it cannot start.
    """
    settings = load(config, os.environ)
    logs.configure(settings.log.level, settings.log.format, settings.privacy.log_texts)
    stop = _told_to_stop()
    async with running(settings, config, agent) as app:
        heap.settle()
        await greet(app, config, app.port)
        watching = _watching(app, config) if config else None
        await stop.wait()
        log.info("stopping")
        if watching is not None:
            watching.cancel()
    return 0


def _told_to_stop() -> asyncio.Event:
    """Return what is set by the first signal to end; a second one ends at once what takes too long.

    A terminal that is closed ends it in order as well, unless whoever started it (``nohup``) ignores that.
    """
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    names = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        names.append(signal.SIGHUP)

    def told() -> None:
        stop.set()
        for name in names:
            loop.remove_signal_handler(name)

    for name in names:
        loop.add_signal_handler(name, told)
    return stop


@asynccontextmanager
async def running(
    settings: Settings, config: Path | None = None, agent: Agent | None = None
) -> AsyncIterator[App]:
    """Run everything for as long as the block lasts.

    Raises SettingsError with the setting that leads to what refused: the database, the agent's files,
    the address. ``config`` is the file the settings came from.
    """
    blaming = partial(blame, config)
    async with AsyncExitStack() as stack:
        with blaming("store.url", str(settings.store.path)):
            app = await build(settings, agent=agent)
        stack.push_async_callback(app.store.close)
        with blaming("agent.script" if settings.agent.kind == "scripted" else "agent.folder"):
            await app.minds.start()
        stack.push_async_callback(app.minds.close)
        if app.toolbox is not None:
            await app.toolbox.start()
            stack.push_async_callback(app.toolbox.close)
        stack.push_async_callback(app.desk.close)
        stack.push_async_callback(_finish, app)
        runner = await stack.enter_async_context(_answering(*await serve(app)))
        await stack.enter_async_context(_working(app))
        with blaming("web", f"cannot listen on {settings.web.host}:{settings.web.port}"):
            app.port = await stack.enter_async_context(_listening(runner, settings))
        yield app


@asynccontextmanager
async def _working(app: App) -> AsyncIterator[None]:
    """Run the dispatcher, the clock of schedules, what tidies up, and every channel."""
    tasks = [asyncio.create_task(app.dispatcher.run(), name="dispatcher")]
    tasks.append(asyncio.create_task(supervised("schedules", app.automation.keep_time), name="schedules"))
    tasks.append(asyncio.create_task(app.automation.check_tools(), name="tools of workflows"))
    tidying = partial(remove_leftovers, app.files, app.clock)
    tasks.append(asyncio.create_task(supervised("uploads", tidying), name="uploads"))
    reread = partial(follow, lambda: app.live.settings().workflows, partial(_reread, app))
    tasks.append(asyncio.create_task(supervised("workflow files", reread), name="workflow files"))
    for name, channel in app.channels.items():
        tasks.append(asyncio.create_task(supervised(name, partial(channel.run, app.intake)), name=name))
    try:
        await asyncio.sleep(0)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _reread(app: App) -> None:
    """Put changed workflow files in force; a faulty one is refused with its faults and the old ones stay."""
    try:
        await app.reload(app.live.settings())
    except SettingsError as error:
        log.error("a changed workflow is refused", faults=str(error))
    else:
        log.info("changed workflows are in force")
        await app.automation.check_tools()


async def _finish(app: App) -> None:
    left = await app.dispatcher.stop(PATIENCE)
    if left:
        log.info("left for the next start", rows=left)


@asynccontextmanager
async def _answering(site: web.Application, inbox: Inbox) -> AsyncIterator[web.AppRunner]:
    """Answer requests; at the end let those that are being answered finish, and end the open pages."""
    runner = web.AppRunner(site, access_log_class=AccessLog, shutdown_timeout=2.0)
    await runner.setup()
    try:
        yield runner
    finally:
        await inbox.close()
        await runner.cleanup()


@asynccontextmanager
async def _listening(runner: web.AppRunner, settings: Settings) -> AsyncIterator[int]:
    """Take connections; yields the port."""
    door = web.TCPSite(runner, settings.web.host, settings.web.port)
    await door.start()
    try:
        yield int(runner.addresses[0][1])
    finally:
        await door.stop()


def _watching(app: App, config: Path) -> "asyncio.Task[None]":
    """Follow the file for good: a watch that the system ends is begun again."""
    return asyncio.create_task(supervised("configuration", partial(_follow, app, config)))


async def _follow(app: App, config: Path) -> None:
    """Put a changed file in force; a faulty one is refused with its faults and the old one stays."""
    began = app.live.settings()
    kept = once(began)
    async for news in watch(config, os.environ, began):
        if isinstance(news, SettingsError):
            log.error("the changed configuration is refused", faults=str(news))
            continue
        try:
            await app.reload(news)
        except SettingsError as error:
            log.error("the changed configuration is refused", faults=str(error))
            continue
        waiting = [name for name, part in once(news).items() if part != kept[name]]
        log.info("the changed configuration is in force", needs_restart=waiting)
