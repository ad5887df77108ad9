"""The life of the process: start, supervise, obey signals, stop in order.

The order of stopping: no new requests, open pages told to come back, channels ended, what is being done
finished within a limit and otherwise left in the store, every event that was taken in committed, the
store closed. Whatever is left is taken up at the next start.
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

from bot import log as logs
from bot.access import AccessLog
from bot.app import App, build, serve
from bot.config.faults import SettingsError
from bot.config.load import load
from bot.config.model import Settings
from bot.config.watch import watch
from bot.greet import greet
from bot.inbox.routes import Inbox
from bot.supervise import supervised

log = structlog.get_logger(__name__)

PATIENCE = 10.0
"""Seconds that running work has to end when the process is told to stop."""


async def run(config: Path | None) -> int:
    """Run the bot until a signal ends it; return the exit code. Raises SettingsError or StoreError."""
    settings = load(config, os.environ)
    logs.configure(settings.log.level, settings.log.format, settings.privacy.log_texts)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with running(settings) as app:
        await greet(app, config)
        watching = asyncio.create_task(_follow(app, config, settings)) if config else None
        await stop.wait()
        log.info("stopping")
        if watching is not None:
            watching.cancel()
    return 0


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    """Run everything for as long as the block lasts."""
    async with AsyncExitStack() as stack:
        app = await build(settings)
        stack.push_async_callback(app.store.close)
        site, inbox = await serve(app)
        await app.agent.start()
        stack.push_async_callback(app.agent.close)
        stack.push_async_callback(app.desk.close)
        stack.push_async_callback(_finish, app)
        await stack.enter_async_context(_working(app))
        await stack.enter_async_context(_listening(site, inbox, settings))
        yield app


@asynccontextmanager
async def _working(app: App) -> AsyncIterator[None]:
    """Run the dispatcher and every channel; end the channels first."""
    tasks = [asyncio.create_task(app.dispatcher.run(), name="dispatcher")]
    for name, channel in app.channels.items():
        tasks.append(asyncio.create_task(supervised(name, partial(channel.run, app.intake)), name=name))
    try:
        await asyncio.sleep(0)
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _finish(app: App) -> None:
    left = await app.dispatcher.stop(PATIENCE)
    if left:
        log.info("left for the next start", rows=left)


@asynccontextmanager
async def _listening(site: web.Application, inbox: Inbox, settings: Settings) -> AsyncIterator[None]:
    runner = web.AppRunner(site, access_log_class=AccessLog, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.web.host, settings.web.port).start()
        yield
    finally:
        await inbox.close()
        await runner.cleanup()


async def _follow(app: App, config: Path, settings: Settings) -> None:
    """Put a changed file in force; a faulty one is refused with its faults and the old one stays."""
    async for news in watch(config, os.environ, settings):
        if isinstance(news, SettingsError):
            log.error("the changed configuration is refused", faults=str(news))
        else:
            app.live.replace(news)
            log.info("the changed configuration is in force")
